// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <limits>

#include "speur/error.hpp"
#include "speur/schema.hpp"

using namespace speur;
using Catch::Contains;

namespace {

using Texts = std::vector<std::string>;

// What the SchemaError says, or nothing when the schema is accepted.
std::string refusal(const std::string& json) {
  try {
    Schema::from_json(json);
    return {};
  } catch (const SchemaError& error) {
    return error.what();
  }
}

// A schema with a title and the field that is tried.
std::string with_field(const std::string& field) {
  return R"({"fields": [{"name": "title", "kind": "text"}, )" + field + "]}";
}

std::string with_roles(const std::string& roles) {
  return R"({"roles": )" + roles + R"(, "fields": [
    {"name": "title", "kind": "text"}, {"name": "url", "kind": "stored"},
    {"name": "tier", "kind": "facet"}, {"name": "date", "kind": "facet", "facet": "date"}]})";
}

Schema small_schema() {
  Schema schema;
  schema.name = "klein";
  Field title;
  title.name = "title";
  schema.fields.push_back(title);
  return schema;
}

}  // namespace

TEST_CASE("The built-in schema describes a knowledge product") {
  const auto& schema = Schema::knowledge_product();
  CHECK(schema.name == "kennisproduct");
  CHECK_NOTHROW(schema.validate());
  CHECK(schema.roles.title == "title");
  CHECK(schema.roles.url == "url");
  CHECK(schema.roles.snippet == Texts{"summary", "body"});

  const auto* tier = schema.find("tier");
  REQUIRE(tier);
  CHECK(tier->kind == FieldKind::facet);
  CHECK(tier->many);
  REQUIRE(tier->facet.values.size() == 6);
  CHECK(tier->facet.values.back().value == "interbestuurlijk");
  CHECK(tier->facet.values.back().implies.size() == 5);

  const auto* maturity = schema.find("maturity");
  REQUIRE(maturity);
  CHECK(maturity->facet.kind == FacetKind::ordinal);
  Texts order;
  for (const auto& value : maturity->facet.values) order.push_back(value.value);
  CHECK(order ==
        Texts{"verkenning", "experiment", "pilot", "productie", "opgeschaald", "standaard"});

  CHECK(schema.find("theme")->facet.kind == FacetKind::hierarchical);
  CHECK(schema.find("published")->facet.kind == FacetKind::date);
  CHECK(schema.find("relations")->kind == FieldKind::relation);
}

TEST_CASE("Every field and value of the built-in schema has a label in both languages") {
  for (const auto& field : Schema::knowledge_product().fields) {
    CAPTURE(field.name);
    CHECK_FALSE(field.label.nl.empty());
    CHECK_FALSE(field.label.en.empty());
    for (const auto& value : field.facet.values) {
      CAPTURE(value.value);
      CHECK_FALSE(value.label.nl.empty());
      CHECK_FALSE(value.label.en.empty());
    }
  }
}

TEST_CASE("find gives the field of that name or null") {
  const auto& schema = Schema::knowledge_product();
  CHECK(schema.find("body")->name == "body");
  CHECK(schema.find("Body") == nullptr);
  CHECK(schema.find("") == nullptr);
  CHECK(schema.find("id") == nullptr);
}

TEST_CASE("A schema that is written as JSON reads back as an equal schema") {
  const auto& builtin = Schema::knowledge_product();
  CHECK(Schema::from_json(builtin.to_json()) == builtin);

  const auto own = Schema::from_json(R"({
    "name": "eigen", "id": {"from": ["_key", "nummer"]},
    "roles": {"title": "naam", "url": "link", "date": ["vanaf", "tot"], "snippet": "tekst"},
    "fields": [
      {"name": "naam", "kind": "text", "weight": 2.3, "many": false, "from": "meta.naam",
       "label": "Naam"},
      {"name": "tekst", "kind": "text", "weight": 0.1},
      {"name": "link", "kind": "stored"},
      {"name": "taal", "kind": "keyword", "label": {"en": "Language"}},
      {"name": "vanaf", "kind": "facet", "facet": "date"},
      {"name": "tot", "kind": "facet", "facet": "date", "many": false},
      {"name": "pad", "kind": "facet", "facet": "hierarchical", "separator": " > ", "closed": true,
       "values": ["a", {"value": "a > b", "label": {"nl": "B"}, "implies": "a",
        "from": ["é\"\\"]}]},
      {"name": "verwant", "kind": "relation"}]})");
  CHECK(own.id_from == Texts{"_key", "nummer"});
  CHECK(own.find("naam")->from == Texts{"meta.naam"});
  CHECK(own.find("naam")->label == Label{"Naam", ""});
  CHECK(own.find("pad")->facet.values[1].implies == Texts{"a"});
  CHECK(Schema::from_json(own.to_json()) == own);
}

