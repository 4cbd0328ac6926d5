// SPDX-License-Identifier: GPL-2.0-or-later
// What it costs to have typed one word for another, in Dutch: an ordinary slip costs 1, letters
// that sound alike less.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace speur::vocabulary {

/// Longer words are not compared: nobody types them by mistake.
inline constexpr std::size_t longest_spelling = 48;

/// From what was typed to known words, all of a-z and no longer than `longest_spelling`.
class SpellingDistance {
 public:
  explicit SpellingDistance(std::string_view typed) : typed_(typed) {}

  /// The cheapest way, exact up to `limit`; beyond that anything above `limit`.
  float to(std::string_view known, float limit);

 private:
  float& at(std::size_t i, std::size_t j) { return cells_[i * (longest_spelling + 1) + j]; }
  float fill_row(std::size_t i);
  float cell(std::size_t i, std::size_t j);
  float confused(std::size_t i, std::size_t j);
  bool are_swapped(std::size_t i, std::size_t j) const;

  std::string_view typed_;
  std::string_view known_;
  // Cell (i, j): from the first i letters typed to the first j known ones.
  std::array<float, (longest_spelling + 1) * (longest_spelling + 1)> cells_;
};

}  // namespace speur::vocabulary
