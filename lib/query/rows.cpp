// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/rows.hpp"

#include <utility>

#include "query/combine.hpp"

namespace speur::query {

const Word* plain_word(const Query& query) {
  const auto* word = std::get_if<Word>(&query.node);
  return word && word->field.empty() ? word : nullptr;
}

bool are_neighbours(const Word& left, const Word& right) {
  return left.position + 1 == right.position;
}

Query with_rows(Query query, const RewriteRow& rewrite) {
  // A word of a row was in the hands of `rewrite`; alone it would be a row once more.
  const auto inside = [&](Query child) {
    return plain_word(child) ? std::move(child) : with_rows(std::move(child), rewrite);
  };
  if (plain_word(query)) {
    std::vector<Query> alone;
    alone.push_back(std::move(query));
    return combine<Row>(rewrite(std::move(alone), inside));
  }
  if (auto* row = std::get_if<Row>(&query.node))
    return combine<Row>(rewrite(std::move(row->children), inside));
  std::visit(
      [&](auto& node) {
        if constexpr (requires { node.children; }) {
          for (auto& child : node.children) child = with_rows(std::move(child), rewrite);
        } else if constexpr (requires { node.kept_and_excluded; }) {
          auto& kept = node.kept_and_excluded.front();
          kept = with_rows(std::move(kept), rewrite);
        }
      },
      query.node);
  return query;
}

}  // namespace speur::query
