// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "collection.hpp"
#include "evaluation/bootstrap.hpp"
#include "speur/error.hpp"
#include "speur/evaluation.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::Contains;
using evaluation::bootstrap;

namespace {

using Ids = std::vector<std::string>;

std::vector<RankedDocument> ranked(const Ids& ids) {
  std::vector<RankedDocument> documents;
  for (const auto& id : ids)
    documents.push_back({id, 100.0 - static_cast<double>(documents.size())});
  return documents;
}

// Topics q0, q1, ..., each with the one relevant document "goed".
struct Truth {
  explicit Truth(std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      topics.push_back({"q" + std::to_string(i), "vraag"});
      judgements[topics.back().id]["goed"] = 1;
    }
  }

  // "goed" comes at the rank that is given per topic; 0: not at all.
  Evaluation with_ranks(const std::vector<std::size_t>& ranks) const {
    Run run;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      Ids ids;
      while (ids.size() + 1 < ranks[i]) ids.push_back("x" + std::to_string(ids.size()));
      if (ranks[i] > 0) ids.emplace_back("goed");
      run[topics[i].id] = ranked(ids);
    }
    return evaluate("rangen", topics, judgements, run);
  }

  std::vector<Topic> topics;
  Judgements judgements;
};

// How many of `n` come up at most, in `part` of all cases, if each comes up with chance `p`.
double binomial_quantile(int n, double p, double part) {
  double chance = std::pow(1 - p, n);
  double below = chance;
  int k = 0;
  for (; below < part; ++k) {
    chance *= (n - k) / (k + 1.0) * p / (1 - p);
    below += chance;
  }
  return k;
}

// The means of all samples that can be drawn, in order; each is as likely as another.
std::vector<double> all_means(const std::vector<double>& values) {
  std::vector<double> sums{0};
  for (std::size_t draw = 0; draw < values.size(); ++draw) {
    std::vector<double> longer;
    for (const auto sum : sums)
      for (const auto value : values) longer.push_back(sum + value);
    sums = std::move(longer);
  }
  for (auto& sum : sums) sum /= static_cast<double>(values.size());
  std::sort(sums.begin(), sums.end());
  return sums;
}

// Which part of `sorted` lies below `value`, and which part does not lie above it.
std::pair<double, double> place_in(const std::vector<double>& sorted, double value) {
  const auto size = static_cast<double>(sorted.size());
  const auto below = std::lower_bound(sorted.begin(), sorted.end(), value - 1e-9) - sorted.begin();
  const auto until = std::upper_bound(sorted.begin(), sorted.end(), value + 1e-9) - sorted.begin();
  return {static_cast<double>(below) / size, static_cast<double>(until) / size};
}

}  // namespace

TEST_CASE("an evaluation is over the topics with a relevant document, found or not") {
  const std::vector<Topic> topics{{"onbeoordeeld", "a"}, {"half", "b"}, {"niets", "c"},
                                  {"heel", "d"},         {"weg", "e"},  {"leeg", "f"}};
  const Judgements judgements{{"half", {{"1", 1}}}, {"niets", {{"1", 0}, {"2", -1}}},
                              {"heel", {{"1", 2}}}, {"weg", {{"1", 1}}},
                              {"leeg", {}},         {"ongevraagd", {{"1", 1}}}};
  const Run run{{"half", ranked({"2", "1"})}, {"heel", ranked({"1"})}, {"niets", ranked({"1"})}};
  const auto evaluation = evaluate("proef", topics, judgements, run);
  CHECK(evaluation.name == "proef");
  CHECK(evaluation.run == run);
  CHECK(evaluation.skipped == Ids{"onbeoordeeld", "niets", "leeg"});
  REQUIRE(evaluation.topics.size() == 3);
  CHECK(evaluation.topics[0].topic == topics[1]);
  CHECK(evaluation.topics[0].grades == judgements.at("half"));
  CHECK(evaluation.topics[0].scores[Metric::reciprocal_rank] == Approx(0.5));
  CHECK(evaluation.topics[1].scores[Metric::reciprocal_rank] == Approx(1));
  CHECK(evaluation.topics[2].topic.id == "weg");
  for (const auto metric : all_metrics) CHECK(evaluation.topics[2].scores[metric] == 0);
  CHECK(evaluation.mean(Metric::reciprocal_rank).mean == Approx((0.5 + 1 + 0) / 3));
}

TEST_CASE("what is relevant decides which topics are left out") {
  const std::vector<Topic> topics{{"een", "a"}, {"twee", "b"}};
  const Judgements judgements{{"een", {{"1", 1}}}, {"twee", {{"1", 2}}}};
  CHECK(evaluate("proef", topics, judgements, {}, {.relevant_from = 2}).skipped == Ids{"een"});
}

