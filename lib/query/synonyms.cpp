// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/synonyms.hpp"

#include <algorithm>

#include "query/rows.hpp"
#include "unicode/unicode.hpp"

namespace speur::query {
namespace {

class Expander {
 public:
  Expander(const std::vector<const Synonyms*>& sets, const Analyzer& analyzer,
           std::vector<AppliedSynonym>& applied)
      : sets_(sets), analyzer_(analyzer), applied_(applied) {
    for (const auto* set : sets) longest_ = std::max(longest_, set->longest());
  }

  std::vector<Query> expand(std::vector<Query> row, const std::function<Query(Query)>& inside) {
    std::vector<Query> result;
    for (std::size_t i = 0; i < row.size();) {
      const auto words = run_of_words(row, i);
      std::size_t taken = 0;
      for (auto length = std::min(words.size(), longest_); length > 0 && taken == 0; --length)
        if (auto others = others_of({words.begin(), words.begin() + length}); !others.empty()) {
          result.push_back(best_of(row, i, length, others));
          taken = length;
        }
      if (taken == 0) {
        result.push_back(inside(std::move(row[i])));
        taken = 1;
      }
      i += taken;
    }
    return result;
  }

 private:
  // The plain words from `begin` that stood side by side.
  std::vector<const Word*> run_of_words(const std::vector<Query>& row, std::size_t begin) const {
    std::vector<const Word*> words;
    for (auto i = begin; i < row.size() && words.size() < longest_; ++i) {
      const auto* word = plain_word(row[i]);
      if (!word || (!words.empty() && !are_neighbours(*words.back(), *word))) break;
      words.push_back(word);
    }
    return words;
  }

  std::vector<std::string> others_of(const std::vector<const Word*>& words) const {
    std::vector<std::string> stems;
    for (const auto* word : words) stems.push_back(word->term);
    std::vector<std::string> others;
    for (const auto* set : sets_) {
      if (words.size() > set->longest()) continue;
      if (const auto* found = set->find(stems))
        for (const auto& other : *found)
          if (std::none_of(others.begin(), others.end(), [&](const std::string& known) {
                return unicode::fold(known) == unicode::fold(other);
              }))
            others.push_back(other);
      if (set->is_blocked(stems)) break;
    }
    return others;
  }

  Query best_of(std::vector<Query>& row, std::size_t begin, std::size_t length,
                const std::vector<std::string>& others) {
    AppliedSynonym applied;
    std::vector<Query> typed;
    std::size_t typed_words = 0;
    for (auto i = begin; i < begin + length; ++i) {
      if (!applied.typed.empty()) applied.typed += ' ';
      applied.typed += std::get<Word>(row[i].node).typed;
      typed_words += std::get<Word>(row[i].node).stop_word ? 0 : 1;
      typed.push_back(std::move(row[i]));
    }
    std::vector<Query> ways;
    ways.push_back(length == 1 ? std::move(typed.front()) : Query{Row{std::move(typed)}});
    for (const auto& other : others) ways.push_back(scaled(written_so(other), typed_words));
    applied.also = others;
    if (std::find(applied_.begin(), applied_.end(), applied) == applied_.end())
      applied_.push_back(std::move(applied));
    return {BestOf{std::move(ways)}};
  }

  // A name of one word and its three words in full say the same, so they count the same.
  static Query scaled(Query query, std::size_t typed_words) {
    const auto* phrase = std::get_if<Phrase>(&query.node);
    const auto words = phrase ? phrase->telling_terms.size() : 1;
    const auto factor = synonym_weight *
                        static_cast<double>(std::max<std::size_t>(typed_words, 1)) /
                        static_cast<double>(words);
    std::vector<Query> one;
    one.push_back(std::move(query));
    return {Scaled{std::move(one), factor}};
  }

  Query written_so(const std::string& text) const {
    const auto tokens = analyzer_.analyze(text);
    if (tokens.size() != 1) return {phrase_of(tokens)};
    auto word = word_of(tokens.front(), text);
    word.compound_terms.clear();  // what is like a synonym is too far off
    word.stop_word = false;       // it was not typed, so it cannot be left out
    return {std::move(word)};
  }

  const std::vector<const Synonyms*>& sets_;
  const Analyzer& analyzer_;
  std::vector<AppliedSynonym>& applied_;
  std::size_t longest_ = 0;
};

}  // namespace

Query with_synonyms(Query query, const std::vector<const Synonyms*>& sets, const Analyzer& analyzer,
                    std::vector<AppliedSynonym>& applied) {
  Expander expander(sets, analyzer, applied);
  return with_rows(std::move(query), [&](std::vector<Query> row, const auto& inside) {
    return expander.expand(std::move(row), inside);
  });
}

}  // namespace speur::query
