// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/corrections.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "index/terms.hpp"
#include "search/written_word.hpp"

namespace speur::search {
namespace {

constexpr std::size_t shortest = 4;  // shorter words differ from too many others

bool exists(const std::string& stem, const index::View& database) {
  return database.term_exists(index::stem_term(stem)) ||
         database.term_exists(index::part_term(stem));
}

// A compound of words that the index has is a word, whether or not the index has it.
bool is_sound_compound(const Token& token, const index::View& database) {
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

// The stems that are looked for by themselves. What can be said in several ways was understood, but
// for a phrase, which is only written in several ways.
void add_stems(const query::Query& query, std::set<std::string, std::less<>>& stems) {
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, query::Word>) stems.insert(node.term);
        else if constexpr (std::is_same_v<Node, query::Phrase>)
          stems.insert(node.terms.begin(), node.terms.end());
        else if constexpr (std::is_same_v<Node, query::BestOf>) {
          if (std::holds_alternative<query::Phrase>(node.children.front().node))
            add_stems(node.children.front(), stems);
        } else if constexpr (requires { node.children; })
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

// As documents write it: a word, or two where a space was forgotten.
std::string written(std::string_view folded, const index::Reader& reader,
                    const Analyzer& analyzer) {
  const auto space = folded.find(' ');
  auto text = written_word(std::string(folded.substr(0, space)), reader, analyzer);
  if (space == std::string_view::npos) return text;
  return text + " " + written(folded.substr(space + 1), reader, analyzer);
}

class Corrector {
 public:
  Corrector(std::string_view text, const query::Query& query, const index::Reader& reader,
            const Analyzer& analyzer)
      : text_(text), tokens_(analyzer.analyze(text)), reader_(reader), analyzer_(analyzer) {
    add_stems(query, stems_);
  }

  Correction run() && {
    constexpr std::size_t max_corrections = 5;
    for (std::size_t i = 0; i < tokens_.size() && corrections_ < max_corrections; ++i) {
      if (!may_be_misspelled(tokens_[i], text_) || !stems_.contains(tokens_[i].term)) continue;
      const auto documents = found_in(tokens_[i], reader_);
      if (documents > 1) continue;
      if (const auto better = reader_.spelling()->correct(tokens_[i].word)) {
        replace(i, i, *better, documents);
      } else if (i > 0 && joins(i - 1)) {
        replace(i - 1, i, *joined(i - 1), documents);
      } else if (i + 1 < tokens_.size() && joins(i)) {
        replace(i, i + 1, *joined(i), documents);
        ++i;
      }
    }
    if (corrections_ > 0) correction_.text.append(text_, copied_);
    return std::move(correction_);
  }

 private:
  // What was meant by this word and the next, if they are to be one: "inter operabilitijt".
  std::optional<std::string> joined(std::size_t i) const {
    return reader_.spelling()->correct_joined(tokens_[i].word, tokens_[i + 1].word);
  }

  bool joins(std::size_t i) const {
    const auto& left = tokens_[i];
    const auto& right = tokens_[i + 1];
    const auto between = text_.substr(left.end, right.begin - left.end);
    return left.begin >= copied_ && between.find_first_not_of(' ') == std::string_view::npos &&
           !left.stop_word && left.parts.empty() && right.parts.empty() &&
           stems_.contains(left.term) && stems_.contains(right.term) && joined(i);
  }

  void replace(std::size_t first, std::size_t last, std::string_view better,
               Xapian::doccount documents) {
    correction_.text.append(text_, copied_, tokens_[first].begin - copied_)
        .append(written(better, reader_, analyzer_));
    correction_.certain = correction_.certain && documents == 0;
    copied_ = tokens_[last].end;
    ++corrections_;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::set<std::string, std::less<>> stems_;
  const index::Reader& reader_;
  const Analyzer& analyzer_;
  Correction correction_;
  std::size_t copied_ = 0;
  std::size_t corrections_ = 0;
};

}  // namespace

Correction correct(std::string_view typed, const query::Query& query, const index::Reader& reader,
                   const Analyzer& analyzer) {
  return Corrector(typed, query, reader, analyzer).run();
}

}  // namespace speur::search
