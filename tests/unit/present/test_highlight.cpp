// SPDX-License-Identifier: GPL-2.0-or-later
#include "present/highlight.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "collection.hpp"
#include "unicode/unicode.hpp"

using namespace speur;
using Catch::Contains;
using Catch::EndsWith;
using Catch::StartsWith;

namespace {

present::WantedWords wanted(const std::string& query) {
  return present::wanted_words(
      query::parse(query, Schema::knowledge_product(), Analyzer(), Language::dutch).query);
}

// A marked text with [brackets] for the marks.
std::string bracketed(const MarkedText& marked) {
  std::string text;
  std::size_t at = 0;
  for (const auto& [begin, end] : marked.marks) {
    text += marked.text.substr(at, begin - at) + "[" + marked.text.substr(begin, end - begin) + "]";
    at = end;
  }
  return text + marked.text.substr(at);
}

std::string marked(const std::string& text, const std::string& query) {
  return bracketed(present::mark(text, wanted(query), Analyzer()));
}

MarkedText snippet(const std::string& body, const std::string& query, std::size_t max_bytes = 240) {
  const Document document{"x", {{"body", {body}}}, {}};
  return present::snippet(document, Schema::knowledge_product(), wanted(query), Analyzer(),
                          max_bytes);
}

std::string repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// Ellipses and their spaces come on top of what the snippet may hold.
constexpr std::size_t ellipses = 8;

// Marks in order, never overlapping, on characters.
void check_marks(const MarkedText& marked) {
  CAPTURE(marked.text);
  CHECK(unicode::find_invalid(marked.text) == std::nullopt);
  std::size_t at = 0;
  for (const auto& [begin, end] : marked.marks) {
    CHECK(begin >= at);
    CHECK(begin < end);
    REQUIRE(end <= marked.text.size());
    CHECK(unicode::floor_boundary(marked.text, begin) == begin);
    CHECK(unicode::floor_boundary(marked.text, end) == end);
    at = end;
  }
}

}  // namespace

TEST_CASE("Every form of a wanted word is marked") {
  struct Row {
    const char* text;
    const char* query;
    const char* marked;
  };
  for (const auto& [text, query, expected] : {
           Row{"Gemeenten en de gemeente", "gemeente", "[Gemeenten] en de [gemeente]"},
           Row{"Overheden gaan over data", "overheid", "[Overheden] gaan over data"},
           Row{"Coo\u0308rdinatie, coördinatie", "coordinatie",
               "[Coo\u0308rdinatie], [coördinatie]"},
           Row{"Één foto’s", "foto", "Één [foto’s]"},
           Row{"data en privacy", "data privacy", "[data] en [privacy]"},
           Row{"data en privacy", "data -privacy", "[data] en privacy"},
           Row{"data en privacy", "data OR privacy", "[data] en [privacy]"},
           Row{"de wet open overheid", "\"open overheid\"", "de wet [open] [overheid]"},
           Row{"Algoritmeregister en algoritme", "algor*", "[Algoritmeregister] en [algoritme]"},
           Row{"niets daarvan", "data", "niets daarvan"},
           Row{"data", "", "data"},
           Row{"", "data", ""},
           Row{"data", "thema:data", "data"},
           Row{"datagebruik", "data", "[data]gebruik"},
       }) {
    CAPTURE(text, query);
    CHECK(marked(text, query) == expected);
  }
}

TEST_CASE("Of a word with a hyphen only the part that matches is marked") {
  CHECK(marked("Een privacy-beleid voor iedereen", "privacy") ==
        "Een [privacy]-beleid voor iedereen");
  CHECK(marked("Een privacy-beleid", "beleid") == "Een privacy-[beleid]");
  CHECK(marked("Een privacy-beleid", "privacy beleid") == "Een [privacy]-[beleid]");
  CHECK(marked("Een privacy-beleid", "privacy-beleid") == "Een [privacy-beleid]");
  CHECK(marked("privacy en beleid", "privacy-beleid") == "[privacy] en [beleid]");
  CHECK(marked("Zie https://www.overheid.nl/data.", "overheid data") ==
        "Zie https://www.[overheid].nl/[data].");
}

