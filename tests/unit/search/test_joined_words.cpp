// SPDX-License-Identifier: GPL-2.0-or-later
// "data gebruik" and "datagebruik".
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "collection.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::UnorderedEquals;
using Ids = std::vector<std::string>;

namespace {

// One text field, so that the published formula can be worked by hand.
Schema one_field() {
  return Schema::from_json(R"({"fields": [{"name": "body", "kind": "text"}]})");
}

Collection texts(const std::vector<std::pair<std::string, std::string>>& bodies) {
  std::vector<Document> documents;
  for (const auto& [id, body] : bodies) documents.push_back(product(id, "", body));
  return Collection(documents, one_field());
}

SearchResults search(const Collection& collection, std::string query, Match match = Match::any) {
  SearchRequest request;
  request.query = std::move(query);
  request.match = match;
  request.relax = false;
  return collection.index().search(request);
}

Ids joined(const Collection& collection, std::string query) {
  return search(collection, std::move(query)).applied.joined;
}

}  // namespace

TEST_CASE("two words that the index has as one are searched as one, too") {
  const auto collection = texts({{"een", "Het datagebruik"},
                                 {"s", "Een verwerkingsregister"},
                                 {"en", "Het studentenhuis"},
                                 {"e", "Dat gedachtegoed"},
                                 {"apart", "Gebruik van data"},
                                 {"anders", "Iets geheel anders"}});
  struct Row {
    const char* typed;
    Ids joined;
    const char* found;
  };
  for (const auto& [typed, words, found] : {
           Row{"data gebruik", {"datagebruik"}, "een"},
           Row{"Data Gebruik", {"datagebruik"}, "een"},
           Row{"verwerking register", {"verwerkingsregister"}, "s"},
           Row{"verwerkings register", {"verwerkingsregister"}, "s"},
           Row{"student huis", {"studentenhuis"}, "en"},
           Row{"gedacht goed", {"gedachtegoed"}, "e"},
           Row{"mijn data gebruik nu", {"datagebruik"}, "een"},
       }) {
    CAPTURE(typed);
    const auto results = search(collection, typed);
    CHECK(results.applied.joined == words);
    CHECK(std::any_of(results.hits.begin(), results.hits.end(),
                      [&](const Hit& hit) { return hit.id == found; }));
  }
}

TEST_CASE("words are joined only where they stood side by side, and only to a word of the index") {
  const auto collection = texts({{"een", "Het datagebruik"}, {"apart", "Gebruik van data"}});
  for (const auto* typed :
       {"gebruik data", "data en gebruik", "data van gebruik", "data EN gebruik", "data OF gebruik",
        "\"data gebruik\"", "data \"gebruik\"", "body:data gebruik", "data body:gebruik",
        "data -gebruik", "-data gebruik", "data -(van) gebruik", "data gebru*", "data-gebruik",
        "data", "(data van) gebruik", "data delen", "de gebruik", ""}) {
    CAPTURE(typed);
    CHECK(joined(collection, typed).empty());
  }
  CHECK(joined(collection, "(data gebruik)") == Ids{"datagebruik"});
  CHECK(joined(collection, "(data gebruik) OF delen") == Ids{"datagebruik"});
  CHECK(joined(collection, "data gebruik -delen") == Ids{"datagebruik"});
  CHECK(joined(collection, "delen -(data gebruik)").empty());
}

TEST_CASE("numbers are no halves of a number") {
  const auto collection = texts({{"a", "12 maanden"}, {"b", "CO2 en artikel6"}, {"c", "20242025"}});
  CHECK(joined(collection, "1 2").empty());
  CHECK(joined(collection, "2024-2025").empty());
  CHECK(joined(collection, "CO 2") == Ids{"co2"});
  CHECK(joined(collection, "artikel 6") == Ids{"artikel6"});
}

TEST_CASE("of three words the first two are joined") {
  const auto collection = texts({{"a", "datagebruik"}, {"b", "gebruiksplan"}, {"c", "data"}});
  CHECK(joined(collection, "data gebruik plan") == Ids{"datagebruik"});
  CHECK(joined(collection, "mijn gebruik plan") == Ids{"gebruiksplan"});
  CHECK(joined(collection, "data gebruik gebruik plan") == Ids{"datagebruik", "gebruiksplan"});
}

