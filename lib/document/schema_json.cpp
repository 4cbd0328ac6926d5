// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "speur/error.hpp"
#include "speur/schema.hpp"

namespace speur {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array field_kinds{
    std::pair{"text", FieldKind::text}, std::pair{"keyword", FieldKind::keyword},
    std::pair{"stored", FieldKind::stored}, std::pair{"facet", FieldKind::facet},
    std::pair{"relation", FieldKind::relation}};
constexpr std::array facet_kinds{
    std::pair{"flat", FacetKind::flat}, std::pair{"hierarchical", FacetKind::hierarchical},
    std::pair{"ordinal", FacetKind::ordinal}, std::pair{"date", FacetKind::date}};

template <typename Table>
std::string names_in(const Table& table) {
  std::string names;
  for (const auto& [name, kind] : table) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

template <typename Table, typename Kind>
const char* name_in(const Table& table, Kind kind) {
  return std::find_if(table.begin(), table.end(), [&](auto& row) { return row.second == kind; })
      ->first;
}

// A JSON object that is read key by key; a key that nobody asked for is a mistake worth telling.
class Reader {
 public:
  Reader(const Json& json, std::string where) : json_(json), where_(std::move(where)) {
    if (!json.is_object()) refuse("is an object {...}");
  }

  [[noreturn]] void refuse(std::string_view rule) const {
    throw SchemaError(fmt::format("{}: {}", where_, rule));
  }

  const Json* get(const char* key) {
    known_.emplace_back(key);
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }

  std::string text(const char* key, std::string fallback = {}) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (!json->is_string()) refuse(fmt::format("'{}' is a text", key));
    return json->get<std::string>();
  }

  std::vector<std::string> texts(const char* key, std::vector<std::string> fallback = {}) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (json->is_string()) return {json->get<std::string>()};
    const bool good =
        json->is_array() &&
        std::all_of(json->begin(), json->end(), [](const Json& item) { return item.is_string(); });
    if (!good) refuse(fmt::format("'{}' is a text or a list of texts", key));
    return json->get<std::vector<std::string>>();
  }

  double number(const char* key, double fallback) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (!json->is_number()) refuse(fmt::format("'{}' is a number", key));
    return json->get<double>();
  }

  bool boolean(const char* key, bool fallback) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (!json->is_boolean()) refuse(fmt::format("'{}' is true or false", key));
    return json->get<bool>();
  }

  template <typename Table, typename Kind>
  Kind one_of(const char* key, const Table& table, Kind fallback) {
    const auto written = text(key, name_in(table, fallback));
    for (const auto& [name, kind] : table)
      if (written == name) return kind;
    refuse(fmt::format("'{}' is one of {}; not '{}'", key, names_in(table), written));
  }

  Label label(const char* key) {
    const auto* json = get(key);
    if (!json) return {};
    if (json->is_string()) return {json->get<std::string>(), ""};
    Reader reader(*json, fmt::format("{}: '{}'", where_, key));
    Label label{reader.text("nl"), reader.text("en")};
    reader.finish();
    return label;
  }

  void finish() const {
    for (const auto& [key, value] : json_.items())
      if (std::find(known_.begin(), known_.end(), key) == known_.end())
        refuse(fmt::format("there is no setting '{}'", key));
  }

 private:
  const Json& json_;
  std::string where_;
  std::vector<std::string> known_;
};

FacetValue read_value(const Json& json, const std::string& where) {
  if (json.is_string()) return {json.get<std::string>(), {}, {}, {}};
  Reader reader(json, where + ": a value");
  FacetValue value{reader.text("value"), reader.label("label"), reader.texts("implies"),
                   reader.texts("from")};
  reader.finish();
  return value;
}

