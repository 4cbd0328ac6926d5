// SPDX-License-Identifier: GPL-2.0-or-later
#include "import/record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/document.hpp"
#include "speur/error.hpp"

namespace speur::import {

using nlohmann::json;

namespace {

// "meta.soort" is the member "soort" of the object "meta", unless a member has that very name.
const json* member(const json& record, const std::string& name) {
  if (const auto found = record.find(name); found != record.end()) return &*found;
  const auto dot = name.find('.');
  if (dot == std::string::npos) return nullptr;
  const auto outer = record.find(name.substr(0, dot));
  if (outer == record.end() || !outer->is_object()) return nullptr;
  return member(*outer, name.substr(dot + 1));
}

bool holds_something(const json& value) {
  if (value.is_string()) return !document::trim(value.get_ref<const std::string&>()).empty();
  if (value.is_array()) return std::any_of(value.begin(), value.end(), holds_something);
  return !value.is_null();
}

// The first of the names under which the record holds something.
const json* first_member(const json& record, const std::vector<std::string>& names) {
  for (const auto& name : names)
    if (const auto* value = member(record, name); value && holds_something(*value)) return value;
  return nullptr;
}

}  // namespace

const json* find_member(const json& record, const Field& field) {
  if (const auto* value = first_member(record, field.from)) return value;
  return first_member(record, {field.name});  // what `to_json` writes can be read again
}

namespace {

// There, but nothing is in it: "" or [""], not null or [].
bool is_left_blank(const json& record, const Field& field) {
  auto names = field.from;
  names.push_back(field.name);
  return !find_member(record, field) &&
         std::any_of(names.begin(), names.end(), [&](const std::string& name) {
           const auto* value = member(record, name);
           return value && !value->is_null() && !(value->is_array() && value->empty());
         });
}

const json* id_of(const json& record, const Schema& schema) {
  if (const auto* value = first_member(record, schema.id_from)) return value;
  return first_member(record, {"id"});
}

std::string scalar_text(std::string_view name, const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean() || value.is_number()) return value.dump();
  throw DocumentError(fmt::format("field '{}': expected a text or a list of texts, found {}", name,
                                  value.is_object() ? "an object" : "a list in a list"));
}

std::vector<std::string> texts(const Field& field, const json& value) {
  if (!value.is_array()) return {scalar_text(field.name, value)};
  std::vector<std::string> all;
  for (const auto& item : value)
    if (!item.is_null()) all.push_back(scalar_text(field.name, item));
  return all;
}

Relation relation(const Field& field, const json& value) {
  if (!value.is_object()) return {"", scalar_text(field.name, value)};
  const auto part = [&](const char* key) {
    const auto found = value.find(key);
    return found == value.end() || found->is_null() ? std::string()
                                                    : scalar_text(field.name, *found);
  };
  return {part("type"), part("id")};
}

std::vector<Relation> relations(const Field& field, const json& value) {
  if (!value.is_array()) return {relation(field, value)};
  std::vector<Relation> all;
  for (const auto& item : value)
    if (!item.is_null()) all.push_back(relation(field, item));
  return all;
}

// Whether the schema takes something from the member `name` itself, or from what is in it.
bool reads(const Schema& schema, std::string_view name) {
  const auto is_read = [&](const std::string& from) {
    return from == name || (from.starts_with(name) && from[name.size()] == '.');
  };
  return std::any_of(schema.id_from.begin(), schema.id_from.end(), is_read) ||
         std::any_of(schema.fields.begin(), schema.fields.end(), [&](const Field& field) {
           return is_read(field.name) || std::any_of(field.from.begin(), field.from.end(), is_read);
         });
}

// Asked of every record, so the schema is looked through only where there is something to ask.
bool says_deleted(const json& record, const Schema& schema) {
  constexpr const char* name = "deleted";
  const auto found = record.find(name);
  if (found == record.end() || found->is_null() || reads(schema, name)) return false;
  if (found->is_boolean()) return found->get<bool>();
  throw DocumentError(
      fmt::format("'{}': expected true, for a document that is gone, or false; found a JSON {}",
                  name, found->type_name()));
}

Document to_document(const Schema& schema, const json& record, std::string id) {
  Document document{std::move(id), {}, {}};
  for (const auto& field : schema.fields) {
    // Taken for none, it would show the document to everybody; `conform` refuses it.
    if (field.name == schema.roles.access && is_left_blank(record, field))
      document.fields.emplace(field.name, std::vector<std::string>{""});
    const auto* value = find_member(record, field);
    if (!value) continue;
    if (field.kind == FieldKind::relation) document.relations = relations(field, *value);
    else document.fields.emplace(field.name, texts(field, *value));
  }
  return document::conform(schema, std::move(document));
}

}  // namespace

bool has_id(const json& record, const Schema& schema) { return id_of(record, schema); }

Record to_record(const Schema& schema, const json& record) {
  if (!record.is_object()) throw DocumentError("a record is a JSON object {...}");
  const auto* found = id_of(record, schema);
  auto id = found ? scalar_text("id", *found) : std::string();
  if (says_deleted(record, schema)) return Removal{document::conform_id(id)};
  return to_document(schema, record, std::move(id));
}

}  // namespace speur::import
