// SPDX-License-Identifier: GPL-2.0-or-later
#include "import/record.hpp"

#include <catch2/catch.hpp>

#include "speur/error.hpp"

using namespace speur;
using Catch::Contains;
using nlohmann::json;

namespace {

using Texts = std::vector<std::string>;
using Relations = std::vector<Relation>;

const Schema& own_schema() {
  static const Schema schema = Schema::from_json(R"({
    "name": "eigen", "id": {"from": ["nummer", "meta.id"]},
    "fields": [
      {"name": "title", "kind": "text", "from": ["naam", "title"]},
      {"name": "type", "kind": "facet", "from": ["meta.soort", "soort"]},
      {"name": "deep", "kind": "stored", "from": ["a.b.c"]},
      {"name": "remark", "kind": "stored"},
      {"name": "related", "kind": "relation", "from": ["verwant", "zie"]}]})");
  return schema;
}

Document read(const char* record, const Schema& schema = own_schema()) {
  return std::get<Document>(import::to_record(schema, json::parse(record)));
}

std::string removed(const char* record, const Schema& schema = own_schema()) {
  return std::get<Removal>(import::to_record(schema, json::parse(record))).id;
}

std::string refusal(const char* record, const Schema& schema = own_schema()) {
  try {
    read(record, schema);
    return {};
  } catch (const DocumentError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("A field is read from the first of its names that holds something") {
  struct Row {
    const char* record;
    const char* title;
  };
  for (const auto& [record, title] : {
           Row{R"({"nummer": "1", "title": "Titel"})", "Titel"},
           Row{R"({"nummer": "1", "naam": "Naam"})", "Naam"},
           Row{R"({"nummer": "1", "title": "Titel", "naam": "Naam"})", "Naam"},
           Row{R"({"nummer": "1", "naam": "", "title": "Titel"})", "Titel"},
           Row{R"({"nummer": "1", "naam": null, "title": "Titel"})", "Titel"},
           Row{R"({"nummer": "1", "naam": [], "title": "Titel"})", "Titel"},
           Row{R"({"nummer": "1", "naam": "  ", "title": "Titel"})", "Titel"},
           Row{R"({"nummer": "1", "naam": [null, ""], "title": "Titel"})", "Titel"},
           Row{R"({"nummer": "1", "Naam": "Naam"})", ""},
       }) {
    CAPTURE(record);
    CHECK(read(record).first("title") == title);
  }
}

TEST_CASE("A field without source names is read from its own name") {
  CHECK(read(R"({"nummer": "1", "remark": "let op"})").first("remark") == "let op");
}

TEST_CASE("A name with a period looks inside an object") {
  CHECK(read(R"({"nummer": "1", "meta": {"soort": "advies"}})").first("type") == "advies");
  CHECK(
      read(R"({"nummer": "1", "meta.soort": "boek", "meta": {"soort": "advies"}})").first("type") ==
      "boek");
  CHECK(read(R"({"nummer": "1", "meta": {"soort": ""}, "soort": "video"})").first("type") ==
        "video");
  CHECK(read(R"({"nummer": "1", "meta": "soort", "soort": "video"})").first("type") == "video");
  CHECK(read(R"({"nummer": "1", "a": {"b": {"c": "diep"}}})").first("deep") == "diep");
  CHECK(read(R"({"nummer": "1", "a": {"b.c": "diep"}})").first("deep") == "diep");
  CHECK(read(R"({"nummer": "1", "a": {"b": "ondiep"}})").values("deep").empty());
}

TEST_CASE("The id comes from its source names, as text") {
  CHECK(read(R"({"nummer": "1"})").id == "1");
  CHECK(read(R"({"nummer": 12})").id == "12");
  CHECK(read(R"({"nummer": " 12 "})").id == "12");
  CHECK(read(R"({"nummer": null, "meta": {"id": "m"}})").id == "m");
  CHECK(read(R"({"id": "1"})").id == "1");  // whatever the schema's names are
  CHECK(read(R"({"nummer": "2", "id": "1"})").id == "2");
  CHECK_THAT(refusal(R"({"sleutel": "1"})"), Contains("no id"));
  CHECK_THAT(refusal(R"({"nummer": ["1"]})"), Contains("'id'"));
}

TEST_CASE("Numbers and booleans become text") {
  struct Row {
    const char* record;
    const char* remark;
  };
  for (const auto& [record, remark] : {
           Row{R"({"nummer": "1", "remark": 12})", "12"},
           Row{R"({"nummer": "1", "remark": -3})", "-3"},
           Row{R"({"nummer": "1", "remark": 2.5})", "2.5"},
           Row{R"({"nummer": "1", "remark": 0})", "0"},
           Row{R"({"nummer": "1", "remark": true})", "true"},
           Row{R"({"nummer": "1", "remark": false})", "false"},
           Row{R"({"nummer": "1", "remark": 9007199254740993})", "9007199254740993"},
       }) {
    CAPTURE(record);
    CHECK(read(record).first("remark") == remark);
  }
  CHECK(read(R"({"id": "x", "datum": 2024})", Schema::knowledge_product()).first("published") ==
        "2024");
}

TEST_CASE("A list gives several values, without what is empty") {
  CHECK(read(R"({"nummer": "1", "remark": ["a", 2, null, "", true, "a"]})").values("remark") ==
        Texts{"a", "2", "true"});
}

TEST_CASE("An object or a list in a list is no value; the message names the field") {
  CHECK_THAT(refusal(R"({"nummer": "1", "remark": {"nl": "a"}})"),
             Contains("'remark'") && Contains("object"));
  CHECK_THAT(refusal(R"({"nummer": "1", "remark": [{"nl": "a"}]})"),
             Contains("'remark'") && Contains("object"));
  CHECK_THAT(refusal(R"({"nummer": "1", "remark": [["a"]]})"),
             Contains("'remark'") && Contains("list"));
}

TEST_CASE("Names that the schema does not know are left out") {
  const auto document = read(R"({"nummer": "1", "kleur": {"rood": [1]}, "naam": "Naam"})");
  CHECK(document.fields.size() == 1);
}

TEST_CASE("Relations are ids or objects with a type and an id, one or many") {
  struct Row {
    const char* record;
    Relations relations;
  };
  for (const auto& [record, relations] : {
           Row{R"({"nummer": "1"})", {}},
           Row{R"({"nummer": "1", "verwant": null})", {}},
           Row{R"({"nummer": "1", "verwant": []})", {}},
           Row{R"({"nummer": "1", "verwant": "a"})", {{"", "a"}}},
           Row{R"({"nummer": "1", "verwant": 7})", {{"", "7"}}},
           Row{R"({"nummer": "1", "verwant": ["a", "b"]})", {{"", "a"}, {"", "b"}}},
           Row{R"({"nummer": "1", "verwant": {"type": "opvolger van", "id": "a"}})",
               {{"opvolger van", "a"}}},
           Row{R"({"nummer": "1", "verwant": [{"type": "zie ook", "id": 7}, "b"]})",
               {{"zie ook", "7"}, {"", "b"}}},
           Row{R"({"nummer": "1", "verwant": [{"id": "a"}, {"type": null, "id": "b"}]})",
               {{"", "a"}, {"", "b"}}},
           Row{R"({"nummer": "1", "verwant": ["a", null]})", {{"", "a"}}},
           Row{R"({"nummer": "1", "verwant": [], "zie": "c"})", {{"", "c"}}},
       }) {
    CAPTURE(record);
    CHECK(refusal(record).empty());
    if (refusal(record).empty()) CHECK(read(record).relations == relations);
  }
}

TEST_CASE("A relation that names nothing is refused with the field's name") {
  for (const auto* record : {
           R"({"nummer": "1", "verwant": {"type": "zie ook"}})",
           R"({"nummer": "1", "verwant": [{"type": "zie ook", "id": ""}]})",
           R"({"nummer": "1", "verwant": [["a"]]})",
           R"({"nummer": "1", "verwant": [{"id": {"a": 1}}]})",
       }) {
    CAPTURE(record);
    CHECK_THAT(refusal(record), Contains("related") || Contains("relation"));
  }
}

TEST_CASE("The built-in schema reads Dutch and English records alike") {
  const auto dutch = read(R"({
    "id": "dpia", "titel": "Handreiking DPIA", "samenvatting": "Zo doe je een DPIA.",
    "tekst": "Begin op tijd.", "trefwoorden": ["privacy", "AVG"], "soort": "Handreikingen",
    "thema": "Juridisch/Privacy", "overheidslaag": ["Gemeenten", "Rijksoverheid"],
    "volwassenheid": "proef", "niveau": "beginner",
    "doelgroep": "juristen", "organisatie": "BZK",
    "bron": "Datawijzer", "taal": "nl", "datum": "17-5-2024", "relaties": ["pia"],
    "link": "/dpia"})",
                          Schema::knowledge_product());
  const auto english = read(R"({
    "_id": "dpia", "title": "Handreiking DPIA", "summary": "Zo doe je een DPIA.",
    "body": "Begin op tijd.", "keywords": ["privacy", "AVG"], "type": "handreiking",
    "theme": "juridisch/privacy", "tier": ["gemeente", "rijk"],
    "maturity": "pilot", "level": "starter", "audience": "juristen", "organisation": "BZK",
    "source": "Datawijzer", "language": "nl", "published": "2024-05-17", "relations": ["pia"],
    "url": "/dpia"})",
                            Schema::knowledge_product());
  CHECK(dutch == english);
  CHECK(dutch.fields.size() == 15);
}

