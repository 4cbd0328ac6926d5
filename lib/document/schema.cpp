// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "document/document.hpp"
#include "speur/error.hpp"

namespace speur {
namespace embedded {
extern const std::string_view default_schema;
}
namespace {

[[noreturn]] void refuse(const Field& field, std::string_view rule) {
  throw SchemaError(fmt::format("field '{}': {}", field.name, rule));
}

void check_name(const Field& field) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto& name = field.name;
  const bool good = !name.empty() && name.size() <= 32 && letter(name.front()) &&
                    std::all_of(name.begin(), name.end(), [&](char c) {
                      return letter(c) || (c >= '0' && c <= '9') || c == '_';
                    });
  if (!good)
    refuse(field,
           "a name is lower-case letters, digits and _, begins with a letter, and "
           "has at most 32 characters");
  if (name == "id") refuse(field, "'id' is what every document has already; choose another name");
}

void check_values(const Field& field) {
  const auto& facet = field.facet;
  if (facet.kind == FacetKind::ordinal && facet.values.empty())
    refuse(field, "an ordinal facet declares its values, lowest first");
  if (facet.kind == FacetKind::date && !facet.values.empty())
    refuse(field, "a date facet declares no values");
  if (facet.kind == FacetKind::hierarchical && facet.separator.empty())
    refuse(field, "the separator of a hierarchical facet is not empty");
  std::set<std::string, std::less<>> names;
  for (const auto& value : facet.values) {
    if (value.value.empty() || value.value.size() > 200)
      refuse(field, "a value has 1 to 200 bytes");
    if (!names.insert(value.value).second)
      refuse(field, fmt::format("value '{}' is declared twice", value.value));
  }
  for (const auto& value : facet.values)
    for (const auto& implied : value.implies)
      if (!names.contains(implied))
        refuse(field,
               fmt::format("value '{}' implies '{}', which is not declared", value.value, implied));
}

void check_field(const Field& field) {
  check_name(field);
  if (field.kind == FieldKind::facet) check_values(field);
  if (field.kind != FieldKind::text) return;
  const double tenths = field.weight * 10;
  if (!(tenths >= 1 && tenths <= 1000) || std::abs(tenths - std::round(tenths)) > 1e-6)
    refuse(field, "a weight is 0.1 to 100, in steps of 0.1");
}

// `holds` says whether a field fits the role; `rule` is what to say when it does not.
template <typename Holds>
void check_role(const Schema& schema, std::string_view role, std::string_view name, Holds holds,
                std::string_view rule) {
  if (name.empty()) return;
  const auto* field = schema.find(name);
  if (!field) throw SchemaError(fmt::format("role '{}': there is no field '{}'", role, name));
  if (!holds(*field)) throw SchemaError(fmt::format("role '{}': field '{}' {}", role, name, rule));
}

void check_roles(const Schema& schema) {
  const auto is_text = [](const Field& field) { return field.kind == FieldKind::text; };
  const auto is_date = [](const Field& field) {
    return field.kind == FieldKind::facet && field.facet.kind == FacetKind::date;
  };
  check_role(schema, "title", schema.roles.title, is_text, "is no text field");
  check_role(
      schema, "url", schema.roles.url, [](const Field& f) { return f.kind == FieldKind::stored; },
      "is no stored field");
  for (const auto& name : schema.roles.date)
    check_role(schema, "date", name, is_date, "is no date facet");
  for (const auto& name : schema.roles.snippet)
    check_role(schema, "snippet", name, is_text, "is no text field");
  const auto is_facet = [](const Field& field) { return field.kind == FieldKind::facet; };
  check_role(schema, "type", schema.roles.type, is_facet, "is no facet");
  check_role(schema, "theme", schema.roles.theme, is_facet, "is no facet");
  check_role(schema, "organisation", schema.roles.organisation, is_facet, "is no facet");
  check_role(schema, "tier", schema.roles.tier, is_facet, "is no facet");
  check_role(
      schema, "maturity", schema.roles.maturity,
      [](const Field& field) {
        return field.kind == FieldKind::facet && field.facet.kind == FacetKind::ordinal;
      },
      "is no ordinal facet");
  check_role(
      schema, "series", schema.roles.series,
      [](const Field& field) { return field.kind == FieldKind::facet && !field.many; },
      "is no facet with one value ('many': false)");
  check_role(
      schema, "access", schema.roles.access,
      [](const Field& field) { return field.kind == FieldKind::keyword; }, "is no keyword field");
}

}  // namespace

const std::string& Label::in(Language language) const {
  const auto& wanted = language == Language::dutch ? nl : en;
  return wanted.empty() ? (language == Language::dutch ? en : nl) : wanted;
}

const Field* Schema::find(std::string_view field_name) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == field_name; });
  return found == fields.end() ? nullptr : &*found;
}

const Schema& Schema::knowledge_product() {
  static const Schema schema = from_json(embedded::default_schema);
  return schema;
}

void Ranking::validate() const {
  const auto check = [](const char* name, double value, double highest) {
    if (!(value >= 0 && value <= highest))
      throw SchemaError(fmt::format("'ranking': '{}' is 0 to {}", name, highest));
  };
  check("k1", k1, 10);
  check("b", b, 1);
  check("title", title, 100);
  check("opening", opening, 100);
  check("semantic", semantic, 100);
  check("related.title", related_title, 100);
  check("related.mentions", related_mentions, 100);
  check("related.semantic", related_semantic, 100);
  check("related.facets", related_facets, 100);
  check("related.relations", related_relations, 100);
  check("related.use", related_use, 100);
  check("related.diversity", related_diversity, 1);
}

void Schema::validate() const {
  if (id_from.empty()) throw SchemaError("'id': name at least one source field in 'from'");
  std::set<std::string_view> names;
  bool related = false;
  for (const auto& field : fields) {
    check_field(field);
    if (!names.insert(field.name).second) refuse(field, "the name is used twice");
    if (field.kind == FieldKind::relation && std::exchange(related, true))
      refuse(field, "a schema has at most one relation field");
  }
  if (std::none_of(fields.begin(), fields.end(),
                   [](const Field& field) { return field.kind == FieldKind::text; }))
    throw SchemaError("'fields': a schema has at least one text field");
  check_roles(*this);
  ranking.validate();
}

}  // namespace speur
