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
  std::size_t removed = 0;  ///< documents that a record says are gone, of those that were there
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

/// Adds all documents of `records` to `writer`, and removes those that it says are gone; does not
/// commit. \throws ImportError when the source cannot be read on, IndexError when the index cannot
/// be written.
ImportProgress import_records(IndexWriter& writer, RecordReader& records,
                              const ImportOptions& options = {});

struct SyncCounts {
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;  ///< as the source says already, or not there; not analysed again
  std::size_t removed = 0;
  std::size_t refused = 0;
  std::size_t skipped = 0;  ///< not looked at, for `RecordOptions::since`
  bool operator==(const SyncCounts&) const = default;
};

struct SyncOptions {
  /// Remove what the source does not have. Nothing is removed when a record was refused: it may be
  /// one that is in the index.
  bool full = false;
  std::function<void(const Refusal&)> on_refusal = {};  ///< called for every refused record
};

/// Makes an index as its source is, in one commit: adds what is new, updates what differs from what
/// the index keeps, and removes what the source says is gone (`Removal`). \throws ImportError when
/// the source cannot be read on, IndexError when the index cannot be written, RequestError when it
/// is to be `full` and the reader skips records; then nothing is changed.
SyncCounts sync(const Index& index, RecordReader& records, const SyncOptions& options = {});

/// Builds an index at `path` (which replaces one that is there) with all documents of `source`,
/// whoever it is viewed as, and another schema or other settings. \throws as IndexWriter::replace,
/// and DocumentError when a document does not fit the schema.
void rebuild(const Index& source, const Schema& schema, const std::filesystem::path& path);

}  // namespace speur
