// SPDX-License-Identifier: GPL-2.0-or-later
// What tells the best documents apart beside the words that they share with the query: how far
// their title is what was asked, how early their text says it, and whether their words go together
// with those of the query.
#pragma once

#include <cstddef>
#include <vector>

#include "collection/profile.hpp"
#include "index/reader.hpp"
#include "matching/match.hpp"
#include "query/query.hpp"
#include "speur/schema.hpp"

namespace speur::search {

/// Of so many documents, best first, the order is looked at again. Those further down stay below.
inline constexpr std::size_t head_size = 200;

/// What is added to a document's score by words.
struct Lift {
  std::uint32_t id = 0;
  double title = 0;
  double opening = 0;
  double semantic = 0;
};

/// A lift for each of `head`, which is in order of score: linear in the scores (never by rank),
/// as parts of the best of them. What is not known of a document counts as half of the
/// best that is known of another: a page without a title is not worse for it.
std::vector<Lift> lifts_of(const std::vector<matching::Ranked>& head, const query::Query& query,
                           const Ranking& ranking, const collection::Profile& profile,
                           const index::Reader& reader);

/// Adds the lifts to the first `lifts.size()` of `ranked`, and puts those in order.
void lift(std::vector<matching::Ranked>& ranked, const std::vector<Lift>& lifts);

}  // namespace speur::search
