// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "collection.hpp"

using namespace speur;
using namespace speur::test;

namespace {

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

Counts counts(const SearchResults& results, std::string_view field) {
  Counts counts;
  for (const auto& facet : results.facets)
    if (facet.field == field)
      for (const auto& value : facet.values) counts.emplace_back(value.value, value.count);
  return counts;
}

Collection portal() {
  return Collection(
      {product("1", "Data delen", "",
               {{"tier", {"gemeente"}}, {"type", {"leidraad"}}, {"maturity", {"pilot"}}}),
       product(
           "2", "Data delen", "",
           {{"tier", {"gemeente", "rijk"}}, {"type", {"training"}}, {"maturity", {"verkenning"}}}),
       product("3", "Data delen", "",
               {{"tier", {"rijk"}}, {"type", {"leidraad"}}, {"maturity", {"productie"}}}),
       product("4", "Ethiek", "", {{"tier", {"gemeente"}}, {"type", {"leidraad"}}})});
}

SearchResults ask(const Collection& collection, std::string query, Filters filters,
                  std::vector<std::string> facets) {
  SearchRequest request;
  request.query = std::move(query);
  request.filters = std::move(filters);
  request.facets = std::move(facets);
  return collection.index().search(request);
}

}  // namespace

TEST_CASE("facets count what matches") {
  const auto collection = portal();
  const auto results = ask(collection, "data", {}, {"tier", "type"});
  CHECK(counts(results, "tier") == Counts{{"gemeente", 2}, {"rijk", 2}});
  CHECK(counts(results, "type") == Counts{{"leidraad", 2}, {"training", 1}});
}

TEST_CASE("a selected facet still shows what its other values would give") {
  const auto collection = portal();
  const auto results = ask(collection, "data", {{"tier", {"gemeente"}}}, {"tier", "type"});
  CHECK(results.total == 2);
  CHECK(counts(results, "tier") == Counts{{"gemeente", 2}, {"rijk", 2}});
  CHECK(counts(results, "type") == Counts{{"leidraad", 1}, {"training", 1}});
  CHECK(results.facets.front().values.front().selected);
  CHECK_FALSE(results.facets.front().values.back().selected);
}

TEST_CASE("with two filters each facet leaves out its own only") {
  const auto collection = portal();
  const auto results = ask(collection, "data", {{"tier", {"gemeente"}}, {"type", {"leidraad"}}},
                           {"tier", "type", "maturity"});
  CHECK(results.total == 1);                                                   // 1
  CHECK(counts(results, "tier") == Counts{{"gemeente", 1}, {"rijk", 1}});      // leidraad: 1 and 3
  CHECK(counts(results, "type") == Counts{{"leidraad", 1}, {"training", 1}});  // gemeente: 1 and 2
  CHECK(counts(results, "maturity") == Counts{{"pilot", 1}});                  // both: 1
}

TEST_CASE("several values of one facet widen") {
  const auto collection = portal();
  CHECK(ask(collection, "", {{"tier", {"gemeente", "rijk"}}}, {}).total == 4);
  CHECK(ask(collection, "", {{"type", {"training", "leidraad"}}, {"tier", {"rijk"}}}, {}).total ==
        2);
  CHECK(ask(collection, "", {{"type", {}}}, {}).total == 4);
}

TEST_CASE("a value that implies others counts for them, as the schema says") {
  Collection collection({product("alle", "A", "", {{"tier", {"interbestuurlijk"}}}),
                         product("een", "B", "", {{"tier", {"waterschap"}}})});
  CHECK(ask(collection, "", {{"tier", {"waterschap"}}}, {}).total == 2);
  CHECK(ask(collection, "", {{"tier", {"interbestuurlijk"}}}, {}).total == 1);
  CHECK(counts(ask(collection, "", {}, {"tier"}), "tier").front() ==
        std::pair<std::string, std::uint64_t>{"waterschap", 2});
}

TEST_CASE("a hierarchy rolls up, each document once per ancestor, children under their parent") {
  Collection collection(
      {product("1", "A", "", {{"theme", {"ethiek/transparantie", "ethiek/mensenrechten"}}}),
       product("2", "B", "", {{"theme", {"ethiek"}}}),
       product("3", "C", "", {{"theme", {"juridisch/privacy"}}})});
  const auto results = ask(collection, "", {}, {"theme"});
  CHECK(counts(results, "theme") == Counts{{"ethiek", 2},
                                           {"ethiek/mensenrechten", 1},
                                           {"ethiek/transparantie", 1},
                                           {"juridisch", 1},
                                           {"juridisch/privacy", 1}});
  CHECK(ask(collection, "", {{"theme", {"ethiek"}}}, {}).total == 2);
}

TEST_CASE("ordinals come in declared order, dates newest first and by year") {
  Collection collection(
      {product("1", "A", "", {{"maturity", {"standaard"}}, {"published", {"2023-11-02"}}}),
       product("2", "B", "", {{"maturity", {"verkenning"}}, {"published", {"2025"}}}),
       product("3", "C", "", {{"maturity", {"standaard"}}, {"published", {"2023-01"}}})});
  const auto results = ask(collection, "", {}, {"maturity", "published"});
  CHECK(counts(results, "maturity") == Counts{{"verkenning", 1}, {"standaard", 2}});
  CHECK(counts(results, "published") == Counts{{"2025", 1}, {"2023", 2}});
  CHECK(ask(collection, "", {{"published", {"2023-11"}}}, {}).total == 1);
  CHECK(ask(collection, "", {{"published", {"2-11-2023"}}}, {}).total == 1);
}

TEST_CASE("a filter value is taken as people spell it, and shown when it gives nothing") {
  const auto collection = portal();
  CHECK(ask(collection, "", {{"tier", {"Gemeenten"}}}, {}).total == 3);
  const auto results = ask(collection, "", {{"tier", {"gewest"}}}, {"tier", "type"});
  CHECK(results.total == 0);
  CHECK(counts(results, "tier") == Counts{{"gemeente", 3}, {"rijk", 2}, {"gewest", 0}});
  CHECK(counts(results, "type").empty());
}

TEST_CASE("labels come in both languages") {
  const auto collection = portal();
  SearchRequest request;
  request.facets = {"tier"};
  CHECK(collection.index().search(request).facets.front().label == "Overheidslaag");
  request.language = Language::english;
  const auto tier = collection.index().search(request).facets.front();
  CHECK(tier.label == "Government tier");
  CHECK(tier.values.front().label == "Municipality");
}

TEST_CASE("an empty filter value, as an address may bring it, keeps nothing out") {
  const auto collection = portal();
  for (const char* value : {"", " ", "/", "//"}) {
    const auto results = ask(collection, "", {{"theme", {value}}}, {"theme", "tier"});
    CHECK(results.total == 4);
    CHECK(results.applied.filters.empty());
  }
}
