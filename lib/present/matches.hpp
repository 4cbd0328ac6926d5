// SPDX-License-Identifier: GPL-2.0-or-later
// Which pieces of a text a query matches.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "query/query.hpp"
#include "speur/analyzer.hpp"

namespace speur::present {

/// What a reader should see marked.
struct WantedWords {
  std::set<std::string, std::less<>> stems;         ///< of whole words and of parts between hyphens
  std::set<std::string, std::less<>> inside_stems;  ///< those that compounds are found by as well
  std::vector<std::string> prefixes;
  std::vector<query::Phrase> phrases;  ///< of more than one word
};

WantedWords wanted_words(const query::Query& query);

struct Match {
  std::size_t begin = 0;  ///< bytes of the text
  std::size_t end = 0;
  std::vector<std::string> stems;  ///< that it is found by: of a whole compound also its words
};

/// The pieces of a text with these tokens that match, in order, never overlapping: whole words, of
/// compounds and of words with hyphens the parts, of phrases the words that tell something.
std::vector<Match> find_matches(const std::vector<Token>& tokens, const WantedWords& wanted);

}  // namespace speur::present
