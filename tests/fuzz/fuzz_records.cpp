// SPDX-License-Identifier: GPL-2.0-or-later
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

void read(std::string_view input, const char* name) {
  static const auto schema = Schema::knowledge_product();
  static const test::TemporaryDirectory directory;
  RecordOptions options;
  options.max_record_bytes = 1 << 16;
  const auto records = open_records(directory.write(name, input), schema, options);
  while (const auto record = records->next())
    std::visit([&](const auto& said) { check(said, schema); }, *record);
}

}  // namespace

void json_lines(std::string_view input) { read(input, "records.jsonl"); }
void markdown(std::string_view input) { read(input, "page.md"); }

}  // namespace speur::fuzz
