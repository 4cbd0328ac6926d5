// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <md4c.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "document/document.hpp"
#include "import/record.hpp"
#include "speur/error.hpp"
#include "unicode/unicode.hpp"

namespace speur::import {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What is wrong, and on which line of the file.
struct LineError {
  std::size_t line;
  std::string reason;
};

struct MarkdownFile {
  std::string front_matter;
  std::string body;
};

// Front matter stands between a first line "---" and the next "---" or "...".
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

// YAML may name one node many times ("&a" and "*a"); the limits keep such a file small.
class YamlToJson {
 public:
  explicit YamlToJson(std::size_t max_depth) : max_depth_(max_depth) {}

  json convert(const YAML::Node& node, std::size_t depth = 1) {
    if (depth > max_depth_) refuse(node, fmt::format("nested deeper than {} levels", max_depth_));
    if (--nodes_left_ == 0) refuse(node, fmt::format("more than {} values", max_nodes));
    switch (node.Type()) {
      case YAML::NodeType::Scalar: return node.Scalar();
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

  [[noreturn]] static void refuse(const YAML::Node& node, std::string_view rule) {
    // The front matter begins on the second line of the file; YAML counts from 0.
    throw LineError{static_cast<std::size_t>(std::max(node.Mark().line, 0)) + 2,
                    fmt::format("front matter: {}", rule)};
  }

  std::size_t max_depth_;
  std::size_t nodes_left_ = max_nodes + 1;
};

json read_front_matter(const std::string& yaml, std::size_t max_depth) {
  // Deep nesting exhausts yaml-cpp's stack before it can be counted in what it returns.
  const auto opening = std::count_if(yaml.begin(), yaml.end(),
                                     [](char c) { return c == '[' || c == '{' || c == '-' || c == '?'; });
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
                    "front matter: " + error.msg};
  }
}

/// The words of Markdown without its marks; blocks end in a blank line.
struct PlainText {
  std::string text;
  std::string first_heading;
  bool in_first_heading = false;

  void end_block() {
    while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
    if (!text.empty()) text += "\n\n";
  }
};

int enter_block(MD_BLOCKTYPE type, void*, void* user) {
  auto& plain = *static_cast<PlainText*>(user);
  if (type == MD_BLOCK_H) plain.in_first_heading = plain.first_heading.empty();
  if (type == MD_BLOCK_LI) plain.text += "- ";
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* user) {
  auto& plain = *static_cast<PlainText*>(user);
  plain.in_first_heading = false;
  switch (type) {
    case MD_BLOCK_LI:
    case MD_BLOCK_TR:
      while (plain.text.ends_with('\n')) plain.text.pop_back();
      plain.text += '\n';
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: plain.text += " | "; break;
    default: plain.end_block();
  }
  return 0;
}

int enter_span(MD_SPANTYPE, void*, void*) { return 0; }

// The named entities that Dutch pages use; md4c leaves them to its caller.
std::string entity_text(std::string_view entity) {
  if (entity.starts_with("&#")) {
    const bool hex = entity.size() > 2 && (entity[2] == 'x' || entity[2] == 'X');
    const auto digits = std::string(entity.substr(hex ? 3 : 2));
    return unicode::encode(static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10)));
  }
  static const std::map<std::string_view, const char*> named{
      {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"},
      {"&nbsp;", " "}, {"&euro;", "€"}, {"&eacute;", "é"}, {"&euml;", "ë"}, {"&iuml;", "ï"},
      {"&ouml;", "ö"}, {"&uuml;", "ü"}, {"&rsquo;", "’"}, {"&lsquo;", "‘"}, {"&ldquo;", "“"},
      {"&rdquo;", "”"}, {"&ndash;", "–"}, {"&mdash;", "—"}, {"&hellip;", "…"}, {"&copy;", "©"}};
  const auto found = named.find(entity);
  return found == named.end() ? std::string(entity) : found->second;
}

// What stands in the place of a tag: nothing inside a word ("over<b>heid</b>"), a line end where a
// browser would begin a new line.
const char* tag_text(std::string_view tag) {
  static const std::set<std::string, std::less<>> inline_tags{
      "a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"};
  const auto begin = tag.find_first_not_of("</");
  if (begin == std::string_view::npos || tag[begin] == '!') return "";
  const auto end = tag.find_first_of(" \t\n/>", begin);
  return inline_tags.contains(unicode::fold(tag.substr(begin, end - begin))) ? "" : "\n";
}

