// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "speur/records.hpp"
#include "unicode/unicode.hpp"

using namespace speur;
using nlohmann::json;

namespace {

const Schema& schema() { return Schema::knowledge_product(); }

Document dpia() {
  return {"dpia",
          {{"title", {"Handreiking DPIA"}},
           {"body", {"Begin op tijd."}},
           {"url", {"/dpia"}},
           {"tier", {"gemeente", "rijk"}},
           {"maturity", {"pilot"}},
           {"published", {"2024-05-17"}},
           {"language", {"nl"}}},
          {{"zie ook", "pia"}, {"", "woo"}}};
}

}  // namespace

TEST_CASE("Search results have the documented shape") {
  SearchResults results;
  results.query = "handreiking \"dpia\"";
  results.total = 41;
  results.took_ms = 1.5;
  results.total_hits = 30;
  Hit hit;
  hit.rank = 1;
  hit.id = "dpia";
  hit.score = 12.25;
  hit.title = {"Handreiking DPIA", {{0, 11}}};
  hit.url = "/dpia";
  hit.snippet = {"<Begin> op tijd", {{11, 15}}};
  hit.document = dpia();
  hit.collapsed = {12, {"dpia-2", "dpia-1"}};
  results.hits.push_back(hit);
  results.facets.push_back({"tier",
                            "Overheidslaag",
                            {{"rijk", "Rijk", 7, true}, {"gemeente", "Gemeente", 3, false}},
                            9});
  results.suggestion = "handreiking \"dpia\"s";
  results.applied = {
      {{"tier", {"rijk"}}}, Sort::newest,          Match::all, {"de"}, {{"dpia", {"pia"}}},
      {"handreikingdpia"},  {Relaxation::any_word}};
  results.diagnostics.push_back({4, 7, "Let op"});

  CHECK(json::parse(to_json(results, schema())) == json::parse(R"({
    "query": "handreiking \"dpia\"", "suggestion": "handreiking \"dpia\"s", "total": 41, "exact_total": true, "complete": true,
    "total_hits": 30, "took_ms": 1.5,
    "hits": [{"rank": 1, "id": "dpia", "score": 12.25, "title": "Handreiking DPIA", "url": "/dpia",
              "snippet": "&lt;Begin&gt; op <mark>tijd</mark>",
              "fields": {"tier": ["gemeente", "rijk"], "maturity": "pilot",
                         "published": "2024-05-17", "language": ["nl"]},
              "collapsed": {"count": 12, "ids": ["dpia-2", "dpia-1"]}}],
    "facets": {"tier": [{"value": "rijk", "label": "Rijk", "count": 7, "selected": true},
                        {"value": "gemeente", "label": "Gemeente", "count": 3, "selected": false}]},
    "facet_values": {"tier": 9},
    "applied": {"filters": {"tier": ["rijk"]}, "sort": "newest", "match": "all",
                "stop_words": ["de"], "synonyms": [{"typed": "dpia", "also": ["pia"]}],
                "joined": ["handreikingdpia"], "relaxation": ["any_word"]},
    "diagnostics": [{"begin": 4, "end": 7, "message": "Let op"}]})"));
}

TEST_CASE("Completions have the documented shape") {
  CHECK(json::parse(to_json(std::vector<Completion>{
            {{"Wet <open> overheid", {{0, 3}}}, 12, CompletionKind::phrase},
            {{"De wet", {{3, 6}}}, 1, CompletionKind::title}})) == json::parse(R"({"completions": [
    {"text": "Wet <open> overheid", "html": "<mark>Wet</mark> &lt;open&gt; overheid",
     "documents": 12, "kind": "phrase"},
    {"text": "De wet", "html": "De <mark>wet</mark>", "documents": 1, "kind": "title"}]})"));
  CHECK(to_json(std::vector<Completion>{}) == R"({"completions":[]})");
}

TEST_CASE("An answer without hits has every member all the same") {
  CHECK(json::parse(to_json(SearchResults{}, schema())) == json::parse(R"({
    "query": "", "suggestion": "", "total": 0, "exact_total": true, "complete": true,
    "total_hits": 0, "took_ms": 0.0, "hits": [], "facets": {}, "facet_values": {},
    "applied": {"filters": {}, "sort": "relevance", "match": "any", "stop_words": [],
                "synonyms": [], "joined": [], "relaxation": []},
    "diagnostics": []})"));
}

TEST_CASE("A hit whose document has no other fields has an empty object for them") {
  SearchResults results;
  results.hits.push_back({1, "x", 0, {"Titel", {}}, "", {}, {"x", {{"title", {"Titel"}}}, {}}});
  CHECK(json::parse(to_json(results, schema()))["hits"][0]["fields"] == json::object());
}

TEST_CASE("Facets keep the order of the answer") {
  SearchResults results;
  results.facets = {{"type", "Soort", {}, 0}, {"audience", "Doelgroep", {}, 0}};
  const auto text = to_json(results, schema());
  CHECK(text.find("\"type\":[]") < text.find("\"audience\":[]"));
  CHECK(text.find("\"audience\":[]") != std::string::npos);
}

