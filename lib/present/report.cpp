// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "present/plots.hpp"

namespace speur {
namespace embedded {
extern const std::string_view report_style;
}
namespace {

using present::Bar;
using present::escaped;
using present::Interval;

constexpr auto main_metric = Metric::ndcg;

std::string page(std::string_view title, std::string_view lead, const std::string& body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}</title>\n<style>\n{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n"
      "<p class=\"lead\">{2}</p>\n{3}</body>\n</html>\n",
      escaped(title), embedded::report_style, lead, body);
}

std::string section(std::string_view heading, const std::string& body) {
  return fmt::format("<h2>{}</h2>\n{}", escaped(heading), body);
}

std::string lead_of(const Evaluation& evaluation) {
  auto lead = fmt::format("{} topics. Intervals hold the mean with 95 % confidence (bootstrap).",
                          evaluation.topics.size());
  if (!evaluation.skipped.empty())
    lead += fmt::format(" {} more were left out: nothing relevant is known for them.",
                        evaluation.skipped.size());
  return lead;
}

std::string legend(const Cutoffs& cutoffs) {
  return fmt::format(
      "<p class=\"soft\">nDCG@{0}: how near the first {0} come to the best possible order, by "
      "grade. "
      "RR: one divided by the rank of the first relevant document. R@{1}: the part of the relevant "
      "documents among the first {1}. AP: precision at each relevant document, averaged. P@{0}: "
      "the "
      "part of the first {0} that is relevant. unjudged@{0}: the part of the first {0} that nobody "
      "judged; it counts as not relevant. Relevant means grade {2} or higher.</p>\n",
      cutoffs.k, cutoffs.depth, cutoffs.relevant_from);
}

std::string interval_text(const Estimate& estimate) {
  return fmt::format("{:.4f} to {:.4f}", estimate.low, estimate.high);
}

std::string means_table(const Evaluation& evaluation) {
  std::string rows;
  for (const auto metric : all_metrics)
    rows += fmt::format("<tr><td>{}</td><td class=\"n\">{:.4f}</td><td class=\"n\">{}</td></tr>\n",
                        name_of(metric, evaluation.cutoffs), evaluation.mean(metric).mean,
                        interval_text(evaluation.mean(metric)));
  if (const auto& variety = evaluation.variety)
    rows += fmt::format(
        "<tr><td>diversity</td><td class=\"n\">{:.4f}</td><td class=\"n\">{}</td></tr>\n"
        "<tr><td>coverage</td><td class=\"n\">{:.4f}</td><td class=\"n\">{} of {} documents"
        "</td></tr>\n",
        variety->diversity.mean, interval_text(variety->diversity), variety->coverage(),
        variety->recommended, variety->documents);
  return "<table><tr><th>measure</th><th class=\"n\">mean</th><th "
         "class=\"n\">interval</th></tr>\n" +
         rows + "</table>\n";
}

std::string difference_row(const std::string& name, double first, double second, const char* sign,
                           const Difference& difference) {
  return fmt::format(
      "<tr><td>{}</td><td class=\"n\">{:.4f}</td><td class=\"n\">{:.4f}</td>"
      "<td class=\"n {}\">{:+.4f}</td><td class=\"n\">{}</td><td class=\"n\">{} / {}</td></tr>\n",
      name, first, second, sign, difference.estimate.mean, interval_text(difference.estimate),
      difference.better, difference.worse);
}

std::string differences_table(const Comparison& comparison) {
  const auto& [first, second, differences, diversity] = comparison;
  std::string rows;
  for (const auto metric : all_metrics) {
    const auto& difference = comparison.difference(metric);
    // Fewer unjudged documents are neither better nor worse.
    const char* sign = metric == Metric::unjudged || !difference.proven() ? ""
                       : difference.estimate.mean > 0                     ? "up"
                                                                          : "down";
    rows += difference_row(name_of(metric, first.cutoffs), first.mean(metric).mean,
                           second.mean(metric).mean, sign, difference);
  }
  if (diversity)
    rows += difference_row("diversity", first.variety->diversity.mean,
                           second.variety->diversity.mean, "", *diversity);
  return fmt::format(
             "<table><tr><th>measure</th><th class=\"n\">{}</th><th class=\"n\">{}</th>"
             "<th class=\"n\">difference</th><th class=\"n\">interval</th>"
             "<th class=\"n\">topics higher / lower</th></tr>\n",
             escaped(first.name), escaped(second.name)) +
         rows + "</table>\n";
}

std::string means_plot(const Evaluation& evaluation) {
  std::vector<Interval> rows;
  for (const auto metric : all_metrics)
    rows.push_back({name_of(metric, evaluation.cutoffs), evaluation.mean(metric)});
  return present::interval_plot(rows, 0, 1, "Means and their intervals");
}

// The verdict in one sentence.
std::string verdict(const Comparison& comparison) {
  const auto& difference = comparison.difference(main_metric);
  const auto name = name_of(main_metric, comparison.first.cutoffs);
  if (!difference.proven())
    return fmt::format("On {} no difference is proven: the interval holds zero.", name);
  return fmt::format("On {}, {} is {} than {}: the interval leaves out zero.", name,
                     escaped(comparison.second.name),
                     difference.estimate.mean > 0 ? "better" : "worse",
                     escaped(comparison.first.name));
}

std::string differences_plot(const Comparison& comparison) {
  std::vector<Interval> rows;
  double reach = 0.01;
  for (const auto metric : all_metrics) {
    if (metric == Metric::unjudged) continue;
    const auto& estimate = comparison.difference(metric).estimate;
    rows.push_back({name_of(metric, comparison.first.cutoffs), estimate});
    reach = std::max({reach, std::abs(estimate.low), std::abs(estimate.high)});
  }
  return present::interval_plot(
      rows, -reach * 1.1, reach * 1.1,
      "Differences in means and their intervals; right of zero the second "
      "does better");
}

std::string topics_plot(std::vector<Bar> bars, double low, const std::string& caption) {
  std::stable_sort(bars.begin(), bars.end(),
                   [](const Bar& a, const Bar& b) { return a.value > b.value; });
  return present::bar_plot(bars, low, 1, caption);
}

class Lists {
 public:
  explicit Lists(const TitleOf& title_of) : title_of_(title_of) {}

