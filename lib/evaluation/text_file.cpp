// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/text_file.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

#include "speur/error.hpp"

namespace speur::evaluation {
namespace {

template <typename Number>
Number read_number(const std::filesystem::path& file, const Line& line, const std::string& text,
                   std::string_view what) {
  Number number{};
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (stop != end || error != std::errc{})
    refuse(file, line, fmt::format("'{}' is no {}", text, what));
  return number;
}

}  // namespace

std::vector<Line> read_lines(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file))
    throw EvaluationError(fmt::format("'{}' cannot be read", file.string()));
  std::vector<Line> lines;
  std::string text;
  for (std::size_t number = 1; std::getline(stream, text); ++number) {
    if (number == 1 && text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (text.ends_with('\r')) text.pop_back();
    if (text.find_first_not_of(" \t") != std::string::npos) lines.push_back({number, text});
  }
  return lines;
}

void refuse(const std::filesystem::path& file, const Line& line, std::string_view reason) {
  throw EvaluationError(fmt::format("{}:{}: {}", file.string(), line.number, reason));
}

std::vector<std::string> columns(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> columns;
  for (std::string column; stream >> column;) columns.push_back(column);
  return columns;
}

int read_grade(const std::filesystem::path& file, const Line& line, const std::string& text) {
  return read_number<int>(file, line, text, "grade; a grade is a whole number");
}

double read_score(const std::filesystem::path& file, const Line& line, const std::string& text) {
  const auto score = read_number<double>(file, line, text, "score; a score is a number");
  if (!std::isfinite(score)) refuse(file, line, "a score is a finite number");
  return score;
}

}  // namespace speur::evaluation
