// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur::analysis {

struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What the tokeniser saw, before folding and stemming.
struct RawToken {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string whole;           ///< as one word, joiners taken out where Dutch writes it both ways
  std::vector<Segment> parts;  ///< words that can also be found by themselves
  bool stemmed = true;         ///< numbers, abbreviations and addresses are not
};

/// The first token of `text` at or after `offset`, or nothing.
std::optional<RawToken> next_token(std::string_view text, std::size_t offset);

}  // namespace speur::analysis
