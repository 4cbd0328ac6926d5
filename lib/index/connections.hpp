// SPDX-License-Identifier: GPL-2.0-or-later
// The shards of an index, opened, and the state in which each of them is.
#pragma once

#include <chrono>
#include <compare>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "index/database.hpp"
#include "index/directory.hpp"
#include "index/stub.hpp"

namespace speur::index {

/// One committed state of one shard: of a directory its stamp, behind a server the id of the
/// commit.
struct ShardStamp {
  std::string name;
  Stamp directory;
  std::string commit;
  auto operator<=>(const ShardStamp&) const = default;
};

/// Tells one committed state of all shards together from every other.
using IndexStamp = std::vector<ShardStamp>;

/// To the shards of one index; for any number of threads.
class Connections {
 public:
  /// `timeout`: how long a server may take to be reached, and to answer.
  Connections(std::filesystem::path path, std::chrono::milliseconds timeout)
      : path_(std::move(path)), timeout_(timeout) {}

  /// The state of each shard now. \throws ShardError when one is not there; of an index that is no
  /// stub, IndexError.
  IndexStamp stamp(const std::vector<ShardAddress>& shards);

  /// Opens them all. \throws as `stamp`.
  Database open(const std::vector<ShardAddress>& shards) const;

  /// Has every server asked over a new connection: what they said is not what is found there.
  void forget();

 private:
  using Clock = std::chrono::steady_clock;
  // To a server, to ask which state it is in.
  struct Line {
    std::mutex mutex;
    Xapian::Database database;
    bool open = false;
    Clock::time_point opened;
    Clock::time_point asked;  // when the last asking began
    std::string commit;
    std::exception_ptr failure;  // of that asking
  };

  std::shared_ptr<Line> line_to(const ShardAddress& shard);
  std::string commit_of(const ShardAddress& shard);
  void ask(Line& line, const ShardAddress& shard) const;
  static bool answers(Line& line);
  Xapian::Database connect(const ShardAddress& shard) const;
  template <typename Action>
  auto naming(const ShardAddress& shard, Action action) const;

  std::filesystem::path path_;
  std::chrono::milliseconds timeout_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Line>> lines_;
};

/// Whether what was opened is in the state of `stamp`, as far as servers tell.
bool is_in(const Database& database, const IndexStamp& stamp);

}  // namespace speur::index
