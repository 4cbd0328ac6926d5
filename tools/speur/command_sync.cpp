// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string source;
  RecordOptions records;
  SyncOptions sync;
};

std::string told(const SyncCounts& counts, bool with_skipped) {
  auto text =
      fmt::format("{} added, {} updated, {} unchanged, {} removed, {} refused", counts.added,
                  counts.updated, counts.unchanged, counts.removed, counts.refused);
  if (with_skipped) text += fmt::format(", {} skipped", counts.skipped);
  return text;
}

int run(Options& options) {
  if (options.sync.full && options.records.since)
    throw RequestError(
        "--full and --since do not go together: what is skipped would be taken for gone");
  const auto index = Index::open(options.index).as(Viewer::everything());
  const auto schema = index.schema();
  const auto records = open_records(options.source, schema, options.records);
  options.sync.on_refusal = [](const Refusal& refusal) {
    fmt::print(stderr, "{}\n", printable(refusal.text()));
  };
  const auto counts = sync(index, *records, options.sync);
  fmt::print("{}: {}\n", printable(options.index), told(counts, options.records.since.has_value()));
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
  command->add_option("--since", options->records.since,
                      "Look only at what the source says changed on\nthis day or later "
                      "(2026-11-01): lines by their\ndate, files by when they changed");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
