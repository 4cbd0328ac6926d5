// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/index.hpp"
#include "speur/json.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  Viewer viewer;
  bool json = false;
};

void print_stats(const IndexStats& stats) {
  fmt::print("documents  {}\nanalyser   {}\nrevision   {}\nbytes      {}\n\n",
             grouped(stats.documents, Language::english), stats.analyzer, stats.revision,
             grouped(stats.bytes, Language::english));
  if (!stats.shards.empty()) {
    fmt::print("{:<34}{:>12}\n", "shard", "documents");
    for (const auto& shard : stats.shards)
      fmt::print("{:<34}{:>12}\n", printable(shard.name),
                 grouped(shard.documents, Language::english));
    fmt::print("\n");
  }
  fmt::print("{:<34}{:>12}{:>12}\n", "field", "documents", "values");
  for (const auto& [field, documents] : stats.fields) {
    fmt::print("{:<34}{:>12}", field, grouped(documents, Language::english));
    if (const auto facet = stats.facets.find(field); facet != stats.facets.end())
      fmt::print("{:>12}", grouped(facet->second, Language::english));
    fmt::print("\n");
  }
}

int run(const Options& options) {
  const auto stats = Index::open(options.index).as(options.viewer).stats();
  if (options.json) fmt::print("{}\n", to_json(stats));
  else print_stats(stats);
  return done;
}

}  // namespace

void register_stats(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("stats", "Show what an index holds");
  add_index(*command, options->index);
  add_viewer(*command, options->viewer);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
