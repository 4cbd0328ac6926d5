// SPDX-License-Identifier: GPL-2.0-or-later
// Finding better ranking settings for a collection with judged topics.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "speur/evaluation.hpp"

namespace speur {

/// Lends an index with the documents of another one and other field weights. These take effect at
/// indexing, so an index is built in a directory of its own, which goes when this object goes. For
/// one thread.
class TrialIndex {
 public:
  /// `scratch`: where that directory is made.
  explicit TrialIndex(Index source, std::filesystem::path scratch = "/tmp");
  TrialIndex(const TrialIndex&) = delete;
  TrialIndex& operator=(const TrialIndex&) = delete;
  ~TrialIndex();

  /// The source itself when its weights are those of `schema`. Good until the next call.
  /// \throws EvaluationError when nothing can be written to the scratch directory.
  const Index& with(const Schema& schema);

  const Index& source() const { return source_; }

 private:
  Index source_;
  std::filesystem::path scratch_;
  std::filesystem::path directory_;
  std::optional<Index> trial_;
};

struct TuningOptions {
  bool related = false;  ///< tune related items instead of search
  Metric metric = Metric::ndcg;
  Cutoffs cutoffs;
  SearchRequest request;  ///< how topics are searched; query, limit and ranking are overwritten
  std::filesystem::path scratch = "/tmp";  ///< where a TrialIndex may be built
  /// Told before every trial; false ends the search for better settings.
  std::function<bool(const std::string& parameter, double value, std::size_t done,
                     std::size_t at_most)>
      on_trial;
};

/// A change that raised the mean of the metric on the tuning topics.
struct TuningStep {
  std::string parameter;  ///< "b", "k1", "weights.title", "related.facets", ...
  double from = 0;
  double to = 0;
  double mean = 0;  ///< of the metric, after it
};

struct Tuning {
  Schema schema;  ///< with the settings found; `schema.settings_json()` writes them
  Metric metric = Metric::ndcg;
  std::vector<TuningStep> steps;
  Comparison tuning;    ///< before and after, on the topics that were tuned on: flattering
  Comparison held_out;  ///< the same on the other topics: what counts

  /// Whether the gain holds on the other topics: the interval lies above zero.
  bool proven() const { return held_out.difference(metric).estimate.low > 0; }
};

/// Looks for better settings by coordinate search: each parameter in turn gets the value of a short
/// list that gives the highest mean, as long as that helps, at most three rounds. One half of the
/// topics, drawn at random but the same every time, is tuned on; the other half judges.
/// \throws EvaluationError when there are under four topics with a relevant document.
Tuning tune(const Index& index, const std::vector<Topic>& topics, const Judgements& judgements,
            const TuningOptions& options = {});

}  // namespace speur
