// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/abbreviations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "analysis/stop_words.hpp"
#include "unicode/unicode.hpp"

namespace speur::analysis {
namespace {

constexpr std::size_t max_letters = 10;
constexpr std::size_t max_full_bytes = 120;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// A function word in capitals ("OM") cannot be told from the word itself once it is typed.
bool is_abbreviation(std::string_view text) {
  const auto capitals = std::count_if(text.begin(), text.end(), is_capital);
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
  return text.size() >= 2 && text.size() <= max_letters && letters && capitals >= 2 &&
         !is_stop_word(unicode::fold(text));
}

// In lower case and without its accent.
char letter_at(std::string_view text, std::size_t at) {
  const auto folded = unicode::fold(text.substr(at, unicode::decode(text, at).length));
  return folded.empty() ? '\0' : folded.front();
}

bool is_in_word(std::string_view text, std::size_t at) {
  return unicode::classify(unicode::decode(text, at).value) != unicode::CharClass::other;
}

// "van Nederlandse Gemeenten" is no name, "Het Nieuwe Werken" is one.
bool begins_name(std::string_view text, std::size_t at) {
  if (at > 0 && is_in_word(text, unicode::floor_boundary(text, at - 1))) return false;
  auto end = at;
  while (end < text.size() && is_in_word(text, end)) end += unicode::decode(text, end).length;
  return !is_stop_word(text.substr(at, end - at));
}

// „Vrij te laten bedrag” (VTLB)
std::string_view without_closing_quote(std::string_view text) {
  for (const std::string_view quote : {"\"", "'", "”", "’", "“", "»"})
    if (text.ends_with(quote)) return text.substr(0, text.size() - quote.size());
  return text;
}

// Walks back through both, in `text` not further than `lowest`.
std::string_view shortest_form(std::string_view abbreviation, std::string_view text,
                               std::size_t lowest) {
  auto at = text.size();
  for (auto letter = abbreviation.size(); letter-- > 0;) {
    const char wanted = lower(abbreviation[letter]);
    do {
      if (at == lowest) return {};
      at = unicode::floor_boundary(text, at - 1);
    } while (letter_at(text, at) != wanted || (letter == 0 && !begins_name(text, at)));
  }
  return text.substr(at);
}

// The words that begin with the letters one by one, function words between them left out: "Europese
// Economische Ruimte" for EER, where the shortest would be "Economische Ruimte".
std::string_view words_with_initials(std::string_view abbreviation, std::string_view text,
                                     std::size_t lowest) {
  auto letter = abbreviation.size();
  for (auto end = text.size(); end > lowest;) {
    auto begin = end;
    while (begin > lowest && is_in_word(text, unicode::floor_boundary(text, begin - 1)))
      begin = unicode::floor_boundary(text, begin - 1);
    const bool half = begin > 0 && is_in_word(text, unicode::floor_boundary(text, begin - 1));
    if (half) return {};
    const bool skipped = begin == end;  // what stands between two words
    const bool function_word = is_stop_word(text.substr(begin, end - begin));
    if (skipped) {
      begin = unicode::floor_boundary(text, begin - 1);
    } else if (letter_at(text, begin) == lower(abbreviation[letter - 1]) &&
               !(letter == 1 && function_word)) {
      if (--letter == 0) return text.substr(begin);
    } else if (!function_word) {
      return {};
    }
    end = begin;
  }
  return {};
}

// A full form of as many letters is the same word, one of very many words is chance, and one with
// the abbreviation in it explains nothing.
bool is_likely(std::string_view abbreviation, std::string_view full) {
  const auto words = static_cast<std::size_t>(std::count(full.begin(), full.end(), ' ')) + 1;
  return full.size() > abbreviation.size() + 2 &&
         words <= std::min(abbreviation.size() + 5, abbreviation.size() * 2) &&
         full.find(abbreviation) == std::string_view::npos &&
         full.find_first_of(".,;:()[]{}|\"\n\t=>#!") == std::string_view::npos &&
         full.find("“") == std::string_view::npos && full.find("”") == std::string_view::npos;
}

}  // namespace

std::vector<Abbreviation> find_abbreviations(std::string_view text) {
  std::vector<Abbreviation> found;
  for (auto open = text.find(" ("); open != std::string_view::npos;
       open = text.find(" (", open + 1)) {
    const auto inside = text.substr(open + 2, max_letters + 1);
    const auto close = inside.find(')');
    if (close == std::string_view::npos) continue;
    const auto abbreviation = inside.substr(0, close);
    if (!is_abbreviation(abbreviation)) continue;
    const auto before = without_closing_quote(text.substr(0, open));
    const auto lowest =
        unicode::floor_boundary(before, before.size() - std::min(before.size(), max_full_bytes));
    auto full = words_with_initials(abbreviation, before, lowest);
    if (!is_likely(abbreviation, full)) full = shortest_form(abbreviation, before, lowest);
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
  struct FullForm {
    std::uint32_t documents = 0;  // in any spelling
    std::uint32_t most = 0;       // of `text`
    std::string text;
  };
  std::map<std::string, std::map<std::string, FullForm>> explained;
  for (const auto& [pair, count] : counts) {
    auto& form = explained[pair.abbreviation][unicode::fold(pair.full)];
    form.documents += count;
    if (count > form.most) form.most = count, form.text = pair.full;
  }
  std::string text;
  for (const auto& [abbreviation, forms] : explained) {
    const auto& best =
        std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
          return a.second.documents < b.second.documents;
        })->second;
    if (best.documents >= 2) text += fmt::format("{} = {}\n", abbreviation, best.text);
  }
  return text;
}

}  // namespace speur::analysis
