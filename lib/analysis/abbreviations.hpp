// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur::analysis {

struct Abbreviation {
  std::string abbreviation;  ///< as written: "IBDS"
  std::string full;          ///< as written: "Interbestuurlijke Datastrategie"
  auto operator<=>(const Abbreviation&) const = default;
};

/// The abbreviations that a text explains, "Interbestuurlijke Datastrategie (IBDS)": words before
/// the bracket that begin with the letters one by one, or else the shortest that hold the letters in
/// order, the first of them at the beginning of a word that is no function word (A. Schwartz, M.
/// Hearst: A simple algorithm for identifying abbreviation definitions in biomedical text, 2003).
/// Only abbreviations with two capitals or more, as others are seldom meant, and none that is a
/// function word: "OM" would stand in every text.
std::vector<Abbreviation> find_abbreviations(std::string_view text);

/// In how many documents each abbreviation is explained so.
using AbbreviationCounts = std::map<Abbreviation, std::uint32_t>;

/// The counts as text and back: abbreviation, full form and count between tabs, one a line.
std::string to_text(const AbbreviationCounts& counts);
AbbreviationCounts counts_from_text(std::string_view text);

/// Lines of a file of synonyms, for what at least two documents explain alike and no other
/// documents explain more often; capitals and accents make no difference.
std::string synonyms_of(const AbbreviationCounts& counts);

}  // namespace speur::analysis