TEST_CASE("Of a compound only the part that matches is marked") {
  struct Row {
    const char* text;
    const char* query;
    const char* marked;
  };
  for (const auto& [text, query, expected] : {
           Row{"Het datagebruik", "data", "Het [data]gebruik"},
           Row{"Het datagebruik", "gebruik", "Het data[gebruik]"},
           Row{"Datagebruik", "gebruik data", "[Data][gebruik]"},
           Row{"Datagebruik", "datagebruik", "[Datagebruik]"},
           Row{"Verwerkingsregister", "verwerking", "[Verwerking]sregister"},
           Row{"Verwerkingsregisters", "register", "Verwerkings[registers]"},
           Row{"coördinatiepunt", "coordinatie", "[coördinatie]punt"},
           Row{"coo\u0308rdinatiepunt", "coordinatie", "[coo\u0308rdinatie]punt"},
           Row{"coo\u0308rdinatiepunt", "punt", "coo\u0308rdinatie[punt]"},
           Row{"caféhouder", "café", "[café]houder"},
           Row{"caféhouder", "houder", "café[houder]"},
           Row{"cafe\u0301houder", "café", "[cafe\u0301]houder"},
           Row{"cafe\u0301houder", "houder", "cafe\u0301[houder]"},
           Row{"data\u00ADkwaliteit", "kwaliteit", "data\u00AD[kwaliteit]"},
           // A compound is found by its words, so these are marked for it.
           Row{"kwaliteit van data", "datakwaliteit", "[kwaliteit] van [data]"},
           Row{"kwaliteit van datagebruik", "datakwaliteit", "[kwaliteit] van [data]gebruik"},
           // What is not looked for inside compounds is not marked there.
           Row{"datagebruik", "\"data\"", "datagebruik"},
           Row{"datagebruik", "titel:data", "datagebruik"},
           Row{"datagebruik", "gebr*", "datagebruik"},
           Row{"datagebruik", "dat*", "[datagebruik]"},
       }) {
    CAPTURE(text, query);
    CHECK(marked(text, query) == expected);
  }
}

TEST_CASE("The words of a phrase are marked where they stand side by side") {
  struct Row {
    const char* text;
    const char* query;
    const char* marked;
  };
  for (const auto& [text, query, expected] : {
           Row{"open data en open deuren", "\"open data\"", "[open] [data] en open deuren"},
           Row{"data, open", "\"open data\"", "data, open"},
           Row{"open data", "\"open data\" open", "[open] [data]"},
           Row{"data data data", "\"data data\"", "[data] [data] [data]"},
           Row{"de wet van de overheid", "\"wet van de overheid\"", "de [wet] van de [overheid]"},
           Row{"wet overheid", "\"wet van de overheid\"", "wet overheid"},
           Row{"open-data portaal", "\"open data\"", "[open]-[data] portaal"},
           Row{"open-data portaal", "\"data portaal\"", "open-[data] [portaal]"},
           Row{"een e-mail sturen", "\"e-mail sturen\"", "een [e-mail] [sturen]"},
           Row{"data-analyse", "\"data analyse\"", "[data]-[analyse]"},
           Row{"data-analyse", "\"data-analyse\"", "[data-analyse]"},
           Row{"wat van de", "\"van de\"", "wat [van] [de]"},
       }) {
    CAPTURE(text, query);
    CHECK(marked(text, query) == expected);
  }
}

TEST_CASE("What was found in another way of saying it is marked as well") {
  test::Collection collection({test::product("samen", "Het datagebruik van nu", "Open deuren."),
                               test::product("apart", "Data en hun gebruik", ""),
                               test::product("woo", "De Wet open overheid is open",
                                             "Een open overheid, de Woo, is een wet."),
                               test::product("register", "Verwerkingsregister", "")});
  const auto titles = [&](const char* query) {
    SearchRequest request;
    request.query = query;
    std::map<std::string, std::string> marked;
    for (const auto& hit : collection.index().search(request).hits)
      marked[hit.id] = bracketed(hit.title);
    return marked;
  };
  CHECK(titles("data gebruik")["samen"] == "Het [datagebruik] van nu");
  CHECK(titles("data gebruik")["apart"] == "[Data] en hun [gebruik]");
  CHECK(titles("verwerking register")["register"] == "[Verwerkingsregister]");
  CHECK(titles("datagebruik")["apart"] == "[Data] en hun [gebruik]");
  CHECK(titles("woo")["woo"] == "De [Wet] [open] [overheid] is open");
  SearchRequest request;
  request.query = "wet open overheid";
  CHECK(bracketed(collection.index().search(request).hits.front().snippet) ==
        "Een [open] [overheid], de [Woo], is een [wet].");
  request.query = "woo";
  CHECK(bracketed(collection.index().search(request).hits.front().snippet) ==
        "Een open overheid, de [Woo], is een wet.");
}

