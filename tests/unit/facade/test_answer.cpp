// SPDX-License-Identifier: GPL-2.0-or-later
// What a request becomes when it finds nothing as it stands.
#include <catch2/catch.hpp>

#include "collection.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::UnorderedEquals;
using Ids = std::vector<std::string>;
using Steps = std::vector<Relaxation>;

namespace {

Collection few() {
  return Collection(
      {product("open", "Open data delen", "Over datakwaliteit.", {{"tier", {"rijk"}}}),
       product("dag", "Open dag", "Kom langs bij de gemeente.", {{"tier", {"gemeente"}}}),
       product("privacy", "Privacy en ethiek", "Data over mensen.",
               {{"tier", {"provincie"}}, {"theme", {"ethiek"}}})});
}

SearchRequest asked(std::string query) {
  SearchRequest request;
  request.query = std::move(query);
  return request;
}

Ids ids_of(const SearchResults& results) {
  Ids ids;
  for (const auto& hit : results.hits) ids.push_back(hit.id);
  return ids;
}

// Every document is explained as it was answered.
void check_explained(const Collection& collection, const SearchRequest& request) {
  std::map<std::string, double> scores;
  for (const auto& hit : collection.index().search(request).hits) scores[hit.id] = hit.score;
  const auto records = collection.index().documents();
  while (const auto record = records->next()) {
    const auto& id = std::get<Document>(*record).id;
    CAPTURE(id);
    const auto explanation = collection.index().explain(request, id);
    CHECK(explanation.matches == scores.contains(id));
    CHECK(explanation.value == Approx(scores.contains(id) ? scores[id] : 0).margin(1e-12));
  }
}

}  // namespace

TEST_CASE("what finds something is not relaxed") {
  const auto collection = few();
  for (const auto* query : {"data", "data zeppelin", "\"open data\"", "open EN data", "",
                            "open -data", "tier:rijk", "de", "dat*"}) {
    CAPTURE(query);
    const auto results = collection.index().search(asked(query));
    CHECK(results.total > 0);
    CHECK(results.applied.relaxation.empty());
    check_explained(collection, asked(query));
  }
}

TEST_CASE("each step is done where it helps, and told") {
  struct Row {
    const char* query;
    Match match;
    Filters filters;
    Steps steps;
    Ids found;
  };
  const auto collection = few();
  const auto spelling = Relaxation::spelling;
  const auto quotes = Relaxation::quotes;
  const auto any_word = Relaxation::any_word;
  const auto filters = Relaxation::filters;
  const Filters other{{"tier", {"waterschap"}}};
  for (const auto& [query, match, filter, steps, found] : {
           Row{"datakwalitiet", Match::any, {}, {spelling}, {"open", "privacy"}},
           Row{"\"data open\"", Match::any, {}, {quotes}, {"open"}},
           Row{"\"delen data\"", Match::all, {}, {quotes}, {"open"}},
           Row{"titel:\"data open\"", Match::any, {}, {quotes}, {"open"}},
           Row{"privacy EN dag", Match::any, {}, {any_word}, {"privacy", "dag"}},
           Row{"privacy dag", Match::all, {}, {any_word}, {"privacy", "dag"}},
           Row{"privacy", Match::any, other, {filters}, {"privacy"}},
           // No step is told that could not change anything.
           Row{"privacy", Match::all, other, {filters}, {"privacy"}},
           Row{"privacy dag", Match::any, other, {filters}, {"privacy", "dag"}},
           Row{"privacy OF dag", Match::all, other, {filters}, {"privacy", "dag"}},
           Row{"privacy zeppelin", Match::any, other, {filters}, {"privacy"}},
           Row{"\"zeppelin data\" privacy", Match::any, {}, {}, {"privacy"}},
           // One after the other.
           Row{"\"data zeppelin\"", Match::any, {}, {quotes, any_word}, {"open", "privacy"}},
           Row{"\"data open\" EN dag",
               Match::any,
               {},
               {quotes, any_word},
               {"open", "privacy", "dag"}},
           Row{"\"data\"", Match::any, other, {quotes, filters}, {"open", "privacy"}},
           Row{"privacy EN dag", Match::any, other, {any_word, filters}, {"privacy", "dag"}},
           Row{"privacy dag", Match::all, other, {any_word, filters}, {"privacy", "dag"}},
           Row{"\"data datakwalitiet\" EN dag",
               Match::all,
               other,
               {spelling, quotes, any_word, filters},
               {"open", "privacy", "dag"}},
       }) {
    CAPTURE(query);
    auto request = asked(query);
    request.match = match;
    request.filters = filter;
    const auto results = collection.index().search(request);
    CHECK(results.applied.relaxation == steps);
    CHECK_THAT(ids_of(results), UnorderedEquals(found));
    const auto done = [&](Relaxation step) {
      return std::find(steps.begin(), steps.end(), step) != steps.end();
    };
    CHECK(results.applied.filters == (done(filters) ? Filters{} : filter));
    CHECK(results.query == query);
    check_explained(collection, request);
    request.relax = false;
    const auto strict = collection.index().search(request);
    CHECK(strict.applied.relaxation.empty());
    CHECK(strict.applied.match == match);
    CHECK(strict.total == (steps.empty() ? results.total : 0));
    check_explained(collection, request);
  }
}

