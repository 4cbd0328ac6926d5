// SPDX-License-Identifier: GPL-2.0-or-later
// The lines of a file of topics, judgements or results, with errors that say which line.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur::evaluation {

struct Line {
  std::size_t number = 0;  ///< 1 is the first
  std::string text;        ///< without its end
};

/// The lines that are not empty. \throws EvaluationError when the file cannot be read.
std::vector<Line> read_lines(const std::filesystem::path& file);

/// \throws EvaluationError "file:line: reason".
[[noreturn]] void refuse(const std::filesystem::path& file, const Line& line,
                         std::string_view reason);

/// What stands between tabs and spaces.
std::vector<std::string> columns(const std::string& line);

/// `text` as a whole number, or as any number. \throws EvaluationError.
int read_grade(const std::filesystem::path& file, const Line& line, const std::string& text);
double read_score(const std::filesystem::path& file, const Line& line, const std::string& text);

}  // namespace speur::evaluation
