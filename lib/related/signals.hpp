// SPDX-License-Identifier: GPL-2.0-or-later
// What makes an item related, each as a number from 0 to 1, and what they add up to. (What facets
// say is in facets.hpp.)
#pragma once

#include <span>

#include "collection/titles.hpp"
#include "speur/schema.hpp"

namespace speur::related {

struct Signals {
  double text = 0;      ///< shared terms; 1 for the item that shares most
  double title = 0;     ///< likeness of the titles
  double mention = 0;   ///< the source names the item by its title
  double semantic = 0;  ///< words that go together
  double relation = 0;  ///< one refers to the other
  double facets = 0;    ///< see FacetComparison::agreement; may be negative
  double use = 0;       ///< used together
};

/// The sum of all, each times its weight.
double fused(const Signals& signals, const Ranking& ranking);

/// Dice coefficient of the stems of two titles.
double title_similarity(std::span<const collection::StemKey> a,
                        std::span<const collection::StemKey> b);

}  // namespace speur::related
