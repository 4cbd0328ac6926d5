// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/joined_words.hpp"

#include <utility>

#include "index/terms.hpp"

namespace speur::search {
namespace {

using query::Query;
using query::Word;

// What may stand between the halves of a compound.
constexpr const char* linkers[] = {"", "s", "en", "e"};

// As it was typed, also if it has synonyms: these stand behind it.
const Word* plain_word(const Query& query) {
  const auto* ways = std::get_if<query::BestOf>(&query.node);
  const auto* word = std::get_if<Word>(&(ways ? ways->children.front() : query).node);
  const bool plain = word && word->field.empty() && !word->stop_word && word->part_terms.empty();
  return plain ? word : nullptr;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "CO 2" is "CO2", but "1 2" is not twelve.
bool may_be_one(const Word& left, const Word& right) {
  return left.position + 1 == right.position &&
         !(is_digit(left.word.back()) && is_digit(right.word.front()));
}

class Joiner {
 public:
  Joiner(const index::Reader& reader, const Analyzer& analyzer, std::vector<std::string>& joined)
      : reader_(reader), analyzer_(analyzer), joined_(joined) {}

  Query run(Query query) {
    std::visit([&](auto& node) { visit(node); }, query.node);
    return query;
  }

 private:
  template <typename Node>
  void visit(Node& node) {
    if constexpr (std::is_same_v<Node, query::Row>) join(node.children);
    else if constexpr (requires { node.children; })
      for (auto& child : node.children) child = run(std::move(child));
    else if constexpr (requires { node.kept_and_excluded; })
      node.kept_and_excluded.front() = run(std::move(node.kept_and_excluded.front()));
  }

  // From left to right; a word belongs to one pair at most.
  void join(std::vector<Query>& row) {
    std::vector<Query> result;
    for (std::size_t i = 0; i < row.size(); ++i) {
      auto words = i + 1 < row.size() ? joined_words(row[i], row[i + 1]) : std::vector<Query>{};
      if (words.empty()) {
        result.push_back(run(std::move(row[i])));
        continue;
      }
      std::vector<Query> apart;
      apart.push_back(std::move(row[i]));
      apart.push_back(std::move(row[++i]));
      words.insert(words.begin(), Query{query::Row{std::move(apart)}});
      result.push_back({query::BestOf{std::move(words)}});
    }
    row = std::move(result);
  }

  std::vector<Query> joined_words(const Query& first, const Query& second) {
    const auto* left = plain_word(first);
    const auto* right = plain_word(second);
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
  return Joiner(reader, analyzer, joined).run(std::move(query));
}

}  // namespace speur::search
