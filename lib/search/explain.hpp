// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "index/reader.hpp"
#include "query/query.hpp"
#include "search/fusion.hpp"
#include "speur/analyzer.hpp"
#include "speur/explanation.hpp"
#include "speur/search.hpp"

namespace speur::search {

/// How the document `id` comes to its score for a request; worked out from the formulas and not by
/// Xapian's matcher. `head`: see Found. \throws RequestError when the
/// request filters on a facet that is none.
Explanation explain(const SearchRequest& request, const query::Query& query, const Head& head,
                    Xapian::docid id, const index::Reader& reader, const Analyzer& analyzer);

}  // namespace speur::search
