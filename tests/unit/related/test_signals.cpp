// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "related/signals.hpp"

using namespace speur;
using namespace speur::related;

namespace {

std::vector<collection::StemKey> keys(std::string_view text) {
  return collection::keys_of(Analyzer().analyze(text));
}

}  // namespace

TEST_CASE("titles are alike by the stems that they share, twice over those that they have") {
  CHECK(title_similarity(keys("Open data"), keys("open data delen")) == Approx(2.0 * 2 / 5));
  CHECK(title_similarity(keys("data"), keys("DATA")) == 1);
  CHECK(title_similarity(keys("data data"), keys("data delen")) == Approx(2.0 / 3));
  CHECK(title_similarity(keys("data"), keys("ethiek")) == 0);
  CHECK(title_similarity(keys(""), keys("")) == 0);
}

TEST_CASE("signals add up by their weights") {
  Ranking ranking;
  ranking.related_title = 2;
  ranking.related_mentions = 3;
  ranking.related_semantic = 5;
  ranking.related_relations = 7;
  ranking.related_facets = 11;
  CHECK(fused({1, 0.5, 0.25, 0.125, 1, -0.5}, ranking) == Approx(1 + 1 + 0.75 + 0.625 + 7 - 5.5));
}
