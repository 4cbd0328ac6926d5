// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <set>

#include "collection.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::Contains;
using Catch::Matchers::UnorderedEquals;
using Ids = std::vector<std::string>;

namespace {

Collection four() {
  return Collection(
      {product("strategie", "Datastrategie opstellen",
               "Zo stel je een strategie op voor open data."),
       product("woo", "Wet open overheid",
               "De overheid maakt informatie openbaar. Data delen mag."),
       product("ethiek", "Ethiek in de praktijk", "Een data-analyse vraagt om waarden."),
       product("iama", "IAMA",
               "Mensenrechten bij algoritmen, ook bij de gemeentelijke overheid.")});
}

}  // namespace

TEST_CASE("a word finds its inflections and not its neighbours") {
  const auto collection = four();
  CHECK(collection.ids("overheden") == collection.ids("overheid"));
  CHECK_THAT(collection.ids("overheden"), UnorderedEquals(Ids{"woo", "iama"}));
  CHECK(collection.ids("over").empty());
  CHECK(collection.ids("algoritme") == Ids{"iama"});
}

TEST_CASE("a word with a hyphen is found whole, by its parts and written as one") {
  const auto collection = four();
  CHECK(collection.ids("data-analyse").front() == "ethiek");
  CHECK(collection.ids("dataanalyse").front() == "ethiek");
  CHECK(collection.ids("analyse") == Ids{"ethiek"});
  CHECK(collection.ids("\"data analyse\"") == Ids{"ethiek"});
}

TEST_CASE("a phrase wants its words side by side, stop words included, in one field") {
  const auto collection = four();
  CHECK(collection.ids("\"wet open overheid\"") == Ids{"woo"});
  CHECK(collection.ids("\"open overheid\"") == Ids{"woo"});
  CHECK(collection.ids("\"overheid open\"").empty());
  CHECK(collection.ids("\"ethiek in de praktijk\"") == Ids{"ethiek"});
  CHECK(collection.ids("\"ethiek de praktijk\"").empty());
  CHECK(collection.ids("\"overheid de overheid\"")
            .empty());  // the end of a title, the start of a text
}

TEST_CASE("a phrase does not run from one value of a field into the next") {
  Collection collection({product("a", "A", "", {{"keywords", {"open data", "overheid"}}})});
  CHECK(collection.ids("\"open data\"") == Ids{"a"});
  CHECK(collection.ids("\"data overheid\"").empty());
}

TEST_CASE("signs narrow, widen and exclude") {
  const auto collection = four();
  CHECK_THAT(collection.ids("overheid -woo -wet"), UnorderedEquals(Ids{"iama"}));
  CHECK_THAT(collection.ids("overheid NIET open"), UnorderedEquals(Ids{"iama"}));
  CHECK_THAT(collection.ids("iama OF ethiek"), UnorderedEquals(Ids{"iama", "ethiek"}));
  CHECK(collection.ids("open EN strategie") == Ids{"strategie"});
  CHECK(collection.ids("(iama OF ethiek) EN waarden") == Ids{"ethiek"});
  CHECK_THAT(collection.ids("-data"), UnorderedEquals(Ids{"iama"}));
}

TEST_CASE("a field name keeps to that field") {
  const auto collection = four();
  CHECK(collection.ids("title:overheid") == Ids{"woo"});
  CHECK(collection.ids("titel:overheid") == Ids{"woo"});
  CHECK_THAT(collection.ids("body:overheid"), UnorderedEquals(Ids{"woo", "iama"}));
  CHECK(collection.ids("titel:\"open overheid\"") == Ids{"woo"});
  CHECK(collection.ids("body:\"open overheid\"").empty());
}

TEST_CASE("the beginning of a word finds words, not stems") {
  const auto collection = four();
  CHECK(collection.ids("gemeentel*") == Ids{"iama"});
  CHECK(collection.ids("algori*") == Ids{"iama"});
  CHECK_THAT(collection.ids("over*"), UnorderedEquals(Ids{"woo", "iama"}));
  CHECK(collection.ids("titel:over*") == Ids{"woo"});
  CHECK(collection.ids("zzz*").empty());
}

TEST_CASE("facet and keyword values can be typed, by value or label") {
  Collection collection(
      {product("a", "A", "", {{"tier", {"uitvoeringsorganisatie"}}, {"language", {"NL"}}}),
       product("b", "B", "", {{"theme", {"data delen/afspraken"}}, {"language", {"en"}}})});
  CHECK(collection.ids("tier:Uitvoeringsorganisatie") == Ids{"a"});
  CHECK(collection.ids("overheidslaag:uitvoeringsorganisatie") == Ids{"a"});
  CHECK(collection.ids("taal:nl") == Ids{"a"});
  CHECK(collection.ids("thema:\"Afspraken en vertrouwen\"") == Ids{"b"});
  CHECK(collection.ids("tier:rijk").empty());
}

