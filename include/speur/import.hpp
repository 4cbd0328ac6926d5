// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "speur/index.hpp"
#include "speur/index_writer.hpp"
#include "speur/records.hpp"

namespace speur {

struct ImportProgress {
  std::size_t added = 0;    ///< documents that are new
  std::size_t updated = 0;  ///< documents whose id was there already
  std::size_t refused = 0;  ///< records left out
};

struct ImportOptions {
  /// Stop at the first refused record. The caller then rolls back.
  bool strict = false;
  /// Called for every refused record.
  std::function<void(const Refusal&)> on_refusal;
  /// Called after every record; answer false to stop.
  std::function<bool(const ImportProgress&)> on_progress;
};

/// Adds all records of `records` to `writer`; does not commit. \throws ImportError when the source
/// cannot be read on, IndexError when the index cannot be written.
ImportProgress import_records(IndexWriter& writer, RecordReader& records,
                              const ImportOptions& options = {});

/// Builds an index at `path` (which replaces one that is there) with the documents of `source` and
/// another schema or other settings. \throws as IndexWriter::replace, and DocumentError when a
/// document does not fit the schema.
void rebuild(const Index& source, const Schema& schema, const std::filesystem::path& path);

}  // namespace speur
