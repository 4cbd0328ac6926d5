// SPDX-License-Identifier: GPL-2.0-or-later
// How a Dutch word sounds, coarsely, so that words that may be meant for each other share a key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace speur::vocabulary {

/// One letter per sound, for a word of a-z: "conflict" and "konflikt" sound the same.
std::string sounds_of(std::string_view word);

/// Which sounds there are, one bit each.
std::uint32_t sound_set(std::string_view sounds);

inline constexpr std::size_t none_left_out = std::numeric_limits<std::size_t>::max();

/// A hash of all but the sounds at two places; its upper bits are the best.
std::uint32_t sound_hash(std::string_view sounds, std::size_t left_out, std::size_t also_left_out);

/// The keys of a word: its sounds as they are, and with any one left out.
template <typename Visit>
void for_each_key(std::string_view sounds, Visit visit) {
  visit(sound_hash(sounds, none_left_out, none_left_out));
  for (std::size_t i = 0; i < sounds.size(); ++i) visit(sound_hash(sounds, i, none_left_out));
}

/// The keys of what was typed: also with two left out, if enough remains.
template <typename Visit>
void for_each_wide_key(std::string_view sounds, Visit visit) {
  constexpr std::size_t enough = 6;
  for_each_key(sounds, visit);
  if (sounds.size() < enough) return;
  for (std::size_t i = 0; i < sounds.size(); ++i)
    for (std::size_t j = i + 1; j < sounds.size(); ++j) visit(sound_hash(sounds, i, j));
}

}  // namespace speur::vocabulary
