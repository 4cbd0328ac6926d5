// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/corrections.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "index/terms.hpp"
#include "unicode/unicode.hpp"

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

// What stands before a colon may become the name of a field, if it is corrected.
bool may_be_misspelled(const Token& token, std::string_view text) {
  return token.parts.empty() && !token.stop_word && token.word.size() >= shortest &&
         token.word.find_first_of("0123456789.@") == std::string::npos &&
         !text.substr(token.end).starts_with(':');
}

// The stems that are looked for by themselves. What can be said in several ways was understood.
void add_stems(const query::Query& query, std::set<std::string, std::less<>>& stems) {
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, query::Word>) stems.insert(node.term);
        else if constexpr (std::is_same_v<Node, query::Phrase>)
          stems.insert(node.terms.begin(), node.terms.end());
        else if constexpr (std::is_same_v<Node, query::BestOf>) return;
        else if constexpr (requires { node.children; })
          for (const auto& child : node.children) add_stems(child, stems);
        else if constexpr (requires { node.kept_and_excluded; })
          add_stems(node.kept_and_excluded.front(), stems);
      },
      query.node);
}

// A name that a portal, the government or the documents have another name for.
bool has_synonyms(const Token& token, const index::Snapshot& snapshot) {
  for (const auto* set : {&snapshot.own_synonyms, &Synonyms::government(), &snapshot.abbreviations})
    if (set->find({token.term})) return true;
  return false;
}

// In how many documents the word is found, in any of the ways that it is searched.
Xapian::doccount found_in(const Token& token, const index::Reader& reader) {
  const auto& database = reader.database;
  if (has_synonyms(token, *reader.snapshot) || is_sound_compound(token, database))
    return std::numeric_limits<Xapian::doccount>::max();
  return std::max(database.get_termfreq(index::stem_term(token.term)),
                  database.get_termfreq(index::part_term(token.term)));
}

}  // namespace

Correction correct(std::string_view typed, const query::Query& query, const index::Reader& reader,
                   const Analyzer& analyzer) {
  constexpr std::size_t max_corrections = 5;
  std::set<std::string, std::less<>> stems;
  add_stems(query, stems);
  Correction correction;
  std::size_t copied = 0;
  std::size_t corrections = 0;
  for (const auto& token : analyzer.analyze(typed)) {
    if (corrections == max_corrections) break;
    if (!may_be_misspelled(token, typed) || !stems.contains(token.term)) continue;
    const auto documents = found_in(token, reader);
    if (documents > 1) continue;
    const auto better = reader.spelling()->correct(token.word);
    if (!better) continue;
    correction.text.append(typed, copied, token.begin - copied).append(*better);
    correction.certain = correction.certain && documents == 0;
    copied = token.end;
    ++corrections;
  }
  if (corrections > 0) correction.text.append(typed, copied);
  return correction;
}

}  // namespace speur::search
