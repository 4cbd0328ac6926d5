// SPDX-License-Identifier: GPL-2.0-or-later
#include "print.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace speur::command {

bool styled() {
  static const bool answer = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  return answer;
}

std::string in_style(std::string_view text, fmt::text_style style) {
  return styled() ? fmt::format(style, "{}", text) : std::string(text);
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    // U+0080 to U+009F, in UTF-8 C2 80 to C2 9F, steer terminals as well.
    const bool second_set =
        c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (second_set) ++i;
    const bool control = second_set || (c < 0x20 && c != '\n') || c == 0x7F;
    result += control ? ' ' : text[i];
  }
  return result;
}

std::string wrapped(const MarkedText& marked, std::size_t first, std::size_t others) {
  constexpr std::size_t width = 80;
  const std::string margin(others, ' ');
  std::string result(first, ' ');
  std::size_t column = first;
  bool line_begins = true;
  auto mark = marked.marks.begin();
  const std::string_view text = marked.text;
  const auto new_line = [&] {
    result += "\n" + margin;
    column = others;
    line_begins = true;
  };
  // A word, with the pieces of it that are marked in bold.
  const auto append = [&](std::size_t at, std::size_t end) {
    while (at < end) {
      while (mark != marked.marks.end() && mark->second <= at) ++mark;
      const bool marking = mark != marked.marks.end() && mark->first <= at;
      const auto stop =
          mark == marked.marks.end() ? end : std::min(end, marking ? mark->second : mark->first);
      const auto piece = printable(text.substr(at, stop - at));
      result += marking ? in_style(piece, fmt::emphasis::bold) : piece;
      at = stop;
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" \n", at), text.size());
    const auto size = columns(text.substr(at, end - at));
    if (!line_begins && column + 1 + size > width) new_line();
    if (!line_begins) {
      result += ' ';
      ++column;
    }
    if (size > 0) line_begins = false;
    column += size;
    append(at, end);
    if (end < text.size() && text[end] == '\n') new_line();
    at = end + 1;
  }
  return result;
}

std::string grouped(std::uint64_t number, Language language) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, language == Language::dutch ? '.' : ',');
  return digits;
}

std::string decimal(double number, Language language) {
  auto text = fmt::format("{:.1f}", number);
  if (language == Language::dutch) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

}  // namespace speur::command
