// SPDX-License-Identifier: GPL-2.0-or-later
// What is to be matched, in terms of the index: the one thing that is handed to either matcher.
#pragma once

#include <string>
#include <vector>

namespace speur::matching {

struct Plan {
  enum class Kind {
    nothing,
    everything,
    term,     ///< the documents that `terms[0]` stands in
    phrase,   ///< those in which the stems `terms` stand side by side; without weight
    sum,      ///< with any of the children, whose scores add up
    best,     ///< with any of the children; the best score counts
    all,      ///< with all of the children, whose scores add up
    without,  ///< with the first child and not with the second
  };

  Kind kind = Kind::nothing;
  double factor = 1;  ///< what the score is multiplied by; 0 only restricts
  std::vector<std::string> terms;
  std::vector<Plan> children;
  std::string field = {};  ///< of a phrase: the only field that it may stand in, if there is one

  bool operator==(const Plan&) const = default;
};

inline Plan term(std::string name, double factor = 1) {
  return {Plan::Kind::term, factor, {std::move(name)}, {}};
}

inline Plan combined(Plan::Kind kind, std::vector<Plan> children, double factor = 1) {
  return {kind, factor, {}, std::move(children)};
}

}  // namespace speur::matching
