// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>

#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur::python {

/// Python's Document: with the schema that says which of its values are dates.
struct KnownDocument {
  std::shared_ptr<const Document> document;
  std::shared_ptr<const Schema> schema;
};

}  // namespace speur::python