TEST_CASE("words typed apart score as the best of both spellings, never as their sum") {
  // Six documents of two words; the parts of a compound count for half a word each, so "samen" has
  // the length of three. Robertson & Zaragoza 2009, eq. 3.15, times k1 + 1; k1 1.2 and b 0.75.
  const auto collection = texts({{"samen", "datagebruik boom"},
                                 {"apart", "data gebruik"},
                                 {"half", "gebruik roos"},
                                 {"1", "steen zand"},
                                 {"2", "lucht water"},
                                 {"3", "vuur aarde"}});
  const auto expected = [](double holding, double length) {
    const double idf = std::log((6 - holding + 0.5) / (holding + 0.5));
    const double average = (5 * 2 + 3) / 6.0;
    return idf * (1.2 * 10 + 1) / (1 + 1.2 * (0.25 + 0.75 * length / average));
  };
  std::map<std::string, double> scores;
  for (const auto& hit : search(collection, "data gebruik").hits) scores[hit.id] = hit.score;
  CHECK(scores.size() == 3);
  // "datagebruik" and "data" are in one document each as whole words.
  CHECK(scores["samen"] == Approx(expected(1, 3)));
  CHECK(scores["apart"] == Approx(expected(1, 2) + scores["half"]));
  CHECK(scores["apart"] > scores["samen"]);
  CHECK(scores["samen"] > scores["half"]);
}

TEST_CASE("whatever the document, the better of the two spellings counts") {
  const auto collection = texts({{"beide", "datagebruik data gebruik boom"},
                                 {"vaak", "datagebruik datagebruik datagebruik"},
                                 {"apart", "data gebruik roos steen"},
                                 {"half", "gebruik van water en vuur"},
                                 {"meer", "gebruik gebruik data zand"},
                                 {"nog", "data van de lucht"},
                                 {"1", "aarde maan zon ster"},
                                 {"2", "komeet planeet baan as"}});
  const auto scores = [&](const char* query) {
    std::map<std::string, double> all;
    for (const auto& hit : search(collection, query).hits) all[hit.id] = hit.score;
    return all;
  };
  const auto typed_apart = scores("data gebruik");
  auto apart = scores("data OF gebruik");   // no row, so not joined
  auto as_one = scores("\"datagebruik\"");  // the whole word only
  CHECK(typed_apart.size() == 6);
  CHECK(as_one["vaak"] > apart["vaak"]);
  CHECK(apart["apart"] > as_one["apart"]);
  for (const auto& [id, score] : typed_apart) {
    CAPTURE(id);
    CHECK(score == Approx(std::max(apart[id], as_one[id])));
  }
}

TEST_CASE("where all words are needed, one word that holds them is enough") {
  const auto collection = texts(
      {{"samen", "datagebruik delen"}, {"apart", "data delen gebruik"}, {"half", "data delen"}});
  const auto ids = [&](const char* query) {
    Ids found;
    for (const auto& hit : search(collection, query, Match::all).hits) found.push_back(hit.id);
    return found;
  };
  CHECK_THAT(ids("data gebruik"), UnorderedEquals(Ids{"samen", "apart"}));
  CHECK_THAT(ids("data gebruik delen"), UnorderedEquals(Ids{"samen", "apart"}));
}

TEST_CASE("a word that has synonyms is joined with its neighbour as well") {
  Collection collection({product("a", "Het privacybeleid", ""), product("b", "Ethiek", "")});
  SearchRequest request;
  request.query = "privacy beleid";
  const auto results = collection.index().search(request);
  CHECK(results.applied.synonyms.size() == 1);
  CHECK(results.applied.joined == Ids{"privacybeleid"});
  REQUIRE(results.hits.size() == 1);
  CHECK(collection.index().explain(request, "a").value == Approx(results.hits.front().score));
}

TEST_CASE("a phrase that has synonyms stays a phrase") {
  Collection collection({product("a", "Openoverheid", ""), product("b", "De Woo", "")});
  SearchRequest request;
  request.query = "wet open overheid";
  const auto results = collection.index().search(request);
  CHECK(results.applied.synonyms.size() == 1);
  CHECK(results.hits.size() == 2);
}

TEST_CASE("a word that is gone from the index is joined no more") {
  Collection collection({product("a", "Datagebruik", ""), product("b", "Data", "")});
  CHECK(joined(collection, "data gebruik") == Ids{"datagebruik"});
  auto writer = collection.index().writer();
  writer.remove("a");
  writer.commit();
  CHECK(joined(collection, "data gebruik").empty());
}

TEST_CASE("accents in either form join") {
  const auto collection = texts({{"a", "Het coördinatiepunt"}, {"b", "ideeënbus"}});
  CHECK(joined(collection, "coördinatie punt") == Ids{"coordinatiepunt"});
  CHECK(joined(collection, "coo\u0308rdinatie punt") == Ids{"coordinatiepunt"});
  CHECK(joined(collection, "ideee\u0308n bus") == Ids{"ideeenbus"});
}

TEST_CASE("a word that is cut for its length is no word of two") {
  const std::string very_long(70, 'x');
  const auto collection = texts({{"a", very_long}, {"b", "data"}});
  CHECK(joined(collection, very_long + " data").empty());
}
