// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"
#include "print.hpp"
#include "speur/index.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string events;
};

int run(const Options& options) {
  const auto index = Index::open(options.index).as(Viewer::everything());
  const auto counts = index.record_use(use_events_from(options.events));
  fmt::print("{}: {} recorded, {} left out\n", printable(options.index), counts.recorded,
             counts.left_out);
  return done;
}

}  // namespace

void register_use(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("use", "Add what visitors read together");
  add_index(*command, options->index);
  command
      ->add_option(
          "EVENTS", options->events,
          "JSON Lines: {\"seed\": ID, \"item\": ID, \"date\":\n\"2026-05-01\"}, and nothing "
          "of who it was")
      ->required();
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
