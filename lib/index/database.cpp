// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/database.hpp"

#include <algorithm>
#include <cmath>

namespace speur::index {
namespace {

// Everything that matches, in one message. A posting list, a stream of values, and lengths, all of
// which Xapian 1.4 also has of a server, come a document at a time.
Xapian::MSet all_of(const Xapian::Database& database, const Xapian::Query& query,
                    const Xapian::Weight& weight, const Xapian::valueno* slot = nullptr) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(weight);
  if (slot) enquire.set_sort_by_value(*slot, false);
  return enquire.get_mset(0, database.get_doccount());
}

// A weight that is the wdf, and nothing more.
Xapian::TfIdfWeight wdf_itself() { return Xapian::TfIdfWeight("nnn"); }

// BM25 of nothing but the length: with k1 and min_normlen 0, and k2 and the length of the query 1,
// Xapian 1.4 gives each document 2 / (1 + length / average length).
Xapian::BM25Weight length_only() { return {0, 1, 1, 0, 0}; }

Xapian::termcount length_from(double weight, double average) {
  return static_cast<Xapian::termcount>(std::lround((2 / weight - 1) * average));
}

void sort_by_number(std::vector<Database::Posting>& postings) {
  std::sort(postings.begin(), postings.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
}

Xapian::Query all_terms(const std::vector<std::string>& terms) {
  if (terms.empty()) return Xapian::Query::MatchAll;
  return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
}

}  // namespace

Database::Database(std::vector<Shard> shards) : shards_(std::move(shards)) {
  if (shards_.size() == 1) whole_ = shards_.front().database;
  else
    for (const auto& shard : shards_) whole_.add_database(shard.database);
  remote_ =
      std::any_of(shards_.begin(), shards_.end(), [](const auto& each) { return each.remote; });
}

std::vector<Database::Posting> Database::postings_of_shard(std::size_t shard,
                                                           const std::string& term) const {
  const auto& [name, remote, database] = shards_[shard];
  std::vector<Posting> found;
  if (remote) {
    const auto query = term.empty() ? Xapian::Query::MatchAll : Xapian::Query(term);
    const auto matches = all_of(database, query, wdf_itself());
    for (auto match = matches.begin(); match != matches.end(); ++match)
      found.push_back(
          {number(shard, *match), static_cast<Xapian::termcount>(std::lround(match.get_weight()))});
    sort_by_number(found);
  } else {
    for (auto id = database.postlist_begin(term); id != database.postlist_end(term); ++id)
      found.push_back({number(shard, *id), term.empty() ? 0 : id.get_wdf()});
  }
  return found;
}

std::vector<Database::Posting> Database::postings(const std::string& term) const {
  std::vector<Posting> all;
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    const auto own = postings_of_shard(shard, term);
    all.insert(all.end(), own.begin(), own.end());
  }
  if (shards_.size() > 1) sort_by_number(all);
  return all;
}

std::vector<Database::Posting> Database::lengths() const {
  std::vector<Posting> all;
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    const auto& [name, remote, database] = shards_[shard];
    if (remote) {
      const auto average = database.get_avlength();
      const auto matches = all_of(database, Xapian::Query::MatchAll, length_only());
      for (auto match = matches.begin(); match != matches.end(); ++match)
        all.push_back({number(shard, *match), length_from(match.get_weight(), average)});
    } else {
      for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
        all.push_back({number(shard, *id), id.get_doclength()});
    }
  }
  return all;
}

Database::Values Database::values(Xapian::valueno slot,
                                  const std::vector<std::string>& terms) const {
  Values all;
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    const auto& database = shards_[shard].database;
    const auto matches = all_of(database, all_terms(terms), Xapian::BoolWeight(), &slot);
    for (auto match = matches.begin(); match != matches.end(); ++match)
      if (auto value = match.get_sort_key(); !value.empty())
        all.emplace_back(number(shard, *match), std::move(value));
  }
  return all;
}

std::string Database::uuid() const {
  std::string all;
  for (const auto& shard : shards_) all += (all.empty() ? "" : ":") + shard.database.get_uuid();
  return all;
}

std::uint64_t Database::revision() const {
  std::uint64_t sum = 0;
  for (const auto& shard : shards_)
    if (!shard.remote) sum += shard.database.get_revision();
  return sum;
}

}  // namespace speur::index
