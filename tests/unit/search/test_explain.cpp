// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "collection.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;
using Kind = Explanation::Kind;

namespace {

// Words that recur in many forms, with hyphens, with stop words and in several fields.
const std::vector<const char*> titles{"Data delen",
                                      "Handreiking open data",
                                      "De data-assistent",
                                      "Privacy en ethiek",
                                      "Stappenplan data-analyse",
                                      "Gemeenten delen gegevens",
                                      "",
                                      "Algoritmeregister"};
const std::vector<const char*> summaries{
    "", "Samen data delen, met data als grondstof.",
    "Wat mag de gemeente met open data? Zie www.voorbeeld.nl/open-data.",
    "Een handreiking voor wie data deelt."};
const std::vector<const char*> bodies{
    "Data data data: gemeentelijke gegevens zijn geen data-analyse.",
    "De privacy van de burger gaat voor. Open overheid, open data, open deur.",
    "Wie gegevens deelt, deelt verantwoordelijkheid. Data delen is samen doen.",
    "Een algoritme is een stappenplan voor een computer. De ethiek van het delen.",
    "Analyse van data. Kort."};

Document made(std::size_t i) {
  auto document =
      product("d" + std::to_string(i), titles[i % titles.size()], bodies[i % bodies.size()]);
  if (const std::string summary = summaries[i % summaries.size()]; !summary.empty())
    document.fields["summary"] = {summary};
  if (i % 3 == 0) document.fields["keywords"] = {"open data", "delen"};
  if (i % 3 == 1) document.fields["tier"] = {i % 2 ? "gemeente" : "interbestuurlijk"};
  if (i % 4 == 0) document.fields["theme"] = {"ethiek/mensenrechten", "data delen"};
  if (i % 4 == 1) document.fields["language"] = {"nl"};
  document.fields["type"] = {i % 2 ? "handreiking" : "instrument"};
  document.fields["published"] = {"20" + std::to_string(10 + i % 15)};
  return document;
}

std::vector<Document> many_kinds() {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 30; ++i) documents.push_back(made(i));
  std::string row;
  for (int i = 0; i < 120; ++i) row += "reeks" + std::to_string(1000 + i) + " ";
  documents.push_back(product("lang", "", row + "en aan het einde data"));
  documents.push_back(product("leeg", "", ""));
  return documents;
}

// About thirty documents, of which one was changed and one removed.
struct ManyKinds {
  ManyKinds() {
    collection.add({product("d3", "Nieuw over data", "Delen en nog eens delen van de data.")});
    auto writer = collection.index().writer();
    writer.remove("d11");
    writer.commit();
  }

  Collection collection{many_kinds()};
};

const std::vector<std::string> queries{
    "",
    "data",
    "data data data",
    "gegevens delen",
    "hoe kan ik data delen",
    "de",
    "de van het",
    "data-analyse",
    "open-data data-assistent",
    "dataanalyse",
    "register",
    "algoritme register",
    "stappen plan maken",
    "www.voorbeeld.nl",
    "\"open data\"",
    "\"data delen\" privacy",
    "\"van de burger\"",
    "\"data data\"",
    "\"data\"",
    "\"de\"",
    "\"delen data\"",
    "summary:\"data delen\"",
    "title:data",
    "title:data body:data",
    "titel:data-analyse",
    "title:\"open data\" delen",
    "keywords:delen",
    "gemeente*",
    "title:gemeen*",
    "de*",
    "reeks*",
    "zzz*",
    "data OF privacy",
    "(data OF privacy) EN delen",
    "data EN delen EN privacy",
    "data NIET delen",
    "data -\"open data\" -privacy",
    "-data",
    "-type:handreiking",
    "type:handreiking",
    "type:handreiking type:instrument data",
    "data type:handreiking",
    "data OF type:handreiking",
    "language:nl",
    "tier:gemeente delen",
    "thema:ethiek -tier:gemeente data",
    "zeppelin",
    "zeppelin data",
    "data theme:onbekend",
    "onbekend:data",
    "((data) OF (delen -(open gegevens)))",
    "data \"open",
    "published:2012 data*",
};

void check_stem(const Explanation& explanation) {
  REQUIRE(explanation.stem);
  const auto& stem = *explanation.stem;
  CHECK(explanation.parts.empty());
  CHECK(explanation.value == (explanation.matches ? stem.idf * stem.saturation : 0));
  if (!explanation.matches) return;
  CHECK(stem.weighted > 0);
  CHECK(stem.holding >= 1);
  CHECK(stem.holding <= stem.documents);
  const double odds =
      (double(stem.documents) - double(stem.holding) + 0.5) / (double(stem.holding) + 0.5);
  CHECK(stem.idf == Approx(std::log(odds < 2 ? odds / 2 + 1 : odds)));
}

