// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/postings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "collection.hpp"
#include "index/bits.hpp"
#include "index/cache.hpp"
#include "index/directory.hpp"
#include "index/frequencies.hpp"
#include "index/terms.hpp"
#include "index/view.hpp"

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

  const index::Share share{12, 0.75, lengths.average};
  const auto berg = index::read_postings(database, index::stem_term("berg"), lengths, share);
  const auto entry = [](unsigned id, unsigned wdf) { return id << Postings::wdf_bits | wdf; };
  CHECK(berg.entries == std::vector<std::uint32_t>{entry(1, 20), entry(3, 10)});
  REQUIRE(berg.blocks.size() == 2);
  CHECK(berg.blocks[0].number == 0);
  // 20 / (20 + 12 * (0.25 + 0.75 * 30 / 26.67)), and that of the other document is smaller
  CHECK(berg.blocks[0].most == Approx(0.6038).margin(1e-4));
  CHECK(berg.blocks[1].begin == 2);  // where the last one ends
  CHECK(index::read_postings(database, index::stem_term("zee"), lengths, share).size() == 0);
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

TEST_CASE("a posting list knows how often the term stands in a document") {
  std::mt19937 random(11);
  std::map<unsigned, unsigned> wdf;
  for (int i = 0; i < 500; ++i)
    wdf[static_cast<unsigned>(1 + random() % (4 * index::block_size))] =
        static_cast<unsigned>(1 + random() % 99);
  Postings postings;
  for (const auto& [id, own] : wdf) postings.add(id, own, 100);
  postings.finish();
  for (unsigned id = 0; id < 5 * index::block_size; ++id)
    if (postings.wdf(id) != (wdf.contains(id) ? wdf[id] : 0)) FAIL("document " << id);
  Postings none;
  CHECK(none.wdf(1) == 0);
  none.finish();
  CHECK(none.wdf(1) == 0);
}

TEST_CASE("a share by one measure bounds that by another, for documents of any length") {
  std::mt19937 random(13);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() % 1001) / 1000;
  };
  for (int i = 0; i < 20'000; ++i) {
    const index::Share own{between(0, 3), between(0, 1), 40};
    const index::Share other{between(0, 10), between(0, 1), between(20, 60)};
    const index::ShareBound bound(own, other);
    const auto wdf = static_cast<double>(1 + random() % 50);
    const auto length = wdf + static_cast<double>(random() % 500);
    if (bound.most(own(wdf, length)) < other(wdf, length) * (1 - 1e-12))
      FAIL(own.k1 << " " << own.b << " and " << other.k1 << " " << other.b);
  }
  // By the same measure it is the share itself; with another k1 alone it is the other share.
  const index::Share own{12, 0.75, 40};
  const index::Share other{30, 0.75, 40};
  CHECK(index::ShareBound(own, own).most(0.4) == Approx(0.4));
  CHECK(index::ShareBound(own, other).most(own(20, 55)) == Approx(other(20, 55)));
  CHECK(index::ShareBound(own, other).most(0.4F) ==
        Approx(index::ShareBound(own, other).most(0.4)).epsilon(1e-6));
  CHECK(index::ShareBound(own, other).most(0.0F) == 0);
}

TEST_CASE("frequencies are those of the index, within a budget or without one") {
  const auto schema = Schema::from_json(R"({"fields": [{"name": "body", "kind": "text"}]})");
  const Collection collection({product("a", "", "berg wolk"), product("b", "", "wolk")}, schema);
  const auto database = index::open_database(collection.index().path());
  for (const std::size_t budget : {0, 100, 100'000}) {
    index::Frequencies frequencies(budget);
    const auto frequency = [&](const std::string& stem) {
      const auto term = index::stem_term(stem);
      return frequencies.get(term, [&] { return database.get_termfreq(term); });
    };
    for (int i = 0; i < 2; ++i) {
      CHECK(frequency("wolk") == 2);
      CHECK(frequency("berg") == 1);
      CHECK(frequency("zee") == 0);
    }
    CHECK(frequencies.bytes() <= budget);
    CHECK((frequencies.bytes() > 0) == (budget > 0));
  }
}

TEST_CASE("no document has a larger share than its word and its block say") {
  std::mt19937 random(3);
  const index::Share share{12, 0.75, 40};
  Postings postings(share);
  std::map<unsigned, double> most_of_word;
  std::map<unsigned, double> most_of_block;
  const auto raise = [](double& most, double own) { most = std::max(most, own); };
  // The last block has few entries.
  for (unsigned id = 1; id < 3 * index::block_size + 300;
       id += static_cast<unsigned>(1 + random() % 20)) {
    const auto wdf = static_cast<std::uint32_t>(10 * (1 + random() % 9));
    const auto length = static_cast<std::uint32_t>(wdf + random() % 500);
    postings.add(id, wdf, length);
    raise(most_of_word[id / 64], share(wdf, length));
    raise(most_of_block[index::block_of(id)], share(wdf, length));
  }
  postings.finish();
  REQUIRE(postings.blocks.size() == 5);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& block = postings.blocks[i];
    CHECK(block.most >= most_of_block[block.number]);
    CHECK(block.most == Approx(most_of_block[block.number]));
    const auto* most = postings.most_of_words_of(block);
    REQUIRE((most != nullptr) == (i < 3));
    for (unsigned word = 0; most && word < index::Bitmap::words_per_block; ++word) {
      const auto truth = most_of_word[block.number * 64 + word] * Postings::share_steps;
      CHECK(most[word] >= truth);
      CHECK(most[word] < truth + 1.001);
    }
  }
}

TEST_CASE("blocks with many entries find the entry of a document by its bit") {
  Postings postings;
  for (unsigned id = 0; id < 2 * index::block_size; ++id)
    if (id % 3 == 0 || id % 7 == 0 || id > 7'000) postings.add(id, id % 100, 100);
  for (unsigned id = 5 * index::block_size; id < 5 * index::block_size + 100; ++id)
    postings.add(id, 1, 100);
  postings.finish();
  REQUIRE(postings.blocks.size() == 4);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& block = postings.blocks[i];
    const auto* bits = postings.bits_of(block);
    REQUIRE(bits);
    CHECK(index::count_bits(bits) == postings.entries_of(block).size());
    for (const auto entry : postings.entries_of(block)) {
      const auto place = Postings::place_of(entry);
      CHECK((bits[place / 64] >> (place % 64) & 1) == 1);
      CHECK(postings.entry_at(block, place) == entry);
    }
  }
  CHECK(postings.bits_of(postings.blocks[2]) == nullptr);
}

TEST_CASE("bits are counted, of one block and of two together") {
  std::vector<std::uint64_t> a(index::Bitmap::words_per_block);
  std::vector<std::uint64_t> b(a.size());
  CHECK(index::count_bits(a.data()) == 0);
  for (unsigned place = 0; place < index::block_size; ++place) {
    if (place % 2 == 0) a[place / 64] |= std::uint64_t{1} << (place % 64);
    if (place % 3 == 0) b[place / 64] |= std::uint64_t{1} << (place % 64);
  }
  CHECK(index::count_bits(a.data()) == 2048);
  CHECK(index::count_bits(b.data()) == 1366);
  CHECK(index::count_common_bits(a.data(), b.data()) == 683);  // multiples of 6 below 4,096
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