FacetSpec read_facet(Reader& reader, const std::string& where) {
  FacetSpec facet;
  facet.kind = reader.one_of("facet", facet_kinds, FacetKind::flat);
  facet.closed = reader.boolean("closed", false);
  facet.separator = reader.text("separator", facet.separator);
  if (const auto* values = reader.get("values")) {
    if (!values->is_array()) reader.refuse("'values' is a list");
    for (const auto& value : *values) facet.values.push_back(read_value(value, where));
  }
  return facet;
}

Field read_field(const Json& json, std::size_t number) {
  std::string where = fmt::format("field {}", number);
  if (json.is_object() && json.contains("name") && json["name"].is_string())
    where = fmt::format("field '{}'", json["name"].get<std::string>());
  Reader reader(json, where);
  Field field;
  field.name = reader.text("name");
  if (!reader.get("kind"))
    reader.refuse("'kind' is missing; it is one of " + names_in(field_kinds));
  field.kind = reader.one_of("kind", field_kinds, FieldKind::text);
  field.from = reader.texts("from");
  field.label = reader.label("label");
  field.many = reader.boolean("many", true);
  if (field.kind == FieldKind::text) field.weight = reader.number("weight", 1);
  if (field.kind == FieldKind::facet) field.facet = read_facet(reader, where);
  reader.finish();
  return field;
}

Json parse(std::string_view json) {
  try {
    return Json::parse(json);
  } catch (const Json::exception& error) {
    throw SchemaError(fmt::format("the schema is no JSON: {}", error.what()));
  }
}

Json label_json(const Label& label) {
  Json json = Json::object();
  if (!label.nl.empty()) json["nl"] = label.nl;
  if (!label.en.empty()) json["en"] = label.en;
  return json;
}

Json value_json(const FacetValue& value) {
  Json json{{"value", value.value}};
  if (value.label != Label{}) json["label"] = label_json(value.label);
  if (!value.implies.empty()) json["implies"] = value.implies;
  if (!value.from.empty()) json["from"] = value.from;
  return json;
}

Json field_json(const Field& field) {
  Json json{{"name", field.name}, {"kind", name_in(field_kinds, field.kind)}};
  if (!field.from.empty()) json["from"] = field.from;
  if (field.label != Label{}) json["label"] = label_json(field.label);
  json["many"] = field.many;
  if (field.kind == FieldKind::text) json["weight"] = field.weight;
  if (field.kind != FieldKind::facet) return json;
  json["facet"] = name_in(facet_kinds, field.facet.kind);
  json["closed"] = field.facet.closed;
  json["separator"] = field.facet.separator;
  json["values"] = Json::array();
  for (const auto& value : field.facet.values) json["values"].push_back(value_json(value));
  return json;
}

}  // namespace

Schema Schema::from_json(std::string_view text) {
  const Json json = parse(text);
  Reader reader(json, "the schema");
  Schema schema;
  schema.name = reader.text("name", "schema");
  if (const auto* id = reader.get("id")) {
    Reader id_reader(*id, "'id'");
    schema.id_from = id_reader.texts("from", schema.id_from);
    id_reader.finish();
  }
  if (const auto* roles = reader.get("roles")) {
    Reader role_reader(*roles, "'roles'");
    schema.roles = {role_reader.text("title"), role_reader.text("url"), role_reader.texts("date"),
                    role_reader.texts("snippet")};
    role_reader.finish();
  }
  const auto* fields = reader.get("fields");
  if (!fields || !fields->is_array()) reader.refuse("'fields' is a list of fields");
  for (const auto& field : *fields)
    schema.fields.push_back(read_field(field, schema.fields.size() + 1));
  reader.finish();
  schema.validate();
  return schema;
}

std::string Schema::to_json() const {
  Json json{{"name", name}, {"id", {{"from", id_from}}}};
  json["roles"] = {
      {"title", roles.title}, {"url", roles.url}, {"date", roles.date}, {"snippet", roles.snippet}};
  json["fields"] = Json::array();
  for (const auto& field : fields) json["fields"].push_back(field_json(field));
  return json.dump();
}

}  // namespace speur
