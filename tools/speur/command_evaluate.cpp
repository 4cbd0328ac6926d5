// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "commands.hpp"
#include "evaluation.hpp"
#include "files.hpp"
#include "print.hpp"
#include "progress.hpp"
#include "speur/error.hpp"
#include "speur/json.hpp"
#include "speur/report.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string run;
  std::string settings;
  std::string compare;
  std::string run_out;
  std::string html;
  Truth truth;
  bool per_topic = false;
  bool json = false;
};

void print_means(const Evaluation& evaluation) {
  fmt::print("{:<14}{:>8}   {}\n", "", "mean", "95 % interval");
  for (const auto metric : all_metrics) {
    const auto& mean = evaluation.mean(metric);
    fmt::print("{:<14}{:>8.4f}   {:.4f} to {:.4f}\n", name_of(metric, evaluation.cutoffs),
               mean.mean, mean.low, mean.high);
  }
  if (!evaluation.variety) return;
  const auto& variety = *evaluation.variety;
  fmt::print("{:<14}{:>8.4f}   {:.4f} to {:.4f}\n", "diversity", variety.diversity.mean,
             variety.diversity.low, variety.diversity.high);
  fmt::print("{:<14}{:>8.4f}   {} of {} documents on a list of {}\n", "coverage",
             variety.coverage(), variety.recommended, variety.documents, evaluation.cutoffs.k);
}

void print_topics(const Evaluation& evaluation) {
  fmt::print("\n{} ", cut_to(printable(evaluation.name), 11));
  for (const auto metric : all_metrics) fmt::print("{:>12}", name_of(metric, evaluation.cutoffs));
  fmt::print("\n");
  for (const auto& topic : evaluation.topics) {
    fmt::print("{} ", cut_to(printable(topic.topic.id), 11));
    for (const auto metric : all_metrics) fmt::print("{:>12.4f}", topic.scores[metric]);
    if (topic.topic.text != topic.topic.id) fmt::print("  {}", printable(topic.topic.text));
    fmt::print("\n");
  }
}

void print_skipped(const Evaluation& evaluation) {
  const auto print_ids = [](const char* why, const std::vector<std::string>& ids) {
    if (!ids.empty())
      fmt::print("{}: {}\n", why, printable(fmt::format("{}", fmt::join(ids, ", "))));
  };
  print_ids("Left out, as nothing relevant is known for them", evaluation.skipped);
  print_ids("Counted as nothing found, as the ranking lacks them", evaluation.missing);
}

// A document in one column of two: its grade and what it is called.
std::string cell(const Evaluation& evaluation, const TopicScores& topic, std::size_t at,
                 const TitleOf& title_of) {
  constexpr std::size_t width = 37;
  const auto ranked = evaluation.run.find(topic.topic.id);
  if (ranked == evaluation.run.end() || at >= ranked->second.size()) return std::string(width, ' ');
  const auto& id = ranked->second[at].id;
  const auto grade = topic.grades.find(id);
  auto title = title_of(id);
  auto text = printable((grade == topic.grades.end() ? "?" : std::to_string(grade->second)) + " " +
                        (title.empty() ? id : title));
  return cut_to(text, width);
}

void print_changed(const Comparison& comparison, const TitleOf& title_of) {
  constexpr std::size_t max_shown = 5;
  const auto changed = most_changed(comparison, Metric::ndcg);
  if (changed.empty()) return void(fmt::print("\nNo topic changed.\n"));
  fmt::print("\nTopics that changed most, with the grades of the first five:\n");
  for (std::size_t i = 0; i < std::min(max_shown, changed.size()); ++i) {
    const auto& first = comparison.first.topics[changed[i]];
    const auto& second = comparison.second.topics[changed[i]];
    fmt::print("\n{}\n", in_style(fmt::format("{}: {}", printable(first.topic.id),
                                              printable(first.topic.text)),
                                  fmt::emphasis::bold));
    fmt::print("  {:<37}  {:.4f} ({:+.4f})\n", fmt::format("{:.4f}", first.scores[Metric::ndcg]),
               second.scores[Metric::ndcg],
               second.scores[Metric::ndcg] - first.scores[Metric::ndcg]);
    for (std::size_t at = 0; at < 5; ++at)
      fmt::print("  {}  {}\n", cell(comparison.first, first, at, title_of),
                 cell(comparison.second, second, at, title_of));
  }
}

