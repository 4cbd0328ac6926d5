// SPDX-License-Identifier: GPL-2.0-or-later
#include "print.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
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

namespace {

class Wrapper {
 public:
  Wrapper(const MarkedText& marked, std::size_t first, std::size_t others)
      : text_(marked.text),
        mark_(marked.marks.begin()),
        marks_end_(marked.marks.end()),
        margin_(others, ' '),
        result_(first, ' '),
        column_(first) {}

  std::string run() && {
    for (std::size_t at = 0; at < text_.size();) {
      const auto end = std::min(text_.find_first_of(" \n", at), text_.size());
      add_word(at, end);
      if (end < text_.size() && text_[end] == '\n') new_line();
      at = end + 1;
    }
    return std::move(result_);
  }

 private:
  static constexpr std::size_t width = 80;

  void new_line() {
    result_ += "\n" + margin_;
    column_ = margin_.size();
    line_begins_ = true;
  }

  void add_word(std::size_t begin, std::size_t end) {
    const auto size = columns(text_.substr(begin, end - begin));
    if (!line_begins_ && column_ + 1 + size > width) new_line();
    if (!line_begins_) result_ += ' ';
    column_ += size + (line_begins_ ? 0 : 1);
    if (size > 0) line_begins_ = false;
    while (begin < end) begin = add_piece(begin, end);
  }

  // A piece of a word that is marked throughout, or not at all; gives where it ends.
  std::size_t add_piece(std::size_t begin, std::size_t end) {
    while (mark_ != marks_end_ && mark_->second <= begin) ++mark_;
    const bool marking = mark_ != marks_end_ && mark_->first <= begin;
    if (mark_ != marks_end_) end = std::min(end, marking ? mark_->second : mark_->first);
    const auto piece = printable(text_.substr(begin, end - begin));
    result_ += marking ? in_style(piece, fmt::emphasis::bold) : piece;
    return end;
  }

  std::string_view text_;
  std::vector<std::pair<std::size_t, std::size_t>>::const_iterator mark_;
  std::vector<std::pair<std::size_t, std::size_t>>::const_iterator marks_end_;
  std::string margin_;
  std::string result_;
  std::size_t column_;
  bool line_begins_ = true;
};

}  // namespace

std::string wrapped(const MarkedText& marked, std::size_t first, std::size_t others) {
  return Wrapper(marked, first, others).run();
}

std::string cut_to(std::string text, std::size_t width) {
  if (const auto used = columns(text); used <= width) return text.append(width - used, ' ');
  while (columns(text) >= width) {
    while ((static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    text.pop_back();
  }
  return text + "…";
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

int percent(double share) {
  return share < 1 ? std::min(99, static_cast<int>(std::lround(share * 100))) : 100;
}

}  // namespace speur::command
