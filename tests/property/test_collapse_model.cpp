// SPDX-License-Identifier: GPL-2.0-or-later
// What collapses in the results of random collections, against grouping the full list by hand.
#include <rapidcheck.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "collection.hpp"

using namespace speur;
using namespace speur::test;

namespace {

Schema schema() {
  return Schema::from_json(
      R"({"roles": {"title": "title", "date": ["published"], "series": "series"},
    "fields": [
    {"name": "title", "kind": "text"},
    {"name": "tier", "kind": "facet"},
    {"name": "series", "kind": "facet", "many": false},
    {"name": "theme", "kind": "facet", "facet": "hierarchical", "many": false},
    {"name": "published", "kind": "facet", "facet": "date", "many": false},
    {"name": "relations", "kind": "relation", "versions": ["vervangt", "versie van"]}]})");
}

const std::vector<std::string> words{"berg", "vis", "zand", "wolk"};
const std::vector<std::string> series{"", "", "", "gids", "wet"};
const std::vector<std::string> themes{"", "a", "a/b", "a/c", "d"};
const std::vector<std::string> dates{"", "2023", "2024-05", "2024-05-17"};
const std::vector<std::string> tiers{"gemeente", "rijk"};
const std::vector<std::string> types{"Vervangt", "versie van", "zie ook"};

template <typename Value>
Value one_of(const std::vector<Value>& values) {
  return *rc::gen::elementOf(values);
}

// Some relations point at documents that are not there.
std::vector<Document> documents_of_chance() {
  const auto size = *rc::gen::inRange(1, 30);
  std::vector<Document> documents;
  for (int i = 0; i < size; ++i) {
    std::string title;
    for (auto left = *rc::gen::inRange(1, 6); left > 0; --left) title += one_of(words) + " ";
    auto document = product(std::to_string(i), title, "", {{"tier", {one_of(tiers)}}});
    const auto set = [&](const char* field, const std::string& value) {
      if (!value.empty()) document.fields[field] = {value};
    };
    set("series", one_of(series));
    set("theme", one_of(themes));
    set("published", one_of(dates));
    if (one_of(std::vector{0, 1}) == 1) {
      const auto other = std::to_string(*rc::gen::inRange(0, size));
      const std::vector<std::string> targets{"weg", "kwijt", other, other, other};
      document.relations.push_back({one_of(types), one_of(targets)});
    }
    documents.push_back(std::move(document));
  }
  return documents;
}

bool is_version_of(const Document& a, const Document& b) {
  const auto points_at = [](const Document& from, const std::string& id) {
    return std::any_of(from.relations.begin(), from.relations.end(), [&](const Relation& relation) {
      return relation.type != "zie ook" && relation.id == id;
    });
  };
  const auto both_point =
      std::any_of(a.relations.begin(), a.relations.end(), [&](const Relation& relation) {
        return relation.type != "zie ook" && points_at(b, relation.id);
      });
  const auto& in_series = a.first("series");
  return points_at(a, b.id) || points_at(b, a.id) || both_point ||
         (!in_series.empty() && in_series == b.first("series"));
}

bool belong_together(const std::string& collapse, const Document& a, const Document& b) {
  if (collapse == "versions") return is_version_of(a, b);
  return !a.first(collapse).empty() && a.first(collapse) == b.first(collapse);
}

using Groups = std::map<std::string, std::string>;  // a name for the group, by id

void name_group(const Document& document, const std::string& name, const std::string& collapse,
                const std::vector<Document>& documents, Groups& groups) {
  if (!groups.emplace(document.id, name).second) return;
  for (const auto& other : documents)
    if (belong_together(collapse, document, other))
      name_group(other, name, collapse, documents, groups);
}

struct Expected {
  std::string id;
  std::vector<std::string> others;
};

std::vector<Expected> collapsed(const std::vector<Hit>& hits, const Groups& groups) {
  std::vector<Expected> expected;
  std::map<std::string, std::size_t> places;
  for (const auto& hit : hits) {
    const auto [place, is_first] = places.emplace(groups.at(hit.id), expected.size());
    if (is_first) expected.push_back({hit.id, {}});
    else expected[place->second].others.push_back(hit.id);
  }
  return expected;
}

void check_pages(const Index& index, SearchRequest request, const std::vector<Expected>& expected,
                 const SearchResults& all) {
  request.limit = static_cast<std::size_t>(*rc::gen::inRange(0, 7));
  for (request.offset = 0; request.offset <= expected.size(); request.offset += 3) {
    const auto page = index.search(request);
    RC_ASSERT(page.total == all.total);
    RC_ASSERT(page.total_hits == expected.size());
    RC_ASSERT(page.exact_total);
    RC_ASSERT(page.hits.size() == std::min(request.limit, expected.size() - request.offset));
    for (std::size_t i = 0; i < page.hits.size(); ++i) {
      const auto& [id, others] = expected[request.offset + i];
      auto shown = others;
      shown.resize(std::min<std::size_t>(shown.size(), 10));
      RC_ASSERT(page.hits[i].id == id);
      RC_ASSERT(page.hits[i].rank == request.offset + i + 1);
      RC_ASSERT((page.hits[i].collapsed == Collapsed{others.size(), shown}));
    }
    RC_ASSERT(page.facets.size() == all.facets.size());
    for (std::size_t i = 0; i < page.facets.size(); ++i)
      for (std::size_t j = 0; j < page.facets[i].values.size(); ++j)
        RC_ASSERT(page.facets[i].values[j].count == all.facets[i].values[j].count);
  }
}

}  // namespace

TEST_CASE("results collapse as grouping the full list does, on every page") {
  const auto holds = rc::check([] {
    const auto documents = documents_of_chance();
    const Collection collection(documents, schema());
    for (const std::string collapse : {"versions", "series", "theme", "published"}) {
      SearchRequest request;
      request.query = one_of(std::vector<std::string>{"", "vis", "vis berg", "zand -wolk"});
      request.sort = one_of(std::vector{Sort::relevance, Sort::newest, Sort::title});
      request.exact_total = one_of(std::vector{0, 1}) == 1;
      request.relax = false;
      if (one_of(std::vector{0, 1}) == 1) request.filters["tier"] = {"rijk"};
      if (one_of(std::vector{0, 1}) == 1) request.facets = {"tier"};
      auto whole = request;
      whole.limit = documents.size();
      whole.exact_total = true;
      const auto all = collection.index().search(whole);
      RC_ASSERT(all.total_hits == all.total);
      Groups groups;
      for (const auto& document : documents)
        name_group(document, document.id, collapse, documents, groups);
      request.collapse = collapse;
      check_pages(collection.index(), request, collapsed(all.hits, groups), all);
    }
  });
  CHECK(holds);
}
