// SPDX-License-Identifier: GPL-2.0-or-later
#include "import/front_matter.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "document/document.hpp"
#include "unicode/unicode.hpp"

namespace speur::import {
namespace {

using nlohmann::json;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// YAML may name one node many times ("&a" and "*a"); the limits keep such a file small.
class YamlToJson {
 public:
  explicit YamlToJson(std::size_t max_depth) : max_depth_(max_depth) {}

  json convert(const YAML::Node& node, std::size_t depth = 1) {
    if (depth > max_depth_) refuse(node, fmt::format("nested deeper than {} levels", max_depth_));
    if (--nodes_left_ == 0) refuse(node, fmt::format("more than {} values", max_nodes));
    switch (node.Type()) {
      case YAML::NodeType::Scalar:
        bytes_ += node.Scalar().size();
        if (bytes_ > max_bytes) refuse(node, fmt::format("more than {} bytes of text", max_bytes));
        return node.Scalar();
      case YAML::NodeType::Sequence: {
        json list = json::array();
        for (const auto& item : node) list.push_back(convert(item, depth + 1));
        return list;
      }
      case YAML::NodeType::Map: {
        json object = json::object();
        for (const auto& item : node) {
          if (!item.first.IsScalar()) refuse(item.first, "a name is a text");
          object[item.first.Scalar()] = convert(item.second, depth + 1);
        }
        return object;
      }
      default: return nullptr;
    }
  }

 private:
  static constexpr std::size_t max_nodes = 10'000;
  static constexpr std::size_t max_bytes = 1 << 20;

  [[noreturn]] static void refuse(const YAML::Node& node, std::string_view rule) {
    // The front matter begins on the second line of the file; YAML counts from 0.
    throw LineError{static_cast<std::size_t>(std::max(node.Mark().line, 0)) + 2,
                    fmt::format("front matter: {}", rule)};
  }

  std::size_t max_depth_;
  std::size_t nodes_left_ = max_nodes + 1;
  std::size_t bytes_ = 0;
};

}  // namespace

MarkdownFile split_front_matter(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const auto line_at = [&](std::size_t at) {
    return document::trim(text.substr(at, text.find('\n', at) - at));
  };
  if (line_at(0) != "---") return {"", std::string(text)};
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const auto line = line_at(at + 1);
    if (line != "---" && line != "...") continue;
    const auto end = text.find('\n', at + 1);
    const auto begin = text.find('\n') + 1;
    return {std::string(text.substr(begin, at + 1 - begin)),
            std::string(end == std::string_view::npos ? "" : text.substr(end + 1))};
  }
  return {"", std::string(text)};
}

json read_front_matter(const std::string& yaml, std::size_t max_depth) {
  // Deep nesting exhausts yaml-cpp's stack before it can be counted in what it returns.
  const auto opening = std::count_if(yaml.begin(), yaml.end(), [](char c) {
    return c == '[' || c == '{' || c == '-' || c == '?';
  });
  constexpr std::ptrdiff_t max_opening = 5'000;
  if (opening > max_opening)
    throw LineError{1, fmt::format("front matter: more than {} lists", max_opening)};
  // yaml-cpp takes a quote that is never closed for a text up to the end of the file, with all
  // fields that follow in it. A last field of our own shows whether that happened.
  const std::string sentinel = "speur_end_of_front_matter";
  const bool lines = !document::trim(yaml).starts_with('{');
  try {
    const auto node = YAML::Load(yaml);
    if (node.IsNull() || !node.IsDefined()) return json::object();
    if (!node.IsMap()) throw LineError{2, "front matter: expected 'name: value' lines"};
    if (lines && !YAML::Load(yaml + "\n" + sentinel + ": 1\n")[sentinel])
      throw LineError{2, "front matter: a quote is not closed"};
    return YamlToJson(max_depth).convert(node);
  } catch (const YAML::Exception& error) {
    throw LineError{static_cast<std::size_t>(std::max(error.mark.line, 0)) + 2,
                    // It quotes single bytes of the file.
                    "front matter: " + unicode::blank_invalid(error.msg)};
  }
}

}  // namespace speur::import