TEST_CASE("A compound as it was asked shows before its words apart") {
  const auto filler = repeat("Hier staat iets heel anders geschreven. ", 20);
  const auto text = filler + "De kwaliteit van data. " + filler + "De datakwaliteit. " + filler;
  CHECK_THAT(bracketed(snippet(text, "datakwaliteit")), Contains("De [datakwaliteit]."));
  const auto hyphen = filler + "Privacy en beleid. " + filler + "Het privacy-beleid. " + filler;
  CHECK_THAT(bracketed(snippet(hyphen, "privacy-beleid")), Contains("Het [privacy-beleid]."));
}

TEST_CASE("Marks are bytes of the text") {
  const auto result = present::mark("Één gemeente", wanted("gemeente"), Analyzer());
  CHECK(result.text == "Één gemeente");
  CHECK(result.marks == std::vector<std::pair<std::size_t, std::size_t>>{{6, 14}});
}

TEST_CASE("HTML in a text is shown, never run") {
  struct Row {
    const char* text;
    const char* html;
  };
  for (const auto& [text, html] : {
           Row{"<script>alert('data')</script>",
               "&lt;script&gt;alert(&#39;<mark>data</mark>&#39;)&lt;/script&gt;"},
           Row{"\"data\" & <b>meer</b>",
               "&quot;<mark>data</mark>&quot; &amp; &lt;b&gt;meer&lt;/b&gt;"},
           Row{"</mark><img src=x onerror=alert(1)> data",
               "&lt;/mark&gt;&lt;img src=x onerror=alert(1)&gt; <mark>data</mark>"},
           Row{"&lt;", "&amp;lt;"},
           Row{"geen", "geen"},
           Row{"", ""},
       }) {
    CAPTURE(text);
    CHECK(to_html(present::mark(text, wanted("data"), Analyzer())) == html);
  }
  CHECK(to_html(present::mark("<script>x</script>", wanted("script"), Analyzer())) ==
        "&lt;<mark>script</mark>&gt;x&lt;/<mark>script</mark>&gt;");
  CHECK(to_html(MarkedText{"a&b", {{0, 3}}}) == "<mark>a&amp;b</mark>");
}

TEST_CASE("A short text is its own snippet, without ellipses") {
  CHECK(bracketed(snippet("Wat is open data?", "data")) == "Wat is open [data]?");
}

TEST_CASE("White space in a snippet becomes one space, and the marks move along") {
  CHECK(bracketed(snippet("  Wat\n\n is\t\topen \r\n data  ?\n", "data")) ==
        "Wat is open [data] ?");
  CHECK(bracketed(snippet("data\n\n\n\ndata", "data")) == "[data] [data]");
}

TEST_CASE("A snippet shows the place where most of the wanted words stand together") {
  const auto filler = repeat("Hier staat iets heel anders geschreven. ", 20);
  const auto text =
      filler + "Alleen data hier. " + filler + "Het beleid voor privacy en data. " + filler;
  const auto result = snippet(text, "privacy data beleid");
  CHECK_THAT(bracketed(result), Contains("Het [beleid] voor [privacy] en [data]."));
  CHECK_THAT(result.text, StartsWith("… ") && EndsWith(" …"));
  check_marks(result);
}

TEST_CASE("Different words count for more than one word many times") {
  const auto filler = repeat("Hier staat iets heel anders geschreven. ", 20);
  const auto text = filler + "Data data data data. " + filler + "Privacy voor data. " + filler;
  CHECK_THAT(bracketed(snippet(text, "privacy data")), Contains("[Privacy] voor [data]."));
}

TEST_CASE("A snippet begins at the sentence, if that is near") {
  const auto filler = repeat("Hier staat iets heel anders geschreven. ", 20);
  const auto result = snippet(filler + "Dit gaat nu echt over privacy. " + filler, "privacy");
  CHECK_THAT(bracketed(result), StartsWith("… Dit gaat nu echt over [privacy]. Hier"));
}

