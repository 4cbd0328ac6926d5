// SPDX-License-Identifier: GPL-2.0-or-later
// Putting pieces of a query together, such that nothing empty and nothing of one piece is left.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "query/query.hpp"

namespace speur::query {

/// `children` under a Row, AnyOf or AllOf.
template <typename Node>
Query combine(std::vector<Query> children) {
  std::erase_if(children, [](const Query& child) { return child.is_nothing(); });
  if (children.empty()) return {Nothing{}};
  if (children.size() == 1) return std::move(children.front());
  return {Node{std::move(children)}};
}

/// What is `kept`, less what is `excluded`; of everything, if nothing is said to be kept.
Query without(Query kept, Query excluded);

/// A row in which facet values work as filters do: they narrow what the words find, and values of
/// one field widen each other.
Query with_values_apart(std::vector<Query> row);

/// Whether stop words are all that is wanted, so that they are no stop words here.
bool wants_only_stop_words(const Query& query);

/// The query without its stop words; what was left out is added to `dropped` as it was typed.
Query without_stop_words(Query query, std::vector<std::string>& dropped);

}  // namespace speur::query
