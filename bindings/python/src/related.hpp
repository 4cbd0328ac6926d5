// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>

#include "options.hpp"
#include "speur/related.hpp"
#include "speur/schema.hpp"

namespace speur::python {

/// The keyword arguments of a request for related items.
inline constexpr std::array related_options{
    option<RelatedRequest, &RelatedRequest::limit>("limit"),
    option<RelatedRequest, &RelatedRequest::exclude>("exclude"),
    option<RelatedRequest, &RelatedRequest::filters>("filters"),
    option<RelatedRequest, &RelatedRequest::ranking>("ranking"),
    option<RelatedRequest, &RelatedRequest::diversity>("diversity"),
    option<RelatedRequest, &RelatedRequest::group_by>("group_by"),
};

/// Python's RelatedItems.
struct RelatedAnswer {
  RelatedItems related;
  std::shared_ptr<const Schema> schema;  ///< as it was when the answer was given
};

}  // namespace speur::python
