// SPDX-License-Identifier: GPL-2.0-or-later
// Every text that may be a part of a compound, before any counting.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "words.hpp"

namespace speur::compounds {

inline constexpr double never = std::numeric_limits<double>::infinity();

struct Part {
  std::string text;
  std::size_t linking = 0;  // its last letters that are a linking element
  bool left = false;
  bool right = false;
  bool told = false;  // by the advice
  double left_count = 0, right_count = 0;
  double beginning = 0, ending = 0;  // words of the list that begin or end with it ...
  double cut_off = 0;                // ... and those that begin with it and were cut there
  double left_cost = never, right_cost = never;

  std::string word() const { return text.substr(0, text.size() - linking); }
  bool seen() const { return left_count > 0 || right_count > 0; }
};

std::vector<Part> find_candidates(const std::vector<std::string>& list, const Advice& advice);

}  // namespace speur::compounds
