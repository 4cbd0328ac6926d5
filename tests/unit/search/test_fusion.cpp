// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "reading.hpp"
#include "search/fusion.hpp"

using namespace speur;
using namespace speur::search;
using namespace speur::test;

namespace {

const std::vector<Document> documents{
    product("plan", "Plan van aanpak datakwaliteit", "Zo maak je een plan voor open data."),
    product("open", "Open data", "Een plan voor gegevens die iedereen mag gebruiken."),
    product("zonder", "", "Een plan voor open data."),
    product("brood", "Brood bakken", "Met gist en meel in de oven."),
    product("taart", "Taart bakken", "Met suiker en meel in de oven."),
    product("vis", "Vis bakken", "Met boter in de oven."),
};

struct Fused {
  Fused() : reading(documents), profile(collection::Profile::learn(reading.reader, Analyzer())) {}

  std::vector<Lift> lifts(const std::vector<std::string>& ids, std::string_view typed,
                          const Ranking& ranking) const {
    std::vector<matching::Ranked> head;
    for (const auto& id : ids) head.push_back({reading[id], 10});
    const auto query = query::parse(typed, reading.reader.schema(), Analyzer(), Language::dutch);
    return lifts_of(head, 10, query.query, ranking, profile, reading.reader);
  }

  Reading reading;
  collection::Profile profile;
};

Ranking by_title() { return {.title = 0.2, .opening = 0, .semantic = 0}; }

}  // namespace

// Six documents. "open" and "data" stand in three of them, "plan" too, so each says log(2).
TEST_CASE("a title counts for how much it says of what is asked, and how little else") {
  const Fused fused;
  const auto lifts = fused.lifts({"open", "plan", "brood"}, "open data plan", by_title());
  REQUIRE(lifts.size() == 3);
  CHECK(lifts[0].title == Approx(0.2 * 10 * (2.0 / 3) * (2.0 / 2)));
  // Of the stems "plan", "aanpak" and "datakwaliteit" one is asked for.
  CHECK(lifts[1].title == Approx(0.2 * 10 * (1.0 / 3) * (1.0 / 3)));
  CHECK(lifts[2].title == 0);
  for (const auto& lift : lifts) CHECK(lift.semantic == 0);
}

TEST_CASE("a document without a title, or one that is not known, has half of the best") {
  Fused fused;
  const auto lifts = fused.lifts({"open", "zonder"}, "open data", by_title());
  CHECK(lifts[0].title == Approx(2));
  CHECK(lifts[1].title == Approx(1));
  CHECK(fused.lifts({"zonder"}, "open data", by_title())[0].title == 0);  // no other to go by
}

// "plan" and "open" each say log(2), and "oven" too; "meel" says log(3).
TEST_CASE("the earlier a text says what is asked, the more it counts") {
  const Fused fused;
  const Ranking ranking{.title = 0, .opening = 0.5, .semantic = 0};
  // The stems of "plan" begin: maak, plan, open, data; those of "open": plan, gegeven.
  const auto lifts = fused.lifts({"plan", "open", "brood"}, "open plan", ranking);
  CHECK(lifts[0].opening == Approx(0.5 * 10 * (4.0 / 5 + 4.0 / 6) / 2));
  CHECK(lifts[1].opening == Approx(0.5 * 10 * (4.0 / 4) / 2));
  CHECK(lifts[2].opening == 0);
  // Gist, meel, oven. "meel" says more, as fewer documents have it.
  const auto baked = fused.lifts({"brood"}, "oven meel", ranking);
  const auto all = std::log(2) + std::log(3);
  CHECK(baked[0].opening == Approx(0.5 * 10 * (std::log(2) * 4 / 6 + std::log(3) * 4 / 5) / all));
}

