// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/stop_words.hpp"

#include <unordered_set>

#include "analysis/word_list.hpp"

namespace speur::embedded {
extern const std::string_view stop_words;
}

namespace speur::analysis {

bool is_stop_word(std::string_view word) {
  static const auto words = [] {
    std::unordered_set<std::string_view> set;
    for_each_line(embedded::stop_words, [&](std::string_view line) {
      for_each_word(line, [&](std::string_view stop_word) { set.insert(stop_word); });
    });
    return set;
  }();
  return words.contains(word);
}

std::string_view stop_word_list() { return embedded::stop_words; }

}  // namespace speur::analysis