TEST_CASE("stop words are left out and said, unless there is nothing else") {
  const auto collection = four();
  SearchRequest request;
  request.query = "hoe stel ik een strategie op";
  const auto results = collection.index().search(request);
  CHECK(results.applied.stop_words == Ids{"hoe", "ik", "een", "op"});
  CHECK(results.hits.front().id == "strategie");
  CHECK_THAT(collection.ids("een"), UnorderedEquals(Ids{"strategie", "ethiek"}));
}

TEST_CASE("all words can be asked for") {
  const auto collection = four();
  SearchRequest request;
  request.query = "open data";
  CHECK(collection.index().search(request).total == 3);
  request.match = Match::all;
  CHECK_THAT(collection.ids(request), UnorderedEquals(Ids{"strategie", "woo"}));
}

TEST_CASE("pages follow one another without gap or repetition") {
  std::vector<Document> documents;
  for (int i = 0; i < 25; ++i) documents.push_back(product("d" + std::to_string(i), "Data", ""));
  Collection collection(documents);
  Ids all;
  SearchRequest request;
  request.query = "data";
  for (request.offset = 0; request.offset < 30; request.offset += 10) {
    const auto results = collection.index().search(request);
    CHECK(results.total == 25);
    for (const auto& hit : results.hits) {
      CHECK(hit.rank == all.size() + 1);
      all.push_back(hit.id);
    }
  }
  CHECK(all.size() == 25);
  CHECK(std::set(all.begin(), all.end()).size() == 25);
}

TEST_CASE("no hits asked for still gives the total and the facets") {
  const auto collection = four();
  SearchRequest request;
  request.query = "overheid";
  request.limit = 0;
  request.facets = {"tier"};
  const auto results = collection.index().search(request);
  CHECK(results.hits.empty());
  CHECK(results.total == 2);
}

TEST_CASE("order by date and by title") {
  Collection collection(
      {product("oud", "éénmalig", "", {{"published", {"2019"}}}),
       product("zonder", "Zonder datum", ""),
       product("nieuw", "Ethiek", "", {{"published", {"2024-05-17"}}}),
       product("gewijzigd", "apart", "", {{"published", {"2010"}}, {"modified", {"2025-01"}}})});
  SearchRequest request;
  request.sort = Sort::newest;
  CHECK(collection.ids(request) == Ids{"gewijzigd", "nieuw", "oud", "zonder"});
  request.sort = Sort::title;
  CHECK(collection.ids(request) == Ids{"gewijzigd", "oud", "nieuw", "zonder"});
  request.sort = Sort::relevance;  // without words: the newest first
  CHECK(collection.ids(request) == Ids{"gewijzigd", "nieuw", "oud", "zonder"});
}

TEST_CASE("a request that names no facet of the index says which there are") {
  const auto collection = four();
  SearchRequest request;
  request.filters = {{"thema", {"ethiek"}}};
  CHECK_THROWS_WITH(collection.index().search(request),
                    Contains("'thema' is no facet") && Contains("theme"));
  request.filters = {};
  request.facets = {"title"};
  CHECK_THROWS_AS(collection.index().search(request), RequestError);
}

TEST_CASE("a typed facet value narrows what the words find, as a filter would") {
  Collection collection({product("a", "Ethiek", "", {{"tier", {"gemeente"}}, {"type", {"leidraad"}}}),
                         product("b", "Ethiek", "", {{"tier", {"rijk"}}, {"type", {"leidraad"}}}),
                         product("c", "Data", "", {{"tier", {"gemeente"}}, {"type", {"boek"}}})});
  CHECK(collection.ids("ethiek tier:gemeente") == Ids{"a"});
  CHECK_THAT(collection.ids("ethiek tier:gemeente tier:rijk"), UnorderedEquals(Ids{"a", "b"}));
  CHECK(collection.ids("tier:gemeente soort:leidraden") == Ids{"a"});
  CHECK(collection.ids("tier:Municipality soort:boek") == Ids{"c"});
}

TEST_CASE("a typed value that no document has is said") {
  const auto collection = four();
  SearchRequest request;
  request.query = "data soort:gedicht";
  const auto results = collection.index().search(request);
  REQUIRE(results.diagnostics.size() == 1);
  CHECK(results.diagnostics.front() ==
        Diagnostic{5, 18, "‘gedicht’ komt in deze verzameling niet voor."});
}

TEST_CASE("without a word to rank by the newest come first, and that is said") {
  Collection collection({product("oud", "A", "", {{"type", {"boek"}}, {"published", {"2019"}}}),
                         product("nieuw", "B", "", {{"type", {"boek"}}, {"published", {"2025"}}})});
  SearchRequest request;
  for (const char* query : {"", "soort:boek", "-gedicht"}) {
    request.query = query;
    CHECK(collection.ids(request) == Ids{"nieuw", "oud"});
    CHECK(collection.index().search(request).applied.sort == Sort::newest);
  }
}
