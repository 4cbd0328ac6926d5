// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "related/resemblance.hpp"

using namespace speur::related;

namespace {

using Text = std::map<std::uint32_t, std::uint32_t>;  // weight by word
using Alike = std::tuple<std::size_t, std::size_t, double>;

// Words that one text has are unshared, as in an index.
Bags bags_of(const std::vector<Text>& texts) {
  std::map<std::uint32_t, int> holders;
  for (const auto& text : texts)
    for (const auto& [word, weight] : text) ++holders[word];
  std::vector<std::uint32_t> sizes;
  for (const auto& text : texts) {
    sizes.push_back(0);
    for (const auto& [word, weight] : text) sizes.back() += holders[word] > 1;
  }
  Bags bags(sizes);
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (const auto& [word, weight] : texts[i]) {
      if (holders[word] > 1) bags.add(i, {word, weight});
      else bags.add_unshared(i, weight);
    }
  return bags;
}

double by_hand(const Text& a, const Text& b) {
  double shared = 0;
  double either = 0;
  auto words = a;
  words.insert(b.begin(), b.end());
  for (const auto& [word, ignored] : words) {
    const double in_a = a.contains(word) ? a.at(word) : 0;
    const double in_b = b.contains(word) ? b.at(word) : 0;
    shared += std::min(in_a, in_b);
    either += std::max(in_a, in_b);
  }
  return either > 0 ? shared / either : 0;
}

// All pairs; those that are wholly the same only once, with the first of them.
std::set<Alike> by_comparing_all(const std::vector<Text>& texts, double threshold) {
  std::set<Alike> alike;
  const auto earlier = [&](std::size_t text) {
    return static_cast<std::size_t>(std::find(texts.begin(), texts.end(), texts[text]) -
                                    texts.begin());
  };
  for (std::size_t b = 0; b < texts.size(); ++b) {
    if (texts[b].empty()) continue;
    if (earlier(b) != b) {
      alike.emplace(earlier(b), b, 1);
      continue;
    }
    for (std::size_t a = 0; a < b; ++a)
      if (const auto found = by_hand(texts[a], texts[b]); earlier(a) == a && found >= threshold)
        alike.emplace(a, b, found);
  }
  return alike;
}

std::set<Alike> found_in(const std::vector<Text>& texts, double threshold) {
  std::set<Alike> alike;
  for_each_alike(bags_of(texts), threshold, [&](std::size_t a, std::size_t b, double resemblance) {
    CHECK(alike.emplace(a, b, resemblance).second);
  });
  return alike;
}

// Texts of chance, of few words that many have and many that few have; every other one is a copy of
// an earlier one with some changes, or none.
std::vector<Text> texts_of_chance(std::mt19937& random, std::size_t size) {
  std::vector<Text> texts;
  const auto below = [&](std::uint32_t limit) {
    return static_cast<std::uint32_t>(random() % limit);
  };
  const auto word = [&] { return 1'000 - below(below(below(999) + 1) + 1); };
  while (texts.size() < size) {
    Text text;
    if (!texts.empty() && below(2) == 0)
      text = texts[below(static_cast<std::uint32_t>(texts.size()))];
    else
      for (auto words = below(30); words > 0; --words) text[word()] += 1 + below(3);
    for (auto changes = below(4); changes > 0; --changes) {
      if (below(2) == 0 && !text.empty()) text.erase(text.begin());
      else text[word()] += 1;
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace

TEST_CASE("the resemblance of two texts is what they share of what either has") {
  // "een gids voor open data" and "een gids voor open data van data", by occurrences: they share 5
  // of the 7 that the second one has.
  const std::vector<Text> texts{{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}},
                                {{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 2}, {6, 1}},
                                {{7, 4}},
                                {}};
  const auto bags = bags_of(texts);
  CHECK(resemblance(bags, 0, 1) == Approx(5.0 / 7));
  CHECK(resemblance(bags, 1, 0) == Approx(5.0 / 7));
  CHECK(resemblance(bags, 1, 1) == Approx(6.0 / 8));  // "van" is its own, and not in the lists
  CHECK(resemblance(bags, 0, 2) == 0);
  CHECK(resemblance(bags, 3, 3) == 0);
  CHECK(found_in(texts, 0.7) == std::set<Alike>{{0, 1, 5.0 / 7}});
  CHECK(found_in(texts, 5.0 / 7) == std::set<Alike>{{0, 1, 5.0 / 7}});
  CHECK(found_in(texts, 0.72).empty());
}

TEST_CASE("texts that are wholly the same are told of once, by the first of them") {
  const Text same{{1, 2}, {2, 3}};
  CHECK(found_in({same, {{3, 1}}, same, same}, 1) == std::set<Alike>{{0, 2, 1}, {0, 3, 1}});
  // One word of its own makes a text another one.
  CHECK(found_in({same, {{1, 2}, {2, 3}, {9, 1}}, {{1, 2}, {2, 3}, {8, 1}}}, 1).empty());
}

TEST_CASE("what is found is what comparing all with all finds") {
  std::mt19937 random(20'240'517);
  std::size_t found = 0;
  for (int round = 0; round < 60; ++round) {
    const auto texts = texts_of_chance(random, 10 + random() % 120);
    for (const auto threshold : {0.5, 0.6, 2.0 / 3, 0.8, 0.95, 1.0}) {
      const auto expected = by_comparing_all(texts, threshold);
      REQUIRE(found_in(texts, threshold) == expected);
      found += expected.size();
    }
  }
  CHECK(found > 10'000);
}

TEST_CASE("what is found comes in the same order each time") {
  std::mt19937 random(7);
  const auto bags = bags_of(texts_of_chance(random, 200));
  const auto list = [&] {
    std::vector<Alike> alike;
    for_each_alike(bags, 0.6, [&](std::size_t a, std::size_t b, double resemblance) {
      alike.emplace_back(a, b, resemblance);
    });
    return alike;
  };
  CHECK(list() == list());
}