TEST_CASE("A snippet keeps to its length, whatever the text") {
  const std::vector<std::string> texts{
      repeat("Een zin over data en privacy, met één geheel eigen eind. ", 50),
      repeat("data ", 500),
      repeat("ë", 1000),
      repeat("€ ", 1000),
      "data" + repeat("x", 5000),
      repeat("x", 5000) + " data",
      repeat("-", 3000) + "data" + repeat("-", 3000),
      repeat("\n\n", 2000) + "data",
      repeat("privacy-data-", 500),
  };
  for (const auto& text : texts)
    for (const std::size_t max_bytes : {0u, 1u, 2u, 10u, 40u, 240u, 1000u})
      for (const auto* query : {"data", "privacy data", "ontbreekt", ""}) {
        CAPTURE(text.substr(0, 40), max_bytes, query);
        const auto result = snippet(text, query, max_bytes);
        CHECK(result.text.size() <= max_bytes + ellipses);
        check_marks(result);
      }
}

TEST_CASE("A snippet of a usual length shows a match that the text has") {
  for (int before = 0; before < 400; before += 7) {
    const auto result = snippet(repeat("woord ", before) + "data" + repeat(" woord", 100), "data");
    CAPTURE(before);
    REQUIRE(result.marks.size() == 1);
    CHECK(result.text.substr(result.marks[0].first, 4) == "data");
  }
}

TEST_CASE("A snippet is cut between words") {
  const auto result =
      snippet(repeat("gemeente ", 20) + "data " + repeat("provincie ", 100), "data", 100);
  std::string words = result.text;
  for (const std::string piece : {"…", "gemeente", "provincie", "data", " "})
    for (auto at = words.find(piece); at != std::string::npos; at = words.find(piece))
      words.erase(at, piece.size());
  CHECK(words.empty());
  CHECK_THAT(result.text, StartsWith("… gemeente") && EndsWith("provincie …"));
}

TEST_CASE("An endless word is cut between characters") {
  for (std::size_t max_bytes = 0; max_bytes < 12; ++max_bytes) {
    CAPTURE(max_bytes);
    check_marks(snippet(repeat("€", 100), "data", max_bytes));
    check_marks(snippet(repeat("é", 100), "data", max_bytes));
  }
}

TEST_CASE("Without a match a snippet is the beginning") {
  CHECK(snippet("Eerste zin. Tweede zin.", "data") == MarkedText{"Eerste zin. Tweede zin.", {}});
  const auto result = snippet("Eerste zin. " + repeat("Nog een zin. ", 100), "data");
  CHECK_THAT(result.text, StartsWith("Eerste zin. Nog een zin.") && EndsWith(" …"));
  CHECK(result.marks.empty());
}

TEST_CASE("The first field of the snippet role that matches makes the snippet") {
  const auto of = [](const Document& document, const std::string& query) {
    return bracketed(
        present::snippet(document, Schema::knowledge_product(), wanted(query), Analyzer(), 240));
  };
  const Document document{"x",
                          {{"title", {"Ethiek"}},
                           {"summary", {"Kort over data."}},
                           {"body", {"Deel een.", "Lang over privacy."}}},
                          {}};
  CHECK(of(document, "data") == "Kort over [data].");
  CHECK(of(document, "privacy") == "Lang over [privacy].");
  CHECK(of(document, "data privacy") == "Kort over [data].");
  CHECK(of(document, "ethiek") == "Kort over data.");
  CHECK(of(document, "") == "Kort over data.");
  CHECK(of({"x", {{"title", {"Ethiek"}}}, {}}, "ethiek").empty());
  CHECK(of({"x", {}, {}}, "").empty());
}

TEST_CASE("Marks are in order and on characters, whatever the text is") {
  const std::vector<std::string> pieces{
      "data", "privacy-data", "gemeenten", " ",         "\n", ". ",     "é", "€",
      "-",    "www.data.nl",  "data's",    "€1.000,50", "👍",  "woord ", "<", "e\u0301"};
  std::mt19937 random(1848);
  for (int round = 0; round < 1000; ++round) {
    std::string text;
    for (auto length = random() % 60; length > 0; --length)
      text += pieces[random() % pieces.size()];
    check_marks(present::mark(text, wanted("data gemeente pri*"), Analyzer()));
    check_marks(snippet(text, "data gemeente pri*", random() % 80));
  }
}
