// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/rough_counts.hpp"

namespace speur::vocabulary {

std::uint16_t RoughCounts::threshold(std::uint16_t least, std::size_t most) const {
  std::vector<std::size_t> with(std::size_t{wanted} + 1);
  for (const auto count : counts_) ++with[count];
  std::size_t reached = 0;
  std::uint16_t lowest = wanted - 1;
  while (lowest > least && reached + with[lowest] <= most) reached += with[lowest--];
  return reached + with[lowest] <= most ? lowest : static_cast<std::uint16_t>(lowest + 1);
}

}  // namespace speur::vocabulary