TEST_CASE("an evaluation without any relevant document is refused") {
  CHECK_THROWS_AS(evaluate("proef", {{"een", "a"}}, {{"een", {{"1", 0}}}}, {}), EvaluationError);
  CHECK_THROWS_AS(evaluate("proef", {{"een", "a"}}, {{"twee", {{"1", 1}}}}, {}), EvaluationError);
  CHECK_THROWS_WITH(evaluate("proef", {}, {{"een", {{"1", 1}}}}, {}),
                    Contains("no topic has a relevant document"));
}

TEST_CASE("the bootstrap interval of hits and misses is that of the binomial distribution") {
  // Sizes at which the chance leaves no doubt about which number of hits is the 2.5 % point.
  for (const auto& [size, hits] : {std::pair{10, 5}, {16, 8}, {27, 23}, {27, 4}, {20, 18}}) {
    CAPTURE(size, hits);
    std::vector<double> values(static_cast<std::size_t>(size), 0.0);
    std::fill_n(values.begin(), hits, 1.0);
    const double part = double(hits) / size;
    const auto estimate = bootstrap(values);
    CHECK(estimate.mean == Approx(part));
    CHECK(estimate.low == Approx(binomial_quantile(size, part, 0.025) / size));
    CHECK(estimate.high == Approx(binomial_quantile(size, part, 0.975) / size));
  }
}

TEST_CASE("the bootstrap interval holds the middle 95 % of all samples that can be drawn") {
  // Five standard deviations of what 10,000 draws find to lie below a 2.5 % point.
  constexpr double chance = 0.008;
  for (const auto& values : {std::vector{0.1, 0.35, 0.4, 0.62, 0.9, 1.0},
                             std::vector{-0.3, 0.0, 0.05, 0.1, 0.2, 0.71}}) {
    const auto means = all_means(values);
    const auto estimate = bootstrap(values);
    CHECK(estimate.low < estimate.mean);
    CHECK(estimate.mean < estimate.high);
    const auto [below_low, until_low] = place_in(means, estimate.low);
    CHECK(below_low <= 0.025 + chance);
    CHECK(until_low >= 0.025 - chance);
    const auto [below_high, until_high] = place_in(means, estimate.high);
    CHECK(below_high <= 0.975 + chance);
    CHECK(until_high >= 0.975 - chance);
  }
}

TEST_CASE("values that are all equal have a point as their interval") {
  for (const auto& [size, value] : {std::pair{1u, 0.7}, {7u, 0.1}, {50u, -0.3}, {9u, 0.0}}) {
    const auto estimate = bootstrap(std::vector<double>(size, value));
    CHECK(estimate.mean == Approx(value));
    CHECK(estimate.low == estimate.mean);
    CHECK(estimate.high == estimate.mean);
  }
}

TEST_CASE("the same values give the same interval") {
  const std::vector<double> values{0.1, 0.35, 0.4, 0.62, 0.9, 1.0};
  const auto first = bootstrap(values);
  const auto second = bootstrap(values);
  CHECK(first.low == second.low);
  CHECK(first.high == second.high);
}

TEST_CASE("a comparison gives the differences, second minus first, topic by topic") {
  const Truth truth(5);
  const auto comparison =
      compare(truth.with_ranks({1, 2, 0, 4, 2}), truth.with_ranks({1, 1, 5, 0, 4}));
  // Reciprocal ranks: 1, 1/2, 0, 1/4, 1/2 against 1, 1, 1/5, 0, 1/4.
  const auto& difference = comparison.difference(Metric::reciprocal_rank);
  CHECK(difference.estimate.mean == Approx((1 + 1 + 0.2 + 0 + 0.25) / 5 - 2.25 / 5));
  CHECK(difference.better == 2);
  CHECK(difference.worse == 2);
  CHECK_FALSE(difference.proven());
  CHECK(comparison.first.mean(Metric::reciprocal_rank).mean == Approx(2.25 / 5));
  CHECK(comparison.second.mean(Metric::reciprocal_rank).mean == Approx(2.45 / 5));
}

TEST_CASE("the interval of a difference is that of the differences, and not of two means") {
  const Truth truth(27);
  std::vector<std::size_t> before(27, 0);
  std::vector<std::size_t> after(27, 0);
  std::fill_n(before.begin(), 13, 1);
  std::fill_n(after.begin(), 17, 1);  // four topics more
  const auto comparison = compare(truth.with_ranks(before), truth.with_ranks(after));
  const auto& estimate = comparison.difference(Metric::reciprocal_rank).estimate;
  CHECK(estimate.low == Approx(binomial_quantile(27, 4.0 / 27, 0.025) / 27));
  CHECK(estimate.high == Approx(binomial_quantile(27, 4.0 / 27, 0.975) / 27));
}

