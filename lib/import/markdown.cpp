// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "import/front_matter.hpp"
#include "import/plain_text.hpp"
#include "import/record.hpp"
#include "import/since.hpp"
#include "speur/error.hpp"
#include "unicode/unicode.hpp"

namespace speur::import {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

// A field that the front matter leaves out is taken from the file.
void set_if_absent(json& record, const Field* field, std::string text) {
  if (field && !text.empty() && !find_member(record, *field)) record[field->name] = std::move(text);
}

// The text goes to the last snippet role: the summary, if there is one, comes before the body.
std::string_view body_field(const Schema& schema) {
  return schema.roles.snippet.empty() ? std::string_view("body") : schema.roles.snippet.back();
}

std::vector<fs::path> markdown_files(const fs::path& source) {
  if (!fs::is_directory(source)) return {source};
  std::vector<fs::path> files;
  for (auto entry =
           fs::recursive_directory_iterator(source, fs::directory_options::skip_permission_denied);
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

// In front matter every value is a text.
void read_deleted(json& record) {
  const auto found = record.find("deleted");
  if (found == record.end()) return;
  if (*found == "true") *found = true;
  else if (*found == "false") *found = false;
}

class MarkdownFolder final : public RecordReader {
 public:
  MarkdownFolder(const fs::path& source, const Schema& schema, const RecordOptions& options)
      : root_(fs::is_directory(source) ? source : source.parent_path()),
        schema_(schema),
        options_(options),
        files_(markdown_files(source)) {
    if (options.since) since_.emplace(*options.since);
  }

  std::optional<Record> next() override {
    for (; since_ && at_ < files_.size() && since_->skips_file(files_[at_]); ++at_) ++skipped_;
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
  std::size_t skipped() const override { return skipped_; }

 private:
  Record record(const fs::path& file) {
    const auto parts = split_front_matter(contents(file));
    auto record = read_front_matter(parts.front_matter, options_.max_depth);
    read_deleted(record);
    auto plain = plain_text(parts.body);
    if (!has_id(record, schema_))
      record["id"] = file.lexically_relative(root_).replace_extension().generic_string();
    set_if_absent(record, schema_.find(schema_.roles.title), std::move(plain.first_heading));
    set_if_absent(record, schema_.find(body_field(schema_)), std::move(plain.text));
    return to_record(schema_, record);
  }

  std::string contents(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (error) throw DocumentError("cannot be read: " + error.message());
    bytes_ += size;
    if (size > options_.max_record_bytes)
      throw DocumentError(
          fmt::format("the file is larger than {} bytes", options_.max_record_bytes));
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw DocumentError("cannot be read");
    auto result = std::move(text).str();
    std::erase(result, '\r');
    if (const auto bad = unicode::find_invalid(result))
      throw LineError{
          1 + static_cast<std::size_t>(std::count(
                  result.begin(), result.begin() + static_cast<std::ptrdiff_t>(*bad), '\n')),
          "invalid UTF-8"};
    return result;
  }

  fs::path root_;
  const Schema& schema_;
  RecordOptions options_;
  std::vector<fs::path> files_;
  std::optional<Since> since_;
  std::size_t skipped_ = 0;
  std::size_t at_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> open_markdown(const fs::path& source, const Schema& schema,
                                            const RecordOptions& options) {
  try {
    return std::make_unique<MarkdownFolder>(source, schema, options);
  } catch (const fs::filesystem_error& error) {
    throw ImportError(
        fmt::format("'{}' cannot be read: {}", source.string(), error.code().message()));
  }
}

}  // namespace speur::import
