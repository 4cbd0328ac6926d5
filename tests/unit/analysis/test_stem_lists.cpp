// SPDX-License-Identifier: GPL-2.0-or-later
// Two lists of word pairs, written by hand: forms of one word, and words that a stemmer may mistake
// for forms of one word.
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "speur/analyzer.hpp"

using namespace speur;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs read_pairs(const std::string& name) {
  std::ifstream file(std::string(STEM_LISTS_DIRECTORY) + "/" + name);
  REQUIRE(file);
  Pairs pairs;
  for (std::string one, other; std::getline(file, one, '\t') && std::getline(file, other);)
    pairs.emplace_back(one, other);
  return pairs;
}

std::string term(const std::string& word) {
  const auto tokens = Analyzer().analyze(word);
  return tokens.size() == 1 ? tokens.front().term : "(no single word)";
}

// Catch names every pair that fails and goes on.
void check_pairs(const std::string& list, bool joined) {
  const auto pairs = read_pairs(list);
  CHECK(pairs.size() >= 450);
  for (const auto& [one, other] : pairs) {
    CAPTURE(one, term(one), other, term(other));
    CHECK((term(one) == term(other)) == joined);
  }
}

}  // namespace

TEST_CASE("Forms of one word share a stem") { check_pairs("must_join.txt", true); }

TEST_CASE("Words that look alike keep stems of their own") {
  check_pairs("must_not_join.txt", false);
}
