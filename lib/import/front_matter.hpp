// SPDX-License-Identifier: GPL-2.0-or-later
// The YAML that may stand before the text of a Markdown file.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace speur::import {

/// What is wrong, and on which line of the file.
struct LineError {
  std::size_t line;
  std::string reason;
};

struct MarkdownFile {
  std::string front_matter;
  std::string body;
};

/// Splits off front matter, which stands between a first line "---" and the next "---" or "...".
MarkdownFile split_front_matter(std::string_view text);

/// The fields of front matter; their values are texts, lists and objects. Throws LineError.
nlohmann::json read_front_matter(const std::string& yaml, std::size_t max_depth);

}  // namespace speur::import
