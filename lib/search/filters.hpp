// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/reader.hpp"
#include "matching/plan.hpp"
#include "speur/search.hpp"

namespace speur::search {

/// A filter on one facet: the documents with at least one of its values, or with a value in one of
/// its ranges.
struct Filter {
  const Field* field = nullptr;
  std::vector<std::string> values;              ///< and ranges, in the facet's own spelling
  std::set<std::string, std::less<>> selected;  ///< values, and of the index's those in a range
  std::vector<std::string> terms;               ///< of those that the index has
  std::shared_ptr<const index::Bitmap> documents;

  bool passes(Xapian::docid id) const { return documents->holds(id); }
};

/// The facet called `name`. \throws RequestError when there is none, saying which there are.
const Field& facet_field(const Schema& schema, std::string_view name);

/// Values that the index does not have select nothing. \throws RequestError for an unknown facet.
std::vector<Filter> read_filters(const Filters& filters, const index::Reader& reader);

/// The documents that pass all filters.
matching::Plan compile(const std::vector<Filter>& filters);

}  // namespace speur::search
