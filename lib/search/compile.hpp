// SPDX-License-Identifier: GPL-2.0-or-later
// From what the searcher means to what is matched: which terms, weighed how.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "index/reader.hpp"
#include "matching/plan.hpp"
#include "query/query.hpp"
#include "speur/search.hpp"

namespace speur::search {

/// What the parts of a word are worth beside the whole word: less, as they may mean something else.
inline constexpr double part_weight = 0.7;

/// What a stem is worth where it is part of a compound, beside the same word by itself: less, and
/// less again where it is rarer inside compounds than by itself, so that being rare there does not
/// lift it above the word.
double compound_weight(const std::string& stem, const index::Reader& reader);

/// The plan with the same meaning. Weights are those of the stems in all text fields; terms
/// of one field only restrict.
matching::Plan compile(const query::Query& query, Match match, const index::Reader& reader);

/// The terms of the index that a typed value stands for: written as in the schema, as a record may
/// write it, or by its label in either language, in any case. None when the index has no such
/// value.
std::vector<std::string> terms_of(const query::Value& value, const index::Reader& reader);

/// The stems of the words that a prefix stands for and that the index has ever held, most frequent
/// first.
std::vector<std::string> stems_with_prefix(const index::View& database,
                                           const query::Prefix& prefix);

}  // namespace speur::search
