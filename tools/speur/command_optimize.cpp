// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <chrono>

#include "commands.hpp"
#include "print.hpp"
#include "speur/index.hpp"

namespace speur::command {
namespace {

int run(const std::string& path) {
  const auto index = Index::open(path).as(Viewer::everything());
  const auto start = std::chrono::steady_clock::now();
  index.optimize();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  fmt::print("{}: learnt from {} documents, in {:.1f} s\n", printable(path),
             index.stats().documents, took.count());
  return done;
}

}  // namespace

void register_optimize(CLI::App& app, int& status) {
  auto path = std::make_shared<std::string>();
  auto* command = app.add_subcommand("optimize", "Learn from all documents, to rank and relate");
  add_index(*command, *path);
  command->callback([path, &status] { status = run(*path); });
}

}  // namespace speur::command
