// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/reader.hpp"
#include "speur/search.hpp"

namespace speur::search {

/// A filter on one facet: the documents with at least one of its values.
struct Filter {
  const Field* field = nullptr;
  std::vector<std::string> values;  ///< in the facet's own spelling
  std::shared_ptr<const index::FacetColumn> column;
  std::vector<bool> allowed;  ///< by ordinal of `column`

  bool passes(Xapian::docid id) const;
};

/// The facet called `name`. \throws RequestError when there is none, saying which there are.
const Field& facet_field(const Schema& schema, std::string_view name);

/// Values that the index does not have select nothing. \throws RequestError for an unknown facet.
std::vector<Filter> read_filters(const Filters& filters, const index::Reader& reader);

/// The documents that pass all filters, as a query without weight.
Xapian::Query compile(const std::vector<Filter>& filters);

}  // namespace speur::search
