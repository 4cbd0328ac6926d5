// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>

namespace speur::index {

/// What a transaction changes.
struct Changes {
  std::uint64_t documents = 0;  ///< added, replaced or removed
  std::uint64_t bytes = 0;      ///< of text in those that are added

  void count(std::uint64_t bytes_of_document) {
    ++documents;
    bytes += bytes_of_document;
  }
};

/// Commits the transaction of `database`, whose files are in `path`. Of what it writes, Xapian
/// 1.4 writes the values in a destructor, where an error would end the process. So everything else
/// is written first, and then it is seen whether the disk has room for them. An input/output error
/// at that very moment still ends the process; as with any crash, what was committed before stays.
/// \throws IndexError when there is no room; what is written then is not committed.
void commit_transaction(Xapian::WritableDatabase& database, const std::filesystem::path& path,
                        const Changes& changes);

}  // namespace speur::index