TEST_CASE("Related items have the documented shape") {
  const RelatedItems related{"woo",
                             {{1,
                               "dpia",
                               0.5,
                               {{ReasonKind::terms, "", {"privacy", "AVG"}},
                                {ReasonKind::facet, "tier", {"rijk"}},
                                {ReasonKind::relation, "relations", {}, false, true}},
                               dpia()}}};
  CHECK(json::parse(to_json(related, schema())) == json::parse(R"({
    "id": "woo",
    "items": [{"rank": 1, "id": "dpia", "score": 0.5, "title": "Handreiking DPIA",
               "reasons": [{"kind": "terms", "field": "", "values": ["privacy", "AVG"]},
                           {"kind": "facet", "field": "tier", "values": ["rijk"]},
                           {"kind": "relation", "field": "relations", "values": [],
                            "mutual": true}]}]})"));
  CHECK(json::parse(to_json(RelatedItems{"woo", {}}, schema())) ==
        json::parse(R"({"id": "woo", "items": []})"));
  RelatedItems grouped{"woo", {}};
  grouped.grouped_by = "organisation";
  grouped.groups = {{"Gemeente A", 1.25, {{"dpia", "Handreiking DPIA"}}}};
  CHECK(json::parse(to_json(grouped, schema())) == json::parse(R"({
    "id": "woo", "items": [], "grouped_by": "organisation",
    "groups": [{"value": "Gemeente A", "count": 1, "score": 1.25,
                "items": [{"id": "dpia", "title": "Handreiking DPIA"}]}]})"));
}

TEST_CASE("Statistics have the documented shape") {
  const IndexStats stats{3, {{"title", 3}}, {{"tier", 6}}, "dutch/1", 7, 4096, 512};
  CHECK(json::parse(to_json(stats)) == json::parse(R"({
    "documents": 3, "fields": {"title": 3}, "facets": {"tier": 6}, "analyzer": "dutch/1",
    "revision": 7, "memory": 512, "learnt": 0, "bytes": 4096})"));
  CHECK(json::parse(to_json(IndexStats{})) == json::parse(R"({
    "documents": 0, "fields": {}, "facets": {}, "analyzer": "", "revision": 0, "memory": 0, "learnt": 0, "bytes": 0})"));
}

TEST_CASE("A document has the documented shape") {
  CHECK(json::parse(to_json(dpia(), schema())) == json::parse(R"({
    "id": "dpia", "title": "Handreiking DPIA", "body": ["Begin op tijd."], "url": "/dpia",
    "tier": ["gemeente", "rijk"], "maturity": "pilot", "published": "2024-05-17",
    "language": ["nl"], "relations": [{"type": "zie ook", "id": "pia"},
                                        {"type": "", "id": "woo"}]})"));
  CHECK(json::parse(to_json(Document{"x", {}, {}}, schema()))["id"] == "x");
}

TEST_CASE("A document as JSON is a record that can be indexed again") {
  CHECK(to_document(to_json(dpia(), schema()), schema()) == dpia());
}

TEST_CASE("So it is under a schema whose records use other names") {
  const auto own = Schema::from_json(R"({
    "id": {"from": ["nummer"]},
    "fields": [
      {"name": "title", "kind": "text", "from": ["naam"], "many": false},
      {"name": "type", "kind": "facet", "from": ["meta.soort"]},
      {"name": "related", "kind": "relation", "from": ["verwant"]}]})");
  const Document document{"1", {{"title", {"Woo"}}, {"type", {"advies"}}}, {{"zie ook", "2"}}};
  const auto record = to_json(document, own);
  CAPTURE(record);
  REQUIRE_NOTHROW(to_document(record, own));
  CHECK(to_document(record, own) == document);
}

TEST_CASE("Tokens have the documented shape") {
  const std::string text = "Één AVG-beleid";
  CHECK(json::parse(to_json(Analyzer().analyze(text), text)) == json::parse(R"({
    "tokens": [{"text": "Één", "begin": 0, "end": 5, "term": "een", "parts": [], "compound": []},
               {"text": "AVG-beleid", "begin": 6, "end": 16, "term": "avgbeleid",
                "parts": ["avg", "beleid"], "compound": []}]})"));
  CHECK(json::parse(to_json(std::vector<Token>{}, "")) == json::parse(R"({"tokens": []})"));
}

TEST_CASE("JSON stands on one line, whatever the text holds") {
  auto document = dpia();
  document.fields["body"] = {"Regel\nregel\r\n\t\"citaat\" \\ \x01 </script>"};
  const auto text = to_json(document, schema());
  CHECK(text.find('\n') == std::string::npos);
  CHECK(json::parse(text)["body"][0] == document.first("body"));
}

TEST_CASE("Bytes that are no UTF-8 come out as U+FFFD") {
  SearchResults results;
  results.query = "da\xFFta";
  const auto text = to_json(results, schema());
  CHECK(unicode::find_invalid(text) == std::nullopt);
  CHECK(json::parse(text)["query"] == "da\uFFFDta");

  const std::string odd = "a \xC3";
  const auto tokens = to_json(std::vector<Token>{{2, 3, "x", "x", {}, {}, false, {}}}, odd);
  CHECK(json::parse(tokens)["tokens"][0]["text"] == "\uFFFD");
}

TEST_CASE("Scores have four digits behind the point") {
  SearchResults results;
  results.hits.push_back({1, "x", 1.0 / 3, {}, "", {}, {"x", {}, {}}});
  CHECK(json::parse(to_json(results, schema()))["hits"][0]["score"] == 0.3333);
}