TEST_CASE("what can be said in several ways is said as well by each of them") {
  const Collection collection(
      {product("kort", "AVG", ""), product("lang", "Algemene verordening gegevensbescherming", ""),
       product("x", "Brood bakken", "Met gist."), product("y", "Vis bakken", "Met boter."),
       product("z", "Taart bakken", "De AVG bij een algemene bakker.")});
  collection.index().optimize();
  SearchRequest request;
  request.query = "avg";
  const auto title_lift = [&](const std::string& id) {
    const auto explanation = collection.index().explain(request, id);
    for (const auto& part : explanation.parts)
      if (part.kind == Explanation::Kind::title) return part.value;
    return 0.0;
  };
  CHECK(title_lift("kort") > 0);
  CHECK(title_lift("lang") == Approx(title_lift("kort")));
  CHECK(title_lift("z") == 0);
}

TEST_CASE("the lift by vectors is the cosine of document and query, as part of the best score") {
  const Fused fused;
  const auto lifts =
      fused.lifts({"open", "brood"}, "plan", {.title = 0, .opening = 0, .semantic = 0.5});
  const auto direction = fused.profile.term_vectors().vector_of({{"Zplan", 1}});
  for (const auto& lift : lifts) {
    const auto cosine = collection::cosine(direction, fused.profile.vector_of(lift.id));
    CHECK(lift.semantic == Approx(0.5 * 10 * std::max(0.0, cosine)));
  }
  CHECK(lifts[0].semantic > lifts[1].semantic);
}

using Scores = std::vector<std::pair<std::uint32_t, double>>;

Scores scores_of(const std::vector<matching::Ranked>& ranked) {
  Scores scores;
  for (const auto& each : ranked) scores.emplace_back(each.id, each.score);
  return scores;
}

TEST_CASE("lifts put a step in order, and keep it below the one before") {
  const std::vector<matching::Ranked> step{{1, 5}, {2, 4}, {3, 4}};
  std::vector<Lift> lifts{{1, 0, 0, 0}, {2, 0, 0, 0.5}, {3, 1.5, 0.5, 0.25}};
  auto ranked = step;
  lift(ranked, lifts, 7);
  CHECK(scores_of(ranked) == Scores{{3, 6.25}, {1, 5}, {2, 4.5}});
  CHECK(lifts.front() == Lift{1, 0, 0, 0, 1});

  ranked = step;
  lift(ranked, lifts, 2.5);
  CHECK(scores_of(ranked) == Scores{{3, 2.5}, {1, 2}, {2, 1.8}});
  CHECK(lifts.back() == Lift{3, 1.5, 0.5, 0.25, 0.4});
}

TEST_CASE("an index that has learnt puts the title that was asked first; a ranking can say no") {
  const Collection collection(
      {product("lang", "Handreiking open data voor gemeenten en provincies", "Open data voor ons."),
       product("kort", "Open data",
               "Over wat iedereen mag gebruiken en wie dat voor jou open zet."),
       product("x", "Brood bakken", "Met gist."), product("y", "Vis bakken", "Met boter."),
       product("z", "Taart bakken", "Met suiker.")});
  SearchRequest request;
  request.query = "open data";
  const auto by_words = collection.ids(request);
  CHECK(by_words == std::vector<std::string>{"lang", "kort"});
  collection.index().optimize();
  CHECK(collection.index().stats().learnt == 5);
  request.ranking = Ranking{.opening = 0};
  CHECK(collection.ids(request) == std::vector<std::string>{"kort", "lang"});
  request.ranking = Ranking{.title = 0, .opening = 0, .semantic = 0};
  CHECK(collection.ids(request) == by_words);
  request.ranking.reset();
  request.sort = Sort::title;
  CHECK(collection.ids(request) == std::vector<std::string>{"lang", "kort"});
}

TEST_CASE("a text that begins with what is asked comes before a shorter one that ends with it") {
  const Collection collection(
      {product("laat", "", "Met gist, meel, suiker, boter, vis en open data."),
       product("vroeg", "", "Open data met gist, meel, suiker, boter, vis, brood en taart."),
       product("x", "", "Brood bakken."), product("y", "", "Vis bakken."),
       product("z", "", "Taart bakken.")});
  SearchRequest request;
  request.query = "open data";
  CHECK(collection.ids(request) == std::vector<std::string>{"laat", "vroeg"});
  collection.index().optimize();
  CHECK(collection.ids(request) == std::vector<std::string>{"vroeg", "laat"});
  request.ranking = Ranking{.opening = 0};
  CHECK(collection.ids(request) == std::vector<std::string>{"laat", "vroeg"});
}

