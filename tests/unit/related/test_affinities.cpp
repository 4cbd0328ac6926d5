// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "reading.hpp"
#include "related/affinities.hpp"

using namespace speur;
using namespace speur::related;
using namespace speur::test;

namespace {

// Four of each pair of theme and type.
std::vector<Document> of_two_themes_and_two_types() {
  std::vector<Document> documents;
  for (const std::string theme : {"ethiek", "techniek"})
    for (const std::string type : {"advies", "boek"})
      for (int i = 0; i < 4; ++i)
        documents.push_back(product(theme + type + std::to_string(i), "T", "",
                                    {{"theme", {theme}}, {"type", {type}}}));
  return documents;
}

}  // namespace

TEST_CASE("nothing is known of a facet where documents do not refer to each other") {
  const Reading reading(of_two_themes_and_two_types());
  const auto affinities =
      learn_affinities(reading.reader, {}, [](auto) { return std::vector<Xapian::docid>{}; });
  CHECK(affinities == Affinities{});
  CHECK(affinities.of("theme").facet == 1);
  CHECK(affinities.shape.facet == 0);
}

TEST_CASE("affinities are the odds of references over those of texts alike") {
  const Reading reading(of_two_themes_and_two_types());
  // Advice on ethics refers to books on ethics, and looks like advice on technology.
  References references;
  for (int i = 0; i < 4; ++i)
    references[reading["ethiekadvies" + std::to_string(i)]] = {reading["ethiekboek0"],
                                                               reading["ethiekboek1"]};
  const auto alike = [&](Xapian::docid) {
    return std::vector{reading["techniekadvies0"], reading["techniekadvies1"]};
  };
  const auto affinities = learn_affinities(reading.reader, references, alike);
  // Four documents share always, against never: 4.5 / 5 against 0.5 / 5, next to twenty at the
  // prior.
  const auto seen = 2 * std::log(0.9 / 0.1);
  CHECK(affinities.of("theme").facet == Approx((4 * seen + 20 * 1) / 24));
  CHECK(affinities.of("theme").values.empty());
  const auto against = (4 * -seen + 20 * 1) / 24;
  CHECK(affinities.of("type").facet == Approx(against));
  CHECK(against > 0);
}

TEST_CASE("what documents that belong together avoid is learnt by value, within bounds") {
  std::vector<Document> documents;
  for (int i = 0; i < 60; ++i) {
    documents.push_back(product("a" + std::to_string(i), "T", "", {{"type", {"advies"}}}));
    documents.push_back(product("b" + std::to_string(i), "T", "", {{"type", {"boek"}}}));
    documents.push_back(product("v" + std::to_string(i), "T", "", {{"type", {"video"}}}));
  }
  const Reading reading(documents);
  References references;
  for (int i = 0; i < 60; ++i) {
    const auto id = [&](char type, int number) { return reading[type + std::to_string(number)]; };
    references[id('a', i)] = {id('b', i)};             // advice goes with books
    references[id('v', i)] = {id('v', (i + 1) % 60)};  // and videos with videos
  }
  const auto alike = [&](Xapian::docid id) {  // of the same type
    return std::vector{id % 3 == 1 ? reading["a0"] : reading["v0"]};
  };
  const auto type = learn_affinities(reading.reader, references, alike).of("type");
  CHECK(type.facet < 0);
  CHECK(type.of("advies") == -1.2);
  CHECK(type.of("video") == Approx(0).margin(0.2));
  CHECK(type.of("boek") == type.facet);  // no book refers to anything
}

TEST_CASE("affinities that are written read back") {
  Affinities affinities;
  affinities.facets["type"] = {-1.25, {{"boek \"x\"", -0.5}}};
  affinities.facets["theme"] = {1.5, {}};
  affinities.shape = {-0.25, {{" type theme", -1}}};
  CHECK(Affinities::from_json(affinities.to_json()) == affinities);
  CHECK(affinities.of("type").of("boek \"x\"") == -0.5);
  CHECK(affinities.of("type").of("advies") == -1.25);
}
