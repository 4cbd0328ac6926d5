// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/connections.hpp"

#include <fmt/format.h>

#include "index/terms.hpp"
#include "speur/error.hpp"

namespace speur::index {
namespace {

// A connection sees every commit, but not always that another index was put in the place of its
// own: that one may count its commits just as far. A new connection does.
constexpr std::chrono::seconds good_for{1};

}  // namespace

// Says of which shard it is what went wrong with it.
template <typename Action>
auto Connections::naming(const ShardAddress& shard, Action action) const {
  if (shard.directory == path_) return action();
  const auto fail = [&](const std::string& why) -> ShardError {
    return ShardError(fmt::format("index '{}': its shard '{}' is not there: {}", path_.string(),
                                  shard.name(), why));
  };
  try {
    return action();
  } catch (const Xapian::Error& error) {
    const auto* system = error.get_error_string();
    throw fail(system ? fmt::format("{}: {}", error.get_msg(), system) : error.get_msg());
  } catch (const IndexError& error) {
    throw fail(error.what());
  }
}

IndexStamp Connections::stamp(const std::vector<ShardAddress>& shards) {
  IndexStamp stamp;
  for (const auto& shard : shards) {
    stamp.push_back({shard.name(), {}, ""});
    if (shard.is_remote()) stamp.back().commit = commit_of(shard);
    else stamp.back().directory = naming(shard, [&] { return stamp_of(shard.directory); });
  }
  return stamp;
}

Database Connections::open(const std::vector<ShardAddress>& shards) const {
  std::vector<Shard> opened;
  for (const auto& shard : shards)
    opened.push_back({shard.name(), shard.is_remote(), naming(shard, [&] {
                        return shard.is_remote() ? connect(shard) : open_database(shard.directory);
                      })});
  return Database(std::move(opened));
}

void Connections::forget() {
  const std::lock_guard lock(mutex_);
  lines_.clear();
}

std::shared_ptr<Connections::Line> Connections::line_to(const ShardAddress& shard) {
  const std::lock_guard lock(mutex_);
  auto& line = lines_[shard.name()];
  if (!line) line = std::make_shared<Line>();
  return line;
}

// What was asked for since this began holds for this as well, be it that nobody answers: then
// threads do not wait for it one after another.
std::string Connections::commit_of(const ShardAddress& shard) {
  const auto began = Clock::now();
  const auto line = line_to(shard);
  const std::lock_guard lock(line->mutex);
  if (line->asked <= began) ask(*line, shard);
  if (line->failure) std::rethrow_exception(line->failure);
  return line->commit;
}

void Connections::ask(Line& line, const ShardAddress& shard) const {
  line.asked = Clock::now();
  line.failure = nullptr;
  if (line.open && line.asked - line.opened < good_for && answers(line)) return;
  line.open = false;
  try {
    naming(shard, [&] {
      line.database = connect(shard);
      line.commit = line.database.get_metadata(commit_key);
    });
    line.opened = line.asked;
    line.open = true;
  } catch (const ShardError&) {
    line.failure = std::current_exception();
    line.database = Xapian::Database();
  }
}

// A server ends connections that nothing came over for some time, or was started anew.
bool Connections::answers(Line& line) {
  try {
    if (line.database.reopen()) line.commit = line.database.get_metadata(commit_key);
    return true;
  } catch (const Xapian::Error&) {
    return false;
  }
}

Xapian::Database Connections::connect(const ShardAddress& shard) const {
  const auto timeout = static_cast<unsigned>(timeout_.count());
  return Xapian::Remote::open(shard.host, shard.port, timeout, timeout);
}

bool is_in(const Database& database, const IndexStamp& stamp) {
  for (std::size_t i = 0; i < stamp.size(); ++i) {
    const auto& shard = database.shards()[i];
    if (shard.remote && shard.database.get_metadata(commit_key) != stamp[i].commit) return false;
  }
  return true;
}

}  // namespace speur::index
