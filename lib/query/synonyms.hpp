// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "query/query.hpp"
#include "speur/analyzer.hpp"
#include "speur/search.hpp"
#include "speur/synonyms.hpp"

namespace speur::query {

/// What a synonym is worth beside the words that were typed.
inline constexpr double synonym_weight = 0.6;

/// `query` in which phrases also mean their synonyms; the longest phrase from the left counts. What
/// was done is added to `applied`. `sets` are asked in order; a phrase that one of them blocks is
/// not asked of those after it.
Query with_synonyms(Query query, const std::vector<const Synonyms*>& sets, const Analyzer& analyzer,
                    std::vector<AppliedSynonym>& applied);

}  // namespace speur::query
