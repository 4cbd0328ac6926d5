// SPDX-License-Identifier: GPL-2.0-or-later
#include "document/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "speur/error.hpp"
#include "unicode/unicode.hpp"

namespace speur {

const std::vector<std::string>& Document::values(std::string_view field) const {
  static const std::vector<std::string> none;
  const auto found = fields.find(field);
  return found == fields.end() ? none : found->second;
}

const std::string& Document::first(std::string_view field) const {
  static const std::string empty;
  const auto& all = values(field);
  return all.empty() ? empty : all.front();
}

}  // namespace speur

namespace speur::document {
namespace {

// Xapian's terms hold 245 bytes; these leave room for the prefix.
constexpr std::size_t max_id_bytes = 200;
constexpr std::size_t max_value_bytes = 200;
constexpr std::size_t max_values = 10'000;

bool has_control_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::decode(text, at);
    if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) return true;
    at += c.length;
  }
  return false;
}

void check_utf8(std::string_view where, std::string_view text) {
  if (const auto bad = unicode::find_invalid(text))
    throw DocumentError(fmt::format("{} is no valid UTF-8 at byte {}", where, *bad));
}

// `what` says whose id it is: "the id" of the document, or that of a relation.
void check_id(std::string_view what, std::string_view id) {
  check_utf8(what, id);
  if (id.size() > max_id_bytes)
    throw DocumentError(fmt::format("{} has {} bytes; at most {}", what, id.size(), max_id_bytes));
  if (has_control_character(id))
    throw DocumentError(fmt::format("{} has a control character", what));
}

void check_short(const Field& field, std::string_view value) {
  if (value.size() > max_value_bytes)
    throw DocumentError(fmt::format("field '{}' has a value of {} bytes; at most {}", field.name,
                                    value.size(), max_value_bytes));
  if (has_control_character(value))
    throw DocumentError(fmt::format("field '{}' has a value with a control character", field.name));
}

std::string declared_list(const Field& field) {
  std::string names;
  for (const auto& value : field.facet.values) names += (names.empty() ? "" : ", ") + value.value;
  return names;
}

std::string conform_value(const Field& field, std::string_view written) {
  check_utf8(fmt::format("field '{}'", field.name), written);
  const auto value = trim(written);
  if (field.kind == FieldKind::keyword) check_short(field, unicode::fold(value));
  if (field.kind == FieldKind::facet) check_short(field, value);
  if (field.kind != FieldKind::facet || value.empty()) return std::string(value);
  if (auto canonical = canonical_value(field, value)) {
    check_short(field, *canonical);  // a declared spelling may be longer than what was written
    return *std::move(canonical);
  }
  if (field.facet.kind == FacetKind::date)
    throw DocumentError(fmt::format(
        "field '{}': '{}' is no date; write 2024-05-17, 2024-05 or 2024", field.name, value));
  throw DocumentError(fmt::format("field '{}': unknown value '{}'; values are: {}", field.name,
                                  value, declared_list(field)));
}

std::vector<std::string> conform_values(const Field& field, const std::vector<std::string>& given) {
  if (given.size() > max_values)
    throw DocumentError(
        fmt::format("field '{}' has {} values; at most {}", field.name, given.size(), max_values));
  std::vector<std::string> kept;
  std::unordered_set<std::string> seen;
  for (const auto& written : given) {
    auto value = conform_value(field, written);
    if (!value.empty() && seen.insert(value).second) kept.push_back(std::move(value));
  }
  if (!field.many && kept.size() > 1)
    throw DocumentError(
        fmt::format("field '{}' takes one value, {} were given", field.name, kept.size()));
  return kept;
}

const Field& known_field(const Schema& schema, std::string_view name) {
  if (const auto* field = schema.find(name); field && field->kind != FieldKind::relation)
    return *field;
  throw DocumentError(fmt::format("field '{}' is not in schema '{}'", name, schema.name));
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::string_view white = " \t\r\n\f\v";
  const auto begin = text.find_first_not_of(white);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

std::size_t size_of(const Document& document) {
  std::size_t size = document.id.size();
  for (const auto& [name, values] : document.fields)
    for (const auto& value : values) size += value.size();
  return size;
}

std::string conform_id(std::string_view given) {
  const auto id = trim(given);
  if (id.empty()) throw DocumentError("no id");
  check_id("the id", id);
  return std::string(id);
}

Document conform(const Schema& schema, Document given) {
  Document kept;
  kept.id = conform_id(given.id);
  for (const auto& [name, values] : given.fields) {
    auto conformed = conform_values(known_field(schema, name), values);
    // Dropped like other empty values, it would show the document to everybody.
    if (name == schema.roles.access && conformed.empty() && !values.empty())
      throw DocumentError(fmt::format(
          "field '{}', which says who may see the document, holds no token; leave it out to show "
          "the document to everybody",
          name));
    if (!conformed.empty()) kept.fields.emplace(name, std::move(conformed));
  }
  const auto is_relation = [](const Field& field) { return field.kind == FieldKind::relation; };
  if (!given.relations.empty() &&
      std::none_of(schema.fields.begin(), schema.fields.end(), is_relation))
    throw DocumentError(fmt::format("schema '{}' has no relation field", schema.name));
  for (auto& relation : given.relations) {
    relation.id = trim(relation.id);
    if (relation.id.empty()) throw DocumentError("a relation names no id");
    check_id("the id of a relation", relation.id);
    check_utf8("a relation's type", relation.type);
    kept.relations.push_back(std::move(relation));
  }
  return kept;
}

}  // namespace speur::document
