// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <set>

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
                  std::vector<FacetRequest> facets) {
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

namespace {

Collection years() {
  return Collection(
      {product("mei", "Data", "", {{"published", {"2023-05-17"}}, {"maturity", {"pilot"}}}),
       product("juni", "Data", "", {{"published", {"2023-06"}}, {"maturity", {"productie"}}}),
       product("jaar", "Data", "", {{"published", {"2024"}}, {"maturity", {"standaard"}}}),
       product("maart", "Data", "",
               {{"published", {"2025-03-01"}}, {"maturity", {"verkenning"}}})});
}

std::set<std::string> found(const Collection& collection, const std::string& facet,
                            const std::string& value) {
  SearchRequest request;
  request.query = "data";
  request.filters = {{facet, {value}}};
  request.relax = false;
  const auto ids = collection.ids(request);
  return {ids.begin(), ids.end()};
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("a filter takes a range of dates: those that surely lie in it") {
  const auto collection = years();
  CHECK(found(collection, "published", "2023-06..2024") == Ids{"juni", "jaar"});
  CHECK(found(collection, "published", "2023-05-17..2023-05-17") == Ids{"mei"});
  CHECK(found(collection, "published", "2023-05-18..") == Ids{"juni", "jaar", "maart"});
  CHECK(found(collection, "published", "..2023") == Ids{"mei", "juni"});
  CHECK(found(collection, "published", "2024-02..2024-12") == Ids{});  // "2024" may be January
  CHECK(found(collection, "published", "..") == Ids{"mei", "juni", "jaar", "maart"});
  CHECK(found(collection, "published", "17-05-2023..2023-6") == Ids{"mei", "juni"});
  CHECK(found(collection, "published", "ooit..2024") == Ids{});
}

TEST_CASE("at least a pilot: a filter takes a range of ordinals") {
  const auto collection = years();
  CHECK(found(collection, "maturity", "pilot..") == Ids{"mei", "juni", "jaar"});
  CHECK(found(collection, "maturity", "..Pilot") == Ids{"mei", "maart"});
  CHECK(found(collection, "maturity", "pilot..productie") == Ids{"mei", "juni"});
  CHECK(found(collection, "maturity", "productie..pilot") == Ids{});
  const auto results = ask(collection, "data", {{"maturity", {"pilot.."}}}, {"maturity"});
  CHECK(results.applied.filters.at("maturity") == std::vector<std::string>{"pilot.."});
  CHECK(counts(results, "maturity") ==
        Counts{{"verkenning", 1}, {"pilot", 1}, {"productie", 1}, {"standaard", 1}});
  std::vector<bool> selected;
  for (const auto& value : results.facets[0].values) selected.push_back(value.selected);
  CHECK(selected == std::vector{false, true, true, true});
}

TEST_CASE("a range may be typed as well") {
  const auto collection = years();
  CHECK(collection.ids("data maturity:productie..") == std::vector<std::string>{"juni", "jaar"});
  CHECK(collection.ids("data published:2025..").size() == 1);
}

TEST_CASE("dates are counted by month or day where that is asked") {
  const auto collection = years();
  FacetRequest published("published");
  published.unit = DateUnit::month;
  published.order = FacetOrder::label;
  CHECK(counts(ask(collection, "data", {}, {published}), "published") ==
        Counts{{"2023-05", 1}, {"2023-06", 1}, {"2025-03", 1}});
  published.unit = DateUnit::day;
  published.order = FacetOrder::natural;
  CHECK(counts(ask(collection, "data", {}, {published}), "published") ==
        Counts{{"2025-03-01", 1}, {"2023-05-17", 1}});
}

TEST_CASE("values come in the order that is asked for, and no more of them") {
  Collection collection({product("1", "Data", "", {{"organisation", {"Zwolle"}}}),
                         product("2", "Data", "", {{"organisation", {"Zwolle"}}}),
                         product("3", "Data", "", {{"organisation", {"Assen"}}}),
                         product("4", "Data", "", {{"organisation", {"Etten-Leur"}}}),
                         product("5", "Data", "", {{"organisation", {"Énschede"}}})});
  FacetRequest organisation("organisation");
  organisation.order = FacetOrder::label;
  const auto results = ask(collection, "data", {}, {organisation});
  CHECK(counts(results, "organisation") ==
        Counts{{"Assen", 1}, {"Énschede", 1}, {"Etten-Leur", 1}, {"Zwolle", 2}});
  organisation.limit = 1;
  const auto few = ask(collection, "data", {{"organisation", {"Etten-Leur"}}}, {organisation});
  CHECK(counts(few, "organisation") == Counts{{"Etten-Leur", 1}, {"Zwolle", 2}});
  CHECK(few.facets[0].different == 4);
  organisation.limit = 0;
  organisation.containing = "ENS";
  CHECK(counts(ask(collection, "data", {}, {organisation}), "organisation") ==
        Counts{{"Énschede", 1}});
  FacetRequest maturity("maturity");
  maturity.order = FacetOrder::count;
  CHECK(counts(ask(years(), "", {}, {maturity}), "maturity").size() == 4);
}

TEST_CASE("without facets a total need not be exact, but the page is the same") {
  std::vector<Document> documents;
  for (int i = 0; i < 300; ++i)
    documents.push_back(product(std::to_string(i), i % 3 == 0 ? "Data" : "Anders", "data"));
  Collection collection(documents);
  SearchRequest request;
  request.query = "data";
  const auto exact = collection.index().search(request);
  request.exact_total = false;
  const auto fast = collection.index().search(request);
  CHECK(exact.exact_total);
  CHECK(exact.total == 300);
  CHECK_FALSE(fast.exact_total);
  CHECK(fast.total <= 300);
  CHECK(fast.total >= 10);
  REQUIRE(fast.hits.size() == exact.hits.size());
  for (std::size_t i = 0; i < fast.hits.size(); ++i) CHECK(fast.hits[i].id == exact.hits[i].id);
  request.facets = {"tier"};
  CHECK(collection.index().search(request).exact_total);
}
