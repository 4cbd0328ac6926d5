// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"
#include "print.hpp"
#include "speur/index.hpp"
#include "speur/json.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  Seeds seeds;
  std::string settings;
  RelatedRequest request;
  Language language = Language::dutch;
  bool json = false;
};

void print_item(const RelatedItem& item, const Schema& schema, Language language) {
  constexpr std::size_t indent = 4;
  const auto& title = item.document.first(schema.roles.title);
  auto text = wrapped({title.empty() ? item.id : title, {}}, indent);
  text.replace(0, indent, fmt::format("{:>2}. ", item.rank));
  fmt::print("{}\n    {}\n", text,
             in_style(printable(item.id), fmt::fg(fmt::terminal_color::cyan)));
  for (const auto& reason : item.reasons)
    fmt::print("{}\n", wrapped({"- " + to_text(reason, schema, language), {}}, indent, indent + 2));
  fmt::print("\n");
}

int run(Options& options) {
  if (options.seeds.ids.empty() && options.seeds.text.empty())
    throw RequestError("related to what? Name the ID of a document, or --text");
  const auto index = Index::open(options.index);
  const auto schema = index.schema();
  if (!options.settings.empty()) options.request.ranking = ranking_from(options.settings, schema);
  const auto related = index.related(options.seeds, options.request);
  if (options.json) {
    fmt::print("{}\n", to_json(related, schema));
    return done;
  }
  for (const auto& item : related.items) print_item(item, schema, options.language);
  if (related.items.empty())
    fmt::print("{}\n", options.language == Language::dutch ? "Geen verwante documenten gevonden."
                                                           : "Nothing related was found.");
  return done;
}

}  // namespace

void register_related(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("related", "Find documents near to others, and why");
  add_index(*command, options->index);
  command->add_option("ID", options->seeds.ids,
                      "Id of the document; of several: near to all\nof them");
  command->add_option("--text", options->seeds.text,
                      "Near to a text, such as 'my project is about\ncamera images'");
  add_count(*command, "-n,--limit", options->request.limit, "How many items (10)");
  add_filters(*command, options->request.filters);
  command
      ->add_option("--exclude", options->request.exclude,
                   "Id of a document not to show; may be repeated")
      ->allow_extra_args(false);
  add_settings(*command, options->settings);
  add_language(*command, options->language);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
