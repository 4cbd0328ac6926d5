// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/stemmer.hpp"

#include <algorithm>
#include <unordered_map>

#include "analysis/inflection.hpp"
#include "analysis/verbs.hpp"
#include "analysis/word_list.hpp"

namespace speur::embedded {
extern const std::string_view stem_families;
}

namespace speur::analysis {
namespace {

// Shorter endings than this occur inside words that mean something else ("leden" in "verleden").
constexpr std::size_t min_ending = 7;
constexpr std::size_t min_before_ending = 3;

// word -> the first word of its family, for every word of `stem_families.txt`.
using Lexicon = std::unordered_map<std::string_view, std::string_view>;

Lexicon read_lexicon() {
  Lexicon lexicon;
  for_each_line(embedded::stem_families, [&](std::string_view line) {
    std::string_view stem;
    for_each_word(line, [&](std::string_view word) {
      if (stem.empty()) stem = word;
      else lexicon.emplace(word, stem);
    });
  });
  return lexicon;
}

const Lexicon& lexicon() {
  static const Lexicon words = read_lexicon();
  return words;
}

// "persoonsgegevens" -> "persoonsgegeven", because the lexicon names "gegevens".
std::string stem_by_ending(std::string_view word) {
  for (std::size_t before = min_before_ending; before + min_ending <= word.size(); ++before)
    if (const auto found = lexicon().find(word.substr(before)); found != lexicon().end()) {
      const auto joined = std::string(word.substr(0, before)).append(found->second);
      // The singular may be too short to be found by its ending ("voorwaarde"); then both words
      // go the same way.
      return found->second.size() < min_ending ? without_inflection(joined) : joined;
    }
  return {};
}

}  // namespace

Stem stem(std::string_view word) {
  if (const auto found = lexicon().find(word); found != lexicon().end())
    return {std::string(found->second), StemRule::lexicon};
  const bool digits =
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (word.size() <= 2 || digits) return {std::string(word), StemRule::unchanged};
  if (auto verb = verb_stem(word); !verb.empty()) return {std::move(verb), StemRule::verb};
  if (word.size() == 3) return {std::string(word), StemRule::unchanged};
  if (auto by_ending = stem_by_ending(word); !by_ending.empty())
    return {std::move(by_ending), StemRule::ending};
  return {without_inflection(word), StemRule::inflection};
}

std::string_view stem_lexicon() { return embedded::stem_families; }

}  // namespace speur::analysis
