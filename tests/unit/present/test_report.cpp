// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/report.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "speur/json.hpp"

using namespace speur;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const std::string hostile = R"(<b title="a">&'</b>)";
const std::string escaped = "&lt;b title=&quot;a&quot;&gt;&amp;&#39;&lt;/b&gt;";

const std::vector<Topic> topics{{"q1", "open data"}, {"q2", "privacy"}, {"q3", "niets"}};
const Judgements judgements{{"q1", {{"a", 2}, {"b", 1}}}, {"q2", {{"c", 1}}}, {"q3", {{"a", 0}}}};

Evaluation before() {
  return evaluate("nu", topics, judgements,
                  {{"q1", {{"x", 3}, {"b", 2}, {"a", 1}}}, {"q2", {{"c", 1}}}});
}
Evaluation after() {
  return evaluate("straks", topics, judgements, {{"q1", {{"a", 3}, {"b", 2}}}, {"q2", {{"c", 1}}}});
}

// An evaluation in which whatever comes from outside would be markup.
Evaluation hostile_evaluation() {
  return evaluate(hostile, {{hostile, hostile}}, {{hostile, {{hostile, 1}}}},
                  {{hostile, {{"x", 2}, {hostile, 1}}}});
}

std::size_t count(std::string_view text, std::string_view piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1))
    ++found;
  return found;
}

void check_needs_nothing(const std::string& html) {
  CHECK_THAT(html, Catch::Matchers::StartsWith("<!DOCTYPE html>"));
  for (const auto* link : {"http:", "https:", "<script", "<link", "<iframe",
                           "src=", "href=", "url(", "@import", "javascript:"})
    CHECK_THAT(html, !Contains(link));
}

double decimals(double value) { return std::round(value * 10'000) / 10'000; }

}  // namespace

TEST_CASE("A report needs nothing from elsewhere") {
  check_needs_nothing(report_html(before()));
  check_needs_nothing(report_html(compare(before(), after())));
}

TEST_CASE("What comes from outside is shown in a report, and never run") {
  const auto title_of = [](const std::string&) { return hostile; };
  const auto evaluation = hostile_evaluation();
  for (const auto& html : {report_html(evaluation, title_of),
                           report_html(compare(hostile_evaluation(), evaluation), title_of)}) {
    CHECK(count(html, "<b") == count(html, "<body"));
    CHECK(count(html, hostile) == 0);
    CHECK(count(html, escaped) >= 5);
  }
}

TEST_CASE("A report shows every mean and its interval to four decimals, and every topic") {
  const auto evaluation = before();
  const auto html = report_html(evaluation);
  for (const auto metric : all_metrics) {
    const auto& [mean, low, high] = evaluation.mean(metric);
    CHECK_THAT(html, Contains(fmt::format("{:.4f}", mean)));
    CHECK_THAT(html, Contains(fmt::format("{:.4f} to {:.4f}", low, high)));
    CHECK_THAT(html, Contains(name_of(metric, evaluation.cutoffs)));
    for (const auto& topic : evaluation.topics)
      CHECK_THAT(html, Contains(fmt::format("{:.4f}", topic.scores[metric])));
  }
  CHECK_THAT(html, Contains("open data") && Contains("privacy"));
  CHECK_THAT(html, Contains("2 topics") && Contains("1 more were left out"));
}

TEST_CASE("A report of a comparison shows both means, and the difference with its sign") {
  const auto comparison = compare(before(), after());
  const auto html = report_html(comparison);
  for (const auto metric : all_metrics) {
    CHECK_THAT(html, Contains(fmt::format("{:.4f}", comparison.first.mean(metric).mean)));
    CHECK_THAT(html, Contains(fmt::format("{:.4f}", comparison.second.mean(metric).mean)));
    const auto& [mean, low, high] = comparison.difference(metric).estimate;
    CHECK_THAT(html, Contains(fmt::format("{:+.4f}", mean)));
    CHECK_THAT(html, Contains(fmt::format("{:.4f} to {:.4f}", low, high)));
  }
  CHECK_THAT(html, Contains("straks"));
}

