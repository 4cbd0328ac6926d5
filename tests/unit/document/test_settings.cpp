// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>

#include "speur/error.hpp"
#include "speur/schema.hpp"

using namespace speur;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const Schema& builtin() { return Schema::knowledge_product(); }

double weight(const Schema& schema, std::string_view field) { return schema.find(field)->weight; }

// What the SchemaError says, or nothing when the settings are accepted.
std::string refusal(std::string_view settings) {
  try {
    static_cast<void>(builtin().with_settings(settings));
    return {};
  } catch (const SchemaError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("Settings change what they name and leave the rest") {
  auto own = builtin();
  own.fields[1].weight = 1.3;
  own.ranking = {0.4, 0.15, 0.6, 0.9, 0.7, 0.25, 1.5, 0.1, 0.2, 0.3};
  auto expected = own;
  CHECK(own.with_settings("{}") == expected);
  CHECK(own.with_settings(R"({"weights": {}, "ranking": {"related": {}}})") == expected);
  expected.fields[0].weight = 4.5;
  CHECK(own.with_settings(R"({"weights": {"title": 4.5}})") == expected);
  expected.ranking.b = 0.5;
  CHECK(own.with_settings(R"({"weights": {"title": 4.5}, "ranking": {"b": 0.5}})") == expected);
  expected.ranking.related_facets = 2;
  CHECK(own.with_settings(R"({"weights": {"title": 4.5}, "ranking": {"b": 0.5}})")
            .with_settings(R"({"ranking": {"related": {"facets": 2}}})") == expected);
}

TEST_CASE("Settings can say everything that ranking depends on") {
  const auto schema = builtin().with_settings(R"({
    "weights": {"title": 5, "short_title": 0.1, "summary": 1.5, "body": 100, "keywords": 1},
    "ranking": {"k1": 2, "b": 0, "related": {"title": 0, "mentions": 3,
                "semantic": 4, "facets": 1.25, "relations": 100, "use": 7,
                "diversity": 0.5}}})");
  CHECK(weight(schema, "title") == 5);
  CHECK(weight(schema, "short_title") == 0.1);
  CHECK(weight(schema, "summary") == 1.5);
  CHECK(weight(schema, "body") == 100);
  CHECK(weight(schema, "keywords") == 1);
  CHECK(schema.ranking == Ranking{2, 0, 0.2, 0.4, 0.2, 0, 3, 4, 1.25, 100, 7, 0.5});
}

TEST_CASE("Settings that are written read back to the same schema, from whatever it was") {
  auto schema = builtin();
  schema.fields[0].weight = 7.3;
  schema.ranking = {0.4, 0.15, 0.6, 0.9, 0.7, 0.25, 1.5, 0.1, 0.2, 0.3, 0.8, 0.45};
  CHECK(builtin().with_settings(schema.settings_json()) == schema);
  CHECK(schema.with_settings(builtin().settings_json()) == builtin());
}

TEST_CASE("Settings are written in full, for people to read") {
  const auto text = builtin().settings_json();
  CHECK_THAT(text, Contains("\n"));
  CHECK(json::parse(text) == json::parse(R"({
    "weights": {"title": 2, "short_title": 2, "summary": 2, "body": 1, "keywords": 2},
    "ranking": {"k1": 1.2, "b": 0.75, "title": 0.2, "opening": 0.4, "semantic": 0.2,
                "related": {"title": 0.1, "mentions": 0.5, "semantic": 0.2, "facets": 0.9,
                            "relations": 0.5, "use": 0.2, "diversity": 0.2}}})"));
}

TEST_CASE("Settings that break a rule are refused with the setting and the rule") {
  struct Row {
    const char* settings;
    const char* name;
    const char* rule;
  };
  for (const auto& [settings, name, rule] : {
           Row{R"({"weights": {"titel": 3}})", "'weights'", "'titel'"},
           Row{R"({"weights": {"theme": 3}})", "'weights'", "'theme'"},
           Row{R"({"weights": {"url": 3}})", "'weights'", "'url'"},
           Row{R"({"weights": {"title": "zwaar"}})", "'title'", "number"},
           Row{R"({"weights": {"title": null}})", "'title'", "number"},
           Row{R"({"weights": {"title": 0.05}})", "'title'", "0.1 to 100"},
           Row{R"({"weights": {"title": 0}})", "'title'", "0.1 to 100"},
           Row{R"({"weights": {"title": -1}})", "'title'", "0.1 to 100"},
           Row{R"({"weights": {"title": 100.1}})", "'title'", "0.1 to 100"},
           Row{R"({"weights": {"title": 1.25}})", "'title'", "steps of 0.1"},
           Row{R"({"weights": [3]})", "'weights'", "object"},
           Row{R"({"ranking": 1})", "'ranking'", "object"},
           Row{R"({"ranking": {"b": -0.1}})", "'b'", "0 to 1"},
           Row{R"({"ranking": {"related": {"diversity": 1.5}}})", "'related.diversity'", "0 to 1"},
           Row{R"({"ranking": {"b": 2}})", "'b'", "0 to 1"},
           Row{R"({"ranking": {"b": "0.5"}})", "'b'", "number"},
           Row{R"({"ranking": {"k1": -1}})", "'k1'", "0 to 10"},
           Row{R"({"ranking": {"k1": 10.5}})", "'k1'", "0 to 10"},
           Row{R"({"ranking": {"k3": 1}})", "'ranking'", "'k3'"},
           Row{R"({"ranking": {"related": {"title": 101}}})", "'related.title'", "0 to 100"},
           Row{R"({"ranking": {"related": {"facets": -1}}})", "'related.facets'", "0 to 100"},
           Row{R"({"ranking": {"related": {"relations": 1e9}}})", "'related.relations'",
               "0 to 100"},
           Row{R"({"ranking": {"related": {"themes": 1}}})", "'related'", "'themes'"},
           Row{R"({"ranking": {"related": 1}})", "'related'", "object"},
           Row{R"({"b": 0.5})", "the settings", "'b'"},
           Row{R"({"fields": []})", "the settings", "'fields'"},
           Row{"[]", "the settings", "object"},
           Row{"", "the settings", "JSON"},
           Row{"{", "the settings", "JSON"},
           Row{R"({"ranking": {"b": NaN}})", "the settings", "JSON"},
           Row{R"({"ranking": {"b": 1e999}})", "the settings", "JSON"},
       }) {
    CAPTURE(settings);
    CHECK_THAT(refusal(settings), Contains(name) && Contains(rule));
  }
}

TEST_CASE("The bounds of the settings are still good") {
  for (const auto* settings : {R"({"ranking": {"k1": 0, "b": 0, "related": {"title": 0}}})",
                               R"({"ranking": {"k1": 10, "b": 1, "related": {"title": 100}}})",
                               R"({"weights": {"title": 0.1, "body": 100}})"})
    CHECK(refusal(settings) == "");
}

TEST_CASE("A ranking is checked by its numbers, and what is no number is out of range") {
  CHECK_NOTHROW(Ranking{}.validate());
  for (double Ranking::*number :
       {&Ranking::k1, &Ranking::b, &Ranking::related_title, &Ranking::related_mentions,
        &Ranking::related_semantic, &Ranking::related_facets, &Ranking::related_relations,
        &Ranking::related_use}) {
    for (const double value : {-0.01, 100.01, std::numeric_limits<double>::quiet_NaN(),
                               std::numeric_limits<double>::infinity()}) {
      Ranking ranking;
      ranking.*number = value;
      CHECK_THROWS_AS(ranking.validate(), SchemaError);
      auto schema = builtin();
      schema.ranking = ranking;
      CHECK_THROWS_AS(schema.validate(), SchemaError);
    }
  }
}

TEST_CASE("A schema keeps its ranking as JSON, and has the default where none is written") {
  auto schema = builtin();
  CHECK(schema.ranking == Ranking{});
  CHECK(Schema::from_json(schema.to_json()) == schema);
  schema.ranking = {0.4, 0.15, 0.6, 0.9, 0.7, 0.25, 1.5, 0.1, 0.2, 0.3};
  CHECK(Schema::from_json(schema.to_json()) == schema);
  CHECK(Schema::from_json(R"({"fields": [{"name": "a", "kind": "text"}], "ranking": {"b": 0.3}})")
            .ranking == Ranking{.b = 0.3});
  CHECK_THROWS_WITH(
      Schema::from_json(R"({"fields": [{"name": "a", "kind": "text"}], "ranking": {"b": 3}})"),
      Contains("'b'"));
}
