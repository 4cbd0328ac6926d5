// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/relax.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/synonyms.hpp"

using namespace speur;

namespace {

query::Query parsed(const std::string& typed) {
  static const auto synonyms = Synonyms::from_text("woo = wet open overheid\nzaak = dossier");
  std::vector<AppliedSynonym> applied;
  return query::parse(typed, Schema::knowledge_product(), Analyzer(), Language::dutch,
                      [&](query::Query query) {
                        return query::with_synonyms(std::move(query), {&synonyms}, Analyzer(),
                                                    applied);
                      })
      .query;
}

struct Row {
  const char* typed;
  const char* query;
};

}  // namespace

TEST_CASE("Without quotes the words of a phrase are all needed, wherever they stand") {
  for (const auto& [typed, expected] : {
           Row{"\"open data\"", "(all open data)"},
           Row{"\"data\"", "data"},
           Row{"\"de open data\"", "(all open data)"},
           Row{"\"de van\"", "(all de van)"},
           Row{"titel:\"open data\"", "(all title:open title:data)"},
           Row{"\"AVG-beleid\"", "(best (all avg beleid) avgbeleid)"},
           Row{"beleid \"open data\"", "(row beleid (all open data))"},
           Row{"\"open data\" OF \"open overheid\"", "(any (all open data) (all open overheid))"},
           Row{"\"open data\" thema:\"data delen\"", "(all (all open data) theme=data delen)"},
           // What is excluded stays excluded, as it was typed.
           Row{"beleid -\"open data\"", "(without beleid \"open data\")"},
           Row{"\"open data\" -\"open data\"", "(without (all open data) \"open data\")"},
           // A synonym of many words is meant whole.
           Row{"woo", "(best woo (x0.2 \"wet open overheid\"))"},
           Row{"data beleid", "(row data beleid)"},
           Row{"", "everything"},
           Row{"!?", "nothing"},
       }) {
    CAPTURE(typed);
    CHECK(query::to_text(query::without_quotes(parsed(typed))) == expected);
  }
}

TEST_CASE("With any word, what asked for several asks for one of them") {
  for (const auto& [typed, expected] : {
           Row{"data EN beleid", "(any data beleid)"},
           Row{"data EN beleid EN ethiek", "(any data beleid ethiek)"},
           Row{"\"open data\"", "(any open data)"},
           Row{"\"open data\" EN beleid", "(any (any open data) beleid)"},
           Row{"(data OF beleid) EN ethiek", "(any (any data beleid) ethiek)"},
           Row{"data EN zaak", "(any data (best zaak (x0.6 dossier)))"},
           Row{"woo EN data", "(any (best woo (x0.2 \"wet open overheid\")) data)"},
           Row{"data", "data"},
           Row{"data OF beleid", "(any data beleid)"},
           Row{"", "everything"},
           Row{"!?", "nothing"},
       }) {
    CAPTURE(typed);
    CHECK(query::to_text(query::with_any_word(parsed(typed), Match::any)) == expected);
    CHECK(query::to_text(query::with_any_word(parsed(typed), Match::all)) == expected);
  }
}

TEST_CASE("Words in a row need not all be there as soon as the request said that they must") {
  const auto relaxed = [](const std::string& typed, Match match) {
    return query::to_text(query::with_any_word(parsed(typed), match));
  };
  CHECK(relaxed("data beleid", Match::any) == "(row data beleid)");
  CHECK(relaxed("data beleid", Match::all) == "(any data beleid)");
  CHECK(relaxed("data (open EN beleid)", Match::any) == "(row data (any open beleid))");
  CHECK(relaxed("data (open EN beleid)", Match::all) == "(any data (any open beleid))");
  CHECK(relaxed("wet open overheid beleid", Match::all) ==
        "(any (best (any wet open overheid) (x1.8 woo)) beleid)");
}

TEST_CASE("With any word, what is excluded stays excluded from all") {
  for (const auto& [typed, expected] : {
           Row{"data EN beleid -ethiek", "(without (any data beleid) ethiek)"},
           Row{"(data -ethiek) EN beleid", "(without (any data beleid) ethiek)"},
           Row{"(data -ethiek) EN (beleid -privacy)",
               "(without (any data beleid) (any ethiek privacy))"},
           Row{"(-ethiek) EN beleid", "(without beleid ethiek)"},
           Row{"(-ethiek) EN (-privacy)", "(without everything (any ethiek privacy))"},
           Row{"((data -ethiek) EN beleid) EN open",
               "(without (any (any data beleid) open) ethiek)"},
           // But not from an alternative that did not exclude it.
           Row{"(data -ethiek) OF (beleid EN open)",
               "(any (without data ethiek) (any beleid open))"},
           Row{"((data -ethiek) OF open) EN beleid",
               "(any (any (without data ethiek) open) beleid)"},
       }) {
    CAPTURE(typed);
    CHECK(query::to_text(query::with_any_word(parsed(typed), Match::any)) == expected);
  }
  CHECK(query::to_text(query::with_any_word(parsed("(data -ethiek) beleid"), Match::any)) ==
        "(row (without data ethiek) beleid)");
  CHECK(query::to_text(query::with_any_word(parsed("(data -ethiek) beleid"), Match::all)) ==
        "(without (any data beleid) ethiek)");
}

TEST_CASE("With any word, facet values that were typed stay needed") {
  for (const auto& [typed, expected] : {
           Row{"data EN beleid thema:ethiek", "(all theme=ethiek (any data beleid))"},
           Row{"data thema:ethiek", "(all theme=ethiek data)"},
           Row{"data EN beleid soort:boek soort:video",
               "(all (any type=boek type=video) (any data beleid))"},
           Row{"data EN beleid EN thema:ethiek", "(all theme=ethiek (any data beleid))"},
           Row{"(data thema:ethiek) EN beleid", "(all theme=ethiek (any data beleid))"},
           Row{"(data thema:ethiek -privacy) EN beleid",
               "(without (all theme=ethiek (any data beleid)) privacy)"},
           Row{"thema:ethiek EN soort:boek", "(all theme=ethiek type=boek)"},
           Row{"thema:ethiek", "theme=ethiek"},
       }) {
    CAPTURE(typed);
    CHECK(query::to_text(query::with_any_word(parsed(typed), Match::any)) == expected);
    CHECK(query::to_text(query::with_any_word(parsed(typed), Match::all)) == expected);
  }
}
