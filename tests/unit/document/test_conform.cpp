// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "document/document.hpp"
#include "speur/error.hpp"

using namespace speur;
using Catch::Contains;

namespace {

using Texts = std::vector<std::string>;

const Schema& schema() { return Schema::knowledge_product(); }

Document conform(Document given) { return document::conform(schema(), std::move(given)); }

Document with(std::string field, Texts values) {
  return {"dpia", {{std::move(field), std::move(values)}}, {}};
}

// What the DocumentError says, or nothing when the document is accepted.
std::string refusal(Document given, const Schema& under = schema()) {
  try {
    document::conform(under, std::move(given));
    return {};
  } catch (const DocumentError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("A document gives the values of a field, or none") {
  const auto document = with("tier", {"gemeente", "rijk"});
  CHECK(document.first("tier") == "gemeente");
  CHECK(document.values("tier") == Texts{"gemeente", "rijk"});
  CHECK(document.first("title").empty());
  CHECK(document.values("title").empty());
  CHECK(with("tier", {}).first("tier").empty());
}

TEST_CASE("A document that fits is kept as it is") {
  const Document document{"dpia",
                          {{"title", {"Handreiking DPIA"}},
                           {"body", {"Eerste alinea.\n\nTweede alinea.", "Bijlage"}},
                           {"tier", {"gemeente", "rijk"}},
                           {"published", {"2024-05"}}},
                          {{"opvolger van", "pia"}}};
  CHECK(conform(document) == document);
}

TEST_CASE("Values are trimmed; empty and repeated ones go") {
  const Document given{" dpia\n",
                       {{"title", {"  Handreiking DPIA "}},
                        {"summary", {" \n "}},
                        {"keywords", {"privacy", "", " privacy ", "AVG"}},
                        {"tier", {"Gemeenten", "gemeente", "Rijksoverheid"}},
                        {"published", {"17-5-2024", "2024-05-17"}}},
                       {}};
  const Document expected{"dpia",
                          {{"title", {"Handreiking DPIA"}},
                           {"keywords", {"privacy", "AVG"}},
                           {"tier", {"gemeente", "rijk"}},
                           {"published", {"2024-05-17"}}},
                          {}};
  CHECK(conform(given) == expected);
}

TEST_CASE("The ids of relations are trimmed like the id that they name") {
  CHECK(conform({"dpia", {}, {{"zie ook", " pia "}}}).relations ==
        std::vector<Relation>{{"zie ook", "pia"}});
}

TEST_CASE("A conforming document conforms") {
  const auto once = conform(
      {"dpia",
       {{"theme", {"Juridisch / Privacy", "Water/ Kwaliteit "}}, {"modified", {"7-5-2024"}}},
       {{"", "pia"}}});
  CHECK(conform(once) == once);
}

TEST_CASE("An id has 1 to 200 bytes of UTF-8 without control characters") {
  CHECK(refusal({std::string(200, 'x'), {}, {}}).empty());
  CHECK(refusal({"map/ë én spatie", {}, {}}).empty());
  CHECK_THAT(refusal({"", {}, {}}), Contains("no id") || Contains("id is missing"));
  CHECK_THAT(refusal({" \t", {}, {}}), Contains("no id") || Contains("id is missing"));
  CHECK_THAT(refusal({std::string(201, 'x'), {}, {}}), Contains("201 bytes") && Contains("200"));
  CHECK_THAT(refusal({"a\nb", {}, {}}), Contains("control character"));
  CHECK_THAT(refusal({std::string("a\0b", 3), {}, {}}), Contains("control character"));
  CHECK_THAT(refusal({"a\xFF", {}, {}}), Contains("UTF-8"));
}

TEST_CASE("A field that the schema does not have is refused by name") {
  CHECK_THAT(refusal(with("kleur", {"rood"})), Contains("'kleur'") && Contains("kennisproduct"));
  CHECK_THAT(refusal(with("relations", {"pia"})), Contains("'relations'"));
}

TEST_CASE("A value that is no UTF-8 is refused, in whatever kind of field") {
  for (const auto* name : {"title", "url", "language", "tier", "published"}) {
    CAPTURE(name);
    CHECK_THAT(refusal(with(name, {"a\xC3"})), Contains(name) && Contains("UTF-8"));
  }
}

TEST_CASE("Facet values and keywords have at most 200 bytes and no control characters") {
  for (const auto* name : {"audience", "language"}) {
    CAPTURE(name);
    CHECK(refusal(with(name, {std::string(200, 'x')})).empty());
    CHECK_THAT(refusal(with(name, {std::string(201, 'x')})), Contains(name) && Contains("201"));
    CHECK_THAT(refusal(with(name, {"a\tb"})), Contains(name) && Contains("control character"));
  }
  CHECK(refusal(with("body", {std::string(100'000, 'x') + "\n\ty"})).empty());
}

TEST_CASE("A field for one value refuses two different ones") {
  CHECK_THAT(refusal(with("title", {"Een", "Twee"})), Contains("'title'") && Contains("one value"));
  CHECK(refusal(with("title", {"Een", " Een "})).empty());
}

TEST_CASE("An unknown ordinal value is refused with the values there are") {
  CHECK_THAT(refusal(with("maturity", {"af"})), Contains("'maturity'") && Contains("'af'") &&
                                                    Contains("verkenning, experiment, pilot"));
}

TEST_CASE("What is no date is refused with an example of one") {
  CHECK_THAT(refusal(with("published", {"31-02-2024"})),
             Contains("'published'") && Contains("'31-02-2024'") && Contains("2024-05-17"));
}

TEST_CASE("A relation without a good id is refused, and the message says that it is a relation") {
  for (const auto& id :
       {std::string(), std::string(201, 'x'), std::string("a\nb"), std::string("\xFF")}) {
    CAPTURE(id);
    CHECK_THAT(refusal({"dpia", {}, {{"zie ook", id}}}), Contains("relation"));
  }
  CHECK_THAT(refusal({"dpia", {}, {{"zie\xFF", "pia"}}}),
             Contains("relation") && Contains("UTF-8"));
}

TEST_CASE("Relations are refused where the schema has no field for them") {
  const auto bare = Schema::from_json(R"({"fields": [{"name": "title", "kind": "text"}]})");
  CHECK(refusal({"dpia", {}, {}}, bare).empty());
  CHECK_FALSE(refusal({"dpia", {}, {{"zie ook", "pia"}}}, bare).empty());
}

TEST_CASE("A keyword is measured as it is stored, folded, and values are counted") {
  std::string sign = "\uFDFA";  // one sign that folds to eighteen letters
  std::string keyword;
  for (int i = 0; i < 60; ++i) keyword += sign;
  CHECK_THROWS_AS(
      document::conform(Schema::knowledge_product(), {"a", {{"language", {keyword}}}, {}}),
      DocumentError);
  const std::vector<std::string> many(20'000, "jurist");
  CHECK_THROWS_AS(document::conform(Schema::knowledge_product(), {"a", {{"audience", many}}, {}}),
                  DocumentError);
}

TEST_CASE("A document whose access tokens are all empty is refused, as nobody meant it for all") {
  CHECK_THROWS_WITH(conform({"dpia", {{"access", {" ", ""}}}, {}}),
                    Catch::Contains("'access'") && Catch::Contains("holds no token"));
  CHECK(conform({"dpia", {{"access", {" raad ", ""}}}, {}}).values("access") ==
        std::vector<std::string>{"raad"});
  CHECK(conform({"dpia", {{"access", {}}}, {}}).values("access").empty());
}
