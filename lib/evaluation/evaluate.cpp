// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "evaluation/bootstrap.hpp"
#include "speur/error.hpp"
#include "speur/evaluation.hpp"

namespace speur {
namespace {

std::vector<double> column(const std::vector<TopicScores>& topics, Metric metric) {
  std::vector<double> values;
  for (const auto& topic : topics) values.push_back(topic.scores[metric]);
  return values;
}

Difference difference_in(const Evaluation& first, const Evaluation& second, Metric metric) {
  Difference difference;
  auto values = column(second.topics, metric);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] -= first.topics[i].scores[metric];
    if (values[i] > 0) ++difference.better;
    if (values[i] < 0) ++difference.worse;
  }
  difference.estimate = evaluation::bootstrap(values);
  return difference;
}

std::optional<Difference> difference_in_diversity(const Evaluation& first,
                                                  const Evaluation& second) {
  if (!first.variety || !second.variety) return std::nullopt;
  Difference difference;
  std::vector<double> values;
  for (const auto& [topic, diversity] : second.variety->by_list)
    if (const auto before = first.variety->by_list.find(topic);
        before != first.variety->by_list.end())
      values.push_back(diversity - before->second);
  if (values.empty()) return std::nullopt;
  for (const auto value : values) {
    if (value > 0) ++difference.better;
    if (value < 0) ++difference.worse;
  }
  difference.estimate = evaluation::bootstrap(values);
  return difference;
}

bool has_relevant(const std::map<std::string, int>& grades, const Cutoffs& cutoffs) {
  return std::any_of(grades.begin(), grades.end(),
                     [&](const auto& judged) { return judged.second >= cutoffs.relevant_from; });
}

}  // namespace

Evaluation evaluate(const std::string& name, const std::vector<Topic>& topics,
                    const Judgements& judgements, Run run, const Cutoffs& cutoffs) {
  static const std::vector<RankedDocument> nothing_found;
  Evaluation evaluation{name, cutoffs, {}, {}, {}, {}, std::move(run)};
  for (const auto& topic : topics) {
    const auto judged = judgements.find(topic.id);
    if (judged == judgements.end() || !has_relevant(judged->second, cutoffs)) {
      evaluation.skipped.push_back(topic.id);
      continue;
    }
    const auto ranked = evaluation.run.find(topic.id);
    if (ranked == evaluation.run.end()) evaluation.missing.push_back(topic.id);
    const auto& list = ranked == evaluation.run.end() ? nothing_found : ranked->second;
    evaluation.topics.push_back({topic, score(list, judged->second, cutoffs), judged->second});
  }
  if (evaluation.topics.empty())
    throw EvaluationError(
        "no topic has a relevant document; do the topics and the judgements "
        "belong together?");
  for (const auto metric : all_metrics)
    evaluation.means[static_cast<std::size_t>(metric)] =
        evaluation::bootstrap(column(evaluation.topics, metric));
  return evaluation;
}

Comparison compare(Evaluation first, Evaluation second) {
  const auto same = [](const TopicScores& a, const TopicScores& b) {
    return a.topic.id == b.topic.id;
  };
  if (!std::equal(first.topics.begin(), first.topics.end(), second.topics.begin(),
                  second.topics.end(), same))
    throw EvaluationError("only evaluations of the same topics can be compared");
  Comparison comparison{std::move(first), std::move(second)};
  for (const auto metric : all_metrics)
    comparison.differences[static_cast<std::size_t>(metric)] =
        difference_in(comparison.first, comparison.second, metric);
  comparison.diversity = difference_in_diversity(comparison.first, comparison.second);
  return comparison;
}

std::vector<std::size_t> most_changed(const Comparison& comparison, Metric metric) {
  const auto change = [&](std::size_t i) {
    return std::abs(comparison.second.topics[i].scores[metric] -
                    comparison.first.topics[i].scores[metric]);
  };
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < comparison.first.topics.size(); ++i)
    if (change(i) > 0) changed.push_back(i);
  std::stable_sort(changed.begin(), changed.end(),
                   [&](std::size_t a, std::size_t b) { return change(a) > change(b); });
  return changed;
}

}  // namespace speur
