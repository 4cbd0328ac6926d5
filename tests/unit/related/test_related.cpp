// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "collection.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;

namespace {

Collection knowledge() {
  std::vector<Document> documents{
      product("iama", "Impact assessment mensenrechten",
              "Beoordeel de gevolgen van een algoritme voor mensenrechten. Bespreek waarden met "
              "elkaar.",
              {{"theme", {"ethiek/mensenrechten"}},
               {"type", {"instrument"}},
               {"tier", {"interbestuurlijk"}}}),
      product(
          "deda", "De ethische data-assistent",
          "Bespreek waarden en mensenrechten van een algoritme of dataproject.",
          {{"theme", {"ethiek/mensenrechten"}}, {"type", {"instrument"}}, {"tier", {"gemeente"}}}),
      product("dpia", "Beoordeling van privacy",
              "Beoordeel de gevolgen voor de privacy van mensen.",
              {{"theme", {"juridisch/privacy"}}, {"type", {"instrument"}}}),
      product("bomos", "Beheer van standaarden", "Zo beheer je een open standaard.",
              {{"theme", {"techniek/standaarden"}}}),
      product("vervolg", "Toetsing achteraf", "Een audit door de rekenkamer.", {})};
  documents[0].relations = {{"vervolg", "vervolg"}};
  return Collection(documents);
}

const RelatedItem* find(const RelatedItems& related, std::string_view id) {
  for (const auto& item : related.items)
    if (item.id == id) return &item;
  return nullptr;
}

const Reason* find(const RelatedItem& item, ReasonKind kind) {
  for (const auto& reason : item.reasons)
    if (reason.kind == kind) return &reason;
  return nullptr;
}

}  // namespace

TEST_CASE("the nearest come first and the source is never among them") {
  const auto collection = knowledge();
  const auto related = collection.index().related("iama");
  CHECK(related.id == "iama");
  REQUIRE(related.items.size() >= 3);
  CHECK(related.items.front().id == "deda");
  CHECK_FALSE(find(related, "iama"));
  CHECK_FALSE(find(related, "bomos"));
  for (std::size_t i = 0; i < related.items.size(); ++i) {
    CHECK(related.items[i].rank == i + 1);
    if (i > 0) CHECK(related.items[i - 1].score >= related.items[i].score);
  }
}

TEST_CASE("every item says why: words as written, shared values, relations in both directions") {
  const auto collection = knowledge();
  const auto related = collection.index().related("iama");
  for (const auto& item : related.items) CHECK_FALSE(item.reasons.empty());
  const auto* deda = find(related, "deda");
  REQUIRE(deda);
  REQUIRE(find(*deda, ReasonKind::terms));
  const auto& words = find(*deda, ReasonKind::terms)->values;
  CHECK(std::find(words.begin(), words.end(), "mensenrechten") != words.end());
  REQUIRE(find(*deda, ReasonKind::facet));
  CHECK(find(*deda, ReasonKind::facet)->field == "theme");
  const auto* next = find(related, "vervolg");
  REQUIRE(next);
  CHECK(find(*next, ReasonKind::relation)->values == std::vector<std::string>{"vervolg"});
  const auto back = collection.index().related("vervolg");
  REQUIRE(find(back, "iama"));
  REQUIRE(find(*find(back, "iama"), ReasonKind::relation));
  CHECK(find(*find(back, "iama"), ReasonKind::relation)->incoming);
  CHECK_FALSE(find(*next, ReasonKind::relation)->incoming);
}

TEST_CASE("the list is as long as asked for") {
  const auto collection = knowledge();
  CHECK(collection.index().related("iama", {.limit = 1}).items.size() == 1);
  CHECK(collection.index().related("iama", {.limit = 0}).items.empty());
}

TEST_CASE("a document that is alone, empty or unknown") {
  Collection alone({product("enige", "Data delen", "Over data.")});
  CHECK(alone.index().related("enige").items.empty());
  Collection empty({product("a", "", ""), product("b", "", "")});
  CHECK(empty.index().related("a").items.empty());
  CHECK_THROWS_AS(empty.index().related("zoek"), RequestError);
}

TEST_CASE("a relation to itself or to nothing does no harm") {
  auto document = product("a", "Data", "");
  document.relations = {{"zie ook", "a"}, {"zie ook", "weg"}};
  Collection collection({document, product("b", "Ethiek", "")});
  CHECK(collection.index().related("a").items.empty());
}
