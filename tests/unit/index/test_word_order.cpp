// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/word_order.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>

#include "speur/error.hpp"

using namespace speur;
using index::beside;
using index::has_row;
using index::TextInOrder;
using index::WordHash;

namespace {

WordHash word(int number) { return index::hash_of_word("woord" + std::to_string(number)); }

std::vector<WordHash> words(const std::vector<int>& numbers) {
  std::vector<WordHash> all;
  for (const auto number : numbers) all.push_back(word(number));
  return all;
}

// The words at each place of a text, without any packing.
std::vector<std::set<WordHash>> places_of(const TextInOrder& text) {
  std::vector<std::set<WordHash>> places;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    if (text.words[i] == beside) places.back().insert(text.words[++i]);
    else places.push_back({text.words[i]});
  }
  return places;
}

bool stands_in(const std::vector<TextInOrder>& texts, const std::vector<WordHash>& row,
               std::optional<std::size_t> field) {
  for (const auto& text : texts) {
    if (field && *field != text.field) continue;
    const auto places = places_of(text);
    for (std::size_t from = 0; from + row.size() <= places.size(); ++from) {
      bool all = true;
      for (std::size_t i = 0; i < row.size(); ++i) all = all && places[from + i].contains(row[i]);
      if (all) return true;
    }
  }
  return false;
}

std::vector<TextInOrder> random_texts(std::mt19937& random, int vocabulary, int length) {
  const auto number = [&](int below) { return static_cast<int>(random() % unsigned(below)); };
  std::vector<TextInOrder> texts;
  for (int text = 1 + number(3); text > 0; --text) {
    texts.push_back({static_cast<std::size_t>(number(3)), {}});
    for (int i = number(length); i >= 0; --i) {
      if (number(9) == 0 && !texts.back().words.empty()) texts.back().words.push_back(beside);
      texts.back().words.push_back(word(number(vocabulary)));
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("a row is found where its words follow each other in one text") {
  // "de data-analyse van de gemeente", and a title "analyse"
  const std::vector<TextInOrder> texts{
      {1, {word(1), word(2), beside, word(3), word(4), word(5), word(1), word(6)}}, {0, {word(4)}}};
  const auto packed = index::pack_word_order(texts);
  CHECK(has_row(packed, words({1, 2})));     // de data-analyse
  CHECK(has_row(packed, words({1, 3, 4})));  // de data analyse
  CHECK(has_row(packed, words({4, 5, 1, 6})));
  CHECK_FALSE(has_row(packed, words({2, 5})));  // after the whole stands its second part
  CHECK_FALSE(has_row(packed, words({6, 4})));  // over the end of a text
  CHECK_FALSE(has_row(packed, words({3, 4, 5, 6})));
  CHECK(has_row(packed, words({4}), 0));
  CHECK_FALSE(has_row(packed, words({5}), 0));
  CHECK_FALSE(has_row(packed, words({3, 4}), 0));
  CHECK(has_row(packed, words({3, 4}), 1));
}

TEST_CASE("rows are found as without packing, in small and large documents") {
  std::mt19937 random(3);
  int found = 0;
  for (const auto& [vocabulary, length, rounds] :
       {std::tuple{4, 12, 400}, {150, 300, 60}, {700, 3000, 12}, {5000, 20'000, 4}}) {
    for (int round = 0; round < rounds; ++round) {
      const auto texts = random_texts(random, vocabulary, length);
      const auto packed = index::pack_word_order(texts);
      for (int i = 0; i < 40; ++i) {
        // Of words that the document has; mostly such as stand together somewhere.
        const auto& text = texts[random() % texts.size()].words;
        std::vector<WordHash> row;
        for (auto at = random() % text.size(); at < text.size() && row.size() < 1 + i % 4u; ++at)
          if (text[at] != beside) row.push_back(text[at]);
        if (i % 5 == 0) std::swap(row.front(), row.back());
        std::optional<std::size_t> field;
        if (i % 2 == 0) field = random() % 3;
        if (row.empty()) continue;
        const bool expected = stands_in(texts, row, field);
        REQUIRE(has_row(packed, row, field) == expected);
        found += expected;
      }
    }
  }
  CHECK(found > 5000);
}

TEST_CASE("a document of ordinary length takes little more than a byte a word") {
  std::mt19937 random(5);
  TextInOrder text{0, {}};
  for (int i = 0; i < 250; ++i) text.words.push_back(word(static_cast<int>(random() % 160)));
  CHECK(index::pack_word_order({text}).size() < 310);
}

TEST_CASE("what is cut off is an error and never a crash") {
  const auto packed = index::pack_word_order({{0, {word(1), word(2), word(3)}}, {2, {word(4)}}});
  for (std::size_t size = 1; size < packed.size(); ++size) {
    try {
      has_row(std::string_view(packed).substr(0, size), words({3, 4}));
    } catch (const IndexError&) {
    }
  }
  CHECK_FALSE(has_row("", words({1})));
}
