// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "collection.hpp"
#include "related/use.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"

using namespace speur;
using namespace speur::related;
using namespace speur::test;

namespace {

bool every_document(const std::string&) { return true; }

void add(Use& use, int times, const char* seed, const char* item, const char* date) {
  for (; times > 0; --times) use.add({seed, item, date});
}

std::vector<Document> some() {
  return {product("brood", "Brood", "Brood bakken in de oven."),
          product("koek", "Koek", "Koek bakken in de oven."),
          product("tuin", "Tuin", "Gras maaien en heggen knippen.")};
}

const RelatedItem* find(const RelatedItems& related, std::string_view id) {
  for (const auto& item : related.items)
    if (item.id == id) return &item;
  return nullptr;
}

std::vector<UseEvent> events(int times) {
  return std::vector<UseEvent>(static_cast<std::size_t>(times), {"brood", "tuin", "2025-03-01"});
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("two documents count by what they share of their use, and by how sure that is") {
  Use use;
  add(use, 6, "a", "b", "2025-03-01");
  add(use, 5, "b", "a", "2025-03-01");  // the direction does not matter
  add(use, 1, "a", "c", "2025-03-01");
  add(use, 4, "b", "d", "2025-03-01");
  // a and b: 11 together, 12 of a and 15 of b; 10 beyond the first, so half of what can be.
  const auto with_a = use.with("a", every_document);
  CHECK(with_a.at("b") == Approx(11 / std::sqrt(12.0 * 15) * 0.5));
  CHECK_FALSE(with_a.contains("c"));  // one event does nothing
  CHECK(use.with("d", every_document).at("b") == Approx(4 / std::sqrt(4.0 * 15) * 3 / 13));
  CHECK(use.with("c", every_document).empty());
  CHECK(use.with("e", every_document).empty());
}

TEST_CASE("use counts for half after 180 days, back from the newest event") {
  Use use;
  add(use, 8, "a", "b", "2024-09-02");
  CHECK(use.with("a", every_document).at("b") ==
        Approx(7.0 / 17));              // nothing newer: nothing has faded
  add(use, 1, "c", "d", "2025-03-01");  // 180 days later
  CHECK(use.with("a", every_document).at("b") == Approx(3.0 / 13));  // 4 are left
  add(use, 2, "a", "b", "2025-03-01");
  CHECK(use.with("a", every_document).at("b") == Approx(5.0 / 15));
}

TEST_CASE("use is the same in whatever order events come, and when it is read back") {
  std::mt19937 random(5);
  std::vector<UseEvent> all;
  for (int i = 0; i < 300; ++i) {
    const auto id = [&] { return std::string(1, static_cast<char>('a' + random() % 5)); };
    UseEvent event{id(), id(), "2025-0" + std::to_string(1 + random() % 9) + "-17"};
    if (event.seed != event.item) all.push_back(event);
  }
  Use use;
  for (const auto& event : all) use.add(event);
  std::shuffle(all.begin(), all.end(), random);
  Use shuffled;
  for (const auto& event : all) shuffled.add(event);
  const auto read = Use::from_text(use.to_text());
  for (const auto* id : {"a", "b", "c", "d", "e"}) {
    const auto expected = use.with(id, every_document);
    REQUIRE(expected.size() == 4);
    for (const auto& [other, strength] : expected) {
      CHECK(shuffled.with(id, every_document).at(other) == Approx(strength));
      CHECK(read.with(id, every_document).at(other) == Approx(strength));
    }
  }
}

TEST_CASE("what has faded is not kept, and what is damaged is passed over") {
  Use use;
  add(use, 1, "a", "b", "2010-01-01");
  add(use, 2, "c", "d", "2025-01-01");
  CHECK(use.to_text() == "{\"seed\":\"c\",\"item\":\"d\",\"uses\":2.0,\"date\":\"2025-01-01\"}\n");
  const auto read =
      Use::from_text("geen JSON\n[1]\n{\"seed\":1}\n\n" + use.to_text() + "{\"seed\"");
  CHECK(read.to_text() == use.to_text());
}

TEST_CASE("related items count with use, and say so") {
  const Collection collection(some());
  const auto& index = collection.index();
  CHECK_FALSE(find(index.related("brood"), "tuin"));
  CHECK(index.record_use(events(1)) == UseRecorded{1, 0});
  CHECK_FALSE(find(index.related("brood"), "tuin"));
  CHECK(index.record_use(events(10)) == UseRecorded{10, 0});
  const auto related = index.related("brood");
  const auto* item = find(related, "tuin");
  REQUIRE(item);
  const auto is_use = [](const Reason& reason) { return reason.kind == ReasonKind::use; };
  CHECK(std::any_of(item->reasons.begin(), item->reasons.end(), is_use));
  CHECK(find(index.related("tuin"), "brood"));
  RelatedRequest without;
  without.ranking = Ranking{};
  without.ranking->related_use = 0;
  CHECK_FALSE(find(index.related("brood", without), "tuin"));
  RelatedRequest excluding;
  excluding.exclude = {"tuin"};
  CHECK_FALSE(find(index.related("brood", excluding), "tuin"));
}

TEST_CASE("use stays when the index is built again, and fits what is there") {
  const Collection collection(some());
  const auto& index = collection.index();
  index.record_use(events(11));
  rebuild(index, Schema::knowledge_product(), index.path());
  CHECK(find(index.related("brood"), "tuin"));
  {
    auto writer = index.writer();
    writer.remove("tuin");
    writer.commit();
  }
  CHECK_FALSE(find(index.related("brood"), "tuin"));
  CHECK(index.record_use(events(2)) == UseRecorded{0, 2});
  CHECK(index.record_use({{"koek", "koek", "2025-03-01"}}) == UseRecorded{0, 1});
}

TEST_CASE("an event is two documents and a day, and nothing of who it was") {
  const auto read = use_events_from_json(
      "{\"seed\":\"a\",\"item\":\"b\",\"date\":\"2025-03-01\"}\n\n"
      "{\"date\":\"2025-03-02\",\"seed\":\"b\",\"item\":\"c\"}");
  CHECK(read == std::vector<UseEvent>{{"a", "b", "2025-03-01"}, {"b", "c", "2025-03-02"}});
  for (const auto* wrong :
       {R"({"seed":"a","item":"b","date":"2025-03-01","visitor":"x"})",
        R"({"seed":"a","item":"b"})", R"({"seed":"a","item":5,"date":"2025-03-01"})",
        R"(["a","b","2025-03-01"])", "a b", R"({"seed":"","item":"b","date":"2025-03-01"})"})
    CHECK_THROWS_AS(use_events_from_json(wrong), RequestError);
}

TEST_CASE("one wrong date, and nothing is recorded") {
  const Collection collection(some());
  const auto file = use_file(collection.index().path());
  collection.index().record_use(events(3));
  const auto before = content(file);
  CHECK_FALSE(before.empty());
  for (const auto* date :
       {"2025-02-29", "2025-03", "01-03-2025", "vandaag", "", "2999-01-01", "2025-03-01T10:00"})
    CHECK_THROWS_AS(
        collection.index().record_use({{"brood", "koek", "2025-03-01"}, {"brood", "tuin", date}}),
        RequestError);
  CHECK(content(file) == before);
}
