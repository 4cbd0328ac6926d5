// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>

#include "document/json_object.hpp"

namespace speur {
namespace {

using document::Json;
using document::JsonObject;
using document::name_in;
using document::names_in;

constexpr std::array field_kinds{
    std::pair{"text", FieldKind::text}, std::pair{"keyword", FieldKind::keyword},
    std::pair{"stored", FieldKind::stored}, std::pair{"facet", FieldKind::facet},
    std::pair{"relation", FieldKind::relation}};
constexpr std::array facet_kinds{
    std::pair{"flat", FacetKind::flat}, std::pair{"hierarchical", FacetKind::hierarchical},
    std::pair{"ordinal", FacetKind::ordinal}, std::pair{"date", FacetKind::date}};

FacetValue read_value(const Json& json, const std::string& where) {
  if (json.is_string()) return {json.get<std::string>(), {}, {}, {}};
  JsonObject reader(json, where + ": a value");
  FacetValue value{reader.text("value"), reader.label("label"), reader.texts("implies"),
                   reader.texts("from")};
  reader.finish();
  return value;
}

FacetSpec read_facet(JsonObject& reader, const std::string& where) {
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
  JsonObject reader(json, where);
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
  if (field.kind == FieldKind::relation) field.versions = reader.texts("versions");
  reader.finish();
  return field;
}

Json parse(std::string_view json, const char* what) {
  try {
    return Json::parse(json);
  } catch (const Json::exception& error) {
    throw SchemaError(fmt::format("{} no JSON: {}", what, error.what()));
  }
}

// What is not named keeps its value.
void read_ranking(const Json* json, Ranking& ranking) {
  if (!json) return;
  JsonObject reader(*json, "'ranking'");
  ranking.k1 = reader.number("k1", ranking.k1);
  ranking.b = reader.number("b", ranking.b);
  ranking.title = reader.number("title", ranking.title);
  ranking.opening = reader.number("opening", ranking.opening);
  ranking.semantic = reader.number("semantic", ranking.semantic);
  if (const auto* related = reader.get("related")) {
    JsonObject weights(*related, "'ranking': 'related'");
    ranking.related_title = weights.number("title", ranking.related_title);
    ranking.related_mentions = weights.number("mentions", ranking.related_mentions);
    ranking.related_semantic = weights.number("semantic", ranking.related_semantic);
    ranking.related_facets = weights.number("facets", ranking.related_facets);
    ranking.related_relations = weights.number("relations", ranking.related_relations);
    ranking.related_use = weights.number("use", ranking.related_use);
    ranking.related_diversity = weights.number("diversity", ranking.related_diversity);
    weights.finish();
  }
  reader.finish();
}

Json ranking_json(const Ranking& ranking) {
  return {{"k1", ranking.k1},
          {"b", ranking.b},
          {"title", ranking.title},
          {"opening", ranking.opening},
          {"semantic", ranking.semantic},
          {"related",
           {{"title", ranking.related_title},
            {"mentions", ranking.related_mentions},
            {"semantic", ranking.related_semantic},
            {"facets", ranking.related_facets},
            {"relations", ranking.related_relations},
            {"use", ranking.related_use},
            {"diversity", ranking.related_diversity}}}};
}

void read_weights(const Json* json, Schema& schema) {
  if (!json) return;
  JsonObject reader(*json, "'weights'");
  for (auto& field : schema.fields)
    if (field.kind == FieldKind::text)
      field.weight = reader.number(field.name.c_str(), field.weight);
  reader.finish();
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
  if (!field.versions.empty()) json["versions"] = field.versions;
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
  const Json json = parse(text, "the schema is");
  JsonObject reader(json, "the schema");
  Schema schema;
  schema.name = reader.text("name", "schema");
  if (const auto* id = reader.get("id")) {
    JsonObject id_reader(*id, "'id'");
    schema.id_from = id_reader.texts("from", schema.id_from);
    id_reader.finish();
  }
  if (const auto* roles = reader.get("roles")) {
    JsonObject role_reader(*roles, "'roles'");
    schema.roles = {
        role_reader.text("title"),        role_reader.text("url"),   role_reader.texts("date"),
        role_reader.texts("snippet"),     role_reader.text("type"),  role_reader.text("theme"),
        role_reader.text("organisation"), role_reader.text("tier"),  role_reader.text("maturity"),
        role_reader.text("series"),       role_reader.text("access")};
    role_reader.finish();
  }
  read_ranking(reader.get("ranking"), schema.ranking);
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
  // Those that not every schema has.
  const auto add_role = [&](const char* role, const std::string& field) {
    if (!field.empty()) json["roles"][role] = field;
  };
  add_role("type", roles.type);
  add_role("theme", roles.theme);
  add_role("organisation", roles.organisation);
  add_role("tier", roles.tier);
  add_role("maturity", roles.maturity);
  add_role("series", roles.series);
  add_role("access", roles.access);
  if (ranking != Ranking{}) json["ranking"] = ranking_json(ranking);
  json["fields"] = Json::array();
  for (const auto& field : fields) json["fields"].push_back(field_json(field));
  return json.dump();
}

Schema Schema::with_settings(std::string_view text) const {
  const Json json = parse(text, "the settings are");
  JsonObject reader(json, "the settings");
  Schema schema = *this;
  read_weights(reader.get("weights"), schema);
  read_ranking(reader.get("ranking"), schema.ranking);
  reader.finish();
  schema.validate();
  return schema;
}

std::string Schema::settings_json() const {
  Json json{{"weights", Json::object()}, {"ranking", ranking_json(ranking)}};
  for (const auto& field : fields)
    if (field.kind == FieldKind::text) json["weights"][field.name] = field.weight;
  return json.dump(2);
}

}  // namespace speur
