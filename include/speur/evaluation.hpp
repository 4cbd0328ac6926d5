// SPDX-License-Identifier: GPL-2.0-or-later
// How good is a ranking? Topics (what people ask), judgements (which documents answer them, and how
// well), runs (what a ranker gave), measures, and comparing two rankers fairly.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "speur/index.hpp"

namespace speur {

/// Something that people look for.
struct Topic {
  std::string id;
  std::string text;  ///< what is typed, or the id of the document for related items
  bool operator==(const Topic&) const = default;
};

/// Grades per topic and document: 0 says nothing on the topic, higher is better. A document that is
/// absent was not judged.
using Judgements = std::map<std::string, std::map<std::string, int>>;

/// A document as a ranker gave it; higher scores are better.
struct RankedDocument {
  std::string id;
  double score = 0;
  bool operator==(const RankedDocument&) const = default;
};

/// What a ranker gave per topic, best first.
using Run = std::map<std::string, std::vector<RankedDocument>>;

/// Reads topics: JSON Lines with "_id" and "text" (BEIR), or lines of id, tab and text, or TREC
/// (<top> with <num> and <title>). The content tells which. \throws EvaluationError with file and
/// line.
std::vector<Topic> read_topics(const std::filesystem::path& file);

/// The topics that ask for items related to each judged document.
std::vector<Topic> topics_of(const Judgements& judgements);

/// Reads judgements: topic, 0, document, grade (TREC qrels), or topic, document, grade with or
/// without a line of headings (BEIR); columns are separated by tabs or spaces. \throws
/// EvaluationError.
Judgements read_judgements(const std::filesystem::path& file);

/// Reads a run in the six columns of TREC: topic, Q0, document, rank, score, name. As in trec_eval
/// the scores say the order, not the ranks; equal scores go by document id, from z to a. \throws
/// EvaluationError.
Run read_run(const std::filesystem::path& file);

/// The run in the six columns of TREC. Scores are lowered by as little as a `float` can be where
/// they would otherwise be equal, so that every reader sees the same order. \throws EvaluationError
/// for ids with spaces, which the columns cannot hold.
std::string to_trec(const Run& run, const std::string& name);

enum class Metric {
  ndcg,               ///< how near the first k come to the best possible order, graded
  reciprocal_rank,    ///< one divided by the rank of the first relevant document
  recall,             ///< the part of the relevant documents that are among the first k
  average_precision,  ///< precision at each relevant document, averaged over all of them
  precision,          ///< the part of the first k that is relevant
  unjudged,           ///< the part of the first k given that nobody judged
};
inline constexpr std::array all_metrics{Metric::ndcg,      Metric::reciprocal_rank,
                                        Metric::recall,    Metric::average_precision,
                                        Metric::precision, Metric::unjudged};

/// How far down a list is looked.
struct Cutoffs {
  std::size_t k = 10;       ///< for nDCG, precision and unjudged
  std::size_t depth = 100;  ///< for recall; a list is never read further, whatever the metric
  int relevant_from = 1;    ///< the grade from which a document counts as relevant
};

/// "nDCG@10", "RR", "R@100", "AP", "P@10", "unjudged@10".
std::string name_of(Metric metric, const Cutoffs& cutoffs);

/// A value from 0 to 1 per metric.
struct Scores {
  std::array<double, all_metrics.size()> values{};

