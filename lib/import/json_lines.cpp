// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "document/document.hpp"
#include "import/record.hpp"
#include "import/since.hpp"
#include "speur/error.hpp"
#include "unicode/unicode.hpp"

namespace speur::import {
namespace {

using nlohmann::json;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// What the parser says, without its codes and without the text it choked on, which may be long and
// may be no text at all.
std::string parse_problem(const json::exception& error) {
  std::string_view what = error.what();
  if (const auto end = what.find("; last read"); end != std::string_view::npos)
    what = what.substr(0, end);
  if (const auto begin = what.find("] "); begin != std::string_view::npos)
    what.remove_prefix(begin + 2);
  return unicode::make_valid(what);
}

json parse(std::string_view line, std::size_t max_depth) {
  bool too_deep = false;
  const auto watch_depth = [&](int depth, json::parse_event_t event, json&) {
    // The depth of a container's start is that of what it stands in.
    const bool opens =
        event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
    too_deep |= depth + (opens ? 1 : 0) > static_cast<int>(max_depth);
    return !too_deep;  // what is refused takes no memory
  };
  try {
    auto record = json::parse(line, watch_depth);
    if (too_deep)
      throw DocumentError(fmt::format("the JSON is nested deeper than {} levels", max_depth));
    return record;
  } catch (const json::exception& error) {  // also a number that no double holds
    throw DocumentError("malformed JSON: " + parse_problem(error));
  }
}

class JsonLines final : public RecordReader {
 public:
  JsonLines(const std::filesystem::path& source, const Schema& schema, const RecordOptions& options)
      : name_(source.string()),
        schema_(schema),
        options_(options),
        stream_(source, std::ios::binary) {
    if (!stream_)
      throw ImportError(fmt::format("'{}' cannot be read: {}", name_, std::strerror(errno)));
    if (!options.since) return;
    since_.emplace(*options.since);
    changed_ = &changed_field(schema);
  }

  std::optional<Record> next() override {
    while (read_line()) {
      ++number_;
      if (number_ == 1 && line_.starts_with(byte_order_mark))
        line_.erase(0, byte_order_mark.size());
      if (!too_long_ && document::trim(line_).empty()) continue;
      try {
        const auto record = read_record();
        if (!since_ || !since_->skips_record(record, *changed_)) return to_record(schema_, record);
        ++skipped_;
      } catch (const DocumentError& error) {
        return Refusal{name_, number_, error.what()};
      }
    }
    return std::nullopt;
  }

  std::size_t bytes_read() const override { return bytes_; }
  std::size_t skipped() const override { return skipped_; }

 private:
  json read_record() const {
    if (too_long_)
      throw DocumentError(
          fmt::format("the line is longer than {} bytes", options_.max_record_bytes));
    if (const auto bad = unicode::find_invalid(line_))
      throw DocumentError(fmt::format("invalid UTF-8 at byte {} of the line", *bad + 1));
    return parse(line_, options_.max_depth);
  }

  // Like std::getline, but keeps no more of a line than the limit.
  bool read_line() {
    line_.clear();
    too_long_ = false;
    bool any = false;
    for (;;) {
      if (at_ == filled_ && !fill()) return any;
      any = true;
      const auto* begin = buffer_ + at_;
      const auto* end = static_cast<const char*>(std::memchr(begin, '\n', filled_ - at_));
      const auto size = static_cast<std::size_t>((end ? end : buffer_ + filled_) - begin);
      too_long_ = too_long_ || line_.size() + size > options_.max_record_bytes;
      if (!too_long_) line_.append(begin, size);
      const auto taken = size + (end ? 1 : 0);
      at_ += taken;
      bytes_ += taken;
      if (end) return true;
    }
  }

  bool fill() {
    stream_.read(buffer_, sizeof buffer_);
    at_ = 0;
    filled_ = static_cast<std::size_t>(stream_.gcount());
    if (stream_.bad()) throw ImportError(fmt::format("'{}': reading failed", name_));
    return filled_ > 0;
  }

  std::string name_;
  const Schema& schema_;
  RecordOptions options_;
  std::optional<Since> since_;
  const Field* changed_ = nullptr;  // if something may be skipped
  std::size_t skipped_ = 0;
  std::ifstream stream_;
  char buffer_[1 << 16];
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::size_t bytes_ = 0;
  std::size_t number_ = 0;
  std::string line_;
  bool too_long_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> open_json_lines(const std::filesystem::path& source,
                                              const Schema& schema, const RecordOptions& options) {
  return std::make_unique<JsonLines>(source, schema, options);
}

}  // namespace speur::import

namespace speur {

Record to_record(std::string_view json, const Schema& schema, const RecordOptions& options) {
  if (json.size() > options.max_record_bytes)
    throw DocumentError(
        fmt::format("the record is longer than {} bytes", options.max_record_bytes));
  if (const auto bad = unicode::find_invalid(json))
    throw DocumentError(fmt::format("invalid UTF-8 at byte {} of the record", *bad + 1));
  return import::to_record(schema, import::parse(json, options.max_depth));
}

Document to_document(std::string_view json, const Schema& schema, const RecordOptions& options) {
  auto record = to_record(json, schema, options);
  if (const auto* removal = std::get_if<Removal>(&record))
    throw DocumentError(
        fmt::format("the record says that document '{}' is gone; remove it, as it cannot be added",
                    removal->id));
  return std::get<Document>(std::move(record));
}

}  // namespace speur
