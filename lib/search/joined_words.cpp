// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/joined_words.hpp"

#include <utility>

#include "index/terms.hpp"
#include "query/rows.hpp"

namespace speur::search {
namespace {

using query::Query;
using query::Word;

// What may stand between the halves of a compound.
constexpr const char* linkers[] = {"", "s", "en", "e"};

// A word that can be half of another, as it was typed: if it has synonyms, they stand behind it.
const Word* half(const Query& query) {
  const auto* ways = std::get_if<query::BestOf>(&query.node);
  const auto* word = query::plain_word(ways ? ways->children.front() : query);
  return word && !word->stop_word && word->part_terms.empty() ? word : nullptr;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "CO 2" is "CO2", but "1 2" is not twelve.
bool may_be_one(const Word& left, const Word& right) {
  return query::are_neighbours(left, right) &&
         !(is_digit(left.word.back()) && is_digit(right.word.front()));
}

class Joiner {
 public:
  Joiner(const index::Reader& reader, const Analyzer& analyzer, std::vector<std::string>& joined)
      : reader_(reader), analyzer_(analyzer), joined_(joined) {}

  // From left to right; a word belongs to one pair at most.
  std::vector<Query> join(std::vector<Query> row, const std::function<Query(Query)>& inside) {
    std::vector<Query> result;
    for (std::size_t i = 0; i < row.size(); ++i) {
      auto words = i + 1 < row.size() ? joined_words(row[i], row[i + 1]) : std::vector<Query>{};
      if (words.empty()) {
        result.push_back(inside(std::move(row[i])));
        continue;
      }
      std::vector<Query> apart;
      apart.push_back(std::move(row[i]));
      apart.push_back(std::move(row[++i]));
      words.insert(words.begin(), Query{query::Row{std::move(apart)}});
      result.push_back({query::BestOf{std::move(words)}});
    }
    return result;
  }

 private:
  std::vector<Query> joined_words(const Query& first, const Query& second) {
    const auto* left = half(first);
    const auto* right = half(second);
    std::vector<Query> words;
    if (!left || !right || !may_be_one(*left, *right)) return words;
    for (const auto* linker : linkers) {
      const auto joined = left->word + linker + right->word;
      const auto tokens = analyzer_.analyze(joined);
      if (tokens.size() != 1 || tokens.front().word != joined) continue;
      if (!exists(tokens.front().term)) continue;
      Word word;
      word.term = tokens.front().term;
      word.word = tokens.front().word;
      word.typed = word.word;
      word.position = left->position;
      joined_.push_back(word.word);
      words.push_back({std::move(word)});
    }
    return words;
  }

  bool exists(const std::string& stem) const {
    return reader_.database.term_exists(index::stem_term(stem));
  }

  const index::Reader& reader_;
  const Analyzer& analyzer_;
  std::vector<std::string>& joined_;
};

}  // namespace

Query with_joined_words(Query query, const index::Reader& reader, const Analyzer& analyzer,
                        std::vector<std::string>& joined) {
  Joiner joiner(reader, analyzer, joined);
  return query::with_rows(std::move(query), [&](std::vector<Query> row, const auto& inside) {
    return joiner.join(std::move(row), inside);
  });
}

}  // namespace speur::search
