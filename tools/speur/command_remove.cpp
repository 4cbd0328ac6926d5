// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "speur/index_writer.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::vector<std::string> ids;
};

int run(const Options& options) {
  auto writer = IndexWriter::open(options.index);
  std::size_t removed = 0;
  for (const auto& id : options.ids) {
    if (writer.remove(id)) ++removed;
    else fmt::print(stderr, "speur: there is no document '{}'\n", id);
  }
  writer.commit();
  fmt::print("{}: {} removed\n", options.index, removed);
  return done;
}

}  // namespace

void register_remove(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("remove", "Remove documents");
  add_index(*command, options->index);
  command->add_option("ID", options->ids, "Ids of the documents")->required();
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
