// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "document/document.hpp"

namespace speur::document {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return {};
  return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// The day itself, without a time that may follow: "2024-05-07T10:00" or "2024-05-07 10:00".
std::string_view without_time(std::string_view text) {
  const auto end = text.find_first_of("T ");
  return end == std::string_view::npos || text.find(':', end) == std::string_view::npos
             ? text
             : text.substr(0, end);
}

}  // namespace

std::optional<std::string> iso_date(std::string_view written) {
  auto parts = split(without_time(trim(written)), '-');
  if (parts.size() > 3) return {};
  if (parts.size() == 3 && parts[2].size() == 4) std::swap(parts[0], parts[2]);  // 07-05-2024
  if (parts[0].size() != 4) return {};
  const auto year = number(parts[0]);
  if (!year || *year == 0) return {};
  if (parts.size() == 1) return fmt::format("{:04}", *year);
  const auto month = parts[1].size() <= 2 ? number(parts[1]) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return {};
  if (parts.size() == 2) return fmt::format("{:04}-{:02}", *year, *month);
  const auto day = parts[2].size() <= 2 ? number(parts[2]) : std::nullopt;
  if (!day) return {};
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{*year},
                            std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return {};
  return fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
}

}  // namespace speur::document
