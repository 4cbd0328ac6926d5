// SPDX-License-Identifier: GPL-2.0-or-later
// From a request to ranked document numbers, an exact total and exact facet counts.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "index/reader.hpp"
#include "query/query.hpp"
#include "speur/search.hpp"

namespace speur::search {

struct Ranked {
  Xapian::docid id = 0;
  double score = 0;
};

struct Found {
  std::uint64_t total = 0;
  std::vector<Ranked> ranked;  ///< from `offset`, at most `limit`
  std::vector<FacetCounts> facets;
  Filters filters;              ///< as applied, in the facets' own spelling
  Sort sort = Sort::relevance;  ///< as applied
};

/// \throws RequestError when the request names a facet that the index does not have.
Found run(const SearchRequest& request, const query::Query& query, const index::Reader& reader);

}  // namespace speur::search
