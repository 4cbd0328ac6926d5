// SPDX-License-Identifier: GPL-2.0-or-later
// The word list and what is told about its words by hand.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace speur::compounds {

using WordSet = std::unordered_set<std::string>;

/// `blocked_parts.txt`, which explains itself.
struct Advice {
  WordSet left_never, right_never, short_left, short_right;
  WordSet simple, word, linked, left_only, right_only;
};

Advice read_advice(const char* path);

/// The words of a list, folded and sorted. Names, abbreviations and words with other signs than
/// letters are left out.
std::vector<std::string> read_word_list(const char* path);

inline bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

}  // namespace speur::compounds
