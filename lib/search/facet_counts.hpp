// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "search/filters.hpp"
#include "speur/search.hpp"

namespace speur::search {

struct Counted {
  std::uint64_t total = 0;  ///< documents that pass every filter
  std::vector<FacetCounts> facets;
};

/// Whether a facet lists this value: a date facet lists years; months and days can be filtered on.
bool is_listed(const Field& facet, std::string_view value);

/// Counts `facets` over `documents`, which match the query but need not pass the filters.
/// Drill-sideways in one pass: a document that fails one filter counts for that facet alone, one
/// that fails two counts nowhere (as in Lucene's DrillSideways).
Counted count_facets(const std::vector<Xapian::docid>& documents,
                     const std::vector<Filter>& filters, const std::vector<std::string>& facets,
                     const index::Reader& reader, Language language);

}  // namespace speur::search