TEST_CASE("What a schema leaves out has the documented default") {
  const auto schema = Schema::from_json(with_field(R"({"name": "soort", "kind": "facet"})"));
  CHECK(schema.id_from == Texts{"id"});
  CHECK(schema.roles == Roles{});
  Field title;
  title.name = "title";
  CHECK(schema.fields[0] == title);
  Field type;
  type.name = "soort";
  type.kind = FieldKind::facet;
  CHECK(schema.fields[1] == type);
}

TEST_CASE("A field that breaks a rule is refused with its name and the rule") {
  struct Row {
    const char* field;
    const char* name;
    const char* rule;
  };
  const std::string long_value =
      R"({"name": "soort", "kind": "facet", "values": [")" + std::string(201, 'x') + R"("]})";
  for (
      const auto& [field, name, rule] : {
          Row{R"({"name": "Soort", "kind": "facet"})", "'Soort'", "lower-case"},
          Row{R"({"name": "2soort", "kind": "facet"})", "'2soort'", "begins with a letter"},
          Row{R"({"name": "mijn-soort", "kind": "facet"})", "'mijn-soort'", "lower-case"},
          Row{R"({"name": "coördinatie", "kind": "facet"})", "'coördinatie'", "lower-case"},
          Row{R"({"name": "abcdefghijklmnopqrstuvwxyz_123456", "kind": "facet"})",
              "'abcdefghijklmnopqrstuvwxyz_123456'", "32 characters"},
          Row{R"({"name": "", "kind": "facet"})", "''", "a name is"},
          Row{R"({"name": "id", "kind": "keyword"})", "'id'", "another name"},
          Row{R"({"name": "title", "kind": "keyword"})", "'title'", "used twice"},
          Row{R"({"name": "soort"})", "'soort'", "'kind' is missing"},
          Row{R"({"name": "soort", "kind": "tekst"})", "'soort'",
              "text, keyword, stored, facet, relation"},
          Row{R"({"name": "soort", "kind": 3})", "'soort'", "'kind' is a text"},
          Row{R"({"kind": "facet", "name": 3})", "field 2", "'name' is a text"},
          Row{R"("soort")", "field 2", "object"},
          Row{R"({"name": "soort", "kind": "facet", "facet": "plat"})", "'soort'",
              "flat, hierarchical, ordinal, date"},
          Row{R"({"name": "soort", "kind": "facet", "many": "ja"})", "'soort'",
              "'many' is true or false"},
          Row{R"({"name": "soort", "kind": "facet", "closed": 1})", "'soort'",
              "'closed' is true or false"},
          Row{R"({"name": "soort", "kind": "facet", "from": [1]})", "'soort'",
              "'from' is a text or a list"},
          Row{R"({"name": "soort", "kind": "facet", "label": 1})", "'soort'", "'label'"},
          Row{R"({"name": "soort", "kind": "facet", "label": {"de": "Art"}})", "'soort'",
              "no setting 'de'"},
          Row{R"({"name": "soort", "kind": "facet", "values": "a"})", "'soort'",
              "'values' is a list"},
          Row{R"({"name": "soort", "kind": "facet", "values": [1]})", "'soort'", "a value"},
          Row{R"({"name": "soort", "kind": "facet", "values": [{"value": "a", "kleur": "b"}]})",
              "'soort'", "no setting 'kleur'"},
          Row{R"({"name": "soort", "kind": "facet", "values": [{"label": "A"}]})", "'soort'",
              "1 to 200"},
          Row{R"({"name": "soort", "kind": "facet", "values": [""]})", "'soort'", "1 to 200"},
          Row{long_value.c_str(), "'soort'", "1 to 200"},
          Row{R"({"name": "soort", "kind": "facet", "values": ["a", "b", "a"]})", "'soort'",
              "'a' is declared twice"},
          Row{R"({"name": "soort", "kind": "facet", "values": [{"value": "a", "implies": ["z"]}]})",
              "'soort'", "'a' implies 'z'"},
          Row{R"({"name": "fase", "kind": "facet", "facet": "ordinal"})", "'fase'",
              "declares its values"},
          Row{R"({"name": "datum", "kind": "facet", "facet": "date", "values": ["2024"]})",
              "'datum'", "declares no values"},
          Row{R"({"name": "pad", "kind": "facet", "facet": "hierarchical", "separator": ""})",
              "'pad'", "separator"},
          Row{R"({"name": "tekst", "kind": "text", "weight": "zwaar"})", "'tekst'",
              "'weight' is a number"},
          Row{R"({"name": "tekst", "kind": "text", "weight": 0})", "'tekst'", "0.1 to 100"},
          Row{R"({"name": "tekst", "kind": "text", "weight": -1})", "'tekst'", "0.1 to 100"},
          Row{R"({"name": "tekst", "kind": "text", "weight": 100.1})", "'tekst'", "0.1 to 100"},
          Row{R"({"name": "tekst", "kind": "text", "weight": 0.25})", "'tekst'", "steps of 0.1"},
          Row{R"({"name": "a", "kind": "relation"}, {"name": "b", "kind": "relation"})", "'b'",
              "at most one relation"},
          Row{R"({"name": "soort", "kind": "facet", "kleur": "rood"})", "'soort'",
              "no setting 'kleur'"},
          Row{R"({"name": "soort", "kind": "facet", "weight": 2})", "'soort'",
              "no setting 'weight'"},
          Row{R"({"name": "taal", "kind": "keyword", "values": ["nl"]})", "'taal'",
              "no setting 'values'"},
      }) {
    CAPTURE(field);
    CHECK_THAT(refusal(with_field(field)), Contains(name) && Contains(rule));
  }
}

