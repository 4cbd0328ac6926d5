// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/relax.hpp"

#include <algorithm>

#include "query/combine.hpp"

namespace speur::query {
namespace {

// `change` may replace any node but what is excluded, from the leaves up.
template <typename Change>
Query changed(Query query, const Change& change) {
  std::visit(
      [&](auto& node) {
        if constexpr (requires { node.children; })
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

// The facet values of a conjunction stay, its words become alternatives.
Query any_of(std::vector<Query> children) {
  const auto is_value = [](const Query& child) {
    if (std::holds_alternative<Value>(child.node)) return true;
    const auto* any = std::get_if<AnyOf>(&child.node);
    return any && std::all_of(any->children.begin(), any->children.end(),
                              [](const Query& c) { return std::holds_alternative<Value>(c.node); });
  };
  const auto words = std::stable_partition(children.begin(), children.end(), is_value);
  std::vector<Query> loose(std::make_move_iterator(words), std::make_move_iterator(children.end()));
  children.erase(words, children.end());
  children.push_back(combine<AnyOf>(std::move(loose)));
  return combine<AllOf>(std::move(children));
}

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

Query with_any_word(Query query) {
  return changed(without_quotes(std::move(query)), [](Query each) -> Query {
    if (auto* row = std::get_if<Row>(&each.node)) return combine<AnyOf>(std::move(row->children));
    if (auto* all = std::get_if<AllOf>(&each.node)) return any_of(std::move(all->children));
    return each;
  });
}

}  // namespace speur::query
