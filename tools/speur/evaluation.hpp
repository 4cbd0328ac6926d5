// SPDX-License-Identifier: GPL-2.0-or-later
// What `evaluate` and `tune` share: where the truth comes from, and ranking with settings.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "speur/evaluation.hpp"
#include "speur/tuning.hpp"

namespace speur::command {

/// Topics and judgements, and how they are asked.
struct Truth {
  std::string topics_file;
  std::string judgements_file;
  bool related = false;
  SearchRequest request;  ///< how topics are searched
  Cutoffs cutoffs;
  std::vector<Topic> topics;
  Judgements judgements;

  /// Reads the files. Topics may be left out where the judgements name documents (related items),
  /// or where nothing is searched.
  void read(bool searching);
};

void add_truth(CLI::App& command, Truth& truth);

struct RunOf {
  std::string name;
  Run run;
};

/// What a ranker is called after its index, run or settings file.
std::string ranker_name(const std::string& file);

/// Where indexes may be built to try settings.
std::filesystem::path scratch_directory();

/// Ranks the topics with an index, as it is or with other settings.
class Rankers {
 public:
  Rankers(const std::string& path, const Truth& truth);

  /// With the index's own settings, or those in `settings_file`.
  RunOf own(const std::string& settings_file);

  /// With options as typed: "match=all,b=0.5,weights.title=4".
  RunOf with_options(const std::string& options);

  std::string title_of(const std::string& id) const;

  /// The index as it is.
  const Index& index() const { return index_.source(); }

 private:
  RunOf ranked(std::string name, const Schema& schema, SearchRequest request);

  const Truth& truth_;
  std::string path_;
  TrialIndex index_;
};

void print_differences(const Comparison& comparison);

}  // namespace speur::command