// Holds a whole against its parts, in the way that its kind says.
void check_adds_up(const Explanation& whole) {
  if (whole.kind == Kind::stem) return check_stem(whole);
  CHECK_FALSE(whole.stem);
  if (!whole.matches) CHECK(whole.value == 0);
  if (whole.kind == Kind::filter) {
    CHECK(whole.value == 0);
    CHECK(whole.parts.empty());
    return;
  }
  if (whole.kind == Kind::title || whole.kind == Kind::opening || whole.kind == Kind::semantic) {
    CHECK(whole.parts.empty());
    return;
  }
  double sum = 0;
  double best = 0;
  std::size_t matching = 0;
  for (const auto& part : whole.parts) {
    check_adds_up(part);
    sum += part.value;
    best = std::max(best, part.value);
    matching += part.matches ? 1 : 0;
  }
  CHECK(whole.matches == (whole.kind == Kind::all ? matching == whole.parts.size() : matching > 0));
  if (whole.kind == Kind::scaled) CHECK(whole.parts.size() == 1);
  if (!whole.matches) return;
  const double expected = whole.kind == Kind::best     ? best
                          : whole.kind == Kind::scaled ? sum * whole.factor
                                                       : sum;
  CHECK(whole.value == Approx(expected).epsilon(1e-9));
}

// For every document: what is explained is what the search gave.
void check_against_search(const Index& index, SearchRequest request) {
  request.limit = 1000;
  std::map<std::string, double> scores;
  for (const auto& hit : index.search(request).hits) scores[hit.id] = hit.score;
  const auto records = index.documents();
  while (const auto record = records->next()) {
    const auto& id = std::get<Document>(*record).id;
    CAPTURE(request.query, id);
    const auto explanation = index.explain(request, id);
    check_adds_up(explanation);
    CHECK(explanation.matches == scores.contains(id));
    CHECK(explanation.value ==
          Approx(scores.contains(id) ? scores[id] : 0).epsilon(1e-6).margin(1e-12));
  }
}

void check_all_queries(SearchRequest request) {
  const ManyKinds world;
  for (const auto& query : queries) {
    request.query = query;
    check_against_search(world.collection.index(), request);
  }
}

Explanation explained(const Collection& collection, std::string query, std::string_view id) {
  SearchRequest request;
  request.query = std::move(query);
  return collection.index().explain(request, id);
}

}  // namespace

TEST_CASE("what is explained is the score, whatever the query") { check_all_queries({}); }

TEST_CASE("what is explained is the score in an index that has learnt") {
  const ManyKinds world;
  world.collection.index().optimize();
  SearchRequest request;
  for (const auto& query : queries) {
    request.query = query;
    check_against_search(world.collection.index(), request);
  }
}

TEST_CASE("what is explained is the score where all words are needed") {
  SearchRequest request;
  request.match = Match::all;
  check_all_queries(request);
}

TEST_CASE("what is explained is the score with another ranking") {
  SearchRequest request;
  for (const auto& [k1, b] : {std::pair{0.0, 0.75}, {10.0, 0.0}, {2.0, 1.0}, {0.4, 0.3}}) {
    request.ranking = Ranking{.k1 = k1, .b = b};
    check_all_queries(request);
  }
}

TEST_CASE("what is explained is the score under filters, which add nothing") {
  SearchRequest request;
  request.filters = {{"tier", {"gemeente"}}};
  check_all_queries(request);
  request.filters = {{"type", {"handreiking", "leidraad"}}, {"theme", {"ethiek"}}, {"tier", {""}}};
  check_all_queries(request);
  request.filters = {{"theme", {"bestaat niet"}}};
  check_all_queries(request);
}

TEST_CASE("what is explained is the score in another order, and not the place on the page") {
  SearchRequest request;
  request.sort = Sort::title;
  check_all_queries(request);
}

TEST_CASE(
    "what is explained is the score with field weights in tenths and a ranking of the index") {
  const auto schema = Schema::from_json(R"({"fields": [
    {"name": "title", "kind": "text", "weight": 0.3}, {"name": "body", "kind": "text", "weight": 1.7}],
    "ranking": {"k1": 0.9, "b": 0.4}})");
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 20; ++i)
    documents.push_back(
        product("d" + std::to_string(i), titles[i % titles.size()], bodies[i % bodies.size()]));
  const Collection collection(documents, schema);
  for (const auto* query : {"data delen", "data-analyse", "\"open data\"", "title:data", "de*"}) {
    SearchRequest request;
    request.query = query;
    check_against_search(collection.index(), request);
  }
}

