// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <optional>
#include <vector>

#include "speur/error.hpp"
#include "speur/json.hpp"
#include "speur/records.hpp"
#include "targets.hpp"
#include "temporary_directory.hpp"
#include "unicode/unicode.hpp"

namespace speur::fuzz {
namespace {

void check(const Document& document, const Schema& schema) {
  require(!document.id.empty(), "a document without an id");
  for (const auto& [field, values] : document.fields) {
    require(schema.find(field), "a field that the schema does not have");
    for (const auto& value : values)
      require(!unicode::find_invalid(value), "a value that is no UTF-8");
  }
  const auto json = to_json(document, schema);
  require(to_json(to_document(json, schema), schema) == json,
          "what is written is not what is read again");
}

void check(const Removal& removal, const Schema& schema) {
  require(!removal.id.empty(), "a removal without an id");
  const auto record = R"({"id": ")" + removal.id + R"(", "deleted": true})";
  if (removal.id.find_first_of("\"\\") == std::string::npos)
    require(std::get<Removal>(to_record(record, schema)) == removal,
            "what is written is not what is read again");
}

void check(const Refusal& refusal, const Schema&) {
  require(!refusal.reason.empty(), "a refusal without a reason");
  require(!unicode::find_invalid(refusal.text()), "a reason that is no UTF-8");
}

const Schema& products() {
  static const auto schema = Schema::knowledge_product();
  return schema;
}

struct Reading {
  std::vector<Record> records;
  std::size_t skipped = 0;
};

Reading read(const std::filesystem::path& source, std::optional<std::string> since) {
  RecordOptions options;
  options.max_record_bytes = 1 << 16;
  options.since = std::move(since);
  const auto reader = open_records(source, products(), options);
  Reading reading;
  while (auto record = reader->next()) reading.records.push_back(*std::move(record));
  reading.skipped = reader->skipped();
  return reading;
}

// What is skipped is left out, and all else is read as if nothing were.
void check_since(const std::filesystem::path& source, const Reading& whole, std::string day) {
  const auto part = read(source, std::move(day));
  require(part.records.size() + part.skipped == whole.records.size(),
          "what is skipped is not what is not read");
  auto next = whole.records.begin();
  for (const auto& record : part.records) {
    next = std::find(next, whole.records.end(), record);
    require(next != whole.records.end(), "a record is read in another way");
    ++next;
  }
}

// The first line as a day; hardly ever one.
void check_day(const std::filesystem::path& source, const Reading& whole, std::string_view input) {
  try {
    check_since(source, whole, std::string(input.substr(0, input.find('\n'))));
  } catch (const RequestError& error) {
    require(*error.what() != '\0', "an error without a text");
  }
}

void read(std::string_view input, const char* name) {
  static const test::TemporaryDirectory directory;
  const auto source = directory.write(name, input);
  const auto whole = read(source, std::nullopt);
  require(whole.skipped == 0, "skipped without being asked to");
  for (const auto& record : whole.records)
    std::visit([](const auto& said) { check(said, products()); }, record);
  for (const auto* day : {"2024-05-17", "9999"}) check_since(source, whole, day);
  check_day(source, whole, input);
}

}  // namespace

void json_lines(std::string_view input) { read(input, "records.jsonl"); }
void markdown(std::string_view input) { read(input, "page.md"); }

}  // namespace speur::fuzz
