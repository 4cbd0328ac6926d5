// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/import.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string source;
  SyncOptions sync;
};

int run(Options& options) {
  const auto index = Index::open(options.index).as(Viewer::everything());
  const auto schema = index.schema();
  const auto records = open_records(options.source, schema);
  options.sync.on_refusal = [](const Refusal& refusal) {
    fmt::print(stderr, "{}\n", printable(refusal.text()));
  };
  const auto counts = sync(index, *records, options.sync);
  fmt::print("{}: {} added, {} updated, {} unchanged, {} removed, {} refused\n",
             printable(options.index), counts.added, counts.updated, counts.unchanged,
             counts.removed, counts.refused);
  if (counts.refused > 0 && options.sync.full)
    fmt::print(stderr,
               "speur: of what the source does not have nothing was removed, as records were "
               "refused\n");
  return counts.refused > 0 ? records_refused : done;
}

}  // namespace

void register_sync(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("sync", "Bring over what differs between a source and an\nindex");
  add_index(*command, options->index);
  command->add_option("SOURCE", options->source, "A JSON Lines file, or a folder of Markdown files")
      ->required();
  command->add_flag("--full", options->sync.full,
                    "Remove from the index what the source does\nnot have");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
