// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <cmath>

#include "collection.hpp"

using namespace speur;
using namespace speur::test;

namespace {

// One text field, so that the published formula can be worked by hand.
Schema one_field() {
  return Schema::from_json(R"({"fields": [{"name": "body", "kind": "text"}]})");
}

Document text(std::string id, std::string body) {
  return product(std::move(id), "", std::move(body));
}

}  // namespace

TEST_CASE("scores are BM25 with k1 1.2 and b 0.75") {
  // Five documents of 4, 2, 2, 2 and 5 words: 3 on average. "woord" is in two of them.
  Collection collection(
      {text("1", "woord woord woord vis"), text("2", "woord vogel"), text("3", "boom roos"),
       text("4", "steen zand"), text("5", "lucht water vuur aarde maan")},
      one_field());
  SearchRequest request;
  request.query = "woord";
  const auto hits = collection.index().search(request).hits;
  REQUIRE(hits.size() == 2);
  // Robertson & Zaragoza 2009, eq. 3.15, times k1 + 1; Xapian's k1 is in tenths of a word.
  const double idf = std::log((5 - 2 + 0.5) / (2 + 0.5));
  const auto expected = [&](double tf, double length) {
    return idf * tf / (tf + 1.2 * (0.25 + 0.75 * length / 3.0));
  };
  CHECK(hits[0].id == "1");
  CHECK(hits[0].score / hits[1].score == Approx(expected(3, 4) / expected(1, 2)));
}

TEST_CASE("a word in the title outweighs one in the text") {
  Collection collection(
      {product("tekst", "Handreiking voor de praktijk", "Over datakwaliteit en nog meer."),
       product("titel", "Handreiking datakwaliteit", "Over de praktijk en nog veel meer.")});
  CHECK(collection.ids("datakwaliteit") == std::vector<std::string>{"titel", "tekst"});
}

TEST_CASE("a weight in tenths counts in full") {
  const auto ratio = [](const char* weight) {
    const auto schema = Schema::from_json(
        std::string(R"({"fields": [{"name": "title", "kind": "text", "weight": )") + weight +
        R"(}, {"name": "body", "kind": "text"}]})");
    Collection collection(
        {product("titel", "woord", ""), product("tekst", "", "woord"), product("3", "", "iets"),
         product("4", "", "anders"), product("5", "", "hier")},
        schema);
    SearchRequest request;
    request.query = "woord";
    const auto hits = collection.index().search(request).hits;
    return hits.at(0).id == "titel" ? hits.at(0).score / hits.at(1).score : 0;
  };
  CHECK(ratio("1.1") > 1);
  CHECK(ratio("1.5") > ratio("1.1"));
  CHECK(ratio("3") > ratio("1.5"));
}

TEST_CASE("more of the words is better than more of one word") {
  Collection collection({text("beide", "pilot en productie"), text("een", "pilot pilot pilot"),
                         text("x", "niets"), text("y", "nergens"), text("z", "nooit")},
                        one_field());
  CHECK(collection.ids("pilot productie") == std::vector<std::string>{"beide", "een"});
}
