// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "reading.hpp"
#include "related/facets.hpp"

using namespace speur;
using namespace speur::related;
using namespace speur::test;

namespace {

const Affinities neutral;

double agreement(const Reading& reading, std::string_view source, std::string_view item,
                 const Affinities& affinities = neutral) {
  return FacetComparison(reading[source], affinities, reading.reader).agreement(reading[item]);
}

}  // namespace

TEST_CASE("what documents share counts by how rare it is among those that have the facet") {
  const Reading reading({product("a", "A", "", {{"theme", {"ethiek"}}, {"audience", {"jurist"}}}),
                         product("b", "B", "", {{"theme", {"ethiek"}}}),
                         product("c", "C", "", {{"theme", {"techniek"}}, {"audience", {"jurist"}}}),
                         product("d", "D", "")});
  // Two of three themes are "ethiek"; every audience is "jurist"; four documents.
  CHECK(agreement(reading, "a", "b") == Approx(std::sqrt(std::log(3.0 / 2) / std::log(4.0))));
  CHECK(agreement(reading, "a", "c") == 0);
  CHECK(agreement(reading, "a", "d") == 0);
  CHECK(agreement(reading, "d", "a") == 0);
}

TEST_CASE("of a hierarchy the ancestors that documents share count as well") {
  const Reading reading({product("a", "A", "", {{"theme", {"juridisch/privacy"}}}),
                         product("b", "B", "", {{"theme", {"juridisch/privacy"}}}),
                         product("c", "C", "", {{"theme", {"juridisch/openbaarheid"}}}),
                         product("d", "D", "", {{"theme", {"techniek"}}})});
  const auto information = [](double with) { return std::log(4 / with); };
  CHECK(agreement(reading, "a", "b") ==
        Approx(std::sqrt((information(2) + information(3)) / std::log(4.0))));
  CHECK(agreement(reading, "a", "c") == Approx(std::sqrt(information(3) / std::log(4.0))));
  CHECK(agreement(reading, "a", "d") == 0);
}

TEST_CASE("of an ordinal facet, near steps count by how many documents stand between") {
  const Reading reading({product("s", "A", "", {{"level", {"starter"}}}),
                         product("s2", "B", "", {{"level", {"starter"}}}),
                         product("g", "C", "", {{"level", {"gevorderd"}}}),
                         product("k", "D", "", {{"level", {"koploper"}}})});
  CHECK(agreement(reading, "s", "s2") == Approx(std::sqrt(std::log(4.0 / 2) / std::log(4.0))));
  CHECK(agreement(reading, "s", "g") == Approx(std::sqrt(std::log(4.0 / 3) / std::log(4.0))));
  CHECK(agreement(reading, "g", "k") == Approx(std::sqrt(std::log(4.0 / 2) / std::log(4.0))));
  CHECK(agreement(reading, "s", "k") == 0);
}

TEST_CASE("what a facet is worth here multiplies its information") {
  const Reading reading({product("a", "A", "", {{"theme", {"ethiek"}}}),
                         product("b", "B", "", {{"theme", {"ethiek"}}}),
                         product("c", "C", "", {{"theme", {"techniek"}}})});
  Affinities affinities;
  affinities.facets["theme"].facet = 1.5;
  CHECK(agreement(reading, "a", "b", affinities) ==
        Approx(std::sqrt(1.5 * std::log(3.0 / 2) / std::log(3.0))));
}

TEST_CASE("where related documents avoid sharing a facet, sharing it takes away") {
  const Reading reading({product("a", "A", "", {{"type", {"advies"}}}),
                         product("b", "B", "", {{"type", {"advies"}}}),
                         product("c", "C", "", {{"type", {"boek", "advies"}}}),
                         product("d", "D", "", {{"type", {"boek"}}}), product("e", "E", "")});
  Affinities affinities;
  affinities.facets["type"] = {-1, {{"boek", -0.5}}};
  CHECK(agreement(reading, "a", "b", affinities) == Approx(-1));
  CHECK(agreement(reading, "a", "c", affinities) == Approx(-1 / std::sqrt(2.0)));
  CHECK(agreement(reading, "c", "d", affinities) == Approx(-0.5 / std::sqrt(2.0)));
  CHECK(agreement(reading, "a", "d", affinities) == 0);
  CHECK(agreement(reading, "a", "e", affinities) == 0);
}

TEST_CASE("the shape of documents, which facets they fill in, can count against them too") {
  const Reading reading({product("a", "A", "", {{"type", {"advies"}}, {"level", {"starter"}}}),
                         product("b", "B", "", {{"type", {"boek"}}, {"level", {"koploper"}}}),
                         product("c", "C", "", {{"type", {"video"}}})});
  Affinities affinities;
  affinities.shape.facet = -0.75;
  CHECK(agreement(reading, "a", "b", affinities) == Approx(-0.75));
  CHECK(agreement(reading, "a", "c", affinities) == 0);
  affinities.shape.facet = 0.75;  // to its favour it says nothing
  CHECK(agreement(reading, "a", "b", affinities) == 0);
}

TEST_CASE("shared values are told rarest first") {
  const Reading reading(
      {product("a", "A", "", {{"theme", {"ethiek"}}, {"audience", {"jurist", "bestuurder"}}}),
       product("b", "B", "", {{"theme", {"ethiek"}}, {"audience", {"jurist", "bestuurder"}}}),
       product("c", "C", "", {{"theme", {"ethiek"}}, {"audience", {"jurist"}}}),
       product("d", "D", "", {{"theme", {"techniek"}}, {"audience", {"jurist"}}})});
  std::vector<std::string> values;
  for (const auto& shared :
       FacetComparison(reading["a"], neutral, reading.reader).shared(reading["b"]))
    values.push_back(shared.value);
  CHECK(values == std::vector<std::string>{"bestuurder", "ethiek", "jurist"});
}
