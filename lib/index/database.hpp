// SPDX-License-Identifier: GPL-2.0-or-later
// What an index is read from: one Xapian database, or several as one, in a directory or behind a
// server.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace speur::index {

struct Shard {
  std::string name;
  bool remote = false;
  Xapian::Database database;
};

/// Xapian numbers the documents of several databases in turn: with three of them, 1, 4, 7 ... are
/// those of the first. A copy is for one thread, as Xapian's.
class Database {
 public:
  struct Posting {
    Xapian::docid id = 0;
    Xapian::termcount wdf = 0;
  };
  using Values = std::vector<std::pair<Xapian::docid, std::string>>;

  Database() = default;
  explicit Database(std::vector<Shard> shards);

  const Xapian::Database& whole() const { return whole_; }
  const std::vector<Shard>& shards() const { return shards_; }
  /// Whether something of it is behind a server. There, whatever is asked for each document by
  /// itself takes a message to and fro; the functions below take one for all of them.
  bool is_remote() const { return remote_; }

  std::size_t shard_of(Xapian::docid id) const { return (id - 1) % shards_.size(); }
  /// The number here of the document with number `own` in a shard.
  Xapian::docid number(std::size_t shard, Xapian::docid own) const {
    return static_cast<Xapian::docid>((own - 1) * shards_.size() + shard + 1);
  }

  /// By number. The empty term: all documents, without wdf.
  std::vector<Posting> postings(const std::string& term) const;
  /// Those of one shard, numbered as here.
  std::vector<Posting> postings_of_shard(std::size_t shard, const std::string& term) const;
  /// The length of every document.
  std::vector<Posting> lengths() const;
  /// The values in a slot of the documents that have all of `terms`, of which there may be none;
  /// without documents that have no value.
  Values values(Xapian::valueno slot, const std::vector<std::string>& terms) const;

  std::string uuid() const;
  /// Grows with every commit, but for what is committed behind a server.
  std::uint64_t revision() const;

 private:
  Xapian::Database whole_;
  std::vector<Shard> shards_;
  bool remote_ = false;
};

}  // namespace speur::index
