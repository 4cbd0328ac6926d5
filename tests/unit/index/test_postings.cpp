// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/postings.hpp"

#include <catch2/catch.hpp>

#include "collection.hpp"
#include "index/cache.hpp"
#include "index/directory.hpp"
#include "index/terms.hpp"

using namespace speur;
using namespace speur::test;
using index::Postings;

TEST_CASE("a posting list in memory has the documents, wdf and lengths of the one on disk") {
  const auto schema = Schema::from_json(R"({"fields": [{"name": "body", "kind": "text"}]})");
  Collection collection({product("a", "", "berg berg wolk"), product("b", "", "wolk"),
                         product("c", "", "berg wolk wolk zand")},
                        schema);
  const auto database = index::open_database(collection.index().path());
  const auto lengths = index::read_lengths(database);
  CHECK(lengths.of == std::vector<std::uint32_t>{0, 30, 10, 40});  // in tenths
  CHECK(lengths.average == Approx(80.0 / 3));
  CHECK(lengths.live.holds(3));
  CHECK_FALSE(lengths.live.holds(4));

  const auto berg = index::read_postings(database, index::stem_term("berg"), lengths);
  const auto entry = [](unsigned id, unsigned wdf) { return id << Postings::wdf_bits | wdf; };
  CHECK(berg.entries == std::vector<std::uint32_t>{entry(1, 20), entry(3, 10)});
  REQUIRE(berg.blocks.size() == 2);
  CHECK(berg.blocks[0].number == 0);
  CHECK(berg.blocks[0].most_wdf == 20);
  CHECK(berg.blocks[0].least_length == 30);
  CHECK(berg.blocks[1].begin == 2);  // where the last one ends
  CHECK(index::read_postings(database, index::stem_term("zee"), lengths).size() == 0);
}

TEST_CASE("blocks are those that hold a document") {
  Postings postings;
  for (const unsigned id :
       {1U, index::block_size - 1, index::block_size, 5 * index::block_size + 7})
    postings.add(id, 10, 100);
  postings.finish();
  std::vector<std::uint32_t> numbers;
  for (const auto& block : postings.blocks) numbers.push_back(block.number);
  CHECK(numbers == std::vector<std::uint32_t>{0, 1, 5, 0xFFFFFFFF});
}

TEST_CASE("a word that stands in a document a million times is cut off, not mistaken") {
  Postings postings;
  postings.add(1, Postings::max_wdf + 5, 1);
  CHECK(postings.entries.front() == (1U << Postings::wdf_bits | Postings::max_wdf));
}

namespace {

struct Value {
  std::size_t size;
  std::size_t bytes() const { return size; }
};

}  // namespace

TEST_CASE("a cache stays within its budget and forgets what was not asked for longest") {
  index::Cache<Value> cache(1'000);
  int made = 0;
  const auto get = [&](const std::string& name, std::size_t size) {
    return cache.get(name, [&] {
      ++made;
      return Value{size};
    });
  };
  const auto first = get("a", 300);
  get("b", 300);
  get("a", 300);  // now b is the older one
  CHECK(made == 2);
  get("c", 300);
  CHECK(cache.bytes() <= 1'000);
  get("a", 300);
  CHECK(made == 3);
  get("b", 300);
  CHECK(made == 4);
  CHECK(get("too large", 5'000)->size == 5'000);
  CHECK(cache.bytes() <= 1'000);
  CHECK(first->size == 300);  // what was given out stays
}