TEST_CASE("A report says whether a difference is proven") {
  CHECK_THAT(report_html(compare(before(), after())), Contains("no difference is proven"));
  const auto none = evaluate("niets", topics, judgements, {});
  CHECK_THAT(report_html(compare(none, after())), Contains("straks is better than niets"));
  CHECK_THAT(report_html(compare(after(), none)), Contains("niets is worse than straks"));
}

TEST_CASE("A report has plots of the means and of the topics") {
  const auto evaluation = report_html(before());
  CHECK(count(evaluation, "<svg") == 2);
  CHECK(count(evaluation, "<circle") == all_metrics.size());
  CHECK(count(evaluation, "<rect") == 2);
  const auto comparison = report_html(compare(before(), after()));
  CHECK(count(comparison, "<svg") == 2);
  CHECK(count(comparison, "<rect") == 2);
  for (const auto* bad : {"nan", "inf\"", "inf,"}) CHECK_THAT(comparison, !Contains(bad));
}

TEST_CASE("A report shows the first ten documents of a topic by title, id and grade") {
  std::vector<RankedDocument> ranked;
  for (int i = 1; i <= 12; ++i) ranked.push_back({"doc" + std::to_string(i), 20.0 - i});
  const auto title_of = [](const std::string& id) { return "Titel van " + id; };
  const auto html = report_html(
      evaluate("nu", {{"q", "x"}}, {{"q", {{"doc2", 3}, {"doc3", 0}}}}, {{"q", ranked}}), title_of);
  CHECK(count(html, "<li>") == 10);
  CHECK_THAT(html, Contains("Titel van doc10") && !Contains("doc11"));
  CHECK(count(html, ">?</span>") == 8);
  CHECK(count(html, ">3</span>Titel van doc2 ") == 1);
  CHECK(count(html, ">0</span>Titel van doc3 ") == 1);
}

TEST_CASE("A report of a comparison shows only the topics that changed side by side") {
  const auto html = report_html(compare(before(), after()));
  CHECK(count(html, "<div class=\"sides\">") == 1);
  CHECK(count(html, "<h3>open data") == 1);
  CHECK_THAT(report_html(compare(before(), before())), Contains("No topic changed"));
}

TEST_CASE(
    "A report of a comparison shows the first five of both sides, and all lists of ten below") {
  std::vector<RankedDocument> ranked;
  for (int i = 1; i <= 12; ++i) ranked.push_back({"doc" + std::to_string(i), 20.0 - i});
  const auto with_relevant = [&](const std::string& id) {
    ranked.back().id = ranked.front().id;
    ranked.front().id = id;
    return evaluate(id, {{"q", "x"}}, {{"q", {{"doc1", 1}}}}, {{"q", ranked}});
  };
  const auto first = with_relevant("doc1");
  CHECK(count(report_html(compare(first, with_relevant("ander"))), "<li>") == 5 + 5 + 10 + 10);
}

TEST_CASE("A run without anything has a report too") {
  const auto nothing = evaluate("leeg", topics, judgements, {});
  CHECK(count(report_html(nothing), "nothing found") == 2);
  check_needs_nothing(report_html(compare(nothing, nothing)));
}

TEST_CASE("An evaluation as JSON has the documented shape and the same numbers") {
  const auto evaluation = before();
  const auto written = json::parse(to_json(evaluation));
  CHECK(written["name"] == "nu");
  CHECK(written["skipped"] == json{"q3"});
  REQUIRE(written["topics"].size() == 2);
  CHECK(written["means"].size() == all_metrics.size());
  for (const auto metric : all_metrics) {
    const auto name = name_of(metric, evaluation.cutoffs);
    const auto& [mean, low, high] = evaluation.mean(metric);
    CHECK(written["means"][name] ==
          json{{"mean", decimals(mean)}, {"low", decimals(low)}, {"high", decimals(high)}});
    for (std::size_t i = 0; i < 2; ++i)
      CHECK(written["topics"][i]["scores"][name] == decimals(evaluation.topics[i].scores[metric]));
  }
  CHECK(written["topics"][0]["id"] == "q1");
  CHECK(written["topics"][0]["text"] == "open data");
}