int add_text(MD_TEXTTYPE type, const MD_CHAR* begin, MD_SIZE size, void* user) {
  auto& plain = *static_cast<PlainText*>(user);
  std::string text;
  switch (type) {
    case MD_TEXT_HTML: text = tag_text({begin, size}); break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR: text = "\n"; break;
    case MD_TEXT_NULLCHAR: text = "\uFFFD"; break;
    case MD_TEXT_ENTITY: text = entity_text({begin, size}); break;
    default: text.assign(begin, size);
  }
  plain.text += text;
  if (plain.in_first_heading) plain.first_heading += text;
  return 0;
}

PlainText plain_text(const std::string& markdown) {
  PlainText plain;
  // HTML is read as spans, so that the words inside it are kept and its tags are not. Indented
  // text is no code here: several site generators indent the body of a note.
  const MD_PARSER parser{0,
                         MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTMLBLOCKS |
                             MD_FLAG_NOINDENTEDCODEBLOCKS,
                         enter_block, leave_block, enter_span, enter_span, add_text, nullptr, nullptr};
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &plain);
  plain.text = document::trim(plain.text);
  return plain;
}

// A field that the front matter may leave out is taken from the file.
void set_if_absent(json& record, const std::vector<std::string>& names, std::string text) {
  const auto given = [&](const std::string& name) {
    return record.contains(name) && holds_something(record[name]);
  };
  if (!names.empty() && !text.empty() && std::none_of(names.begin(), names.end(), given))
    record[names.front()] = std::move(text);
}

std::vector<std::string> names_of(const Schema& schema, std::string_view name) {
  const auto* field = schema.find(name);
  if (!field) return {};
  return field->from.empty() ? std::vector{field->name} : field->from;
}

// The text goes to the last snippet role: the summary, if there is one, comes before the body.
std::string_view body_field(const Schema& schema) {
  return schema.roles.snippet.empty() ? std::string_view("body") : schema.roles.snippet.back();
}

std::vector<fs::path> markdown_files(const fs::path& source) {
  if (!fs::is_directory(source)) return {source};
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(
           source, fs::directory_options::skip_permission_denied);
       entry != fs::recursive_directory_iterator(); ++entry) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    std::error_code error;  // a link that leads nowhere, or in a circle, is no file
    if (hidden && entry->is_directory(error)) entry.disable_recursion_pending();
    if (!hidden && entry->is_regular_file(error) && entry->path().extension() == ".md")
      files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class MarkdownFolder final : public RecordReader {
 public:
  MarkdownFolder(const fs::path& source, const Schema& schema, const RecordOptions& options)
      : root_(fs::is_directory(source) ? source : source.parent_path()),
        schema_(schema),
        options_(options),
        files_(markdown_files(source)) {}

  std::optional<std::variant<Document, Refusal>> next() override {
    if (at_ == files_.size()) return std::nullopt;
    const auto& file = files_[at_++];
    try {
      return record(file);
    } catch (const LineError& error) {
      return Refusal{file.string(), error.line, error.reason};
    } catch (const DocumentError& error) {
      return Refusal{file.string(), 1, error.what()};
    }
  }

  std::size_t bytes_read() const override { return bytes_; }

 private:
  Document record(const fs::path& file) {
    const auto parts = split_front_matter(contents(file));
    auto record = read_front_matter(parts.front_matter, options_.max_depth);
    auto plain = plain_text(parts.body);
    set_if_absent(record, schema_.id_from, file.lexically_relative(root_).replace_extension().generic_string());
    set_if_absent(record, names_of(schema_, schema_.roles.title), std::move(plain.first_heading));
    set_if_absent(record, names_of(schema_, body_field(schema_)), std::move(plain.text));
    return to_document(schema_, record);
  }

  std::string contents(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (error) throw DocumentError("cannot be read: " + error.message());
    bytes_ += size;
    if (size > options_.max_record_bytes)
      throw DocumentError(fmt::format("the file is larger than {} bytes", options_.max_record_bytes));
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw DocumentError("cannot be read");
    auto result = std::move(text).str();
    std::erase(result, '\r');
    if (const auto bad = unicode::find_invalid(result))
      throw LineError{1 + static_cast<std::size_t>(std::count(
                              result.begin(), result.begin() + static_cast<std::ptrdiff_t>(*bad), '\n')),
                      "invalid UTF-8"};
    return result;
  }

  fs::path root_;
  const Schema& schema_;
  RecordOptions options_;
  std::vector<fs::path> files_;
  std::size_t at_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> open_markdown(const fs::path& source, const Schema& schema,
                                            const RecordOptions& options) {
  try {
    return std::make_unique<MarkdownFolder>(source, schema, options);
  } catch (const fs::filesystem_error& error) {
    throw ImportError(fmt::format("'{}' cannot be read: {}", source.string(), error.code().message()));
  }
}

}  // namespace speur::import