  // The first documents for a topic, each with its grade.
  std::string first(const Evaluation& evaluation, const TopicScores& topic,
                    std::size_t count) const {
    const auto ranked = evaluation.run.find(topic.topic.id);
    if (ranked == evaluation.run.end() || ranked->second.empty())
      return "<p class=\"soft\">nothing found</p>";
    std::string items;
    for (std::size_t i = 0; i < std::min(count, ranked->second.size()); ++i)
      items += "<li>" + graded(ranked->second[i].id, topic) + "</li>";
    return "<ol>" + items + "</ol>";
  }

 private:
  std::string graded(const std::string& id, const TopicScores& topic) const {
    const auto grade = topic.grades.find(id);
    const auto title = title_of_ ? title_of_(id) : std::string();
    return fmt::format(
        R"(<span class="grade g{}" title="grade">{}</span>{} <span class="soft">{}</span>)",
        grade == topic.grades.end() ? 0 : std::clamp(grade->second, 0, 3),
        grade == topic.grades.end() ? "?" : std::to_string(grade->second), escaped(title),
        escaped(id));
  }

  const TitleOf& title_of_;
};

std::string topics_table(const Evaluation& evaluation, const Lists& lists) {
  std::string table = "<table><tr><th>topic</th><th></th>";
  for (const auto metric : all_metrics)
    table += fmt::format("<th class=\"n\">{}</th>", name_of(metric, evaluation.cutoffs));
  table += "</tr>\n";
  for (const auto& topic : evaluation.topics) {
    table += fmt::format(
        "<tr><td class=\"id\">{}</td><td><details><summary>{}</summary>{}</details></td>",
        escaped(topic.topic.id), escaped(topic.topic.text), lists.first(evaluation, topic, 10));
    for (const auto metric : all_metrics)
      table += fmt::format("<td class=\"n\">{:.4f}</td>", topic.scores[metric]);
    table += "</tr>\n";
  }
  return table + "</table>\n";
}

std::string changed_topic(const Comparison& comparison, std::size_t at, const Lists& lists) {
  const auto& first = comparison.first.topics[at];
  const auto& second = comparison.second.topics[at];
  const double change = second.scores[main_metric] - first.scores[main_metric];
  const auto side = [&](const Evaluation& evaluation, const TopicScores& topic) {
    return fmt::format("<div><strong>{}</strong> {:.4f}{}</div>", escaped(evaluation.name),
                       topic.scores[main_metric], lists.first(evaluation, topic, 5));
  };
  return fmt::format(
      "<div class=\"topic\"><h3>{} <span class=\"{}\">{:+.4f}</span></h3><p class=\"soft\">{}</p>"
      "<div class=\"sides\">{}{}</div></div>\n",
      escaped(first.topic.text), change > 0 ? "up" : "down", change, escaped(first.topic.id),
      side(comparison.first, first), side(comparison.second, second));
}

std::string changed_topics(const Comparison& comparison, const Lists& lists) {
  constexpr std::size_t max_shown = 20;
  const auto changed = most_changed(comparison, main_metric);
  if (changed.empty()) return "<p>No topic changed.</p>\n";
  std::string body;
  for (std::size_t i = 0; i < std::min(max_shown, changed.size()); ++i)
    body += changed_topic(comparison, changed[i], lists);
  if (changed.size() > max_shown)
    body +=
        fmt::format("<p class=\"soft\">and {} that changed less</p>\n", changed.size() - max_shown);
  return body;
}

}  // namespace

