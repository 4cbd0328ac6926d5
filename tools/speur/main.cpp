// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <cstdio>

#include "commands.hpp"
#include "speur/error.hpp"

namespace {

int fail(int status, const std::exception& error) {
  fmt::print(stderr, "speur: {}\n", error.what());
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace speur::command;
  int status = done;
  CLI::App app{"speur makes Dutch government knowledge findable.", "speur"};
  app.set_version_flag("--version", "speur " SPEUR_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 done; 2 wrong usage; 3 some records were refused, the rest is\n"
      "indexed; 4 the index is missing, locked, damaged or made with other settings.");
  register_index(app, status);
  register_search(app, status);
  register_related(app, status);
  register_get(app, status);
  register_remove(app, status);
  register_stats(app, status);
  register_analyze(app, status);
  try {
    app.parse(argc, argv);
    return status;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : wrong_usage;
  } catch (const speur::IndexError& error) {
    return fail(index_unusable, error);
  } catch (const std::exception& error) {
    return fail(wrong_usage, error);
  }
}
