// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/index.hpp"
#include "speur/json.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  Viewer viewer;
  std::string typed;
  CompletionRequest request;
  Language language = Language::dutch;
  bool json = false;
};

void print_completion(const Completion& completion, Language language) {
  constexpr std::size_t indent = 11;
  auto text = wrapped(completion.text, indent);
  text.replace(0, indent, fmt::format("{:>9}  ", grouped(completion.documents, language)));
  fmt::print("{}\n", text);
}

int run(const Options& options) {
  const auto completions =
      Index::open(options.index).as(options.viewer).complete(options.typed, options.request);
  if (options.json) {
    fmt::print("{}\n", to_json(completions));
    return done;
  }
  for (const auto& completion : completions) print_completion(completion, options.language);
  if (completions.empty())
    fmt::print("{}\n", options.language == Language::dutch ? "Geen aanvullingen gevonden."
                                                           : "No completions were found.");
  return done;
}

}  // namespace

void register_complete(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("complete", "Complete a text while it is typed");
  add_index(*command, options->index);
  command->add_option("TYPED", options->typed, "What was typed so far. Put -- before a\nleading -")
      ->required();
  add_filters(*command, options->request.filters);
  add_count(*command, "-n,--limit", options->request.limit, "How many completions (8)");
  add_language(*command, options->language);
  add_viewer(*command, options->viewer);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
