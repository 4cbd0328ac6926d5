// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/stemmer.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "analysis/word_list.hpp"
#include "speur/error.hpp"

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

std::string stem_by_snowball(std::string_view word) {
  // A stemmer is not for two threads at once.
  thread_local const std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer(
      sb_stemmer_new("dutch", "UTF_8"), &sb_stemmer_delete);
  if (!stemmer) throw Error("libstemmer has no stemmer 'dutch'; is it built with it?");
  const auto* symbols =
      sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (!symbols) throw Error("libstemmer ran out of memory");
  return {reinterpret_cast<const char*>(symbols),
          static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

// "persoonsgegevens" -> "persoonsgegeven", because the lexicon names "gegevens".
std::string stem_by_ending(std::string_view word) {
  for (std::size_t before = min_before_ending; before + min_ending <= word.size(); ++before)
    if (const auto found = lexicon().find(word.substr(before)); found != lexicon().end()) {
      const auto joined = std::string(word.substr(0, before)).append(found->second);
      // The singular may be too short to be found by its ending ("voorwaarde"); then both words
      // go the same way.
      return found->second.size() < min_ending ? stem_by_snowball(joined) : joined;
    }
  return {};
}

// "subsidies" -> "subsidie", "strategieen" -> "strategie": Snowball leaves both plurals as they
// are.
std::string_view singular_of_ie(std::string_view word) {
  constexpr std::size_t shortest = 7;  // not "kies", "knieen"
  if (word.size() >= shortest && word.ends_with("ies") && !word.ends_with("advies"))
    word.remove_suffix(1);
  if (word.size() >= shortest + 1 && word.ends_with("ieen")) word.remove_suffix(2);
  return word;
}

Stem stem_anew(std::string_view word) {
  if (const auto found = lexicon().find(word); found != lexicon().end())
    return {std::string(found->second), StemRule::lexicon};
  const bool digits =
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (word.size() <= 3 || digits) return {std::string(word), StemRule::unchanged};
  if (auto by_ending = stem_by_ending(word); !by_ending.empty())
    return {std::move(by_ending), StemRule::ending};
  return {stem_by_snowball(singular_of_ie(word)), StemRule::snowball};
}

}  // namespace

Stem stem(std::string_view word) {
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  // Text repeats its words: most look-ups end here. Emptied when full, as that hardly ever happens.
  constexpr std::size_t max_cached = 100'000;
  thread_local std::unordered_map<std::string, Stem, Hash, std::equal_to<>> cache;
  if (const auto found = cache.find(word); found != cache.end()) return found->second;
  if (cache.size() >= max_cached) cache.clear();
  return cache.emplace(word, stem_anew(word)).first->second;
}

std::string_view stem_lexicon() { return embedded::stem_families; }

}  // namespace speur::analysis