TEST_CASE("A comparison as JSON has both evaluations and the differences") {
  const auto comparison = compare(before(), after());
  const auto written = json::parse(to_json(comparison));
  CHECK(written["first"] == json::parse(to_json(comparison.first)));
  CHECK(written["second"] == json::parse(to_json(comparison.second)));
  CHECK(written["differences"].size() == all_metrics.size());
  for (const auto metric : all_metrics) {
    const auto& difference = comparison.difference(metric);
    CHECK(written["differences"][name_of(metric, comparison.first.cutoffs)] ==
          json{{"mean", decimals(difference.estimate.mean)},
               {"low", decimals(difference.estimate.low)},
               {"high", decimals(difference.estimate.high)},
               {"better", difference.better},
               {"worse", difference.worse},
               {"proven", difference.proven()}});
  }
}

TEST_CASE("A tuning as JSON has the steps, the settings and both comparisons") {
  Tuning tuning{Schema::knowledge_product(),
                Metric::recall,
                {{"b", 0.75, 0.3, 0.61236}},
                compare(before(), after()),
                compare(after(), before())};
  const auto written = json::parse(to_json(tuning));
  CHECK(written["metric"] == "R@100");
  CHECK(written["proven"] == tuning.proven());
  CHECK(written["steps"] ==
        json::parse(R"([{"parameter": "b", "from": 0.75, "to": 0.3, "mean": 0.6124}])"));
  CHECK(written["settings"] == json::parse(tuning.schema.settings_json()));
  CHECK(written["tuning"] == json::parse(to_json(tuning.tuning)));
  CHECK(written["held_out"] == json::parse(to_json(tuning.held_out)));
}

TEST_CASE("An explanation as JSON has every number as it is, so that the parts add up") {
  Explanation stem;
  stem.kind = Explanation::Kind::stem;
  stem.text = "Gegevens";
  stem.matches = true;
  stem.value = 1.0 / 3;
  stem.stem = StemScore{"gegeven", false, {{"body", 2}, {"title", 1}}, 5.5, 20.1, 30.2, 7, 3,
                        0.1234567, 2.7};
  Explanation scaled;
  scaled.kind = Explanation::Kind::scaled;
  scaled.text = "x";
  scaled.matches = true;
  scaled.factor = 0.7;
  scaled.value = 0.7 / 3;
  scaled.parts = {stem};
  CHECK(json::parse(to_json(scaled)) == json{{"kind", "scaled"},
                                             {"text", "x"},
                                             {"matches", true},
                                             {"value", 0.7 / 3},
                                             {"factor", 0.7},
                                             {"parts",
                                              {{{"kind", "stem"},
                                                {"text", "Gegevens"},
                                                {"matches", true},
                                                {"value", 1.0 / 3},
                                                {"stem", "gegeven"},
                                                {"in_compounds", false},
                                                {"occurrences", {{"body", 2}, {"title", 1}}},
                                                {"weighted", 5.5},
                                                {"length", 20.1},
                                                {"average_length", 30.2},
                                                {"documents", 7},
                                                {"holding", 3},
                                                {"idf", 0.1234567},
                                                {"saturation", 2.7}}}}});
}

TEST_CASE("Every kind of part has a name in JSON") {
  std::set<std::string> names;
  for (const auto kind :
       {Explanation::Kind::sum, Explanation::Kind::all, Explanation::Kind::best,
        Explanation::Kind::scaled, Explanation::Kind::stem, Explanation::Kind::filter}) {
    Explanation explanation;
    explanation.kind = kind;
    names.insert(json::parse(to_json(explanation))["kind"].get<std::string>());
  }
  CHECK(names == std::set<std::string>{"sum", "all", "best", "scaled", "stem", "filter"});
}

TEST_CASE("Bytes of a topic that are no UTF-8 come out as U+FFFD in JSON") {
  const auto evaluation = evaluate("nu", {{"q", "caf\xE9"}}, {{"q", {{"a", 1}}}}, {});
  CHECK(json::parse(to_json(evaluation))["topics"][0]["text"] == "caf\uFFFD");
}