struct ManyAlike {
  static std::vector<Document> documents() {
    std::vector<Document> many;
    for (int i = 0; i < 450; ++i)
      many.push_back(product("d" + std::to_string(i), i % 3 ? "Open data " + std::to_string(i) : "",
                             std::string("data ") + (i % 5 ? "open" : "dicht")));
    return many;
  }

  ManyAlike() { collection.index().optimize(); }

  Collection collection{documents()};
};

TEST_CASE("pages of a list that was put in order again follow on each other") {
  const ManyAlike many;
  const auto& collection = many.collection;
  SearchRequest request;
  request.query = "open data";
  request.limit = 450;
  const auto all = collection.ids(request);
  REQUIRE(all.size() == 450);
  request.limit = 50;
  for (std::size_t page = 0; page < 9; ++page) {
    request.offset = 50 * page;
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(request.offset);
    CHECK(collection.ids(request) == std::vector<std::string>(begin, begin + 50));
  }
}

TEST_CASE("the best by words are put in order in steps, and scores fall all the way down") {
  const ManyAlike many;
  SearchRequest request;
  request.query = "open data";
  request.limit = 450;
  const auto hits = many.collection.index().search(request).hits;
  request.ranking = Ranking{.title = 0, .opening = 0, .semantic = 0};
  const auto by_words = many.collection.ids(request);
  request.ranking.reset();

  std::size_t begin = 0;
  for (const std::size_t end : {20, 200, 450}) {
    std::set<std::string> best;
    for (std::size_t i = begin; i < end; ++i) best.insert(hits[i].id);
    CHECK(best == std::set<std::string>(by_words.begin() + static_cast<std::ptrdiff_t>(begin),
                                        by_words.begin() + static_cast<std::ptrdiff_t>(end)));
    begin = end;
  }
  for (std::size_t i = 1; i < hits.size(); ++i) CHECK(hits[i].score <= hits[i - 1].score);
  for (const std::size_t i : {0, 19, 20, 21, 59, 60, 120, 199, 200, 201, 320, 449}) {
    const auto explanation = many.collection.index().explain(request, hits[i].id);
    CHECK(explanation.value == Approx(hits[i].score));
  }
}

TEST_CASE("who would rise over the first step is held below it") {
  std::string late;
  for (const auto* word : {"brood", "taart", "vis", "boter", "meel", "suiker", "gist", "oven"})
    late += std::string(word) + " bakken " + word + " eten ";
  std::vector<Document> documents;
  for (int i = 0; i < 25; ++i)
    documents.push_back(product("laat" + std::to_string(i), "", late + "open data en open data"));
  for (int i = 0; i < 5; ++i)
    documents.push_back(product("vroeg" + std::to_string(i), "", "open data " + late));
  for (int i = 0; i < 50; ++i) documents.push_back(product("x" + std::to_string(i), "", late));
  const Collection collection(documents);
  collection.index().optimize();
  SearchRequest request;
  request.query = "open data";
  request.limit = 30;
  request.ranking = Ranking{.title = 0, .semantic = 0};
  const auto hits = collection.index().search(request).hits;
  REQUIRE(hits.size() == 30);
  for (std::size_t i = 0; i < 30; ++i)
    CHECK(hits[i].id.starts_with(i >= 20 && i < 25 ? "vroeg" : "laat"));
  const auto explanation = collection.index().explain(request, "vroeg3");
  CHECK(explanation.kind == Explanation::Kind::scaled);
  CHECK(explanation.factor < 1);
  CHECK(explanation.value == Approx(hits[19].score));
  CHECK(explanation.value == Approx(hits[20].score));
}