TEST_CASE("where nothing helps the request is answered as it was asked") {
  const auto collection = few();
  for (const auto* query :
       {"zeppelin", "\"zeppelin luchtschip\"", "zeppelin EN luchtschip", "zeppelin luchtschip",
        "data -data", "zzz*", "titel:zeppelin", "data thema:onbekend", "tier:waterschap", "!?"}) {
    CAPTURE(query);
    auto request = asked(query);
    request.match = Match::all;
    request.filters = {{"tier", {"rijk"}}};
    request.facets = {"tier"};
    const auto relaxed = collection.index().search(request);
    CHECK(relaxed.total == 0);
    CHECK(relaxed.hits.empty());
    CHECK(relaxed.applied.relaxation.empty());
    request.relax = false;
    const auto strict = collection.index().search(request);
    CHECK(relaxed.applied.filters == strict.applied.filters);
    CHECK(relaxed.applied.match == Match::all);
    CHECK(relaxed.applied.sort == strict.applied.sort);
    CHECK(relaxed.applied.stop_words == strict.applied.stop_words);
    CHECK(relaxed.facets.front().values.size() == strict.facets.front().values.size());
    check_explained(collection, request);
  }
}

TEST_CASE("a request that asks for no word keeps its filters") {
  const auto collection = few();
  for (const auto* query : {"", "tier:rijk", "-data"}) {
    CAPTURE(query);
    auto request = asked(query);
    request.filters = {{"tier", {"waterschap"}}};
    const auto results = collection.index().search(request);
    CHECK(results.total == 0);
    CHECK(results.applied.relaxation.empty());
    CHECK(results.applied.filters == request.filters);
  }
}

TEST_CASE("what was excluded stays excluded, whatever is relaxed") {
  const auto collection = few();
  for (const auto* query :
       {"zeppelin EN data -delen", "(zeppelin -delen) EN data", "\"data mensen\" -delen",
        "zeppelin EN (data -\"open data\")", "zeppelin EN data -titel:delen",
        "zeppelin EN data -tier:rijk", "(data -delen) zeppelin"}) {
    CAPTURE(query);
    auto request = asked(query);
    request.match = Match::all;
    const auto results = collection.index().search(request);
    CHECK(ids_of(results) == Ids{"privacy"});
    CHECK_FALSE(results.applied.relaxation.empty());
    check_explained(collection, request);
  }
}

TEST_CASE("a misspelled word that is excluded takes nothing more away") {
  const auto collection = few();
  const auto results = collection.index().search(asked("data -delne"));
  CHECK_THAT(ids_of(results), UnorderedEquals(Ids{"open", "privacy"}));
  CHECK(results.applied.relaxation.empty());
  check_explained(collection, asked("data -delne"));
}

TEST_CASE("typed facet values stay needed, whatever is relaxed") {
  const auto collection = few();
  for (const auto* query : {"data EN zeppelin tier:rijk", "(data tier:rijk) EN zeppelin",
                            "tier:rijk \"data open\"", "datakwalitiet tier:rijk"}) {
    CAPTURE(query);
    CHECK(ids_of(collection.index().search(asked(query))) == Ids{"open"});
  }
}

