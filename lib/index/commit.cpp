// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/commit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "index/terms.hpp"
#include "speur/error.hpp"

namespace speur::index {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t block = 8192;  // of Xapian's tables

// Posting lists are written when all terms are asked for; reading anything then takes Xapian away
// from the block that it still has to write.
void write_postings(Xapian::WritableDatabase& database) {
  database.allterms_begin("");
  database.postlist_begin("");
  database.get_metadata(format_key);
}

// A document's value lies in a block for each slot, in one more each where that block overflows;
// all lie in one table, and new ones take as much again as they say.
std::uint64_t most_bytes_of_values(const fs::path& path, const Changes& changes) {
  constexpr std::uint64_t slots = 4;
  constexpr std::uint64_t inner_blocks = 16;
  std::error_code missing;
  const auto table = fs::file_size(path / "postlist.glass", missing);
  const auto touched = changes.documents * slots * 2 * block;
  return (missing ? touched : std::min(touched, table)) + 2 * changes.bytes + inner_blocks * block;
}

}  // namespace

void commit_transaction(Xapian::WritableDatabase& database, const fs::path& path,
                        const Changes& changes) {
  if (changes.documents > 0) {
    write_postings(database);
    std::error_code unknown;
    const auto free = fs::space(path, unknown).available;
    const auto needed = most_bytes_of_values(path, changes);
    if (!unknown && free < needed)
      throw IndexError(fmt::format(
          "index '{}': the disk is full: {} kB more may be needed, and {} kB are free; make room "
          "and try again",
          path.string(), needed / 1024, free / 1024));
  }
  database.commit_transaction();
}

}  // namespace speur::index
