// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <cstdio>

#include "commands.hpp"
#include "print.hpp"
#include "speur/error.hpp"

namespace {

int fail(int status, const std::exception& error) {
  fmt::print(stderr, "speur: {}\n", speur::command::printable(error.what()));
  return status;
}

// CLI11 would only say that a subcommand is required.
void refuse_unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  std::string names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->check_name(argv[1])) return;
    names += (names.empty() ? "" : ", ") + command->get_name();
  }
  throw speur::RequestError(
      fmt::format("there is no command '{}'; commands are: {}", argv[1], names));
}

int run(int argc, char** argv) {
  using namespace speur::command;
  int status = done;
  CLI::App app{"speur makes Dutch government knowledge findable.", "speur"};
  app.set_version_flag("--version", "speur " SPEUR_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(32);
  app.footer(
      "Where INDEX is only read, it may also be a file that names several as one, in\n"
      "lines 'auto DIRECTORY' and 'remote HOST:PORT' (which xapian-tcpsrv serves).\n\n"
      "Exit status: 0 done; 2 wrong usage; 3 some records were refused, the rest is\n"
      "indexed; 4 the index is missing, locked, damaged or made with other settings;\n"
      "5 a check found something.");
  register_index(app, status);
  register_sync(app, status);
  register_search(app, status);
  register_complete(app, status);
  register_related(app, status);
  register_duplicates(app, status);
  register_get(app, status);
  register_remove(app, status);
  register_optimize(app, status);
  register_check(app, status);
  register_reindex(app, status);
  register_repair(app, status);
  register_snapshot(app, status);
  register_use(app, status);
  register_stats(app, status);
  register_analyze(app, status);
  register_explain(app, status);
  register_evaluate(app, status);
  register_tune(app, status);
  register_bench(app, status);
  try {
    refuse_unknown_command(app, argc, argv);
    app.parse(argc, argv);
    if (std::fflush(stdout) != 0) throw speur::Error("the answer could not be written");
    return status;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : wrong_usage;
  } catch (const speur::IndexError& error) {
    return fail(index_unusable, error);
  } catch (const std::exception& error) {
    return fail(wrong_usage, error);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (...) {  // even the error could not be told
    return speur::command::wrong_usage;
  }
}