std::string report_html(const Evaluation& evaluation, const TitleOf& title_of) {
  const Lists lists(title_of);
  const auto metric = name_of(main_metric, evaluation.cutoffs);
  std::vector<Bar> bars;
  for (const auto& topic : evaluation.topics)
    bars.push_back({topic.topic.text, topic.scores[main_metric]});
  return page("Search quality: " + evaluation.name, lead_of(evaluation),
              section("Means", means_table(evaluation) + means_plot(evaluation) +
                                   legend(evaluation.cutoffs)) +
                  section(metric + " per topic",
                          topics_plot(std::move(bars), 0,
                                      "Every bar is a topic; point at it for its text")) +
                  section("Topics", topics_table(evaluation, lists)));
}

std::string report_html(const Comparison& comparison, const TitleOf& title_of) {
  const Lists lists(title_of);
  const auto metric = name_of(main_metric, comparison.first.cutoffs);
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < comparison.first.topics.size(); ++i)
    bars.push_back({comparison.first.topics[i].topic.text,
                    comparison.second.topics[i].scores[main_metric] -
                        comparison.first.topics[i].scores[main_metric]});
  return page(
      fmt::format("{} and {} compared", comparison.first.name, comparison.second.name),
      lead_of(comparison.first) + " " + verdict(comparison),
      section("Differences", differences_table(comparison) + differences_plot(comparison) +
                                 legend(comparison.first.cutoffs)) +
          section(metric + " per topic", topics_plot(std::move(bars), -1,
                                                     "Every bar is a topic: up where the second "
                                                     "does better, down where the first does")) +
          section("Topics that changed most", changed_topics(comparison, lists)) +
          section(comparison.first.name + ": topics", topics_table(comparison.first, lists)) +
          section(comparison.second.name + ": topics", topics_table(comparison.second, lists)));
}

}  // namespace speur
