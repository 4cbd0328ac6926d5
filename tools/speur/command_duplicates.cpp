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
  DuplicatesRequest request;
  Language language = Language::dutch;
  bool json = false;
};

// The words around an answer.
struct Phrases {
  const char* groups;
  const char* one_group;
  const char* none;
  const char* alike;
};

const Phrases& phrases(Language language) {
  static constexpr Phrases dutch{"{} groepen van documenten die bijna hetzelfde zijn",
                                 "1 groep van documenten die bijna hetzelfde zijn",
                                 "Geen documenten gevonden die bijna hetzelfde zijn.",
                                 "{} % hetzelfde"};
  static constexpr Phrases english{"{} groups of documents that are nearly the same",
                                   "1 group of documents that are nearly the same",
                                   "No documents were found that are nearly the same.",
                                   "{}% the same"};
  return language == Language::dutch ? dutch : english;
}

void print_group(const DuplicateGroup& group, std::size_t number, Language language) {
  constexpr std::size_t indent = 4;
  fmt::print("{:>2}. {}\n", number,
             in_style(fmt::format(fmt::runtime(phrases(language).alike), percent(group.likeness)),
                      fmt::emphasis::bold));
  for (const auto& document : group.documents) {
    fmt::print("{}\n",
               wrapped({document.title.empty() ? document.id : document.title, {}}, indent));
    auto place = document.id;
    if (!document.date.empty()) place += "  " + document.date;
    if (group.documents.size() > 2)
      place += fmt::format("  {} % {}", percent(document.likeness), document.nearest);
    fmt::print("      {}\n", in_style(printable(place), fmt::fg(fmt::terminal_color::cyan)));
    if (!document.url.empty())
      fmt::print("      {}\n",
                 in_style(printable(document.url), fmt::fg(fmt::terminal_color::cyan)));
  }
  fmt::print("\n");
}

int run(const Options& options) {
  const auto groups = Index::open(options.index).as(options.viewer).duplicates(options.request);
  if (options.json) {
    fmt::print("{}\n", to_json(groups));
    return done;
  }
  const auto& words = phrases(options.language);
  if (groups.empty()) {
    fmt::print("{}\n", words.none);
    return done;
  }
  fmt::print(fmt::runtime(groups.size() == 1 ? words.one_group : words.groups),
             grouped(groups.size(), options.language));
  fmt::print("\n\n");
  for (std::size_t i = 0; i < groups.size(); ++i) print_group(groups[i], i + 1, options.language);
  return done;
}

}  // namespace

void register_duplicates(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("duplicates", "Find documents that are nearly the same");
  add_index(*command, options->index);
  command->add_option("ID", options->request.ids,
                      "Only the groups that hold this document, or\none of these");
  command
      ->add_option("--threshold", options->request.threshold,
                   "How alike: 0.5 to 1, for wholly the same\nwords (0.8)")
      ->type_name("NUMBER");
  add_count(*command, "-n,--limit", options->request.limit,
            "How many groups, the most alike first (0: all)");
  add_language(*command, options->language);
  add_viewer(*command, options->viewer);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
