// SPDX-License-Identifier: GPL-2.0-or-later
// Random collections, changes and queries: the index must answer as the model does.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "collection.hpp"
#include "property/model.hpp"
#include "speur/analyzer.hpp"

using namespace speur;
using namespace speur::test;

namespace {

// Some words begin alike, for prefixes.
const std::vector<std::string> vocabulary{"berg", "bergor", "vis",  "visor",
                                          "zand", "wolk",    "wind", "melk"};
const std::vector<std::string> prefixes{"be", "bergo", "vis", "wi", "zz"};
const std::vector<std::string> tiers{"gemeente", "provincie", "rijk", "allen"};
const std::vector<std::string> themes{"a", "a/b", "a/b/c", "a/d", "e", "e/b"};
const std::vector<std::string> maturities{"", "pilot", "productie", "standaard"};
const std::vector<std::string> dates{"", "2023", "2024-05", "2024-05-17", "2024-06-01"};

Schema schema() {
  return Schema::from_json(R"({"roles": {"title": "title"}, "fields": [
    {"name": "title", "kind": "text", "weight": 3}, {"name": "body", "kind": "text"},
    {"name": "tier", "kind": "facet", "values": ["gemeente", "provincie", "rijk",
      {"value": "allen", "implies": ["gemeente", "provincie", "rijk"]}]},
    {"name": "theme", "kind": "facet", "facet": "hierarchical"},
    {"name": "maturity", "kind": "facet", "facet": "ordinal", "values": ["pilot", "productie", "standaard"]},
    {"name": "published", "kind": "facet", "facet": "date"}]})");
}

rc::Gen<std::string> word() { return rc::gen::elementOf(vocabulary); }

rc::Gen<model::Words> words(int most) {
  return rc::gen::mapcat(rc::gen::inRange(0, most + 1), [](int size) {
    return rc::gen::container<model::Words>(static_cast<std::size_t>(size), word());
  });
}

rc::Gen<std::set<std::string>> some_of(const std::vector<std::string>& values) {
  return rc::gen::map(rc::gen::mapcat(rc::gen::inRange(0, 3),
                                      [values](int size) {
                                        return rc::gen::container<std::vector<std::string>>(
                                            static_cast<std::size_t>(size),
                                            rc::gen::elementOf(values));
                                      }),
                      [](std::vector<std::string> chosen) {
                        return std::set<std::string>(chosen.begin(), chosen.end());
                      });
}

rc::Gen<model::Product> product_of_chance() {
  return rc::gen::build<model::Product>(
      rc::gen::set(&model::Product::title, words(3)), rc::gen::set(&model::Product::body, words(8)),
      rc::gen::set(&model::Product::tiers, some_of(tiers)),
      rc::gen::set(&model::Product::themes, some_of(themes)),
      rc::gen::set(&model::Product::maturity, rc::gen::elementOf(maturities)),
      rc::gen::set(&model::Product::published, rc::gen::elementOf(dates)));
}

rc::Gen<std::string> first_of(model::Item::Kind kind) {
  if (kind == model::Item::Kind::prefix) return rc::gen::elementOf(prefixes);
  if (kind == model::Item::Kind::tier) return rc::gen::elementOf(tiers);
  return word();
}

rc::Gen<model::Item> item() {
  using Kind = model::Item::Kind;
  return rc::gen::mapcat(rc::gen::element(Kind::word, Kind::word, Kind::phrase, Kind::title_word,
                                          Kind::prefix, Kind::both, Kind::without, Kind::tier),
                         [](Kind kind) {
                           return rc::gen::build<model::Item>(
                               rc::gen::set(&model::Item::kind, rc::gen::just(kind)),
                               rc::gen::set(&model::Item::first, first_of(kind)),
                               rc::gen::set(&model::Item::second, word()));
                         });
}

template <typename T>
rc::Gen<std::vector<T>> some(int least, int most, rc::Gen<T> one) {
  return rc::gen::mapcat(rc::gen::inRange(least, most + 1), [one](int size) {
    return rc::gen::container<std::vector<T>>(static_cast<std::size_t>(size), one);
  });
}

model::Query query_of_chance() {
  return {*some(0, 2, some(1, 4, item())), *rc::gen::arbitrary<bool>()};
}

model::Filters filters_of_chance() {
  model::Filters filters;
  const auto add = [&](const std::string& facet, const std::vector<std::string>& values) {
    auto chosen = *some_of(values);
    chosen.erase("");
    if (*rc::gen::arbitrary<bool>() && !chosen.empty()) filters[facet] = chosen;
  };
  add("tier", tiers);
  add("theme", themes);
  add("maturity", maturities);
  add("published", dates);
  return filters;
}

std::string joined(const model::Words& words) { return fmt::format("{}", fmt::join(words, " ")); }

