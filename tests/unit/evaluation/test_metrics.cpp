// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <sstream>

#include "speur/evaluation.hpp"

using namespace speur;

namespace {

using Grades = std::map<std::string, int>;

// "a b c": a is first.
std::vector<RankedDocument> ranked(const std::string& ids) {
  std::vector<RankedDocument> documents;
  std::istringstream stream(ids);
  for (std::string id; stream >> id;)
    documents.push_back({id, 100.0 - static_cast<double>(documents.size())});
  return documents;
}

// `count` documents that nobody judged, and then `last`.
std::vector<RankedDocument> after_unknown(int count, const std::string& last) {
  std::string ids;
  for (int i = 0; i < count; ++i) ids += "x" + std::to_string(i) + " ";
  return ranked(ids + last);
}

void check_all(const Scores& scores, double ndcg, double reciprocal_rank, double recall,
               double average_precision, double precision, double unjudged) {
  CHECK(scores[Metric::ndcg] == Approx(ndcg));
  CHECK(scores[Metric::reciprocal_rank] == Approx(reciprocal_rank));
  CHECK(scores[Metric::recall] == Approx(recall));
  CHECK(scores[Metric::average_precision] == Approx(average_precision));
  CHECK(scores[Metric::precision] == Approx(precision));
  CHECK(scores[Metric::unjudged] == Approx(unjudged));
}

const Grades three_grades{{"a", 3}, {"b", 2}, {"c", 1}, {"d", 0}};

}  // namespace

TEST_CASE("the measures are those of trec_eval") {
  // Gain: 2/log2(3) + 3/log2(4) + 1/log2(6) = 1.26186 + 1.5 + 0.38685 = 3.14871,
  // ideal: 3/log2(2) + 2/log2(3) + 1/log2(4) = 3 + 1.26186 + 0.5 = 4.76186; 3.14871 / 4.76186.
  // b, a and c are relevant: AP is (1/2 + 2/3 + 3/5) / 3. Of five given, one is not judged.
  check_all(score(ranked("x b a d c"), three_grades), 0.661235, 1.0 / 2, 1, 0.588889, 3.0 / 10,
            1.0 / 5);
}

TEST_CASE("nDCG, precision and unjudged look at the first k, the ideal too") {
  // Gain: 2/log2(3) = 1.26186; ideal: 3 + 1.26186 = 4.26186.
  check_all(score(ranked("x b a d c"), three_grades, {.k = 2}), 0.296082, 1.0 / 2, 1, 0.588889,
            1.0 / 2, 1.0 / 2);
}

TEST_CASE("the best possible order has an nDCG of 1, even where k is too short for all of it") {
  CHECK(score(ranked("a b c"), three_grades)[Metric::ndcg] == Approx(1));
  const auto scores = score(ranked("p q"), {{"p", 1}, {"q", 1}, {"r", 1}}, {.k = 2});
  CHECK(scores[Metric::ndcg] == Approx(1));
  CHECK(scores[Metric::recall] == Approx(2.0 / 3));
}

TEST_CASE("the order among documents of one grade does not matter") {
  const Grades grades{{"a", 2}, {"b", 2}, {"c", 1}};
  CHECK(score(ranked("a b c"), grades)[Metric::ndcg] == Approx(1));
  CHECK(score(ranked("b a c"), grades)[Metric::ndcg] == Approx(1));
  CHECK(score(ranked("c a b"), grades)[Metric::ndcg] < 1);
}

TEST_CASE("a grade of zero or below is judged, and neither gain nor loss") {
  // Gain: 1/log2(4) = 0.5; ideal: 1. AP: (1/3) / 1.
  check_all(score(ranked("bad none good"), {{"bad", -2}, {"none", 0}, {"good", 1}}), 0.5, 1.0 / 3,
            1, 1.0 / 3, 1.0 / 10, 0);
}

TEST_CASE("where nothing is relevant every measure is zero") {
  check_all(score(ranked("a b"), {{"a", 0}, {"b", -1}}), 0, 0, 0, 0, 0, 0);
  check_all(score(ranked("a b"), {}), 0, 0, 0, 0, 0, 1);
}

TEST_CASE("a short list is held to k by precision, and to its own length by unjudged") {
  // nDCG: 1 / (1 + 1/log2(3)) = 1 / 1.63093.
  check_all(score(ranked("a x"), {{"a", 1}, {"b", 1}}), 0.613147, 1, 1.0 / 2, 1.0 / 2, 1.0 / 10,
            1.0 / 2);
}

TEST_CASE("an empty list scores zero") { check_all(score({}, three_grades), 0, 0, 0, 0, 0, 0); }

TEST_CASE("with a k of zero only what looks further says something") {
  check_all(score(ranked("a"), {{"a", 1}}, {.k = 0}), 0, 1, 1, 1, 0, 0);
}

TEST_CASE("RR, recall and AP look beyond k") {
  check_all(score(after_unknown(11, "a"), {{"a", 1}}), 0, 1.0 / 12, 1, 1.0 / 12, 0, 1);
}

TEST_CASE("no measure looks beyond the depth") {
  const Grades grades{{"a", 1}, {"b", 1}};
  // a is second and b fourth. AP to 3: (1/2) / 2; to 4: (1/2 + 2/4) / 2.
  const auto list = ranked("x a y b");
  const auto to_3 = score(list, grades, {.depth = 3});
  CHECK(to_3[Metric::recall] == Approx(1.0 / 2));
  CHECK(to_3[Metric::average_precision] == Approx(1.0 / 4));
  CHECK(to_3[Metric::precision] == Approx(1.0 / 10));
  CHECK(to_3[Metric::unjudged] == Approx(2.0 / 3));
  const auto to_4 = score(list, grades, {.depth = 4});
  CHECK(to_4[Metric::recall] == Approx(1));
  CHECK(to_4[Metric::average_precision] == Approx(1.0 / 2));
  check_all(score(list, grades, {.depth = 1}), 0, 0, 0, 0, 0, 1);
  check_all(score(list, grades, {.depth = 0}), 0, 0, 0, 0, 0, 0);
  CHECK(score(after_unknown(99, "a"), {{"a", 1}})[Metric::reciprocal_rank] == Approx(1.0 / 100));
  CHECK(score(after_unknown(100, "a"), {{"a", 1}})[Metric::reciprocal_rank] == 0);
}

TEST_CASE("AP is averaged over all relevant documents, found or not") {
  // (1/1 + 2/3) / 4
  CHECK(
      score(ranked("a x b"), {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 2}})[Metric::average_precision] ==
      Approx(5.0 / 12));
}

TEST_CASE("what is relevant can begin at a higher grade; nDCG stays graded") {
  // nDCG: (1 + 2/log2(3)) / (2 + 1/log2(3)) = 2.26186 / 2.63093. Only b is relevant: AP 1/2.
  check_all(score(ranked("a b"), {{"a", 1}, {"b", 2}}, {.relevant_from = 2}), 0.859719, 1.0 / 2, 1,
            1.0 / 2, 1.0 / 10, 0);
}

TEST_CASE("a measure is called by how far it looks") {
  const Cutoffs cutoffs{.k = 5, .depth = 20};
  std::vector<std::string> names;
  for (const auto metric : all_metrics) names.push_back(name_of(metric, cutoffs));
  CHECK(names == std::vector<std::string>{"nDCG@5", "RR", "R@20", "AP", "P@5", "unjudged@5"});
  CHECK(name_of(Metric::ndcg, {}) == "nDCG@10");
  CHECK(name_of(Metric::recall, {}) == "R@100");
}