  double& operator[](Metric metric) { return values[static_cast<std::size_t>(metric)]; }
  double operator[](Metric metric) const { return values[static_cast<std::size_t>(metric)]; }
};

/// The measures of one list. Definitions as in trec_eval (C. Buckley; ndcg_cut, recip_rank, recall,
/// map, P): the gain of nDCG is the grade, divided by log2(rank + 1) (K. Järvelin, J. Kekäläinen:
/// Cumulated gain-based evaluation of IR techniques, 2002); the ideal list holds every judged
/// document of the topic. Unjudged documents count as not relevant.
Scores score(const std::vector<RankedDocument>& ranked, const std::map<std::string, int>& grades,
             const Cutoffs& cutoffs = {});

struct TopicScores {
  Topic topic;
  Scores scores;
  std::map<std::string, int> grades;  ///< what was judged for it
};

/// An average with a bootstrap interval of 95 %.
struct Estimate {
  double mean = 0;
  double low = 0;
  double high = 0;
};

/// How much of a collection lists of related items show, and how different the items of a list are.
struct Variety {
  std::size_t documents = 0;              ///< in the index
  std::size_t recommended = 0;            ///< of those, on at least one list
  std::map<std::string, double> by_list;  ///< `Index::diversity` per topic, of two items or more
  Estimate diversity;                     ///< the mean of `by_list`

  /// The share of documents that are ever recommended (catalogue coverage; M. Ge and others: Beyond
  /// accuracy: evaluating recommender systems by coverage and serendipity, 2010). It depends on how
  /// many lists there are, so it compares rankers on the same topics only.
  double coverage() const;
};

/// Looks at the first `k` of every list. Documents that the index lacks are left out.
Variety variety_of(const Index& index, const Run& run, std::size_t k = Cutoffs{}.k);

struct Evaluation {
  std::string name;  ///< of the ranker
  Cutoffs cutoffs;
  std::vector<TopicScores> topics;
  std::vector<std::string> skipped;  ///< ids of topics without a relevant document
  std::vector<std::string> missing;  ///< ids of measured topics that the run lacks
  std::array<Estimate, all_metrics.size()> means{};
  Run run;
  std::optional<Variety> variety = std::nullopt;  ///< of related items; from `variety_of`

  const Estimate& mean(Metric metric) const { return means[static_cast<std::size_t>(metric)]; }
};

/// Measures a run on the topics that have at least one relevant document. A topic that the run
/// lacks counts as nothing found. \throws EvaluationError when no topic has a relevant document.
Evaluation evaluate(const std::string& name, const std::vector<Topic>& topics,
                    const Judgements& judgements, Run run, const Cutoffs& cutoffs = {});

/// A difference in means, second minus first, over the same topics.
struct Difference {
  Estimate estimate;
  std::size_t better = 0;  ///< topics on which the second did better
  std::size_t worse = 0;

  /// Whether the interval leaves out zero.
  bool proven() const { return estimate.low > 0 || estimate.high < 0; }
};

struct Comparison {
  Evaluation first;
  Evaluation second;
  std::array<Difference, all_metrics.size()> differences{};
  /// In diversity, over the lists that both have; where both evaluations say their variety.
  std::optional<Difference> diversity = std::nullopt;

  const Difference& difference(Metric metric) const {
    return differences[static_cast<std::size_t>(metric)];
  }
};

/// Compares two evaluations of the same topics by a paired bootstrap: 10,000 times as many topics
/// are drawn, with replacement, as there are, and the middle 95 % of the mean differences is the
/// interval (T. Sakai: Evaluating evaluation metrics based on the bootstrap, 2006; percentiles).
/// The draws are the same every time. \throws EvaluationError when the topics differ.
Comparison compare(Evaluation first, Evaluation second);

/// The topics that changed most in `metric`, most first; those that did not change are left out.
std::vector<std::size_t> most_changed(const Comparison& comparison, Metric metric);

/// Told after every topic; false ends the work.
using EvaluationProgress = std::function<bool(std::size_t done, std::size_t all)>;

/// Searches the index for each topic; `request` says how (its query, limit and facets are
/// overwritten). Stopping early gives the topics done until then.
Run search_run(const Index& index, const std::vector<Topic>& topics, SearchRequest request,
               std::size_t depth, const EvaluationProgress& progress = {});

/// The items related to the document that each topic names. Scores never rise down a list, also
/// where variety changed its order. A document that the index lacks has no entry. \throws
/// EvaluationError when the index has none of them.
Run related_run(const Index& index, const std::vector<Topic>& topics, RelatedRequest request,
                std::size_t depth, const EvaluationProgress& progress = {});

}  // namespace speur
