// SPDX-License-Identifier: GPL-2.0-or-later
// The table of parts of compounds, as `train_compounds` writes it and `CompoundSplitter` reads it:
// a perfect hash (Belazzougui, Botelho and Dietzfelbinger, "Hash, displace, and compress", 2009),
// so a part takes four bytes whatever its length, and a look-up reads two places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace speur::analysis {

constexpr std::size_t shortest_part = 3;

/// The hash of a part, letter by letter: a text is tried as a part once per end, so all its
/// beginnings are hashed on the way.
class PartHash {
 public:
  void add(char c) { state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15; }

  std::uint64_t value() const {
    const auto mixed = (state_ ^ (state_ >> 29)) * 0xBF58476D1CE4E5B9;
    return mixed ^ (mixed >> 32);
  }

 private:
  std::uint64_t state_ = 0x2545F4914F6CDD1D;
};

inline std::size_t scale(std::uint32_t hash, std::size_t size) {
  return static_cast<std::size_t>((std::uint64_t{hash} * size) >> 32);
}

inline std::size_t bucket_of(std::uint64_t hash, std::size_t buckets) {
  return scale(static_cast<std::uint32_t>(hash), buckets);
}

inline std::size_t slot_of(std::uint64_t hash, std::uint16_t shift, std::size_t slots) {
  auto x = static_cast<std::uint32_t>(hash >> 32) + shift * 0x9E3779B1U;
  x = (x ^ (x >> 15)) * 0x2C1B3C6DU;
  return scale(x ^ (x >> 12), slots);
}

/// What the table knows of a part, and 20 bits to recognise it by: one text in a million that is no
/// part passes for one, and then still lacks another part to make a compound with.
class PartEntry {
 public:
  static constexpr std::uint32_t none = 31;  // no such part
  static constexpr std::uint32_t simple_word = 3;

  constexpr PartEntry() = default;
  constexpr explicit PartEntry(std::uint32_t bits) : bits_(bits) {}
  constexpr PartEntry(std::uint64_t hash, std::uint32_t left, std::uint32_t right,
                      std::uint32_t linking)
      : bits_(check_of(hash) << 12 | left << 7 | right << 2 | linking) {}

  constexpr bool is_of(std::uint64_t hash) const { return bits_ >> 12 == check_of(hash); }
  /// What it costs before another part and as the last one; `none` if it cannot be that.
  constexpr std::uint32_t left() const { return bits_ >> 7 & 31; }
  constexpr std::uint32_t right() const { return bits_ >> 2 & 31; }
  /// How many letters at its end only link it to the next part; `simple_word` for a word that is
  /// not to be split, and is no left part with a linking element.
  constexpr std::uint32_t linking() const { return bits_ & 3; }
  constexpr std::uint32_t bits() const { return bits_; }

 private:
  static constexpr std::uint32_t check_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>((hash * 0xD6E8FEB86659FD93) >> 44);
  }

  std::uint32_t bits_ = none << 7 | none << 2;
};

struct CompoundTable {
  std::span<const std::uint16_t> shifts;
  std::span<const std::uint32_t> entries;
  std::size_t longest = 0;  // of the parts, in letters

  PartEntry find(const PartHash& part) const {
    const auto hash = part.value();
    const auto shift = shifts[bucket_of(hash, shifts.size())];
    const PartEntry entry(entries[slot_of(hash, shift, entries.size())]);
    return entry.is_of(hash) ? entry : PartEntry();
  }
};

}  // namespace speur::analysis
