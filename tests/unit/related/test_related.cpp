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

namespace {

// The reasons of kind relation between two documents that refer to each other in these ways.
std::vector<Reason> relations_between(const std::vector<Relation>& there,
                                      const std::vector<Relation>& back) {
  auto a = product("a", "Open data", "");
  auto b = product("b", "Gegevens", "");
  a.relations = there;
  b.relations = back;
  const Collection collection({a, b});
  const auto related = collection.index().related("a");
  std::vector<Reason> relations;
  for (const auto& reason : related.items.at(0).reasons)
    if (reason.kind == ReasonKind::relation) relations.push_back(reason);
  return relations;
}

}  // namespace

TEST_CASE("documents that refer to each other say so once") {
  const auto kind = ReasonKind::relation;
  CHECK(relations_between({{"zie ook", "b"}}, {{"zie ook", "a"}}) ==
        std::vector<Reason>{{kind, "relations", {"zie ook"}, false, true}});
  CHECK(relations_between({{"", "b"}}, {{"zie ook", "a"}}) ==
        std::vector<Reason>{{kind, "relations", {"zie ook"}, false, true}});
  // Who follows whom is lost if these become one.
  CHECK(relations_between({{"vervolg", "b"}}, {{"vervolg op", "a"}}) ==
        std::vector<Reason>{{kind, "relations", {"vervolg"}, false, false},
                            {kind, "relations", {"vervolg op"}, true, false}});
}

