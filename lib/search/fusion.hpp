// SPDX-License-Identifier: GPL-2.0-or-later
// What tells the best documents apart beside the words that they share with the query: how far
// their title is what was asked, how early their text says it, and whether their words go together
// with those of the query.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "collection/profile.hpp"
#include "index/reader.hpp"
#include "matching/match.hpp"
#include "query/query.hpp"
#include "speur/schema.hpp"

namespace speur::search {

/// The order of the best documents by words is looked at again in steps, each up to the next of
/// these places, among themselves: so a first page costs no more than the first step. Those further
/// down stay below.
inline constexpr std::array<std::size_t, 2> head_ends{20, 200};

/// How many documents to rank by words so that the first `shown` can be put in order.
std::size_t ranked_for(std::size_t shown);

/// What is added to a document's score by words, and what all of it is then multiplied by, so that
/// no document scores more than one of the step before.
struct Lift {
  std::uint32_t id = 0;
  double title = 0;
  double opening = 0;
  double semantic = 0;
  double factor = 1;

  bool operator==(const Lift&) const = default;
};

/// The documents whose order was looked at.
struct Head {
  std::vector<Lift> lifts;  ///< in no order
  double below = 1;         ///< what the scores of all others are multiplied by

  /// Of document `id`; of one below the head nothing but its factor.
  Lift of(std::uint32_t id) const;
};

/// A lift for each of `step`, linear in the scores (never by rank), as parts of `best_score`. What
/// is not known of a document counts as half of the best that is known of another of the step: a
/// page without a title is not worse for it.
std::vector<Lift> lifts_of(std::span<const matching::Ranked> step, double best_score,
                           const query::Query& query, const Ranking& ranking,
                           const collection::Profile& profile, const index::Reader& reader);

/// Puts `ranked`, which is in order of score by words, in the order that the lifts give.
Head put_in_order(std::vector<matching::Ranked>& ranked, const query::Query& query,
                  const Ranking& ranking, const collection::Profile& profile,
                  const index::Reader& reader);

/// Adds `lifts` to a step and puts it in order, with no score above `ceiling`.
void lift(std::span<matching::Ranked> step, std::vector<Lift>& lifts, double ceiling);

}  // namespace speur::search