TEST_CASE("a synonym of many words is not taken apart") {
  // "woo" is nowhere, and "open" is not what was asked.
  const auto collection = few();
  for (const auto* query : {"woo", "wob"}) {
    const auto results = collection.index().search(asked(query));
    CHECK(results.total == 0);
    CHECK(results.applied.relaxation.empty());
    CHECK_FALSE(results.applied.synonyms.empty());
  }
}

TEST_CASE("synonyms are searched unless the request says no") {
  Collection collection({product("voluit", "Wet open overheid", "Over openbaarheid."),
                         product("kort", "De Woo", "In het kort."),
                         product("anders", "Ethiek", "")});
  for (const auto* query : {"woo", "wet open overheid", "Woo", "WOO?"}) {
    CAPTURE(query);
    auto request = asked(query);
    const auto results = collection.index().search(request);
    CHECK_THAT(ids_of(results), UnorderedEquals(Ids{"voluit", "kort"}));
    CHECK(results.applied.synonyms.size() == 1);
    check_explained(collection, request);
    request.synonyms = false;
    const auto without = collection.index().search(request);
    CHECK(without.total == 1);
    CHECK(without.applied.synonyms.empty());
    check_explained(collection, request);
  }
}

TEST_CASE("what was typed comes before what means the same") {
  Collection collection({product("voluit", "Wet open overheid", "Uitleg voor iedereen."),
                         product("kort", "De Woo", "Uitleg voor iedereen."),
                         product("anders", "Ethiek", "Iets anders."),
                         product("nog", "Privacy", "En nog iets.")});
  CHECK(ids_of(collection.index().search(asked("woo"))) == Ids{"kort", "voluit"});
  CHECK(ids_of(collection.index().search(asked("wet open overheid"))) == Ids{"voluit", "kort"});
}

TEST_CASE("a portal's own synonyms show with the next commit, and block the built-in ones") {
  Collection collection(
      {product("voluit", "Wet open overheid", ""), product("eigen", "Kompas", "")});
  const auto found = [&](const char* synonyms) {
    auto writer = collection.index().writer();
    writer.set_synonyms(Synonyms::from_text(synonyms));
    writer.commit();
    return ids_of(collection.index().search(asked("woo")));
  };
  CHECK(found("") == Ids{"voluit"});
  CHECK_THAT(found("woo = kompas"), UnorderedEquals(Ids{"voluit", "eigen"}));
  CHECK(found("woo = kompas\n! woo") == Ids{"eigen"});
  CHECK(found("! woo").empty());
}

TEST_CASE("odd queries are answered and explained, relaxed or not") {
  const auto collection = few();
  const std::string many(3000, '(');
  for (const auto& query :
       {std::string("\"open data"), std::string("\"data\" open\""), std::string("de het een"),
        std::string("\x01\x02 data\x7F"), std::string("data\0open", 9), std::string("\xFF\xFE"),
        std::string("pri\xC3vacy"), std::string("\"\""), std::string("- - -"), std::string("OF EN"),
        std::string("e\u0301thiek"), std::string("“open data"), many + "data",
        std::string(20'000, 'x'), std::string("titel:"), std::string("titel:\""),
        std::string("-\"data open\" zeppelin"), std::string("data EN EN -")}) {
    CAPTURE(query.substr(0, 40));
    for (const auto match : {Match::any, Match::all}) {
      auto request = asked(query);
      request.match = match;
      request.filters = {{"tier", {"rijk"}}};
      const auto results = collection.index().search(request);
      CHECK((results.total > 0 || results.applied.relaxation.empty()));
      check_explained(collection, request);
    }
  }
}

TEST_CASE("without documents, hits have the same ranks, ids and scores, and nothing else") {
  const auto collection = few();
  auto request = asked("data");
  const auto whole = collection.index().search(request);
  request.documents = false;
  const auto bare = collection.index().search(request);
  REQUIRE(whole.hits.size() > 1);
  REQUIRE(bare.hits.size() == whole.hits.size());
  CHECK(bare.total == whole.total);
  for (std::size_t i = 0; i < whole.hits.size(); ++i) {
    CHECK(bare.hits[i].id == whole.hits[i].id);
    CHECK(bare.hits[i].score == whole.hits[i].score);
    CHECK(bare.hits[i].rank == whole.hits[i].rank);
    CHECK(bare.hits[i].title == MarkedText{});
    CHECK(bare.hits[i].snippet == MarkedText{});
    CHECK(bare.hits[i].document.fields.empty());
  }
}
