// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "matching/selection.hpp"
#include "search/filters.hpp"
#include "speur/search.hpp"

namespace speur::search {

/// Whether a facet lists this value: a date facet lists dates of one unit only.
bool is_listed(const Field& facet, std::string_view value, DateUnit unit = DateUnit::year);

/// Counts matches per facet value, block by block. A facet with a filter of its own counts as if
/// that filter were not set.
class FacetCounter {
 public:
  FacetCounter(const std::vector<FacetRequest>& facets, const std::vector<Filter>& filters,
               const matching::Selection& selection, const index::Reader& reader);

  /// `matches` match the query but need not pass the filters.
  void add(std::uint32_t block, const matching::Mask& matches);

  std::uint64_t total() const { return total_; }  ///< documents that pass every filter

  std::vector<FacetCounts> counts(Language language) const;

 private:
  struct Facet {
    const FacetRequest* request;
    const Field* field;
    std::shared_ptr<const index::FacetColumn> column;
    std::optional<std::size_t> filter;  // its own
    std::vector<std::uint32_t> counts;  // by ordinal
  };

  bool is_typed(const Facet& facet, std::string_view value) const;
  FacetCounts result_of(const Facet& facet, Language language) const;

  const std::vector<Filter>& filters_;
  const matching::Selection& selection_;
  std::vector<Facet> facets_;
  std::uint64_t total_ = 0;
};

}  // namespace speur::search
