// SPDX-License-Identifier: GPL-2.0-or-later
// "Bedoelde u ...?"
#include <catch2/catch.hpp>

#include "collection.hpp"
#include "unicode/unicode.hpp"

using namespace speur;
using namespace speur::test;
using Ids = std::vector<std::string>;

namespace {

std::vector<Document> texts(const std::vector<std::string>& bodies) {
  std::vector<Document> documents;
  for (const auto& body : bodies)
    documents.push_back(product("d" + std::to_string(documents.size()), "", body));
  return documents;
}

SearchResults search(const Collection& collection, std::string query) {
  SearchRequest request;
  request.query = std::move(query);
  return collection.index().search(request);
}

std::string suggestion(const Collection& collection, std::string query) {
  return search(collection, std::move(query)).suggestion;
}

bool is_replaced(const SearchResults& results) {
  return results.applied.relaxation == std::vector{Relaxation::spelling};
}

}  // namespace

TEST_CASE("a word that occurs nowhere is searched as it was meant, and that is said") {
  const Collection collection(texts({"Gegevens van burgers", "Het beleid van de gemeente"}));
  for (const auto& [typed, meant] : {
           std::pair{"gegevns", "gegevens"},
           std::pair{"Gegevns", "gegevens"},
           std::pair{"gegevns beleid", "gegevens beleid"},
           std::pair{"het  gegevns-beleid? beleit!", "het  gegevns-beleid? beleid!"},
           std::pair{"\"gegevns van burgers\"", "\"gegevens van burgers\""},
           std::pair{"\"gegevns", "\"gegevens"},
           std::pair{"titel:gegevns", "titel:gegevens"},
           std::pair{"(gegevns OF beleit)", "(gegevens OF beleid)"},
           std::pair{"gegevns -beleid", "gegevens -beleid"},
       }) {
    CAPTURE(typed);
    CHECK(suggestion(collection, typed) == meant);
  }
  const auto results = search(collection, "gegevns");
  CHECK(is_replaced(results));
  CHECK(results.total == 1);
  CHECK(results.hits.front().snippet.marks.size() == 1);
}

TEST_CASE("a request can do without correction") {
  const Collection collection(texts({"Gegevens van burgers"}));
  SearchRequest request;
  request.query = "gegevns";
  request.correct = false;
  CHECK(collection.index().search(request).suggestion.empty());
  CHECK(collection.index().search(request).total == 0);
  request.correct = true;
  request.relax = false;  // suggested, not done
  CHECK(collection.index().search(request).suggestion == "gegevens");
  CHECK(collection.index().search(request).total == 0);
}

TEST_CASE("a word that the index has is not replaced; a rare one may be questioned") {
  std::vector<std::string> bodies(30, "Over veiligheid.");
  bodies.push_back("Over veilicheid.");
  bodies.push_back("Over kwetsbaarheid.");
  bodies.push_back("Over kwetsbaarheit.");
  const Collection collection(texts(bodies));
  const auto rare = search(collection, "veilicheid");
  CHECK(rare.suggestion == "veiligheid");
  CHECK(rare.applied.relaxation.empty());
  CHECK(rare.total == 1);
  CHECK(suggestion(collection, "veiligheid").empty());
  CHECK(suggestion(collection, "kwetsbaarheid").empty());
  CHECK(suggestion(collection, "kwetsbaarheit").empty());  // as frequent as the other
}

TEST_CASE("a compound of words that the index has is a word") {
  const Collection collection(
      texts({"Kwaliteit van data", "Een register van algoritmes", "Datakwaliteiten"}));
  CHECK(suggestion(collection, "datakwaliteit").empty());
  CHECK(suggestion(collection, "kwaliteitsregister").empty());
  CHECK(suggestion(collection, "registerdata").empty());
}

TEST_CASE("what has synonyms is a word") {
  // Words of the index that are one letter from a name.
  const Collection collection(texts({"Over chatgpd en regeling en blauwe inkt en europeaan."}));
  CHECK(suggestion(collection, "chatgbd") == "chatgpd");
  CHECK(suggestion(collection, "chatgpt").empty());
  CHECK(suggestion(collection, "regelink") == "regeling");
  CHECK(suggestion(collection, "blauwe inkd") == "blauwe inkt");
  auto writer = collection.index().writer();
  writer.set_synonyms(Synonyms::from_text("regelink > hulpmiddel\nblauwe inkd > hulpmiddel"));
  writer.commit();
  CHECK(suggestion(collection, "regelink").empty());
  CHECK(suggestion(collection, "blauwe inkd").empty());
  CHECK(suggestion(collection, "inkd") == "inkt");
  CHECK(search(collection, "regelink").applied.synonyms.size() == 1);
}

TEST_CASE("two words that make one of the index are left alone") {
  const Collection collection(texts({"De kinderopvang", "De kinderen"}));
  const auto results = search(collection, "kinder opvang");
  CHECK(results.suggestion.empty());
  CHECK(results.applied.joined == std::vector<std::string>{"kinderopvang"});
  CHECK(results.total == 1);
}

