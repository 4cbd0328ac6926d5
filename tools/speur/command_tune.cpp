// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <csignal>
#include <filesystem>

#include "commands.hpp"
#include "evaluation.hpp"
#include "files.hpp"
#include "progress.hpp"
#include "speur/error.hpp"
#include "speur/json.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string out;
  Truth truth;
  Metric metric = Metric::ndcg;
  bool json = false;
};

void print_tuning(const Tuning& tuning, const Options& options) {
  const auto metric = name_of(tuning.metric, options.truth.cutoffs);
  for (const auto& step : tuning.steps)
    fmt::print("{:<22}{:>6} -> {:<6} {} {:.4f}\n", step.parameter, step.from, step.to, metric,
               step.mean);
  if (tuning.steps.empty()) {
    fmt::print("No setting does better on the tuning topics than what the index has.\n");
    return;
  }
  fmt::print("\nOn the {} topics tuned on (flattering):\n", tuning.tuning.first.topics.size());
  print_differences(tuning.tuning);
  fmt::print("\nOn the {} other topics (what counts):\n", tuning.held_out.first.topics.size());
  print_differences(tuning.held_out);
  if (!tuning.proven())
    fmt::print(
        "\nNo gain is proven: on the other topics the interval of {} does not lie above zero.\n"
        "Keep the present settings{}.\n",
        metric, options.out.empty() ? "" : "; nothing was written");
  else if (options.out.empty())
    fmt::print("\nThe gain holds. With --out FILE the settings are written.\n");
  else
    fmt::print(
        "\nThe gain holds. Settings are in {}; use them with 'speur index --replace --settings'.\n",
        options.out);
}

// An interrupt ends the search for settings, so that what was built to try them is cleaned up.
volatile std::sig_atomic_t interrupted = 0;

// Said before the long work, not after it.
void check_out(const std::string& out) {
  const auto folder = std::filesystem::path(out).parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder))
    throw RequestError(fmt::format("--out: there is no directory '{}'", folder.string()));
}

int run(const Options& options) {
  check_out(options.out);
  std::signal(SIGINT, [](int) { interrupted = 1; });
  const auto index = Index::open(options.index).as(Viewer::everything());
  TuningOptions tuning_options;
  tuning_options.related = options.truth.related;
  tuning_options.metric = options.metric;
  tuning_options.scratch = scratch_directory();
  tuning_options.cutoffs = options.truth.cutoffs;
  tuning_options.request = options.truth.request;
  ProgressBar bar;
  tuning_options.on_trial = [&](const std::string& parameter, double value, std::size_t done,
                                std::size_t at_most) {
    bar.show(done, at_most, fmt::format("{} = {}", parameter, value));
    return interrupted == 0;
  };
  const auto tuning = tune(index, options.truth.topics, options.truth.judgements, tuning_options);
  bar.clear();
  if (interrupted) throw Error("interrupted; nothing was written");
  if (tuning.proven() && !options.out.empty())
    write_file(options.out, tuning.schema.settings_json() + "\n");
  if (options.json) fmt::print("{}\n", to_json(tuning));
  else print_tuning(tuning, options);
  return done;
}

}  // namespace

void register_tune(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("tune", "Look for better ranking settings");
  add_index(*command, options->index);
  add_truth(*command, options->truth);
  add_choice<Metric>(*command, "--metric", options->metric,
                     {{"ndcg", Metric::ndcg},
                      {"rr", Metric::reciprocal_rank},
                      {"recall", Metric::recall},
                      {"ap", Metric::average_precision},
                      {"precision", Metric::precision}},
                     "What to raise: ndcg, rr, recall, ap or\nprecision (ndcg)");
  command->add_option(
      "--out", options->out,
      "Write the settings here, if the gain holds on\ntopics that were not tuned on");
  add_json(*command, options->json);
  command->callback([options, &status] {
    options->truth.read(true);
    status = run(*options);
  });
}

}  // namespace speur::command
