// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"
#include "print.hpp"
#include "speur/json.hpp"
#include "speur/maintenance.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string schema;
  bool json = false;
};

int report(const RebuildReport& report, const Options& options) {
  const auto status = report.lost.empty() ? done : records_refused;
  if (options.json) {
    fmt::print("{}\n", to_json(report));
    return status;
  }
  for (const auto& difference : report.differences) fmt::print("{}\n", printable(difference));
  for (const auto& loss : report.lost)
    fmt::print(stderr, "lost: {}: {}\n", printable(loss.document), printable(loss.why));
  fmt::print("{}: {} documents indexed again, {} lost\n", printable(options.index),
             report.documents, report.lost.size());
  return status;
}

int run_reindex(const Options& options) {
  std::optional<Schema> schema;
  if (!options.schema.empty()) schema = schema_from(options.schema);
  return report(reindex(options.index, schema), options);
}

}  // namespace

void register_reindex(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "reindex", "Build an index again from what it keeps, also\none of another version");
  add_index(*command, options->index);
  command->add_option("--schema", options->schema, "JSON file with another schema (its own)");
  add_json(*command, options->json);
  command->callback([options, &status] { status = run_reindex(*options); });
}

void register_repair(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "repair",
      "Build a damaged index again from what can still\nbe read of it, and say what is lost");
  add_index(*command, options->index);
  add_json(*command, options->json);
  command->callback([options, &status] { status = report(repair(options->index), *options); });
}

}  // namespace speur::command