TEST_CASE("only words that are looked for are corrected") {
  const Collection collection({product("a", "Logies", "Gebruik van gegevens in vier kamers.",
                                       {{"organisation", {"Logius"}}, {"tier", {"rijk"}}})});
  for (const auto* typed : {
           "logies -gebruk",              // excluded
           "logies -\"gebruk gegevns\"",  //
           "logies NIET (gebruk OF x)",   //
           "organisatie:logius",          // a value of a facet, which no text holds
           "organisatie:logius logies",   //
           "titel:logies",                // the name of a field
           "gebrui*",                     // the beginning of a word
           "gebruk2 v1er",                // with digits
           "gebruk@logius.nl",            // addresses
           "www.gebruk.nl",               //
           "vir geg",                     // short
           "de het een",                  //
           "!? ()",                       //
           "",                            //
       }) {
    CAPTURE(typed);
    CHECK(suggestion(collection, typed).empty());
  }
  CHECK(search(collection, "organisatie:logius").total == 1);
  CHECK(search(collection, "logies -gebruk").total == 1);
}

TEST_CASE("a word before a colon stays as it is: corrected, it might name a field") {
  const Collection collection(texts({"Data, thema", "Data, thema", "Data, thema", "Data, thema"}));
  CHECK(suggestion(collection, "dattathema") == "data thema");
  CHECK(suggestion(collection, "dattathema:data").empty());
  CHECK(search(collection, "dattathema:data").total == 4);
}

TEST_CASE("accents in either form are no misspelling") {
  const Collection collection(texts({"De coördinatie", "Eén zeeëend"}));
  for (const auto* typed : {"coördinatie", "coo\u0308rdinatie", "coordinatie", "COÖRDINATIE",
                            "zeeëend", "zeee\u0308end", "zee-eend"}) {
    CAPTURE(typed);
    CHECK(suggestion(collection, typed).empty());
    CHECK(search(collection, typed).total == 1);
  }
  CHECK(suggestion(collection, "coo\u0308rdinatei") == "coördinatie");
}

TEST_CASE("a suggestion is written as documents write the word, in lower case") {
  const Collection collection(texts({"COÖRDINATIE", "Coördinatie van patiënten", "coordinatie",
                                     "De patie\u0308nt", "financiële coördinaties"}));
  CHECK(suggestion(collection, "coordinatei") == "coördinatie");
  CHECK(suggestion(collection, "finaciele coordinatei") == "financiële coördinatie");
  CHECK(suggestion(collection, "patienten") == "");
  CHECK(suggestion(collection, "financielecoordinatie").find("financiele") == std::string::npos);
}

TEST_CASE("two words that were meant as one are, if that takes a correction too") {
  const Collection collection(
      texts({"De interoperabiliteit", "Een coördinatieoverleg", "De gemeente", "De raad"}));
  CHECK(suggestion(collection, "de inter operabilitijt nu") == "de interoperabiliteit nu");
  CHECK(suggestion(collection, "interopera bilitijt") == "interoperabiliteit");
  CHECK(suggestion(collection, "koordinatie overlegg") == "coördinatieoverleg");
  CHECK(suggestion(collection, "gemeente raad").empty());
  CHECK(suggestion(collection, "inter, operabilitijt").find("interoperabiliteit") ==
        std::string::npos);
}

TEST_CASE("at most five words are corrected") {
  const Collection collection(
      texts({"gegevens", "beleid", "gemeente", "provincie", "waterschap", "ministerie"}));
  const auto results = search(collection, "gegevns beleit gemente provinsie watersgap ministerje");
  CHECK(results.suggestion == "gegevens beleid gemeente provincie waterschap ministerje");
}

TEST_CASE("a suggestion is text, and no longer than what is searched") {
  const Collection collection(texts({"Gegevens van burgers"}));
  for (const auto& typed :
       {std::string("gegevns\xFF"), std::string("\xC3gegevns"), std::string("gegevns\0x", 9),
        std::string("\x01gegevns\x02"), std::string("\xE2\x82") + "gegevns"}) {
    const auto better = suggestion(collection, typed);
    CAPTURE(better);
    CHECK(better.find("gegevens") != std::string::npos);
    CHECK_FALSE(unicode::find_invalid(better));
  }
  CHECK(suggestion(collection, "gegevns " + std::string(50'000, ' ') + "burgrs").size() < 11'000);
}

TEST_CASE("a very long query is corrected as quickly as it is searched") {
  // Words that are like each other and like those of the index. Should each of them be looked up,
  // this test would be busy until it is ended.
  std::vector<std::string> bodies;
  for (int i = 0; i < 300; ++i) {
    std::string body;
    for (int j = 0; j < 40; ++j) {
      body += "verantwoordelijk";
      for (int n = i * 40 + j; n > 0; n /= 26) body += static_cast<char>('a' + n % 26);
      body += ' ';
    }
    bodies.push_back(body);
  }
  const Collection collection(texts(bodies));
  std::string typed;
  for (int i = 0; i < 100'000; ++i) {
    typed += "verontwaardig";
    for (int n = i; n > 0; n /= 26) typed += static_cast<char>('a' + n % 26);
    typed += "z ";
  }
  CHECK(search(collection, typed).diagnostics.size() >= 1);
}
