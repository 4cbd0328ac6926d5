// SPDX-License-Identifier: GPL-2.0-or-later
// The format of the word lists in this folder: words between spaces, `#` begins a remark.
#pragma once

#include <string_view>

namespace speur::analysis {

template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    visit(line.substr(0, line.find('#')));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

template <typename Visit>
void for_each_word(std::string_view line, Visit visit) {
  for (;;) {
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return;
    line.remove_prefix(begin);
    const auto word = line.substr(0, line.find_first_of(" \t\r"));
    visit(word);
    line.remove_prefix(word.size());
  }
}

}  // namespace speur::analysis
