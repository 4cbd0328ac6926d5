// SPDX-License-Identifier: GPL-2.0-or-later
// An index that is made of others: a file that names them, which Xapian calls a stub database.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur::index {

/// Where one of the indexes is that an index is made of: in a directory, or behind a server.
struct ShardAddress {
  std::filesystem::path directory;  ///< empty: it is behind a server
  std::string host;
  unsigned port = 0;

  bool is_remote() const { return directory.empty(); }
  /// As people know it: the directory, or HOST:PORT.
  std::string name() const;
  bool operator==(const ShardAddress&) const = default;
};

/// Whether what stands at `path` names shards: a file, or a directory with a file XAPIANDB in it,
/// which is what xapian-replicate makes.
bool is_stub(const std::filesystem::path& path);

/// The shards that make the index at `path`, in the order in which they are named, those of a stub
/// within a stub in its place; of what is no stub, only itself. Lines are as Xapian's: "auto
/// DIRECTORY" or "glass DIRECTORY", as seen from the file, and "remote HOST:PORT"; what begins with
/// # is passed over. \throws IndexError naming the file and the line.
std::vector<ShardAddress> shards_at(const std::filesystem::path& path);

/// \throws IndexError when `path` is a stub: `what` is then to be done with each shard by itself.
void refuse_stub(const std::filesystem::path& path, std::string_view what);

}  // namespace speur::index
