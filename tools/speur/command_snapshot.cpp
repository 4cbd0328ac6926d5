// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/maintenance.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string to;
};

int run(const Options& options) {
  const auto revision = snapshot(options.index, options.to);
  fmt::print("{}: copied as of revision {}\n", printable(options.to), revision);
  return done;
}

}  // namespace

void register_snapshot(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("snapshot", "Copy an index while others read and write it");
  add_index(*command, options->index);
  command->add_option("DEST", options->to, "Directory of the copy; not there yet")->required();
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
