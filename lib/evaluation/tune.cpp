// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "speur/error.hpp"
#include "speur/tuning.hpp"

namespace speur {
namespace {

constexpr std::size_t max_rounds = 3;
// A smaller gain on a few dozen topics is noise, and settings near the defaults are easier to
// trust.
constexpr double least_gain = 0.0005;

struct Parameter {
  std::string name;
  std::vector<double> values;
  std::function<double&(Schema&)> in;
};

Parameter ranking_parameter(std::string name, std::vector<double> values, double Ranking::*member) {
  return {std::move(name), std::move(values),
          [member](Schema& schema) -> double& { return schema.ranking.*member; }};
}

// Weights first: after them every trial runs on the same index.
std::vector<Parameter> parameters_for(const Index& index, bool related) {
  std::vector<Parameter> parameters;
  const std::vector<double> shares{0, 0.25, 0.5, 0.75, 1, 1.5, 2};
  const std::vector<double> lifts{0, 0.1, 0.2, 0.3, 0.4};
  if (related) {
    parameters.push_back(ranking_parameter("related.title", shares, &Ranking::related_title));
    parameters.push_back(ranking_parameter("related.mentions", shares, &Ranking::related_mentions));
    parameters.push_back(ranking_parameter("related.semantic", shares, &Ranking::related_semantic));
    parameters.push_back(ranking_parameter("related.facets", shares, &Ranking::related_facets));
    parameters.push_back(
        ranking_parameter("related.relations", shares, &Ranking::related_relations));
  } else {
    const auto stats = index.stats();
    const auto schema = index.schema();
    for (std::size_t i = 0; i < schema.fields.size(); ++i)
      if (schema.fields[i].kind == FieldKind::text && stats.fields.at(schema.fields[i].name) > 0)
        parameters.push_back({"weights." + schema.fields[i].name,
                              {0.5, 1, 1.5, 2, 3, 4, 6, 8},
                              [i](Schema& s) -> double& { return s.fields[i].weight; }});
    parameters.push_back(ranking_parameter("b", {0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9}, &Ranking::b));
    parameters.push_back(ranking_parameter("title", lifts, &Ranking::title));
    parameters.push_back(
        ranking_parameter("opening", {0, 0.2, 0.3, 0.4, 0.5, 0.6}, &Ranking::opening));
    parameters.push_back(ranking_parameter("semantic", lifts, &Ranking::semantic));
    parameters.push_back(ranking_parameter("k1", {0.4, 0.8, 1.2, 1.6, 2, 2.5}, &Ranking::k1));
  }
  return parameters;
}

struct Halves {
  std::vector<Topic> tuning;
  std::vector<Topic> held_out;
};

Halves split(std::vector<Topic> topics, const Judgements& judgements, int relevant_from) {
  std::erase_if(topics, [&](const Topic& topic) {
    const auto found = judgements.find(topic.id);
    return found == judgements.end() ||
           std::none_of(found->second.begin(), found->second.end(),
                        [&](const auto& grade) { return grade.second >= relevant_from; });
  });
  if (topics.size() < 4)
    throw EvaluationError(fmt::format(
        "tuning needs at least four topics with a relevant document; there are {}", topics.size()));
  std::mt19937_64 random(20'021);  // NOLINT(cert-msc32-c,cert-msc51-cpp): repeatable on purpose
  for (std::size_t i = topics.size() - 1; i > 0; --i)
    std::swap(topics[i], topics[random() % (i + 1)]);
  const auto middle = topics.begin() + static_cast<std::ptrdiff_t>(topics.size() / 2);
  return {{topics.begin(), middle}, {middle, topics.end()}};
}

class Tuner {
 public:
  Tuner(const Index& index, const Judgements& judgements, const TuningOptions& options)
      : judgements_(judgements),
        options_(options),
        parameters_(parameters_for(index, options.related)),
        trial_(index, options.scratch) {
    for (const auto& parameter : parameters_) at_most_ += max_rounds * parameter.values.size();
  }

  Tuning run(const Halves& halves) {
    const auto start = trial_.source().schema();
    Tuning tuning{start, options_.metric, {}, {}, {}};
    mean_ = mean_with(start, halves.tuning);
    for (std::size_t round = 0; round < max_rounds && !stopped_; ++round) {
      const auto before = mean_;
      for (const auto& parameter : parameters_) improve(parameter, halves.tuning, tuning);
      if (mean_ == before) break;
    }
    const auto compared = [&](const std::vector<Topic>& topics) {
      return compare(evaluated("now", start, topics), evaluated("tuned", tuning.schema, topics));
    };
    tuning.tuning = compared(halves.tuning);
    tuning.held_out = compared(halves.held_out);
    return tuning;
  }

 private:
  void improve(const Parameter& parameter, const std::vector<Topic>& topics, Tuning& tuning) {
    const auto present = parameter.in(tuning.schema);
    auto best = present;
    auto best_mean = mean_ + least_gain;
    for (const auto value : parameter.values) {
      if (stopped_) break;
      ++done_;
      if (value == present) continue;
      stopped_ = options_.on_trial && !options_.on_trial(parameter.name, value, done_, at_most_);
      if (stopped_) break;
      auto trial = tuning.schema;
      parameter.in(trial) = value;
      if (const auto mean = mean_with(trial, topics); mean > best_mean) {
        best = value;
        best_mean = mean;
      }
    }
    if (best == present) return;
    parameter.in(tuning.schema) = best;
    mean_ = best_mean;
    tuning.steps.push_back({parameter.name, present, best, best_mean});
  }

  double mean_with(const Schema& schema, const std::vector<Topic>& topics) {
    const auto run = run_with(schema, topics);
    double sum = 0;
    for (const auto& topic : topics)
      if (const auto ranked = run.find(topic.id); ranked != run.end())
        sum += score(ranked->second, judgements_.at(topic.id), options_.cutoffs)[options_.metric];
    return sum / static_cast<double>(topics.size());
  }

  Evaluation evaluated(const std::string& name, const Schema& schema,
                       const std::vector<Topic>& topics) {
    return evaluate(name, topics, judgements_, run_with(schema, topics), options_.cutoffs);
  }

  Run run_with(const Schema& schema, const std::vector<Topic>& topics) {
    const auto& index = trial_.with(schema);
    const auto depth = std::max(options_.cutoffs.depth, options_.cutoffs.k);
    if (options_.related) return related_run(index, topics, {.ranking = schema.ranking}, depth);
    auto request = options_.request;
    request.ranking = schema.ranking;
    return search_run(index, topics, std::move(request), depth);
  }

  const Judgements& judgements_;
  const TuningOptions& options_;
  std::vector<Parameter> parameters_;
  TrialIndex trial_;
  double mean_ = 0;
  std::size_t done_ = 0;
  std::size_t at_most_ = 0;
  bool stopped_ = false;
};

}  // namespace

Tuning tune(const Index& index, const std::vector<Topic>& topics, const Judgements& judgements,
            const TuningOptions& options) {
  return Tuner(index, judgements, options)
      .run(split(topics, judgements, options.cutoffs.relevant_from));
}

}  // namespace speur
