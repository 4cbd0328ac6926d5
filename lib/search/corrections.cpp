// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/corrections.hpp"

#include <algorithm>
#include <limits>

#include "index/terms.hpp"

namespace speur::search {
namespace {

constexpr std::size_t shortest = 4;  // shorter words differ from too many others

bool exists(const std::string& stem, const Xapian::Database& database) {
  return database.term_exists(index::stem_term(stem)) ||
         database.term_exists(index::part_term(stem));
}

// A compound of words that the index has is a word, whether or not the index has it.
bool is_sound_compound(const Token& token, const Xapian::Database& database) {
  return !token.compound.empty() &&
         std::all_of(token.compound.begin(), token.compound.end(),
                     [&](const TokenPart& piece) { return exists(piece.term, database); });
}

// Names of fields, prefixes and words with digits say what they say.
bool may_be_misspelled(const Token& token, std::string_view text) {
  const bool plain = token.parts.empty() && !token.stop_word && token.word.size() >= shortest &&
                     token.word.find_first_of("0123456789.@") == std::string::npos;
  return plain && (token.end == text.size() || (text[token.end] != ':' && text[token.end] != '*'));
}

// In how many documents the word is found, in any of the ways that it is searched.
Xapian::doccount found_in(const Token& token, const Xapian::Database& database) {
  if (Synonyms::government().find({token.term}) || is_sound_compound(token, database))
    return std::numeric_limits<Xapian::doccount>::max();
  return std::max(database.get_termfreq(index::stem_term(token.term)),
                  database.get_termfreq(index::part_term(token.term)));
}

}  // namespace

Correction correct(std::string_view text, const index::Reader& reader, const Analyzer& analyzer) {
  constexpr std::size_t max_corrections = 5;
  Correction correction;
  std::size_t copied = 0;
  std::size_t corrections = 0;
  for (const auto& token : analyzer.analyze(text)) {
    if (corrections == max_corrections || !may_be_misspelled(token, text)) continue;
    const auto documents = found_in(token, reader.database);
    if (documents > 1) continue;
    const auto better = reader.spelling()->correct(token.word);
    if (!better) continue;
    correction.text.append(text.substr(copied, token.begin - copied)).append(*better);
    correction.certain = correction.certain && documents == 0;
    copied = token.end;
    ++corrections;
  }
  if (corrections > 0) correction.text.append(text.substr(copied));
  return correction;
}

}  // namespace speur::search
