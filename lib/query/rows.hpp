// SPDX-License-Identifier: GPL-2.0-or-later
// Words that were typed one after the other, and other ways to say them.
#pragma once

#include <functional>
#include <vector>

#include "query/query.hpp"

namespace speur::query {

/// The word, if `query` is one that is looked for in all fields.
const Word* plain_word(const Query& query);

/// Whether they were typed side by side.
bool are_neighbours(const Word& left, const Word& right);

/// What is to stand in the place of a row of queries; `inside` does the same to the rows within one
/// of them.
using RewriteRow = std::function<std::vector<Query>(std::vector<Query> row,
                                                    const std::function<Query(Query)>& inside)>;

/// `query` with every row of it rewritten: what stands in a Row, and a plain word that stands
/// alone. What is excluded stays as it is.
Query with_rows(Query query, const RewriteRow& rewrite);

}  // namespace speur::query