Document document(const std::string& id, const model::Product& from) {
  auto document = product(id, joined(from.title), joined(from.body));
  document.fields["tier"].assign(from.tiers.begin(), from.tiers.end());
  document.fields["theme"].assign(from.themes.begin(), from.themes.end());
  if (!from.maturity.empty()) document.fields["maturity"] = {from.maturity};
  if (!from.published.empty()) document.fields["published"] = {from.published};
  return document;
}

// Adds, updates and removes by chance, over several commits.
model::Products grow(Collection& collection) {
  model::Products products;
  const auto commits = *rc::gen::inRange(1, 4);
  for (int commit = 0; commit < commits; ++commit) {
    auto writer = collection.index().writer();
    for (const auto& each : *some(0, 12, product_of_chance())) {
      const auto id = "d" + std::to_string(*rc::gen::inRange(0, 20));
      RC_ASSERT(writer.add(document(id, each)) == !products.contains(id));
      products[id] = each;
    }
    for (const auto number : *some(0, 3, rc::gen::inRange(0, 20))) {
      const auto id = "d" + std::to_string(number);
      RC_ASSERT(writer.remove(id) == (products.erase(id) > 0));
    }
    writer.commit();
  }
  return products;
}

SearchRequest request_for(const model::Query& query, const model::Filters& filters) {
  SearchRequest request;
  request.relax = false;
  request.query = query.text();
  request.match = query.match_all ? Match::all : Match::any;
  request.facets = {"tier", "theme", "maturity", "published"};
  request.limit = 100;
  for (const auto& [facet, values] : filters)
    request.filters[facet].assign(values.begin(), values.end());
  return request;
}

// What the model leaves out of its counts: selected values that count nothing, and months and days.
model::Counts shown(const FacetCounts& facet) {
  model::Counts counts;
  for (const auto& value : facet.values)
    if (value.count > 0) counts[value.value] = value.count;
  return counts;
}

model::Counts as_shown(model::Counts counts, const std::string& facet,
                       const model::Filters& filters) {
  if (facet != "published") return counts;
  const auto selected = filters.contains(facet) ? filters.at(facet) : std::set<std::string>{};
  std::erase_if(counts, [&](const auto& count) {
    return count.first.size() > 4 && !selected.contains(count.first);
  });
  return counts;
}

}  // namespace

TEST_CASE("the model's words are their own stems") {
  for (const auto& word : vocabulary) {
    const auto tokens = Analyzer().analyze(word);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens.front().term == word);
    CHECK_FALSE(tokens.front().stop_word);
  }
}

TEST_CASE("search, filters and drill-sideways counts are those of the model") {
  CHECK(rc::check([] {
    Collection collection({}, schema());
    const auto products = grow(collection);
    for (int i = 0; i < 5; ++i) {
      const auto query = query_of_chance();
      const auto filters = filters_of_chance();
      const auto expected = model::answer(products, query, filters);
      const auto results = collection.index().search(request_for(query, filters));
      RC_LOG() << "query: " << query.text() << (query.match_all ? " (all)" : " (any)") << "\n";
      std::set<std::string> ids;
      for (const auto& hit : results.hits) ids.insert(hit.id);
      RC_ASSERT(ids == expected.ids);
      RC_ASSERT(results.total == expected.ids.size());
      // A tier that no document has is said; nothing else is.
      for (const auto& diagnostic : results.diagnostics)
        RC_ASSERT(diagnostic.message.find("komt in deze verzameling niet voor") !=
                  std::string::npos);
      for (const auto& facet : results.facets) {
        const auto found = expected.facets.find(facet.field);
        const auto counts = found == expected.facets.end() ? model::Counts{} : found->second;
        RC_ASSERT(shown(facet) == as_shown(counts, facet.field, filters));
      }
    }
  }));
}

TEST_CASE("the ranking is that of the model") {
  CHECK(rc::check([] {
    Collection collection({}, schema());
    const auto products = grow(collection);
    const auto chosen = *some(1, 4, word());
    const std::set<std::string> different(chosen.begin(), chosen.end());
    const model::Words asked(different.begin(), different.end());
    SearchRequest request;
    request.query = joined(asked);
    request.limit = 100;
    const auto hits = collection.index().search(request).hits;
    if (hits.empty()) return;
    const double factor = hits.front().score / model::score(products, hits.front().id, asked);
    for (const auto& hit : hits) {
      const double expected = factor * model::score(products, hit.id, asked);
      RC_ASSERT(std::abs(hit.score - expected) < 1e-6 * std::max(1.0, expected));
    }
    for (std::size_t i = 1; i < hits.size(); ++i) RC_ASSERT(hits[i - 1].score >= hits[i].score);
  }));
}
