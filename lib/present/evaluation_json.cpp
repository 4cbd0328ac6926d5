// SPDX-License-Identifier: GPL-2.0-or-later
#include "present/json_text.hpp"
#include "speur/json.hpp"

namespace speur {
namespace {

using present::dump;
using present::Json;
using present::rounded;

Json estimate_json(const Estimate& estimate) {
  return {{"mean", rounded(estimate.mean)},
          {"low", rounded(estimate.low)},
          {"high", rounded(estimate.high)}};
}

Json scores_json(const Scores& scores, const Cutoffs& cutoffs) {
  Json json = Json::object();
  for (const auto metric : all_metrics) json[name_of(metric, cutoffs)] = rounded(scores[metric]);
  return json;
}

Json variety_json(const Variety& variety) {
  return {{"documents", variety.documents},
          {"recommended", variety.recommended},
          {"coverage", rounded(variety.coverage())},
          {"diversity", estimate_json(variety.diversity)}};
}

Json evaluation_json(const Evaluation& evaluation) {
  Json json{{"name", evaluation.name},
            {"means", Json::object()},
            {"topics", Json::array()},
            {"skipped", evaluation.skipped},
            {"missing", evaluation.missing}};
  for (const auto metric : all_metrics)
    json["means"][name_of(metric, evaluation.cutoffs)] = estimate_json(evaluation.mean(metric));
  for (const auto& topic : evaluation.topics)
    json["topics"].push_back({{"id", topic.topic.id},
                              {"text", topic.topic.text},
                              {"scores", scores_json(topic.scores, evaluation.cutoffs)}});
  if (evaluation.variety) json["variety"] = variety_json(*evaluation.variety);
  return json;
}

Json difference_json(const Difference& difference) {
  auto json = estimate_json(difference.estimate);
  json["better"] = difference.better;
  json["worse"] = difference.worse;
  json["proven"] = difference.proven();
  return json;
}

Json comparison_json(const Comparison& comparison) {
  Json json{{"first", evaluation_json(comparison.first)},
            {"second", evaluation_json(comparison.second)},
            {"differences", Json::object()}};
  for (const auto metric : all_metrics)
    json["differences"][name_of(metric, comparison.first.cutoffs)] =
        difference_json(comparison.difference(metric));
  if (comparison.diversity)
    json["differences"]["diversity"] = difference_json(*comparison.diversity);
  return json;
}

const char* name_of(Explanation::Kind kind) {
  switch (kind) {
    case Explanation::Kind::sum: return "sum";
    case Explanation::Kind::all: return "all";
    case Explanation::Kind::best: return "best";
    case Explanation::Kind::scaled: return "scaled";
    case Explanation::Kind::stem: return "stem";
    case Explanation::Kind::filter: return "filter";
    case Explanation::Kind::title: return "title";
    case Explanation::Kind::opening: return "opening";
    case Explanation::Kind::semantic: return "semantic";
  }
  return "";
}

// Not rounded: the parts must add up for whoever checks.
Json explanation_json(const Explanation& explanation) {
  Json json{{"kind", name_of(explanation.kind)},
            {"text", explanation.text},
            {"matches", explanation.matches},
            {"value", explanation.value}};
  if (explanation.kind == Explanation::Kind::scaled) json["factor"] = explanation.factor;
  if (const auto& stem = explanation.stem) {
    json["stem"] = stem->stem;
    json["in_compounds"] = stem->in_compounds;
    json["occurrences"] = stem->occurrences;
    json["weighted"] = stem->weighted;
    json["length"] = stem->length;
    json["average_length"] = stem->average_length;
    json["documents"] = stem->documents;
    json["holding"] = stem->holding;
    json["idf"] = stem->idf;
    json["saturation"] = stem->saturation;
  }
  for (const auto& part : explanation.parts) json["parts"].push_back(explanation_json(part));
  return json;
}

}  // namespace

std::string to_json(const Evaluation& evaluation) { return dump(evaluation_json(evaluation)); }

std::string to_json(const Comparison& comparison) { return dump(comparison_json(comparison)); }

std::string to_json(const Tuning& tuning) {
  Json steps = Json::array();
  for (const auto& step : tuning.steps)
    steps.push_back({{"parameter", step.parameter},
                     {"from", step.from},
                     {"to", step.to},
                     {"mean", rounded(step.mean)}});
  return dump({{"metric", name_of(tuning.metric, tuning.tuning.first.cutoffs)},
               {"proven", tuning.proven()},
               {"steps", std::move(steps)},
               {"settings", Json::parse(tuning.schema.settings_json())},
               {"tuning", comparison_json(tuning.tuning)},
               {"held_out", comparison_json(tuning.held_out)}});
}

std::string to_json(const Explanation& explanation) { return dump(explanation_json(explanation)); }

}  // namespace speur
