// SPDX-License-Identifier: GPL-2.0-or-later
// How often something occurs, at the most, in a table of fixed size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace speur::vocabulary {

/// Spreads a hash over all its bits, as MurmurHash3 does at its end.
inline std::uint64_t mix(std::uint64_t h) {
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdU;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53U;
  return h ^ (h >> 33);
}

/// Rough counts by hash, never too low.
class RoughCounts {
 public:
  void add(std::uint64_t hash) {
    auto& count = counts_[place(hash)];
    if (count < wanted - 1) ++count;
  }
  /// From here on it counts as frequent, however few there are.
  void want(std::uint64_t hash) { counts_[place(hash)] = wanted; }
  std::uint16_t count(std::uint64_t hash) const { return counts_[place(hash)]; }
  void clear() { counts_ = {}; }
  /// The lowest count, but not below `least`, that no more than `most` hashes reach.
  std::uint16_t threshold(std::uint16_t least, std::size_t most) const;

 private:
  static constexpr std::uint16_t wanted = 0xFFFF;
  static constexpr unsigned places_log = 23;  // 16 MB while building
  static std::size_t place(std::uint64_t hash) { return mix(hash) >> (64 - places_log); }
  std::vector<std::uint16_t> counts_ = std::vector<std::uint16_t>(std::size_t{1} << places_log);
};

}  // namespace speur::vocabulary
