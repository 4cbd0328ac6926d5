// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <map>

#include "collection.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;

namespace {

Document about(std::string id, std::string title, std::vector<std::string> organisations,
               std::string type) {
  return product(std::move(id), std::move(title), "Sensoren in de openbare ruimte.",
                 {{"organisation", std::move(organisations)}, {"type", {std::move(type)}}});
}

Collection sensors() {
  return Collection(
      {about("bron", "Sensoren in de stad", {"Gemeente Bron"}, "leidraad"),
       about("a1", "Sensoren in de stad tellen", {"Gemeente A"}, "praktijkvoorbeeld"),
       about("a2", "Register van sensoren", {"Gemeente A"}, "leidraad"),
       about("ab", "Sensoren in de stad samen", {"Gemeente A", "Gemeente B"}, "praktijkvoorbeeld"),
       product("zonder", "Sensoren in de stad", "Openbare ruimte."),
       product("brood", "Brood", "Gist en meel.", {{"organisation", {"Bakkerij"}}}),
       product("taart", "Taart", "Gist en room.", {{"organisation", {"Bakkerij"}}}),
       // Words of more than half of the documents would tell nothing.
       product("x1", "Fietsen", ""), product("x2", "Bomen", ""), product("x3", "Muziek", ""),
       product("x4", "Kaas", ""), product("x5", "Wolken", ""), product("x6", "Lezen", "")});
}

}  // namespace

TEST_CASE("related items are put together by organisation, who has most that is near first") {
  const auto collection = sensors();
  const auto related = collection.index().related("bron", {.limit = 1, .group_by = "organisation"});
  CHECK(related.items.size() == 1);
  CHECK(related.grouped_by == "organisation");
  REQUIRE(related.groups.size() == 2);
  // The same sums from the whole list, whatever the page.
  const auto all = collection.index().related("bron", {.limit = 100, .diversity = 0});
  std::map<std::string, RelatedGroup> expected;
  for (const auto& item : all.items)
    for (const auto& organisation : item.document.values("organisation")) {
      auto& group = expected[organisation];
      group.value = organisation;
      group.score += item.score / all.items.front().score;
      group.items.push_back({item.id, item.document.first("title")});
    }
  REQUIRE(expected.size() == 2);
  for (const auto& group : related.groups) {
    CHECK(group.score == Approx(expected[group.value].score));
    CHECK(group.items == expected[group.value].items);
  }
  CHECK(related.groups.front().value == "Gemeente A");
  CHECK(related.groups.front().items.size() == 3);
  CHECK(related.groups.front().score > related.groups.back().score);
}

TEST_CASE("groups are of what passes the filters, and by any facet") {
  const auto collection = sensors();
  const auto cases = collection.index().related(
      "bron", {.filters = {{"type", {"praktijkvoorbeeld"}}}, .group_by = "organisation"});
  REQUIRE(cases.groups.size() == 2);
  CHECK(cases.groups.front().items.size() == 2);
  CHECK(cases.groups.back().items.front().id == "ab");
  const auto types = collection.index().related("bron", {.group_by = "type"});
  REQUIRE(types.groups.size() == 2);
  CHECK(types.groups.front().value == "praktijkvoorbeeld");
  CHECK(collection.index().related("bron").groups.empty());
  CHECK(collection.index()
            .related(Seeds{{}, "gist"}, {.group_by = "organisation"})
            .groups.front()
            .value == "Bakkerij");
  CHECK_THROWS_AS(collection.index().related("bron", {.group_by = "thema"}), RequestError);
  CHECK_THROWS_AS(collection.index().related("bron", {.group_by = "title"}), RequestError);
}
