// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "print.hpp"
#include "speur/index.hpp"
#include "timing.hpp"

namespace speur::command {
namespace {

enum class Task { search, related, complete };

struct Options {
  std::string index;
  std::string queries;
  std::string facets;
  std::size_t facet_values = 0;
  Task task = Task::search;
  SearchRequest request;
  std::size_t repeat = 3;
  std::size_t threads = 1;
  std::size_t cache_megabytes = OpenOptions().cache_bytes >> 20;
  bool warm_up = false;
  bool json = false;
};

/// What the measurement was, and what came out.
struct Report {
  const Options& options;
  Timing timing;
  double cold_ms = 0;     ///< opening the index and answering the first query
  double warm_up_ms = 0;  ///< 0 where nothing was warmed up
  std::uint64_t memory = 0;
};

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  return took.count();
}

std::size_t cache_bytes(const Options& options) {
  return std::min(options.cache_megabytes, std::numeric_limits<std::size_t>::max() >> 20) << 20;
}

std::vector<std::string> queries_in(const std::string& file) {
  std::vector<std::string> queries;
  for (auto& line : CLI::detail::split(text_of(file), '\n')) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) queries.push_back(std::move(line));
  }
  if (queries.empty()) throw RequestError(fmt::format("'{}' has no queries", file));
  return queries;
}

std::uint64_t ask(const Index& index, const Options& options, const std::string& query) {
  switch (options.task) {
    case Task::related: return index.related(query, {options.request.limit, {}}).items.size();
    case Task::complete:
      return index.complete(query, {options.request.filters, options.request.limit}).size();
    case Task::search: break;
  }
  auto request = options.request;
  request.query = query;
  return index.search(request).total;
}

Report measure(const Options& options) {
  const auto queries = queries_in(options.queries);
  const auto start = std::chrono::steady_clock::now();
  const auto index = Index::open(options.index, {cache_bytes(options)}).as(Viewer::everything());
  ask(index, options, queries.front());
  Report report{options, {}, milliseconds_since(start)};
  if (options.warm_up) {
    const auto begin = std::chrono::steady_clock::now();
    index.warm_up();
    report.warm_up_ms = milliseconds_since(begin);
  }
  report.timing = time_queries(
      queries, [&](const std::string& query) { return ask(index, options, query); }, options.repeat,
      options.threads);
  report.memory = index.stats().memory;
  return report;
}

double per_second(const Timing& timing) {
  const auto again = timing.later_times().size();
  return again == 0 ? 0 : static_cast<double>(again) / timing.again_seconds;
}

nlohmann::ordered_json percentiles(const std::vector<double>& times) {
  return {{"p50", percentile(times, 0.5)},
          {"p90", percentile(times, 0.9)},
          {"p99", percentile(times, 0.99)},
          {"max", percentile(times, 1)}};
}

