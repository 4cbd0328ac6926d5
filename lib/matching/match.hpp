// SPDX-License-Identifier: GPL-2.0-or-later
// The best documents for a plan, in one pass over its posting lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "matching/cursor.hpp"
#include "matching/deadline.hpp"
#include "matching/selection.hpp"

namespace speur::matching {

struct Ranked {
  std::uint32_t id = 0;
  double score = 0;
};

struct Wanted {
  std::size_t best = 10;  ///< how many documents
  /// Lower comes first, whatever the score; by document number. None: the score alone.
  const std::vector<std::uint32_t>* order = nullptr;
  /// Sees the matches of each block, before filters: to count. Without it, documents that cannot be
  /// among the best may be passed over.
  std::function<void(std::uint32_t block, const Mask& matches)> on_block;
  /// When it has passed, no further block is looked at, but one.
  Deadline deadline = {};
};

struct Matches {
  std::vector<Ranked> best;  ///< best first; of equals the lowest number
  std::uint64_t seen = 0;    ///< so many documents match at least; all, where all were looked at
  bool all_counted = true;   ///< whether `on_block` saw all
  bool all_scored = true;    ///< whether `best` are the best of all that were counted
};

Matches match(Cursor& cursor, const Selection& selection, const Wanted& wanted);

}  // namespace speur::matching
