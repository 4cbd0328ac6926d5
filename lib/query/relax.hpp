// SPDX-License-Identifier: GPL-2.0-or-later
// Asking for less, for when nothing matches.
#pragma once

#include "query/query.hpp"

namespace speur::query {

/// Every phrase that was typed becomes its words, all of which are still needed.
Query without_quotes(Query query);

/// What needs several words needs one of them; words in a row do if `match` says so. What is
/// excluded stays excluded, and facet values that were typed stay needed.
Query with_any_word(Query query, Match match);

}  // namespace speur::query