TEST_CASE("A record that a program holds as JSON text is read like a line of a file") {
  const std::string record = R"({"nummer": "1", "naam": "Caf\u00e9", "meta": {"soort": "gids"}})";
  CHECK(to_document(record, own_schema()) == read(record.c_str()));
  struct Row {
    std::string record;
    const char* reason;
  };
  for (const auto& [text, reason] : {
           Row{"", "malformed JSON"},
           Row{"{\"nummer\": ", "malformed JSON"},
           Row{R"({"nummer": "1", "naam": "\ud800"})", "malformed JSON"},
           Row{"{\"nummer\": \"\xFF\"}", "invalid UTF-8 at byte 13 of the record"},
           Row{"[1]", "a record is a JSON object"},
           Row{R"({"naam": "zonder"})", "no id"},
           Row{R"({"nummer": "1", "a": {"b": {"c": {"d": "diep"}}}})", "deeper than 3 levels"},
           Row{R"({"nummer": "1", "naam": ")" + std::string(100, 'x') + "\"}", "longer than 100"},
       }) {
    CAPTURE(text);
    const RecordOptions options{.max_record_bytes = 100, .max_depth = 3};
    CHECK_THROWS_AS(to_document(text, own_schema(), options), DocumentError);
    CHECK_THROWS_WITH(to_document(text, own_schema(), options), Contains(reason));
  }
}

