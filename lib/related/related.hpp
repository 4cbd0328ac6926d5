// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "index/reader.hpp"
#include "related/model.hpp"
#include "related/use.hpp"
#include "speur/analyzer.hpp"
#include "speur/related.hpp"

namespace speur::related {

/// The documents nearest to `seeds`, with reasons; never a seed itself. `model`: what is known of
/// the collection; may be null. `use`: what visitors used together; may be null.
/// \throws RequestError when there is no such document, or no facet that the request names.
RelatedItems run(const Seeds& seeds, const RelatedRequest& request, const index::Reader& reader,
                 const Analyzer& analyzer, const Model* model, const Use* use);

/// The intra-list diversity of the documents called `ids`, as far as the index has them. `model`
/// may be null.
double diversity_of(const std::vector<std::string>& ids, const index::Reader& reader,
                    const Model* model);

}  // namespace speur::related