TEST_CASE("a reason that goes for several sources is told once") {
  auto a = product("a", "Open data", "");
  auto b = product("b", "Gegevens delen", "");
  a.relations = b.relations = {{"zie ook", "c"}};
  const Collection collection({a, b, product("c", "Publiceren", "")});
  const auto related = collection.index().related(Seeds{{"a", "b"}, {}});
  REQUIRE(related.items.size() == 1);
  CHECK(std::count_if(related.items[0].reasons.begin(), related.items[0].reasons.end(),
                      [](const auto& reason) { return reason.kind == ReasonKind::relation; }) == 1);
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

namespace {

std::vector<std::string> ids(const RelatedItems& related) {
  std::vector<std::string> all;
  for (const auto& item : related.items) all.push_back(item.id);
  return all;
}

}  // namespace

TEST_CASE("several documents together, and a text, can be what items are looked for") {
  const Collection collection({product("a", "Open data", "Publiceer gegevens van de gemeente."),
                               product("b", "Ethiek", "Bespreek waarden en normen."),
                               product("open", "Gegevens publiceren", "Over open data."),
                               product("normen", "Normen en waarden", "Een gesprek over ethiek."),
                               product("brood", "Brood", "Gist en meel."),
                               product("taart", "Taart", "Gist en room.")});
  const auto both = collection.index().related(Seeds{{"a", "b"}, {}});
  CHECK(both.id == "a");
  CHECK_FALSE(find(both, "a"));
  CHECK_FALSE(find(both, "b"));
  CHECK(find(both, "open"));
  CHECK(find(both, "normen"));
  CHECK_FALSE(find(both, "brood"));
  const auto typed = collection.index().related(Seeds{{}, "mijn project gaat over open data"});
  CHECK(typed.id.empty());
  CHECK(ids(typed) == std::vector<std::string>{"a", "open"});
  CHECK(find(typed.items.front(), ReasonKind::terms));
  const auto mixed = collection.index().related(Seeds{{"b"}, "gist"});
  CHECK(find(mixed, "brood"));
  CHECK(find(mixed, "normen"));
  CHECK(collection.index().related(Seeds{{"a", "a"}, {}}).items.size() ==
        collection.index().related("a").items.size());
  CHECK(collection.index().related(Seeds{}).items.empty());
  CHECK(collection.index().related(Seeds{{}, "%$ de het een"}).items.empty());
  CHECK_THROWS_AS(collection.index().related(Seeds{{"a", "weg"}, {}}), RequestError);
}

TEST_CASE("items can be kept to filters, and kept out by name") {
  const auto collection = knowledge();
  RelatedRequest request;
  request.filters = {{"tier", {"gemeente"}}};
  // "interbestuurlijk" counts for municipalities too.
  CHECK(ids(collection.index().related("deda", request)) == std::vector<std::string>{"iama"});
  CHECK(ids(collection.index().related("iama", request)) == std::vector<std::string>{"deda"});
  request.filters = {{"tier", {"waterschap"}}};
  CHECK(ids(collection.index().related("iama", request)).empty());
  request.filters = {{"kleur", {"rood"}}};
  CHECK_THROWS_AS(collection.index().related("iama", request), RequestError);
  request.filters.clear();
  request.exclude = {"deda", "nergens"};
  CHECK_FALSE(find(collection.index().related("iama", request), "deda"));
  CHECK(find(collection.index().related("iama", request), "vervolg"));
}

TEST_CASE("a document that is named by its title is related, and that is told") {
  const Collection collection(
      {product("nieuws", "Gemeente begint",
               "Zij gebruikt de Handreiking bewaren van camerabeelden."),
       product("handreiking", "Handreiking bewaren van camerabeelden", "Een stappenplan."),
       product("x", "Gemeente begint weer", "Zij gebruikt iets anders."),
       product("y", "Brood", "Gist en meel."), product("z", "Taart", "Room en meel.")});
  const auto related = collection.index().related("nieuws");
  const auto* named = find(related, "handreiking");
  REQUIRE(named);
  CHECK(find(*named, ReasonKind::mention));
  for (const auto& item : related.items)
    if (item.id != "handreiking") CHECK_FALSE(find(item, ReasonKind::mention));
}

TEST_CASE("words that happen to be a title are not told as the name of it") {
  const auto mentions = [](const std::string& text, const std::string& title) {
    const Collection collection({product("bron", "Een dag in de zorg", text),
                                 product("gids", title, "Een handboek."),
                                 product("y", "Brood", "Gist."), product("z", "Taart", "Room.")});
    const auto related = collection.index().related("bron");
    const auto* item = find(related, "gids");
    return item && find(*item, ReasonKind::mention) != nullptr;
  };
  CHECK_FALSE(mentions("Het gaat om verantwoord datagebruik.", "Verantwoord datagebruik"));
  CHECK(mentions("Lees ook Verantwoord datagebruik.", "Verantwoord datagebruik"));
  CHECK(mentions("Eerst om verantwoord datagebruik, dan om Verantwoord datagebruik.",
                 "Verantwoord datagebruik"));
  CHECK(mentions("Kom naar iBestuur Congres.", "iBestuur Congres"));
  CHECK_FALSE(mentions("Dat maakt het leuk.", "Maak Waar!"));
}

TEST_CASE("words that both use once in passing are told only where nothing else is") {
  const auto words_of = [](const std::string& summary) {
    auto a = product("a", "Sensoren", "Inmiddels tellen zij fietsen.");
    auto b = product("b", "Camera's", "Inmiddels kijkt iemand mee.");
    if (!summary.empty()) a.fields["summary"] = b.fields["summary"] = {summary};
    const Collection collection({a, b, product("y", "Brood", ""), product("z", "Taart", "")});
    const auto related = collection.index().related("a");
    REQUIRE(related.items.size() == 1);
    std::vector<std::string> words;
    for (const auto& reason : related.items[0].reasons)
      if (reason.kind == ReasonKind::terms) words = reason.values;
    return words;
  };
  CHECK(words_of("") == std::vector<std::string>{"Inmiddels"});
  CHECK(words_of("Kijken in de wijk") == std::vector<std::string>{"Kijken", "wijk"});
}

TEST_CASE("what a visitor can do next is told: same question, next step, counterpart") {
  const auto with = [](std::string id, std::string body, std::string maturity, std::string tier,
                       std::string organisation) {
    return product(std::move(id), "Sensoren", std::move(body),
                   {{"theme", {"ethiek"}},
                    {"maturity", {std::move(maturity)}},
                    {"tier", {std::move(tier)}},
                    {"organisation", {std::move(organisation)}}});
  };
  const Collection collection(
      {with("a", "Eerst dit. Hoe meld je een sensor bij de gemeente? Zo.", "pilot", "gemeente",
            "VNG"),
       with("b", "Hoe meld je sensoren bij je gemeente? Kijk hier.", "productie", "provincie",
            "VNG"),
       with("c", "Waarom een sensor? Omdat.", "standaard", "gemeente", "IPO"),
       product("d", "Brood", "Gist.", {{"theme", {"techniek"}}}), product("e", "Taart", "Room.")});
  const auto related = collection.index().related("a");
  const auto* b = find(related, "b");
  REQUIRE(b);
  REQUIRE(find(*b, ReasonKind::question));
  CHECK(find(*b, ReasonKind::question)->values ==
        std::vector<std::string>{"Hoe meld je sensoren bij je gemeente?"});
  REQUIRE(find(*b, ReasonKind::next_step));
  CHECK(find(*b, ReasonKind::next_step)->values == std::vector<std::string>{"productie"});
  REQUIRE(find(*b, ReasonKind::counterpart));
  CHECK(find(*b, ReasonKind::counterpart)->values == std::vector<std::string>{"provincie"});
  const auto* c = find(related, "c");
  REQUIRE(c);
  for (const auto kind : {ReasonKind::question, ReasonKind::next_step, ReasonKind::counterpart})
    CHECK_FALSE(find(*c, kind));
  CHECK_FALSE(find(*find(collection.index().related("b"), "a"), ReasonKind::next_step));
}