TEST_CASE("Access tokens left blank are refused; none, or an empty list, means everybody") {
  const auto schema = Schema::knowledge_product();
  for (const auto* blank : {R"({"id": "a", "access": ""})", R"({"id": "a", "access": [" "]})",
                            R"({"id": "a", "access": [null]})"})
    CHECK_THAT(refusal(blank, schema), Contains("'access'") && Contains("holds no token"));
  CHECK_FALSE(refusal(R"({"id": "a", "access": {"lezen": "hr"}})", schema).empty());
  for (const auto* open :
       {R"({"id": "a"})", R"({"id": "a", "access": []})", R"({"id": "a", "access": null})"})
    CHECK(read(open, schema).values("access").empty());
}

TEST_CASE("A record can say that a document is gone, by any name of its id") {
  CHECK(removed(R"({"nummer": "1", "deleted": true})") == "1");
  CHECK(removed(R"({"meta": {"id": 7}, "deleted": true})") == "7");
  CHECK(removed(R"({"id": " a b ", "deleted": true})") == "a b");
  // What else it holds was right once, and need not be now.
  CHECK(removed(R"({"nummer": "1", "deleted": true, "naam": {"nl": "Titel"}, "verwant": [[1]]})") ==
        "1");
}

TEST_CASE("A record that is not deleted is a document") {
  CHECK(read(R"({"nummer": "1", "deleted": false, "naam": "Titel"})").first("title") == "Titel");
  CHECK(read(R"({"nummer": "1", "deleted": null})").id == "1");
  CHECK(read(R"({"nummer": "1", "meta": {"deleted": true}})").id == "1");
  CHECK(read(R"({"nummer": "1", "Deleted": true})").id == "1");
}

TEST_CASE("What says neither that a document is gone nor that it is there is refused") {
  for (const auto* record :
       {R"({"nummer": "1", "deleted": "true"})", R"({"nummer": "1", "deleted": 1})",
        R"({"nummer": "1", "deleted": []})", R"({"nummer": "1", "deleted": {"at": "2026"}})"}) {
    CAPTURE(record);
    CHECK_THAT(refusal(record), Contains("'deleted'") && Contains("true") && Contains("false"));
  }
  CHECK(refusal(R"({"naam": "Titel", "deleted": true})") == "no id");
  CHECK(refusal(R"({"nummer": " ", "deleted": true})") == "no id");
  CHECK_THAT(refusal(R"({"nummer": "a\u0007b", "deleted": true})"), Contains("control character"));
  const auto too_long = R"({"nummer": ")" + std::string(201, 'x') + R"(", "deleted": true})";
  CHECK_THAT(refusal(too_long.c_str()), Contains("at most 200"));
  CHECK_THROWS_WITH(to_document(R"({"nummer": "1", "deleted": true})", own_schema()),
                    Contains("'1' is gone"));
}

TEST_CASE("A schema that reads 'deleted' itself keeps it") {
  for (const auto* field : {R"({"name": "deleted", "kind": "text"})",
                            R"({"name": "remark", "kind": "text", "from": ["deleted"]})",
                            R"({"name": "remark", "kind": "text", "from": ["deleted.by"]})"}) {
    CAPTURE(field);
    const auto schema =
        Schema::from_json(R"({"name": "eigen", "fields": [)" + std::string(field) + "]}");
    const auto document = read(R"({"id": "1", "deleted": true})", schema);
    CHECK(document.id == "1");
    const auto dotted = std::string(field).find("deleted.by") != std::string::npos;
    const auto* name = schema.fields.front().name.c_str();
    if (!dotted) CHECK(document.first(name) == "true");
    else CHECK(read(R"({"id": "1", "deleted": {"by": "mij"}})", schema).first(name) == "mij");
  }
  const auto other =
      Schema::from_json(R"({"name": "eigen", "fields": [{"name": "deleted_on", "kind": "text"}]})");
  CHECK(removed(R"({"id": "1", "deleted": true, "deleted_on": "2026-11-01"})", other) == "1");
}