TEST_CASE("a difference is proven when its interval leaves out zero, on either side") {
  const Truth truth(6);
  const auto good = truth.with_ranks({1, 1, 1, 1, 1, 1});
  const auto bad = truth.with_ranks({2, 2, 2, 2, 2, 2});
  const auto up = compare(bad, good).difference(Metric::reciprocal_rank);
  CHECK(up.proven());
  CHECK(up.estimate.low == Approx(0.5));
  CHECK(up.estimate.high == Approx(0.5));
  CHECK(up.better == 6);
  const auto down = compare(good, bad).difference(Metric::reciprocal_rank);
  CHECK(down.proven());
  CHECK(down.estimate.high == Approx(-0.5));
  CHECK(down.worse == 6);
  const auto none = compare(good, good).difference(Metric::reciprocal_rank);
  CHECK_FALSE(none.proven());
  CHECK(none.better + none.worse == 0);
}

TEST_CASE("only evaluations of the same topics can be compared") {
  const Truth three(3);
  auto other = three;
  other.topics[1].id = "anders";
  other.judgements["anders"]["goed"] = 1;
  const auto first = three.with_ranks({1, 1, 1});
  CHECK_THROWS_AS(compare(first, other.with_ranks({1, 1, 1})), EvaluationError);
  CHECK_THROWS_AS(compare(first, Truth(2).with_ranks({1, 1})), EvaluationError);
  CHECK_THROWS_AS(compare(Truth(2).with_ranks({1, 1}), first), EvaluationError);
}

TEST_CASE("the topics that changed most come first, whichever way; the others are left out") {
  const Truth truth(5);
  const auto comparison =
      compare(truth.with_ranks({1, 3, 0, 1, 4}), truth.with_ranks({1, 2, 1, 2, 5}));
  // Reciprocal ranks change by 0, 1/6, 1, -1/2 and -1/20.
  CHECK(most_changed(comparison, Metric::reciprocal_rank) == std::vector<std::size_t>{2, 3, 1, 4});
  CHECK(most_changed(comparison, Metric::recall) == std::vector<std::size_t>{2});
  CHECK(most_changed(compare(truth.with_ranks({1}), truth.with_ranks({1})), Metric::ndcg).empty());
}

