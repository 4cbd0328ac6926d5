// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/combine.hpp"

#include <map>
#include <type_traits>

namespace speur::query {

Query without(Query kept, Query excluded) {
  if (excluded.is_nothing()) return kept;
  if (kept.is_nothing()) kept = {Everything{}};
  std::vector<Query> both;
  both.push_back(std::move(kept));
  both.push_back(std::move(excluded));
  return {Without{std::move(both)}};
}

Query with_values_apart(std::vector<Query> row) {
  std::vector<Query> words;
  std::map<std::string, std::vector<Query>> values;
  for (auto& child : row) {
    const auto* value = std::get_if<Value>(&child.node);
    (value ? values[value->field] : words).push_back(std::move(child));
  }
  std::vector<Query> together;
  together.push_back(combine<Row>(std::move(words)));
  for (auto& [field, any] : values) together.push_back(combine<AnyOf>(std::move(any)));
  return combine<AllOf>(std::move(together));
}

bool wants_only_stop_words(const Query& query) {
  bool only = true;
  for_each_wanted(query, [&](const auto& leaf) {
    using Leaf = std::decay_t<decltype(leaf)>;
    if constexpr (std::is_same_v<Leaf, Word>) only = only && leaf.stop_word;
    else if constexpr (!std::is_same_v<Leaf, Nothing>) only = false;
  });
  return only;
}

Query without_stop_words(Query query, std::vector<std::string>& dropped) {
  if (auto* word = std::get_if<Word>(&query.node); word && word->stop_word) {
    dropped.push_back(std::move(word->typed));
    return {Nothing{}};
  }
  const auto drop_in = [&](std::vector<Query>& children) {
    for (auto& child : children) child = without_stop_words(std::move(child), dropped);
    return std::move(children);
  };
  if (auto* row = std::get_if<Row>(&query.node)) return combine<Row>(drop_in(row->children));
  if (auto* any = std::get_if<AnyOf>(&query.node)) return combine<AnyOf>(drop_in(any->children));
  if (auto* all = std::get_if<AllOf>(&query.node)) return combine<AllOf>(drop_in(all->children));
  if (auto* best = std::get_if<BestOf>(&query.node))
    return combine<BestOf>(drop_in(best->children));
  if (auto* both = std::get_if<Without>(&query.node)) {
    auto kept = without_stop_words(std::move(both->kept_and_excluded.front()), dropped);
    return without(std::move(kept), std::move(both->kept_and_excluded.back()));
  }
  return query;
}

}  // namespace speur::query