void print_json(const Report& report) {
  const auto& timing = report.timing;
  nlohmann::ordered_json json{{"cold_ms", report.cold_ms},
                              {"warm_up_ms", report.warm_up_ms},
                              {"first_ms", percentiles(timing.first_times())},
                              {"again_ms", percentiles(timing.later_times())},
                              {"per_second", per_second(timing)},
                              {"threads", report.options.threads},
                              {"memory", report.memory},
                              {"queries", nlohmann::ordered_json::array()}};
  for (const auto& query : timing.queries)
    json["queries"].push_back(
        {{"query", query.query}, {"total", query.total}, {"ms", query.milliseconds}});
  fmt::print("{}\n", json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void print_row(const char* name, const std::vector<double>& times) {
  if (times.empty()) return;
  fmt::print("{:<22}", name);
  for (const auto part : {0.5, 0.9, 0.99, 1.0}) fmt::print("{:>11.3f}", percentile(times, part));
  fmt::print("\n");
}

double slowest_time(const QueryTimes& query) {
  const auto& times = query.milliseconds;
  const auto from = times.begin() + (times.size() > 1 ? 1 : 0);
  return percentile({from, times.end()}, 0.5);
}

void print_slowest(const Timing& timing) {
  constexpr std::size_t shown = 5;
  std::vector<const QueryTimes*> queries;
  for (const auto& query : timing.queries) queries.push_back(&query);
  const auto kept = std::min(shown, queries.size());
  std::partial_sort(
      queries.begin(), queries.begin() + static_cast<std::ptrdiff_t>(kept), queries.end(),
      [](const QueryTimes* a, const QueryTimes* b) { return slowest_time(*a) > slowest_time(*b); });
  fmt::print("\nSlowest, with what they find:\n");
  for (std::size_t i = 0; i < kept; ++i)
    fmt::print("{:>11.3f} ms {:>11}  {}\n", slowest_time(*queries[i]),
               grouped(queries[i]->total, Language::english),
               wrapped({queries[i]->query, {}}, 0, 28));
}

void print_text(const Report& report) {
  const auto& timing = report.timing;
  const auto nothing = std::count_if(timing.queries.begin(), timing.queries.end(),
                                     [](const QueryTimes& query) { return query.total == 0; });
  fmt::print("{} queries, {} of which find nothing; asked {} times by {} {}\n\n",
             timing.queries.size(), nothing, report.options.repeat, report.options.threads,
             report.options.threads == 1 ? "thread" : "threads");
  fmt::print("{:<22}{:>11}{:>11}{:>11}{:>11}\n", "milliseconds", "p50", "p90", "p99", "max");
  print_row("asked first", timing.first_times());
  print_row("asked again", timing.later_times());
  fmt::print("\n{:<22}{:>11.3f}\n", "open and answer one", report.cold_ms);
  if (report.options.warm_up) fmt::print("{:<22}{:>11.3f}\n", "warm up", report.warm_up_ms);
  if (report.options.repeat > 1)
    fmt::print("{:<22}{:>11.0f}\n", "answers a second", per_second(timing));
  fmt::print("{:<22}{:>11}\n", "bytes of memory", grouped(report.memory, Language::english));
  print_slowest(timing);
}

int run(Options& options) {
  if (options.repeat == 0 || options.threads == 0)
    throw RequestError("--repeat and --threads begin at 1");
  for (auto& name : CLI::detail::split(options.facets, ','))
    if (!name.empty()) {
      options.request.facets.emplace_back(std::move(name));
      options.request.facets.back().limit = options.facet_values;
    }
  const auto report = measure(options);
  if (options.json) print_json(report);
  else print_text(report);
  return done;
}

}  // namespace

void register_bench(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto& request = options->request;
  auto* command = app.add_subcommand("bench", "Measure how long answers take");
  add_index(*command, options->index);
  command->add_option("--queries", options->queries, "File with a query on every line")->required();
  add_choice<Task>(
      *command, "--what", options->task,
      {{"search", Task::search}, {"related", Task::related}, {"complete", Task::complete}},
      "search, related (lines are ids) or\ncomplete (search)");
  command->add_option("--facets", options->facets, "Facets to count: a,b (none)");
  add_count(*command, "--facet-values", options->facet_values,
            "How many values of each facet (all)");
  add_filters(*command, request.filters);
  add_match(*command, request.match);
  add_no_synonyms(*command, request.synonyms);
  add_count(*command, "-n,--limit", request.limit, "How many hits (10)");
  add_count(*command, "--offset", request.offset, "How many hits to skip (0)");
  add_count(*command, "--snippet", request.snippet_bytes, "Bytes of a snippet, 0 for none (240)");
  command->add_flag_callback(
      "--ids", [&request] { request.documents = false; }, "Only rank: read no documents");
  command->add_flag_callback(
      "--no-total", [&request] { request.exact_total = false; }, "Do not count all that is found");
  command->add_flag_callback(
      "--no-correction", [&request] { request.correct = false; }, "Look for no better spelling");
  add_count(*command, "--repeat", options->repeat, "How many times each query is asked (3)");
  add_count(*command, "--threads", options->threads, "How many ask at once (1)");
  command->add_flag("--warm-up", options->warm_up,
                    "Warm up first, as a program does when it\nstarts");
  add_count(*command, "--cache", options->cache_megabytes,
            "Megabytes for what was read before (256)");
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
