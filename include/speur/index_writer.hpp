// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

#include "speur/document.hpp"
#include "speur/schema.hpp"
#include "speur/synonyms.hpp"

namespace speur {

struct WriterOptions {
  /// How long to wait for another writer of the same index before giving up.
  std::chrono::milliseconds lock_timeout{10'000};
  /// How many threads build a new index; with 1, none but the caller's. Only documents added to an
  /// index that is empty, or is being replaced, are built side by side; the index is the same
  /// however many there are.
  unsigned threads = 1;
  /// How many bytes of documents go into one part of a new index. Building takes up to some fifteen
  /// times as much memory for each thread; half or twice as much makes little difference in speed.
  std::size_t part_bytes = 500'000;
};

/// Changes an index. Nothing shows to readers, and nothing is durable, before `commit`; a writer
/// that is destroyed without it leaves the index as it was. One writer at a time may exist for an
/// index, among all processes; a writer is for one thread at a time.
class IndexWriter {
 public:
  /// Opens the index at `path`. \throws IndexError when it is missing, damaged, or made by another
  /// analyser; LockError, which is one, when it stays locked for longer than the timeout.
  static IndexWriter open(const std::filesystem::path& path, const WriterOptions& options = {});

  /// Opens the index at `path`, whatever its schema; where there is none, starts one that shows
  /// with the first `commit`. Two processes that do so at once make one index. \throws as `open`.
  static IndexWriter open_or_create(const std::filesystem::path& path, const Schema& schema,
                                    const WriterOptions& options = {});

  /// Starts a new, empty index beside `path`; the first `commit` puts it in the place of what is
  /// there, in one step: readers see the old index or the whole new one. `path` may not exist yet.
  /// \throws IndexError when there is something at `path` that is no index.
  static IndexWriter replace(const std::filesystem::path& path, const Schema& schema,
                             const WriterOptions& options = {});

  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  /// Adds a document, or updates the one with the same id; true when it is new.
  /// \throws DocumentError when it does not fit the schema; the index is then unchanged. IndexError
  /// when it cannot be written; of a new index that may be said of a document before it, and then
  /// nothing but a rollback helps.
  bool add(const Document& document);

  /// Removes a document; false when there is none with that id.
  bool remove(std::string_view id);

  /// The portal's own synonyms, in place of those it gave before; they show with the next commit
  /// and need no indexing again.
  void set_synonyms(const Synonyms& synonyms);

  /// Makes all changes since the last commit durable and visible, at once.
  void commit();

  /// Forgets all changes since the last commit.
  void rollback();

  const Schema& schema() const;

 private:
  class Impl;
  explicit IndexWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
