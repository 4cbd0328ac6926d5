// SPDX-License-Identifier: GPL-2.0-or-later
// A search from what was typed to the answer.
#pragma once

#include <string_view>

#include "collection/profile.hpp"
#include "index/reader.hpp"
#include "speur/analyzer.hpp"
#include "speur/explanation.hpp"
#include "speur/search.hpp"

namespace speur::facade {

/// `profile`: of the collection; may be null.
/// \throws RequestError when the request names a facet that the index does not have.
SearchResults answer(const SearchRequest& request, const index::Reader& reader,
                     const Analyzer& analyzer, const collection::Profile* profile);

/// How `id` comes to its score in that answer. \throws RequestError also when there is no such
/// document.
Explanation explain(const SearchRequest& request, std::string_view id, const index::Reader& reader,
                    const Analyzer& analyzer, const collection::Profile* profile);

}  // namespace speur::facade
