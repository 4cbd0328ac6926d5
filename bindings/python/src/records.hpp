// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <optional>

#include "exclusive.hpp"
#include "speur/index.hpp"
#include "speur/records.hpp"
#include "speur/schema.hpp"

namespace speur::python {

/// Python's RecordReader, with what must live as long as it.
struct Records {
  std::optional<Index> index;  ///< that the documents are of, if any
  std::shared_ptr<const Schema> schema;
  Exclusive<RecordReader> reader;
};

}  // namespace speur::python