class Evaluate {
 public:
  explicit Evaluate(Options& options) : options_(options) {
    if (options.index.empty() == options.run.empty())
      throw RequestError("evaluate an index or a run: name INDEX or --run FILE, not both");
    options.truth.read(options.run.empty());
    if (!options.run.empty() && !options.settings.empty())
      throw RequestError("--settings: a run is what it is; settings go with an index");
    if (!options.index.empty()) rankers_.emplace(options.index, options.truth);
  }

  int run() {
    auto first =
        evaluated(options_.run.empty() ? rankers_->own(options_.settings)
                                       : RunOf{std::filesystem::path(options_.run).stem().string(),
                                               read_run(options_.run)});
    if (!options_.run_out.empty()) write_file(options_.run_out, to_trec(first.run, "speur"));
    if (options_.compare.empty()) report(first);
    else report(compare(std::move(first), evaluated(other())));
    return done;
  }

 private:
  Evaluation evaluated(RunOf ranker) const {
    const auto& truth = options_.truth;
    auto evaluation =
        evaluate(ranker.name, truth.topics, truth.judgements, std::move(ranker.run), truth.cutoffs);
    if (rankers_ && truth.related)
      evaluation.variety = variety_of(rankers_->index(), evaluation.run, truth.cutoffs.k);
    return evaluation;
  }

  RunOf other() {
    const auto& written = options_.compare;
    const bool is_file = std::filesystem::is_regular_file(written);
    const bool is_settings = std::filesystem::path(written).extension() == ".json";
    if (is_file && !is_settings) return {ranker_name(written), read_run(written)};
    if (!rankers_)
      throw RequestError("--compare: without an index, only run files can be compared");
    if (is_file) return rankers_->own(written);
    if (written.find('=') == std::string::npos)
      throw RequestError(
          fmt::format("--compare: there is no file '{}'; name a run, a settings file "
                      "(.json), or options such as match=all,b=0.5",
                      written));
    return rankers_->with_options(written);
  }

  TitleOf titles() const {
    return
        [this](const std::string& id) { return rankers_ ? rankers_->title_of(id) : std::string(); };
  }

  template <typename Result>
  void report(const Result& result) const {
    if (!options_.html.empty()) write_file(options_.html, report_html(result, titles()));
    if (options_.json) fmt::print("{}\n", to_json(result));
    else print(result);
  }

  void print(const Evaluation& evaluation) const {
    fmt::print("{}: {} topics\n", printable(evaluation.name), evaluation.topics.size());
    print_skipped(evaluation);
    fmt::print("\n");
    print_means(evaluation);
    if (options_.per_topic) print_topics(evaluation);
  }

  void print(const Comparison& comparison) const {
    fmt::print("{} (first) and {} (second): {} topics\n", printable(comparison.first.name),
               printable(comparison.second.name), comparison.first.topics.size());
    print_skipped(comparison.first);
    fmt::print("\n");
    print_differences(comparison);
    if (options_.per_topic) {
      print_topics(comparison.first);
      print_topics(comparison.second);
    }
    print_changed(comparison, titles());
  }

  const Options& options_;
  std::optional<Rankers> rankers_;
};

}  // namespace

void register_evaluate(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("evaluate", "Measure how good a ranking is");
  command->add_option("INDEX", options->index, "Directory of the index");
  command->add_option("--run", options->run, "Measure this run (TREC) instead of an index");
  add_truth(*command, options->truth);
  command->add_option("--settings", options->settings, "JSON file with other weights or ranking");
  command->add_option(
      "--compare", options->compare,
      "Compare with a run, a settings file, or\noptions: match=all,b=0.5,weights.title=4");
  command->add_option("--run-out", options->run_out, "Write the ranking as a run (TREC)");
  command->add_option("--html", options->html, "Write a report to look at in a browser");
  command->add_flag("--per-topic", options->per_topic, "Show every topic");
  add_json(*command, options->json);
  command->callback([options, &status] { status = Evaluate(*options).run(); });
}

}  // namespace speur::command