TEST_CASE("The bounds of the rules are still good") {
  for (const auto* field : {
           R"({"name": "abcdefghijklmnopqrstuvwxyz_12345", "kind": "facet"})",
           R"({"name": "tekst", "kind": "text", "weight": 0.1})",
           R"({"name": "tekst", "kind": "text", "weight": 100})",
           R"({"name": "tekst", "kind": "text", "weight": 0.7})",
           R"({"name": "soort", "kind": "facet", "values": []})",
           R"({"name": "soort", "kind": "facet", "values": [{"value": "a", "implies": ["a"]}]})",
       }) {
    CAPTURE(field);
    CHECK(refusal(with_field(field)).empty());
  }
}

TEST_CASE("A role names a field of the right kind") {
  struct Row {
    const char* roles;
    const char* field;
    const char* rule;
  };
  for (const auto& [roles, field, rule] : {
           Row{R"({"title": "titel"})", "'titel'", "no field"},
           Row{R"({"title": "tier"})", "'tier'", "no text field"},
           Row{R"({"url": "title"})", "'title'", "no stored field"},
           Row{R"({"date": ["date", "tier"]})", "'tier'", "no date facet"},
           Row{R"({"date": "title"})", "'title'", "no date facet"},
           Row{R"({"snippet": ["title", "url"]})", "'url'", "no text field"},
           Row{R"({"snippet": "body"})", "'body'", "no field"},
           Row{R"({"titel": "title"})", "'roles'", "no setting 'titel'"},
           Row{R"({"date": 3})", "'roles'", "'date' is a text or a list"},
           Row{R"("title")", "'roles'", "object"},
       }) {
    CAPTURE(roles);
    CHECK_THAT(refusal(with_roles(roles)), Contains(field) && Contains(rule));
  }
  CHECK(refusal(
            with_roles(R"({"title": "title", "url": "url", "date": "date", "snippet": ["title"]})"))
            .empty());
}

TEST_CASE("The schema as a whole is checked as well") {
  struct Row {
    const char* json;
    const char* rule;
  };
  for (const auto& [json, rule] : {
           Row{"", "no JSON"},
           Row{"{", "no JSON"},
           Row{"\"\xFF\"", "no JSON"},
           Row{"[]", "object"},
           Row{"{}", "'fields' is a list"},
           Row{R"({"fields": {}})", "'fields' is a list"},
           Row{R"({"fields": []})", "at least one text field"},
           Row{R"({"fields": [{"name": "tier", "kind": "facet"}]})", "at least one text field"},
           Row{R"({"name": 3, "fields": [{"name": "title", "kind": "text"}]})", "'name' is a text"},
           Row{R"({"velden": [], "fields": [{"name": "title", "kind": "text"}]})",
               "no setting 'velden'"},
           Row{R"({"id": {"from": []}, "fields": [{"name": "title", "kind": "text"}]})", "'id'"},
           Row{R"({"id": {"van": "x"}, "fields": [{"name": "title", "kind": "text"}]})",
               "no setting 'van'"},
           Row{R"({"id": "nummer", "fields": [{"name": "title", "kind": "text"}]})", "'id'"},
       }) {
    CAPTURE(json);
    CHECK_THAT(refusal(json), Contains(rule));
  }
}

TEST_CASE("A schema made in C++ is held to the same rules") {
  CHECK_NOTHROW(small_schema().validate());
  auto schema = small_schema();
  schema.fields[0].weight = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(schema.validate(), SchemaError);
  schema = small_schema();
  schema.id_from.clear();
  CHECK_THROWS_AS(schema.validate(), SchemaError);
  schema = small_schema();
  schema.roles.title = "naam";
  CHECK_THROWS_AS(schema.validate(), SchemaError);
  schema = small_schema();
  schema.fields.clear();
  CHECK_THROWS_AS(schema.validate(), SchemaError);
}

TEST_CASE("A label in a language that is missing is the other language's") {
  const Label both{"Thema", "Theme"};
  CHECK(both.in(Language::dutch) == "Thema");
  CHECK(both.in(Language::english) == "Theme");
  CHECK(Label{"Thema", ""}.in(Language::english) == "Thema");
  CHECK(Label{"", "Theme"}.in(Language::dutch) == "Theme");
  CHECK(Label{}.in(Language::dutch).empty());
}
