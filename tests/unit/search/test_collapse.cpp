// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "collection.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;

namespace {

std::vector<Document> guides() {
  std::vector<Document> documents{
      product("gids-1", "Gids", "Gids over data.", {{"level", {"starter"}}}),
      product("gids-2", "Gids", "Gids over data, herzien.", {{"level", {"gevorderd"}}}),
      product("gids-3", "Gids over data", "Gids over data.", {{"level", {"starter"}}}),
      product("bundel", "Bundel", "Onder meer een gids.")};
  documents[1].relations = {{"Vervangt", "gids-1"}};
  documents[2].relations = {{"vervangt", "gids-2"}, {"zie ook", "bundel"}};
  return documents;
}

SearchRequest request(std::string collapse) {
  SearchRequest request;
  request.query = "gids data";
  request.collapse = std::move(collapse);
  return request;
}

std::vector<std::string> ids(const SearchResults& results) {
  std::vector<std::string> ids;
  for (const auto& hit : results.hits) ids.push_back(hit.id);
  return ids;
}

}  // namespace

TEST_CASE("versions of one document are one hit: the best, with the others") {
  const Collection collection(guides());
  auto asked = request("versions");
  asked.facets = {"level"};
  const auto results = collection.index().search(asked);
  CHECK(ids(results) == std::vector<std::string>{"gids-3", "bundel"});
  CHECK(results.hits[0].collapsed == Collapsed{2, {"gids-1", "gids-2"}});
  CHECK(results.hits[1].collapsed == Collapsed{});
  CHECK(results.total == 4);
  CHECK(results.total_hits == 2);
  CHECK(results.facets[0].values[0].count == 2);  // starters are counted as documents
}

TEST_CASE("only what matches counts, though what does not may be between") {
  const Collection collection(guides());
  auto asked = request("versions");
  asked.filters["level"] = {"starter"};
  const auto results = collection.index().search(asked);
  CHECK(ids(results) == std::vector<std::string>{"gids-3"});
  CHECK(results.hits[0].collapsed == Collapsed{1, {"gids-1"}});
}

TEST_CASE("documents collapse by a facet with one value, those without it not at all") {
  const Collection collection(guides());
  const auto results = collection.index().search(request("level"));
  CHECK(ids(results) == std::vector<std::string>{"gids-3", "gids-2", "bundel"});
  CHECK(results.hits[0].collapsed == Collapsed{1, {"gids-1"}});
}

TEST_CASE("a commit regroups") {
  Collection collection(guides());
  CHECK(collection.index().search(request("versions")).total_hits == 2);
  collection.add({product("gids-2", "Gids", "Gids over data, herzien.")});
  CHECK(collection.index().search(request("versions")).total_hits == 3);
}

TEST_CASE("what nothing can collapse by is refused") {
  const Collection collection(guides());
  CHECK_THROWS_AS(collection.index().search(request("titel")), RequestError);
  CHECK_THROWS_AS(collection.index().search(request("title")), RequestError);
  CHECK_THROWS_AS(collection.index().search(request("theme")), RequestError);  // several values
  const Collection plain({product("a", "Gids", "")},
                         Schema::from_json(R"({"fields": [{"name": "title", "kind": "text"}]})"));
  CHECK_THROWS_AS(plain.index().search(request("versions")), RequestError);
}

TEST_CASE("a schema says what versions are, and says it back") {
  const auto given = R"({"roles": {"series": "reeks"}, "fields": [{"name": "title", "kind": "text"},
    {"name": "reeks", "kind": "facet", "many": false},
    {"name": "zie", "kind": "relation", "versions": ["versie van"]}]})";
  const auto schema = Schema::from_json(given);
  CHECK(schema.roles.series == "reeks");
  CHECK(schema.find("zie")->versions == std::vector<std::string>{"versie van"});
  CHECK(Schema::from_json(schema.to_json()) == schema);
  CHECK_THROWS_AS(Schema::from_json(R"({"roles": {"series": "reeks"}, "fields": [
    {"name": "title", "kind": "text"}, {"name": "reeks", "kind": "facet"}]})"),
                  SchemaError);
}
