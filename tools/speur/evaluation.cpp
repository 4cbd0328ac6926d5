// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "commands.hpp"
#include "files.hpp"
#include "print.hpp"
#include "progress.hpp"
#include "speur/error.hpp"

namespace speur::command {

std::string ranker_name(const std::string& file) {
  const std::filesystem::path path(file);
  return (path.has_filename() ? path : path.parent_path()).stem().string();
}

std::filesystem::path scratch_directory() {
  const char* named = std::getenv("TMPDIR");
  return named && *named ? named : "/tmp";
}

namespace {

double read_number(const std::string& option, const std::string& written) {
  double number = 0;
  const auto* end = written.data() + written.size();
  const auto [stop, error] = std::from_chars(written.data(), end, number);
  if (written.empty() || stop != end || error != std::errc{} || !std::isfinite(number))
    throw RequestError(fmt::format("--compare: {}={} is no number", option, written));
  return number;
}

// One of two words; true for the first.
bool read_choice(const std::string& option, const std::string& written, std::string_view yes,
                 std::string_view no) {
  if (written != yes && written != no)
    throw RequestError(
        fmt::format("--compare: {}={} is neither {} nor {}", option, written, yes, no));
  return written == yes;
}

std::string object(const std::map<std::string, double>& numbers) {
  std::string text;
  for (const auto& [name, number] : numbers)
    text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ", ", name, number);
  return text;
}

// Options as the JSON of a settings file, so that there is one reader and one set of messages.
class SettingsText {
 public:
  void add(const std::string& option, double value) {
    if (option.starts_with("weights.")) weights_[option.substr(8)] = value;
    else if (option.starts_with("related.")) related_[option.substr(8)] = value;
    else ranking_[option] = value;
  }

  std::string json() const {
    return fmt::format(R"({{"weights": {{{}}}, "ranking": {{{}{}"related": {{{}}}}}}})",
                       object(weights_), object(ranking_), ranking_.empty() ? "" : ", ",
                       object(related_));
  }

 private:
  std::map<std::string, double> weights_;
  std::map<std::string, double> ranking_;
  std::map<std::string, double> related_;
};

}  // namespace

void Truth::read(bool searching) {
  judgements = read_judgements(judgements_file);
  if (!topics_file.empty()) topics = read_topics(topics_file);
  else if (related || !searching) topics = topics_of(judgements);
  else throw RequestError("--topics is missing: a file with what people look for");
}

void add_truth(CLI::App& command, Truth& truth) {
  command.add_option("--topics", truth.topics_file,
                     "What people look for: BEIR's JSON Lines, id\nand text with a tab, or TREC");
  command
      .add_option("--qrels", truth.judgements_file,
                  "Which documents answer them: TREC's columns,\nor BEIR's")
      ->required();
  command.add_flag("--related", truth.related,
                   "Related items: topics are ids of documents\n(those of the judgements)");
  add_match(command, truth.request.match);
  add_no_synonyms(command, truth.request.synonyms);
  add_count(command, "-k", truth.cutoffs.k, "How far nDCG and precision look (10)");
  add_count(command, "--depth", truth.cutoffs.depth, "How far recall looks (100)");
  command
      .add_option("--relevant-from", truth.cutoffs.relevant_from,
                  "The grade from which a document is relevant\n(1)")
      ->type_name("GRADE");
}

Rankers::Rankers(const std::string& path, const Truth& truth)
    : truth_(truth),
      path_(path),
      index_(Index::open(path).as(Viewer::everything()), scratch_directory()) {}

RunOf Rankers::own(const std::string& settings_file) {
  const auto schema = index_.source().schema();
  if (settings_file.empty()) return ranked(ranker_name(path_), schema, truth_.request);
  return ranked(ranker_name(settings_file), with_settings_from(settings_file, schema),
                truth_.request);
}

RunOf Rankers::with_options(const std::string& options) {
  SettingsText settings;
  auto request = truth_.request;
  for (auto option : CLI::detail::split(options, ',')) {
    CLI::detail::trim(option);
    const auto sign = std::min(option.find('='), option.size());
    const auto name = option.substr(0, sign);
    const auto value = option.substr(std::min(sign + 1, option.size()));
    if (name == "match")
      request.match = read_choice(name, value, "any", "all") ? Match::any : Match::all;
    else if (name == "synonyms") request.synonyms = read_choice(name, value, "on", "off");
    else if (name.empty() ||
             name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.0123456789") != std::string::npos)
      throw RequestError(fmt::format("--compare: '{}' is no option; write such as b=0.5", option));
    else settings.add(name, read_number(name, value));
  }
  return ranked(options, index_.source().schema().with_settings(settings.json()),
                std::move(request));
}

RunOf Rankers::ranked(std::string name, const Schema& schema, SearchRequest request) {
  ProgressBar bar;
  bar.show(0, 1, name);
  const auto& index = index_.with(schema);
  const auto progress = [&](std::size_t done, std::size_t all) {
    bar.show(done, all, fmt::format("{}: {} of {} topics", name, done, all));
    return true;
  };
  const auto depth = std::max(truth_.cutoffs.depth, truth_.cutoffs.k);
  request.ranking = schema.ranking;
  auto run = truth_.related
                 ? related_run(index, truth_.topics, {.ranking = schema.ranking}, depth, progress)
                 : search_run(index, truth_.topics, std::move(request), depth, progress);
  bar.clear();
  return {std::move(name), std::move(run)};
}

std::string Rankers::title_of(const std::string& id) const {
  const auto document = index_.source().document(id);
  return document ? document->first(index_.source().schema().roles.title) : std::string();
}

namespace {

void print_difference(const std::string& name, double first, double second,
                      const Difference& difference) {
  const auto& [mean, low, high] = difference.estimate;
  fmt::print("{:<12}{:>7.4f}{:>9.4f}{:>+12.4f}   {:<20}{:>15}\n", name, first, second, mean,
             fmt::format("{:+.4f} to {:+.4f}", low, high),
             fmt::format("{} / {}", difference.better, difference.worse));
}

}  // namespace

void print_differences(const Comparison& comparison) {
  fmt::print("{:<12}{:>7}{:>9}{:>12}   {:<20}{:>15}\n", "", "first", "second", "difference",
             "95 % interval", "higher / lower");
  const auto& [first, second, differences, diversity] = comparison;
  for (const auto metric : all_metrics)
    print_difference(name_of(metric, first.cutoffs), first.mean(metric).mean,
                     second.mean(metric).mean, comparison.difference(metric));
  if (!first.variety || !second.variety) return;
  if (diversity)
    print_difference("diversity", first.variety->diversity.mean, second.variety->diversity.mean,
                     *diversity);
  fmt::print("{:<12}{:>7.4f}{:>9.4f}{:>+12.4f}\n", "coverage", first.variety->coverage(),
             second.variety->coverage(), second.variety->coverage() - first.variety->coverage());
}

}  // namespace speur::command
