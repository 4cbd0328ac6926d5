// SPDX-License-Identifier: GPL-2.0-or-later
// An index as a directory on disk: opening, checking, locking, swapping.
#pragma once

#include <xapian.h>

#include <chrono>
#include <compare>
#include <cstdint>
#include <filesystem>

#include "speur/schema.hpp"

namespace speur::index {

/// Tells one committed state of one directory from every other, without opening it.
struct Stamp {
  std::uint64_t device = 0;
  std::uint64_t directory = 0;
  std::uint64_t version_file = 0;
  std::int64_t written_ns = 0;
  auto operator<=>(const Stamp&) const = default;
};

/// \throws IndexError when there is no index at `path`.
Stamp stamp_of(const std::filesystem::path& path);

/// `path` without a slash at its end, which would make "index/.new" of "index" + ".new".
std::filesystem::path without_trailing_slash(const std::filesystem::path& path);

bool is_index(const std::filesystem::path& path);

/// Whether an index can be made at `path`, or put in the place of the one that is there.
bool may_be_made(const std::filesystem::path& path);

/// Makes a directory, in the place of what is there. \throws IndexError when it cannot be written.
void make_empty(const std::filesystem::path& path);

/// Whether a directory is what is left of an index that was never finished.
bool holds_only_glass_files(const std::filesystem::path& path);

/// Opens for reading. The result is of exactly one state, also while the directory is replaced.
Xapian::Database open_database(const std::filesystem::path& path);

/// Opens for writing, and waits for another writer at most `timeout`. `flags` as Xapian's.
Xapian::WritableDatabase open_writable(const std::filesystem::path& path, int flags,
                                       std::chrono::milliseconds timeout);

/// The schema an index was made with. \throws IndexError when it was made by another analyser or in
/// another format, saying what differs.
Schema read_settings(const Xapian::Database& database, const std::filesystem::path& path);

void write_settings(Xapian::WritableDatabase& database, const Schema& schema);

/// Marks what is committed next as another state than any before it, here or elsewhere.
void write_commit_id(Xapian::WritableDatabase& database);

/// Puts the directory `fresh` in the place of `live` in one step. With `replaces` something is
/// there, and is removed; without it, something must not be there.
void swap_in(const std::filesystem::path& fresh, const std::filesystem::path& live, bool replaces);

}  // namespace speur::index
