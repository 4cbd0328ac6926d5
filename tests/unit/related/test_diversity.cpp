// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/diversity.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include "collection.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;
using related::likeness;
using related::Traits;
using Ids = std::vector<std::string>;

namespace {

// The definition, word for word: each time the best of all that are left, from nothing.
std::vector<std::size_t> chosen_by_hand(const std::vector<double>& relevance, double diversity,
                                        std::size_t limit,
                                        const std::vector<std::vector<double>>& alike) {
  std::vector<std::size_t> chosen;
  while (chosen.size() < std::min(limit, relevance.size())) {
    std::size_t best = relevance.size();
    double best_value = 0;
    for (std::size_t i = 0; i < relevance.size(); ++i) {
      if (std::find(chosen.begin(), chosen.end(), i) != chosen.end()) continue;
      double nearest = 0;
      for (const auto other : chosen) nearest = std::max(nearest, alike[i][other]);
      const auto value = (1 - diversity) * relevance[i] - diversity * nearest;
      if (best == relevance.size() || value > best_value) {
        best = i;
        best_value = value;
      }
    }
    chosen.push_back(best);
  }
  return chosen;
}

Ids ids(const RelatedItems& related) {
  Ids all;
  for (const auto& item : related.items) all.push_back(item.id);
  return all;
}

// Two that say the same, one on a part of it, and documents on something else, so that words tell.
Collection with_copy() {
  const std::string camera = "Camera's in de stad: regels voor beelden van bewoners.";
  return Collection({product("bron", "Camera's in de stad", camera + " Wie kijkt mee?"),
                     product("eerste", "Beelden van camera's in de stad", camera,
                             {{"type", {"leidraad"}}, {"organisation", {"Gemeente A"}}}),
                     product("kopie", "Beelden van camera's in de stad", camera,
                             {{"type", {"leidraad"}}, {"organisation", {"Gemeente A"}}}),
                     product("anders", "Bewoners en camera's", "Bewoners praten mee.",
                             {{"type", {"podcast"}}, {"organisation", {"Gemeente B"}}}),
                     product("brood", "Brood", "Gist en meel."),
                     product("taart", "Taart", "Gist en room.")});
}

}  // namespace

TEST_CASE("how much of the same two items are, worked by hand") {
  Traits a;
  Traits b;
  CHECK(likeness(a, b) == 0);
  a.types = {1, 4};
  b.types = {4};
  CHECK(likeness(a, b) == Approx(0.1));
  a.organisations = b.organisations = {0};
  CHECK(likeness(a, b) == Approx(1 - 0.9 * 0.9));
  a.direction[0] = 100;
  b.direction[0] = 120;
  b.direction[1] = 50;  // their cosine is 12 / 13
  CHECK(likeness(a, b) == Approx(1 - (1 - std::pow(12.0 / 13, 16)) * 0.9 * 0.9));
  CHECK(likeness(a, a) == Approx(1));
  b.direction[0] = -120;
  CHECK(likeness(a, b) == Approx(1 - 0.9 * 0.9));
}

TEST_CASE("items are chosen as the definition of marginal relevance says") {
  std::mt19937 random(1998);
  const auto part = [&](unsigned of) { return static_cast<double>(random() % of) / of; };
  for (int round = 0; round < 300; ++round) {
    const auto size = random() % 12;
    std::vector<double> relevance;
    for (std::size_t i = 0; i < size; ++i) relevance.push_back(part(20));
    std::sort(relevance.rbegin(), relevance.rend());
    std::vector<std::vector<double>> alike(size, std::vector<double>(size));
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < i; ++j) alike[i][j] = alike[j][i] = part(10);
    const auto diversity = part(11);
    const std::size_t limit = random() % 14;
    const auto chosen = related::by_marginal_relevance(
        relevance, diversity, limit, [&](std::size_t a, std::size_t b) { return alike[a][b]; });
    CHECK(chosen == chosen_by_hand(relevance, diversity, limit, alike));
  }
}

TEST_CASE("the diversity of a list is the mean over its pairs of how far they are apart") {
  collection::Vector east{};
  east[0] = 100;
  collection::Vector west{};
  west[0] = -100;
  collection::Vector between{};  // its cosine with the first is 3 / 5
  between[0] = 60;
  between[1] = 80;
  const collection::Vector unknown{};
  CHECK(related::intra_list_diversity({}) == 0);
  CHECK(related::intra_list_diversity({east}) == 0);
  CHECK(related::intra_list_diversity({east, east}) == Approx(0));
  CHECK(related::intra_list_diversity({east, between, west}) == Approx((0.4 + 1 + 1) / 3));
  CHECK(related::intra_list_diversity({east, unknown}) == Approx(1));
}

TEST_CASE("with variety a copy stands below what is new, and without it in order of score") {
  const auto collection = with_copy();
  const auto plain = collection.index().related("bron", {.diversity = 0});
  CHECK(ids(plain) == Ids{"eerste", "kopie", "anders"});
  CHECK(std::is_sorted(plain.items.begin(), plain.items.end(),
                       [](const auto& a, const auto& b) { return a.score > b.score; }));
  const auto varied = collection.index().related("bron", {.diversity = 0.7});
  CHECK(ids(varied) == Ids{"eerste", "anders", "kopie"});
  for (std::size_t i = 0; i < varied.items.size(); ++i) CHECK(varied.items[i].rank == i + 1);
  // The page is the beginning of a longer one.
  CHECK(ids(collection.index().related("bron", {.limit = 2, .diversity = 0.7})) ==
        Ids{"eerste", "anders"});
  // What the index says holds where the request says nothing.
  Ranking ranking;
  ranking.related_diversity = 0.7;
  CHECK(ids(collection.index().related("bron", {.ranking = ranking})) == ids(varied));
  CHECK(ids(collection.index().related("bron", {.ranking = ranking, .diversity = 0})) ==
        ids(plain));
}

TEST_CASE("variety is from 0 to 1") {
  const auto collection = with_copy();
  for (const double wrong : {-0.1, 1.1, std::nan("")})
    CHECK_THROWS_AS(collection.index().related("bron", {.diversity = wrong}), RequestError);
}

TEST_CASE("the diversity of documents is asked by id") {
  const auto collection = with_copy();
  const auto& index = collection.index();
  CHECK(index.diversity({"eerste", "kopie"}) == Approx(0).margin(1e-9));
  CHECK(index.diversity({"eerste", "kopie", "brood"}) > 0.5);
  CHECK(index.diversity({"eerste", "weg"}) == 0);
  CHECK(index.diversity({}) == 0);
}
