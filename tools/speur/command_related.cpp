// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "files.hpp"
#include "print.hpp"
#include "speur/index.hpp"
#include "speur/json.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  Viewer viewer;
  Seeds seeds;
  std::string settings;
  RelatedRequest request;
  Language language = Language::dutch;
  bool json = false;
};

constexpr std::size_t indent = 4;

void print_numbered(std::size_t number, const std::string& line) {
  auto text = wrapped({line, {}}, indent);
  text.replace(0, indent, fmt::format("{:>2}. ", number));
  fmt::print("{}\n", text);
}

void print_item(const RelatedItem& item, const Schema& schema, Language language) {
  const auto& title = item.document.first(schema.roles.title);
  print_numbered(item.rank, title.empty() ? item.id : title);
  fmt::print("    {}\n", in_style(printable(item.id), fmt::fg(fmt::terminal_color::cyan)));
  for (const auto& reason : item.reasons)
    fmt::print("{}\n", wrapped({"- " + to_text(reason, schema, language), {}}, indent, indent + 2));
  fmt::print("\n");
}

// "Wie heeft hier ervaring mee?", and who, with the nearest of what they have.
void print_groups(const RelatedItems& related, const Options& options, const Schema& schema) {
  const bool dutch = options.language == Language::dutch;
  const auto& field = *schema.find(related.grouped_by);
  auto heading = fmt::format("{} {}", label_of(field, options.language),
                             dutch ? "van de verwante documenten" : "of the related documents");
  if (related.grouped_by == schema.roles.organisation)
    heading = dutch ? "Wie heeft hier ervaring mee?" : "Who has experience with this?";
  if (related.groups.empty())
    return fmt::print(fmt::runtime(dutch ? "Bij de verwante documenten is '{}' niet ingevuld.\n"
                                         : "None of the related documents has '{}'.\n"),
                      label_of(field, options.language));
  fmt::print("{}\n\n", in_style(printable(heading), fmt::emphasis::bold));
  constexpr std::size_t shown = 3;
  for (std::size_t i = 0; i < std::min(options.request.limit, related.groups.size()); ++i) {
    const auto& [value, score, items] = related.groups[i];
    print_numbered(i + 1,
                   fmt::format("{} ({})", label_of(field, value, options.language), items.size()));
    for (std::size_t j = 0; j < std::min(shown, items.size()); ++j)
      fmt::print("{}\n", wrapped({fmt::format("- {} ({})", items[j].title, items[j].id), {}},
                                 indent, indent + 2));
    if (items.size() > shown)
      fmt::print(fmt::runtime(dutch ? "    - en nog {}\n" : "    - and {} more\n"),
                 items.size() - shown);
    fmt::print("\n");
  }
}

int run(Options& options) {
  if (options.seeds.ids.empty() && options.seeds.text.empty())
    throw RequestError("related to what? Name the ID of a document, or --text");
  const auto index = Index::open(options.index).as(options.viewer);
  const auto schema = index.schema();
  if (!options.settings.empty()) options.request.ranking = ranking_from(options.settings, schema);
  const auto related = index.related(options.seeds, options.request);
  if (options.json) {
    fmt::print("{}\n", to_json(related, schema));
    return done;
  }
  if (!related.grouped_by.empty() && !related.items.empty())
    return print_groups(related, options, schema), done;
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
  command
      ->add_option("--diversity", options->request.diversity,
                   "How much variety is worth, 0 (none) to 1\n(the index's own)")
      ->type_name("SHARE");
  command
      ->add_option("--by", options->request.group_by,
                   "Put the nearest documents together by a facet:\nwith organisation, who has "
                   "experience with this")
      ->type_name("FACET");
  add_settings(*command, options->settings);
  add_language(*command, options->language);
  add_viewer(*command, options->viewer);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
