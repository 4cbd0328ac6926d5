// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/abbreviations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "analysis/word_list.hpp"
#include "unicode/unicode.hpp"

namespace speur::analysis {
namespace {

constexpr std::size_t max_letters = 10;
constexpr std::size_t max_full_bytes = 120;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool is_abbreviation(std::string_view text) {
  const auto capitals = std::count_if(text.begin(), text.end(), is_capital);
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
  return text.size() >= 2 && text.size() <= max_letters && letters && capitals >= 2;
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '-';
}

// Walks back through both; the first letter must begin a word.
std::string_view full_form(std::string_view abbreviation, std::string_view before) {
  auto at = before.size();
  for (auto letter = abbreviation.size(); letter-- > 0;) {
    const char wanted = lower(abbreviation[letter]);
    do {
      if (at == 0) return {};
      --at;
    } while (lower(before[at]) != wanted || (letter == 0 && !begins_word(before, at)));
  }
  return before.substr(at);
}

// A full form of as many letters is the same word, one of very many words is chance.
bool is_likely(std::string_view abbreviation, std::string_view full) {
  const auto words = static_cast<std::size_t>(std::count(full.begin(), full.end(), ' ')) + 1;
  return full.size() > abbreviation.size() + 2 &&
         words <= std::min(abbreviation.size() + 5, abbreviation.size() * 2) &&
         full.find_first_of(".,;:()[]{}\"\n\t=>#!") == std::string_view::npos;
}

}  // namespace

std::vector<Abbreviation> find_abbreviations(std::string_view text) {
  std::vector<Abbreviation> found;
  for (auto open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    const auto close = text.find(')', open);
    if (close == std::string_view::npos) break;
    const auto abbreviation = text.substr(open + 1, close - open - 1);
    if (open < 4 || text[open - 1] != ' ' || !is_abbreviation(abbreviation)) continue;
    const auto from = open - 1 > max_full_bytes
                          ? unicode::floor_boundary(text, open - 1 - max_full_bytes)
                          : std::size_t{0};
    const auto full = full_form(abbreviation, text.substr(from, open - 1 - from));
    if (is_likely(abbreviation, full))
      found.push_back({std::string(abbreviation), std::string(full)});
  }
  return found;
}

std::string to_text(const AbbreviationCounts& counts) {
  std::string text;
  for (const auto& [pair, count] : counts)
    text += fmt::format("{}\t{}\t{}\n", pair.abbreviation, pair.full, count);
  return text;
}

AbbreviationCounts counts_from_text(std::string_view text) {
  AbbreviationCounts counts;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto first = line.find('\t');
    const auto second = line.rfind('\t');
    if (first == second) continue;
    std::uint32_t count = 0;
    std::from_chars(line.data() + second + 1, line.data() + line.size(), count);
    counts[{std::string(line.substr(0, first)),
            std::string(line.substr(first + 1, second - first - 1))}] = count;
  }
  return counts;
}

std::string synonyms_of(const AbbreviationCounts& counts) {
  std::map<std::string, std::pair<std::uint32_t, std::string>> best;
  for (const auto& [pair, count] : counts) {
    auto& [most, full] = best[pair.abbreviation];
    if (count > most) most = count, full = pair.full;
  }
  std::string text;
  for (const auto& [abbreviation, explained] : best)
    if (explained.first >= 2) text += fmt::format("{} = {}\n", abbreviation, explained.second);
  return text;
}

}  // namespace speur::analysis
