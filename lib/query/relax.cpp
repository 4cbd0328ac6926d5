// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/relax.hpp"

#include <algorithm>

#include "query/combine.hpp"

namespace speur::query {
namespace {

// `change` may replace any node, from the leaves up, but what is excluded and what a synonym says.
template <typename Change>
Query changed(Query query, const Change& change) {
  std::visit(
      [&](auto& node) {
        if constexpr (std::is_same_v<std::decay_t<decltype(node)>, Scaled>) return;
        else if constexpr (requires { node.children; })
          for (auto& child : node.children) child = changed(std::move(child), change);
        else if constexpr (requires { node.kept_and_excluded; })
          node.kept_and_excluded.front() =
              changed(std::move(node.kept_and_excluded.front()), change);
      },
      query.node);
  return change(std::move(query));
}

Query word_with_stem(std::string stem, const std::string& field) {
  Word word;
  word.typed = stem;
  word.term = std::move(stem);
  word.field = field;
  return {std::move(word)};
}

// A conjunction of which the words become alternatives. The facet values in it stay needed, and
// what one of its members excludes was excluded from all.
class Loosened {
 public:
  explicit Loosened(std::vector<Query> children) {
    for (auto& child : children) add(std::move(child));
  }

  Query query() && {
    needed_.push_back(combine<AnyOf>(std::move(words_)));
    return without(combine<AllOf>(std::move(needed_)), combine<AnyOf>(std::move(excluded_)));
  }

 private:
  void add(Query query) {
    if (auto* both = std::get_if<Without>(&query.node)) {
      excluded_.push_back(std::move(both->kept_and_excluded.back()));
      add(std::move(both->kept_and_excluded.front()));
    } else if (auto* all = std::get_if<AllOf>(&query.node)) {
      for (auto& child : all->children) add(std::move(child));
    } else if (!std::holds_alternative<Everything>(query.node)) {
      (has_words(query) ? words_ : needed_).push_back(std::move(query));
    }
  }

  std::vector<Query> needed_;
  std::vector<Query> words_;
  std::vector<Query> excluded_;
};

}  // namespace

Query without_quotes(Query query) {
  return changed(std::move(query), [](Query each) -> Query {
    auto* phrase = std::get_if<Phrase>(&each.node);
    if (!phrase) return each;
    std::vector<Query> words;
    for (auto& term : phrase->telling_terms)
      words.push_back(word_with_stem(std::move(term), phrase->field));
    return combine<AllOf>(std::move(words));
  });
}

Query with_any_word(Query query, Match match) {
  return changed(without_quotes(std::move(query)), [&](Query each) -> Query {
    std::vector<Query>* conjunction = nullptr;
    if (auto* all = std::get_if<AllOf>(&each.node)) conjunction = &all->children;
    if (auto* row = std::get_if<Row>(&each.node); row && match == Match::all)
      conjunction = &row->children;
    return conjunction ? Loosened(std::move(*conjunction)).query() : std::move(each);
  });
}

}  // namespace speur::query