TEST_CASE("a stem tells where it stands, how often, and what that counts for") {
  // Weights: title 2, summary 2, body 1. "berg" is also a part of "berg-dal".
  auto document = product("a", "Berg-dal", "Berg en nog eens berg.");
  document.fields["summary"] = {"Geen wolk."};
  const Collection collection({document, product("b", "", "Berg."),
                               product("c", "", "Een twee drie."), product("d", "", "Vier."),
                               product("e", "", "Vijf.")});
  const auto explanation = explained(collection, "bergen", "a");
  REQUIRE(explanation.stem);
  const auto& stem = *explanation.stem;
  CHECK(stem.stem == "berg");
  CHECK(stem.occurrences == std::map<std::string, std::size_t>{{"title", 1}, {"body", 2}});
  CHECK(stem.weighted == Approx(1 * 2 + 2 * 1));
  // "berg-dal", "berg" and "dal" twice each; two words twice; five words once.
  CHECK(stem.length == Approx(3 * 2 + 2 * 2 + 5));
  CHECK(stem.average_length == Approx((15 + 1 + 3 + 1 + 1) / 5.0));
  CHECK(stem.documents == 5);
  CHECK(stem.holding == 2);
  // (5 - 2 + 0.5) / (2 + 0.5) = 1.4 is under 2: half of it plus 1.
  CHECK(stem.idf == Approx(std::log(1.7)));
  // k1' = 12 and weighted 40: 40 * 13 / (40 + 12 * (0.25 + 0.75 * 15 / 4.2)).
  CHECK(stem.saturation == Approx(520 / (40 + 12 * (0.25 + 0.75 * 15 / 4.2))));
}

TEST_CASE("a rare stem counts by the plain logarithm of its odds") {
  std::vector<Document> documents{product("a", "", "wolk")};
  for (int i = 0; i < 9; ++i) documents.push_back(product("x" + std::to_string(i), "", "berg"));
  const Collection collection(documents);
  CHECK(explained(collection, "wolk", "a").stem->idf == Approx(std::log(9.5 / 1.5)));
  CHECK(explained(collection, "berg", "x0").stem->idf == Approx(std::log(1.5 / 9.5 / 2 + 1)));
}

TEST_CASE("a word with a hyphen is worth the best of the whole and its parts, which count less") {
  const Collection collection({product("deel", "", "berg en dal"), product("heel", "", "berg-dal"),
                               product("x", "", "iets anders")});
  const auto explanation = explained(collection, "berg-dal", "deel");
  CHECK(explanation.kind == Kind::best);
  CHECK(explanation.text == "berg-dal");
  REQUIRE(explanation.parts.size() == 2);
  CHECK_FALSE(explanation.parts[0].matches);
  CHECK(explanation.parts[1].kind == Kind::scaled);
  CHECK(explanation.parts[1].factor > 0);
  CHECK(explanation.parts[1].factor < 1);
  CHECK(explanation.value == explanation.parts[1].value);
  CHECK(explained(collection, "berg-dal", "heel").parts[0].matches);
}

TEST_CASE("a part is called by the piece of the query that it stands for") {
  const Collection collection({product("a", "Wolken boven de berg", "")});
  const auto sum = explained(collection, "Bergen wolk", "a");
  REQUIRE(sum.parts.size() == 2);
  CHECK(sum.kind == Kind::sum);
  CHECK(sum.parts[0].text == "Bergen");
  CHECK(sum.parts[1].text == "wolk");
  const auto without = explained(collection, "berg -dal", "a");
  REQUIRE(without.parts.size() == 2);
  CHECK(without.parts[1].kind == Kind::filter);
  CHECK(without.parts[1].text == "NOT dal");
  CHECK(without.parts[1].matches);
  CHECK(explained(collection, "wol*", "a").text == "wol*");
}

TEST_CASE("an explanation is of a document and facets that the index has") {
  const Collection collection({product("a", "Data", "")});
  SearchRequest request;
  request.query = "data";
  CHECK_THROWS_AS(collection.index().explain(request, "b"), RequestError);
  CHECK_THROWS_AS(collection.index().explain(request, ""), RequestError);
  request.filters = {{"titel", {"x"}}};
  CHECK_THROWS_AS(collection.index().explain(request, "a"), RequestError);
}

TEST_CASE("a ranking out of its range is refused by explaining and by searching") {
  const Collection collection({product("a", "Data", "")});
  SearchRequest request;
  request.ranking = Ranking{.b = 2};
  CHECK_THROWS_AS(collection.index().explain(request, "a"), SchemaError);
  CHECK_THROWS_AS(collection.index().search(request), SchemaError);
  RelatedRequest related;
  related.ranking = Ranking{.related_title = -1};
  CHECK_THROWS_AS(collection.index().related("a", related), SchemaError);
}
