// SPDX-License-Identifier: GPL-2.0-or-later
#include "present/matches.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace speur::present {
namespace {

bool is_wanted(const std::string& word, const std::string& stem, const WantedWords& wanted) {
  return wanted.stems.contains(stem) ||
         std::any_of(wanted.prefixes.begin(), wanted.prefixes.end(),
                     [&](const std::string& prefix) { return word.starts_with(prefix); });
}

void add_word(const Token& token, const WantedWords& wanted, std::vector<Match>& matches) {
  std::vector<Match> parts;
  for (const auto& part : token.parts)
    if (is_wanted(part.word, part.term, wanted))
      parts.push_back({part.begin, part.end, {part.term}});
  for (const auto& piece : token.compound)
    if (wanted.inside_stems.contains(piece.term))
      parts.push_back({piece.begin, piece.end, {piece.term}});
  if (is_wanted(token.word, token.term, wanted)) {
    Match whole{token.begin, token.end, {token.term}};
    for (auto& part : parts) whole.stems.push_back(std::move(part.stems.front()));
    parts = {std::move(whole)};
  }
  std::move(parts.begin(), parts.end(), std::back_inserter(matches));
}

// What stands at one position of the index: a word, a part of one, or a word with its first part.
struct Place {
  const Token* word = nullptr;
  const TokenPart* part = nullptr;

  std::optional<Match> match(const std::string& stem) const {
    if (word && word->term == stem) return Match{word->begin, word->end, {stem}};
    if (part && part->term == stem) return Match{part->begin, part->end, {stem}};
    return std::nullopt;
  }
};

std::vector<Place> places_of(const std::vector<Token>& tokens) {
  std::vector<Place> places;
  for (const auto& token : tokens) {
    places.push_back({&token, token.parts.empty() ? nullptr : &token.parts.front()});
    for (std::size_t i = 1; i < token.parts.size(); ++i)
      places.push_back({nullptr, &token.parts[i]});
  }
  return places;
}

void add_phrase(const query::Phrase& phrase, const std::vector<Place>& places,
                std::vector<Match>& matches) {
  const auto& telling = phrase.telling_terms;
  for (std::size_t first = 0; first + phrase.terms.size() <= places.size(); ++first) {
    std::vector<Match> words;
    for (const auto& stem : phrase.terms) {
      auto match = places[first + words.size()].match(stem);
      if (!match) break;
      words.push_back(*std::move(match));
    }
    if (words.size() < phrase.terms.size()) continue;
    for (auto& word : words)
      if (std::find(telling.begin(), telling.end(), word.stems.front()) != telling.end())
        matches.push_back(std::move(word));
  }
}

// Of two that overlap the one that begins first or is longer stays, with what both are found by.
std::vector<Match> without_overlap(std::vector<Match> matches) {
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<Match> kept;
  for (auto& match : matches) {
    if (kept.empty() || match.begin >= kept.back().end) kept.push_back(std::move(match));
    else std::move(match.stems.begin(), match.stems.end(), std::back_inserter(kept.back().stems));
  }
  return kept;
}

}  // namespace

WantedWords wanted_words(const query::Query& query) {
  WantedWords wanted;
  query::for_each_wanted(query, [&](const auto& leaf) {
    using Leaf = std::decay_t<decltype(leaf)>;
    if constexpr (std::is_same_v<Leaf, query::Word>) {
      wanted.stems.insert(leaf.term);
      wanted.stems.insert(leaf.part_terms.begin(), leaf.part_terms.end());
      if (!leaf.field.empty() || leaf.stop_word) return;
      wanted.inside_stems.insert(leaf.term);
      wanted.stems.insert(leaf.compound_terms.begin(), leaf.compound_terms.end());
      wanted.inside_stems.insert(leaf.compound_terms.begin(), leaf.compound_terms.end());
    } else if constexpr (std::is_same_v<Leaf, query::Phrase>) {
      if (leaf.terms.size() == 1) wanted.stems.insert(leaf.terms.front());
      else wanted.phrases.push_back(leaf);
    } else if constexpr (std::is_same_v<Leaf, query::Prefix>) {
      wanted.prefixes.push_back(leaf.begin);
    }
  });
  return wanted;
}

std::vector<Match> find_matches(const std::vector<Token>& tokens, const WantedWords& wanted) {
  std::vector<Match> matches;
  for (const auto& token : tokens) add_word(token, wanted, matches);
  if (wanted.phrases.empty()) return matches;
  const auto places = places_of(tokens);
  for (const auto& phrase : wanted.phrases) add_phrase(phrase, places, matches);
  return without_overlap(std::move(matches));
}

}  // namespace speur::present
