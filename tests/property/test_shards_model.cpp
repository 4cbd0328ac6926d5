// SPDX-License-Identifier: GPL-2.0-or-later
// Several indexes as one must answer as one index that has all their documents: the same hits with
// the same scores, the same counts, corrections and completions, for every viewer.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>

#include "asking.hpp"
#include "collection.hpp"
#include "speur/index_writer.hpp"

using namespace speur;
using namespace speur::test;

namespace {

// Documents spread by chance over some indexes, and a file that names these.
class Spread {
 public:
  explicit Spread(const std::vector<Document>& documents)
      : shards_(*rc::gen::inRange<std::size_t>(1, 5)) {
    for (const auto& document : documents)
      shards_[*rc::gen::inRange<std::size_t>(0, shards_.size())].push_back(document);
    std::string lines;
    for (std::size_t i = 0; i < shards_.size(); ++i) {
      const auto name = "shard" + std::to_string(i);
      lines += (*rc::gen::arbitrary<bool>() ? "auto " : "glass ") + name + '\n';
      auto writer = IndexWriter::replace(directory_ / name, Schema::knowledge_product());
      for (const auto& document : shards_[i]) writer.add(document);
      writer.commit();
    }
    path_ = directory_.write("shards", lines);
  }

  Index index() const { return Index::open(path_); }

  // As they are numbered: the first of each shard, the second of each, and so on.
  std::vector<Document> in_order() const {
    std::vector<Document> all;
    for (std::size_t place = 0; place < most(); ++place)
      for (const auto& shard : shards_)
        if (place < shard.size()) all.push_back(shard[place]);
    return all;
  }

 private:
  std::size_t most() const {
    std::size_t most = 0;
    for (const auto& shard : shards_) most = std::max(most, shard.size());
    return most;
  }

  TemporaryDirectory directory_;
  std::vector<std::vector<Document>> shards_;
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("shards answer as one index does that has all their documents") {
  CHECK(rc::check("shards", [] {
    const Spread spread(documents_of_chance(0));
    const auto documents = spread.in_order();
    const Collection one(documents);
    const auto shards = spread.index();
    if (*rc::gen::arbitrary<bool>()) {
      one.index().optimize();
      shards.optimize();
    }
    const Viewer viewer{some_of(access_tokens, 3), *rc::gen::arbitrary<bool>()};
    std::vector<Document> seen;
    for (const auto& document : documents)
      if (shards.as(viewer).document(document.id)) seen.push_back(document);
    RC_ASSERT(told_by(shards.as(viewer), seen) == told_by(one.index().as(viewer), seen));
    RC_ASSERT(shards.as(viewer).stats().learnt == one.index().as(viewer).stats().learnt);
  }));
}
