// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>

#include "options.hpp"
#include "speur/schema.hpp"
#include "speur/search.hpp"

namespace speur::python {

/// The keyword arguments of a search.
inline constexpr std::array search_options{
    option<SearchRequest, &SearchRequest::filters>("filters"),
    option<SearchRequest, &SearchRequest::facets>("facets"),
    option<SearchRequest, &SearchRequest::sort>("sort"),
    option<SearchRequest, &SearchRequest::match>("match"),
    option<SearchRequest, &SearchRequest::synonyms>("synonyms"),
    option<SearchRequest, &SearchRequest::correct>("correct"),
    option<SearchRequest, &SearchRequest::relax>("relax"),
    option<SearchRequest, &SearchRequest::collapse>("collapse"),
    option<SearchRequest, &SearchRequest::limit>("limit"),
    option<SearchRequest, &SearchRequest::offset>("offset"),
    option<SearchRequest, &SearchRequest::exact_total>("exact_total"),
    option<SearchRequest, &SearchRequest::language>("language"),
    option<SearchRequest, &SearchRequest::snippet_bytes>("snippet_bytes"),
    option<SearchRequest, &SearchRequest::documents>("documents"),
    option<SearchRequest, &SearchRequest::ranking>("ranking"),
    option<SearchRequest, &SearchRequest::limits>("limits"),
    option<SearchRequest, &SearchRequest::time_limit>("time_limit"),
};

/// Python's SearchResults.
struct SearchAnswer {
  SearchResults results;
  std::shared_ptr<const Schema> schema;  ///< as it was when the answer was given
};

}  // namespace speur::python
