// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/json.hpp"
#include "speur/maintenance.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  CheckOptions check;
  bool json = false;
};

int run(const Options& options) {
  const auto report = check(options.index, options.check);
  if (options.json) {
    fmt::print("{}\n", to_json(report));
    return report.sound() ? done : unsound;
  }
  for (const auto& finding : report.findings)
    fmt::print("{:<10}  {}{}{}\n", name_of(finding.kind), printable(finding.where),
               finding.where.empty() ? "" : ": ", printable(finding.what));
  fmt::print("{}: {} documents, revision {}: {}\n", printable(options.index), report.documents,
             report.revision,
             report.sound() ? "sound" : fmt::format("{} findings", report.findings.size()));
  return report.sound() ? done : unsound;
}

}  // namespace

void register_check(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("check", "Look whether all of an index is as it should be");
  add_index(*command, options->index);
  command->add_flag_callback(
      "--quick", [options] { options->check.analyse = false; },
      "Do not analyse the documents again, which\ntakes as long as indexing them");
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