TEST_CASE("topics that changed equally keep their order") {
  const Truth truth(3);
  CHECK(most_changed(compare(truth.with_ranks({1, 2, 1}), truth.with_ranks({2, 1, 2})),
                     Metric::reciprocal_rank) == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("a run of searches holds what searching finds, to the depth") {
  const Collection collection({product("a", "privacy", "wet"), product("b", "data", "privacy"),
                               product("c", "data delen", "wet", {{"tier", {"rijk"}}})});
  SearchRequest request;
  request.query = "iets anders";
  request.limit = 1;
  request.match = Match::all;
  const std::vector<Topic> topics{{"1", "privacy"}, {"2", "data delen"}, {"3", "zeppelin"}};
  const auto run = search_run(collection.index(), topics, request, 5);
  REQUIRE(run.size() == 3);
  CHECK(run.at("3").empty());
  request.limit = 10;
  for (const auto& topic : topics) {
    request.query = topic.text;
    std::vector<RankedDocument> expected;
    for (const auto& hit : collection.index().search(request).hits)
      expected.push_back({hit.id, hit.score});
    CHECK(run.at(topic.id) == expected);
  }
  CHECK(search_run(collection.index(), topics, request, 1).at("1").size() == 1);
  request.filters["tier"] = {"rijk"};
  request.relax = false;
  CHECK(search_run(collection.index(), topics, request, 5).at("1").empty());
}

TEST_CASE("a run of related items holds what is near to each document that the index has") {
  std::vector<Document> documents;
  for (const auto* id : {"u", "v", "w"}) documents.push_back(product(id, "water en lucht", "zand"));
  for (const auto* id : {"a", "b", "c"})
    documents.push_back(product(id, "privacy en ethiek", "toets " + std::string(id)));
  const Collection collection(documents);
  const auto run =
      related_run(collection.index(), {{"1", "a"}, {"2", "nergens"}, {"3", "b"}}, {}, 5);
  CHECK_FALSE(run.contains("2"));
  RelatedRequest request;
  request.limit = 5;
  for (const auto& [topic, id] : {std::pair{"1", "a"}, {"3", "b"}}) {
    std::vector<RankedDocument> expected;
    for (const auto& item : collection.index().related(id, request).items)
      expected.push_back({item.id, item.score});
    REQUIRE(expected.size() == 2);
    CHECK(run.at(topic) == expected);
  }
}

TEST_CASE("related items of nothing that the index has are refused, and what is lacking is told") {
  const Collection collection({product("a", "privacy", ""), product("b", "privacy", ""),
                               product("u", "water", ""), product("v", "lucht", "")});
  const std::vector<Topic> words{{"1", "wat is privacy"}, {"2", "ethiek"}};
  CHECK_THROWS_WITH(related_run(collection.index(), words, {}, 5),
                    Contains("wat is privacy") && Contains("id of a document"));
  const std::vector<Topic> some{{"1", "a"}, {"2", "weg"}};
  const Judgements judged{{"1", {{"b", 1}}}, {"2", {{"b", 1}}}};
  const auto measured = evaluate("x", some, judged, related_run(collection.index(), some, {}, 5));
  CHECK(measured.missing == std::vector<std::string>{"2"});
  CHECK(measured.mean(Metric::recall).mean == 0.5);
}

TEST_CASE("scores of a run of related items never rise, whatever variety does to the order") {
  const std::string text = "Camera's in de stad: regels voor beelden van bewoners.";
  std::vector<Document> documents{product("bron", "Camera's in de stad", text),
                                  product("een", "Beelden van camera's in de stad", text),
                                  product("kopie", "Beelden van camera's in de stad", text),
                                  product("anders", "Bewoners en camera's", "Bewoners praten mee.")};
  for (int i = 0; i < 12; ++i)
    documents.push_back(product("brood" + std::to_string(i), "Brood", "Gist en meel."));
  const Collection collection(documents);
  const auto run = related_run(collection.index(), {{"1", "bron"}}, {.diversity = 0.7}, 5);
  const auto& ranked = run.at("1");
  std::vector<std::string> ids;
  for (const auto& each : ranked) ids.push_back(each.id);
  CHECK(ids == std::vector<std::string>{"een", "anders", "kopie"});
  CHECK(ranked[2].score <= ranked[1].score);
}

TEST_CASE("the variety of lists: what is ever shown, and how different items are, by hand") {
  // Two that say the same, two that say something else, and one by itself.
  const Collection collection({product("a", "", "boek papier"), product("b", "", "boek papier"),
                               product("c", "", "video beeld"), product("d", "", "video beeld"),
                               product("e", "", "")});
  const Run run{{"1", {{"a", 3}, {"b", 2}, {"c", 1}, {"d", 0.5}}},
                {"2", {{"a", 1}, {"c", 0.5}, {"weg", 0.1}}},
                {"3", {{"b", 1}}},
                {"4", {}}};
  const auto variety = variety_of(collection.index(), run, 3);
  CHECK(variety.documents == 5);
  CHECK(variety.recommended == 3);  // d stands fourth
  CHECK(variety.coverage() == Approx(0.6));
  // Of three pairs, one says the same; a list of one has no pairs.
  CHECK(variety.by_list.size() == 2);
  CHECK(variety.by_list.at("1") == Approx(2.0 / 3));
  CHECK(variety.by_list.at("2") == Approx(1));
  CHECK(variety.diversity.mean == Approx((2.0 / 3 + 1) / 2));
  CHECK(Variety{}.coverage() == 0);

  const Judgements judged{{"1", {{"a", 1}}}, {"2", {{"a", 1}}}};
  const std::vector<Topic> topics{{"1", "1"}, {"2", "2"}};
  auto first = evaluate("eerste", topics, judged, run);
  auto second =
      evaluate("tweede", topics, judged, {{"1", {{"a", 1}, {"c", 0.5}}}, {"2", {{"a", 1}}}});
  CHECK_FALSE(compare(first, second).diversity);
  first.variety = variety;
  second.variety = variety_of(collection.index(), second.run, 3);
  const auto comparison = compare(first, second);
  REQUIRE(comparison.diversity);
  CHECK(comparison.diversity->estimate.mean == Approx(1 - 2.0 / 3));  // the list that both have
  CHECK(comparison.diversity->better == 1);
}

TEST_CASE("a run that is stopped holds the topics done until then") {
  const Collection collection({product("a", "privacy", ""), product("b", "privacy", "")});
  const std::vector<Topic> topics{{"1", "a"}, {"2", "b"}, {"3", "a"}};
  std::vector<std::pair<std::size_t, std::size_t>> told;
  const auto stop_at_two = [&](std::size_t done, std::size_t all) {
    told.emplace_back(done, all);
    return done < 2;
  };
  CHECK(search_run(collection.index(), topics, {}, 5, stop_at_two).size() == 2);
  CHECK(related_run(collection.index(), topics, {}, 5, stop_at_two).size() == 2);
  CHECK(told == std::vector<std::pair<std::size_t, std::size_t>>{{1, 3}, {2, 3}, {1, 3}, {2, 3}});
}
