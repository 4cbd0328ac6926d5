// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace speur {

struct DuplicatesRequest {
  /// How alike two documents must be to be shown together: 0.5 to 1. The likeness of two is how
  /// much of their words, taken together, both have: 1 where the same words occur as often, 0
  /// where none is shared. Words count by their stems and by the weights of their fields; their
  /// order does not count.
  double threshold = 0.8;
  std::vector<std::string> ids = {};  ///< only groups that hold one of these documents; none: all
  std::size_t limit = 0;              ///< at most so many groups, the most alike; 0: all
};

/// A document that is nearly the same as another one.
struct Duplicate {
  std::string id;
  double likeness = 0;  ///< to the document that is most alike
  std::string nearest;  ///< the id of that one
  std::string title;
  std::string url;
  std::string date;  ///< as `Sort::newest` takes it; empty where there is none
  bool operator==(const Duplicate&) const = default;
};

/// Documents that are nearly the same: each is alike to at least one other in the group, and to
/// none outside of it.
struct DuplicateGroup {
  double likeness = 0;               ///< of the two that are most alike
  std::vector<Duplicate> documents;  ///< most alike first, then in the order they were added
  bool operator==(const DuplicateGroup&) const = default;
};

}  // namespace speur
