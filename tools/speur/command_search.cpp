// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

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
  std::string facets = "all";
  FacetRequest facet;  // what all of them have in common
  std::string settings;
  SearchRequest request;
  std::size_t time_limit = 0;  // in milliseconds
  bool json = false;
};

// The words around an answer, in the language of its labels.
struct Phrases {
  const char* results;
  const char* one_result;
  const char* no_results;
  const char* left_out;
  const char* incomplete;
  const char* did_you_mean;
  const char* also;
  const char* relaxed[4];  // by Relaxation
  const char* more_values;
  const char* stands_for;
};

const Phrases& phrases(Language language) {
  static constexpr Phrases dutch{"{} resultaten in {} ms",
                                 "1 resultaat in {1} ms",
                                 "Geen resultaten. Probeer andere woorden of minder filters.",
                                 "Niet gezocht op: {}",
                                 "De tijd was om voordat alles was doorzocht. Er kan meer zijn.",
                                 "Bedoelde u: {}",
                                 "Ook gezocht op: {}",
                                 {"Gezocht op: {}",
                                  "Niets gevonden met de woorden naast elkaar; gezocht op losse "
                                  "woorden.",
                                  "Niets gevonden met alle woorden; gezocht op een of meer ervan.",
                                  "Niets gevonden met deze filters; gezocht zonder filters."},
                                 "en nog {}",
                                 "Ook gevonden: {}"};
  static constexpr Phrases english{
      "{} results in {} ms",
      "1 result in {1} ms",
      "No results. Try other words or fewer filters.",
      "Not searched for: {}",
      "Time was over before all was searched. There may be more.",
      "Did you mean: {}",
      "Also searched for: {}",
      {"Searched for: {}",
       "Nothing found with the words side by side; searched for them "
       "apart.",
       "Nothing found with all words; searched for one or more of them.",
       "Nothing found with these filters; searched without filters."},
      "and {} more",
      "Also found: {}"};
  return language == Language::dutch ? dutch : english;
}

std::vector<FacetRequest> facets_of(const Options& options, const Schema& schema) {
  std::vector<std::string> names;
  if (options.facets == "all") {
    for (const auto& field : schema.fields)
      if (field.kind == FieldKind::facet) names.push_back(field.name);
  } else if (options.facets != "none") {
    names = CLI::detail::split(options.facets, ',');
  }
  std::vector<FacetRequest> facets;
  for (auto& name : names) {
    facets.push_back(options.facet);
    facets.back().field = std::move(name);
  }
  return facets;
}

// What a hit stands for: "Ook gevonden: gids-2023, gids-2022, en nog 3".
std::string others_text(const Collapsed& others, Language language) {
  const auto& say = phrases(language);
  auto names = fmt::format("{}", fmt::join(others.ids, ", "));
  if (const auto more = others.count - others.ids.size(); more > 0)
    names += ", " + fmt::format(fmt::runtime(say.more_values), grouped(more, language));
  return fmt::format(fmt::runtime(say.stands_for), names);
}

void print_hit(const Hit& hit, Language language) {
  constexpr std::size_t indent = 4;
  const auto title = hit.title.text.empty() ? MarkedText{hit.id, {}} : hit.title;
  auto text = wrapped(title, indent);
  text.replace(0, indent, fmt::format("{:>2}. ", hit.rank));
  fmt::print("{}\n", text);
  for (const auto& place : {hit.id, hit.url})
    if (!place.empty())
      fmt::print("    {}\n", in_style(printable(place), fmt::fg(fmt::terminal_color::cyan)));
  if (!hit.snippet.text.empty()) fmt::print("{}\n", wrapped(hit.snippet, indent));
  if (hit.collapsed.count > 0)
    fmt::print("{}\n", wrapped({others_text(hit.collapsed, language), {}}, indent));
  fmt::print("\n");
}

std::size_t depth_of(const FacetCount& value, const Field& field) {
  if (field.facet.kind != FacetKind::hierarchical) return 0;
  std::size_t depth = 0;
  for (auto at = value.value.find(field.facet.separator); at != std::string::npos;
       at = value.value.find(field.facet.separator, at + 1))
    ++depth;
  return depth;
}

void print_value(const FacetCount& value, std::size_t depth, Language language) {
  constexpr std::size_t label_columns = 63;
  auto label = std::string(2 * depth, ' ') + printable(value.label);
  const auto width = columns(label);
  label.append(width < label_columns ? label_columns - width : 1, ' ');
  fmt::print("  [{}] {}{:>9}\n", value.selected ? 'x' : ' ', label, grouped(value.count, language));
}

// The first values, and every selected one. Of a large tree the roots come first, so that no root
// is hidden behind the branches of another.
void print_facet(const FacetCounts& facet, const Schema& schema, std::size_t max_shown,
                 Language language) {
  if (facet.values.empty()) return;
  fmt::print("{}\n", in_style(facet.label, fmt::emphasis::bold));
  const auto& field = *schema.find(facet.field);
  const bool only_roots = facet.values.size() > max_shown;
  std::size_t shown = 0;
  for (const auto& value : facet.values) {
    const auto depth = depth_of(value, field);
    if (!value.selected && (shown >= max_shown || (only_roots && depth > 0))) continue;
    print_value(value, depth, language);
    ++shown;
  }
  if (const auto hidden = facet.different - shown; hidden > 0)
    fmt::print("      {}\n", fmt::format(fmt::runtime(phrases(language).more_values), hidden));
}

// What was searched besides or instead of what was typed.
void print_understood(const SearchResults& results, const Phrases& say) {
  const auto print = [](const char* phrase, const std::string& words) {
    fmt::print("{}\n", wrapped({fmt::format(fmt::runtime(phrase), words), {}}, 0));
  };
  const auto& applied = results.applied;
  const bool replaced = std::find(applied.relaxation.begin(), applied.relaxation.end(),
                                  Relaxation::spelling) != applied.relaxation.end();
  if (!results.suggestion.empty() && !replaced) print(say.did_you_mean, results.suggestion);
  for (const auto step : applied.relaxation)
    print(say.relaxed[static_cast<std::size_t>(step)], results.suggestion);
  std::string also;
  const auto add = [&](const std::string& words) { also += (also.empty() ? "" : ", ") + words; };
  for (const auto& synonym : applied.synonyms)
    for (const auto& words : synonym.also) add(words);
  for (const auto& word : applied.joined) add(word);
  if (!also.empty()) print(say.also, also);
}

void print_results(const SearchResults& results, const Schema& schema, std::size_t facet_values,
                   Language language) {
  const auto& say = phrases(language);
  for (const auto& diagnostic : results.diagnostics)
    fmt::print("{}\n", in_style(wrapped({diagnostic.message, {}}, 0),
                                fmt::fg(fmt::terminal_color::yellow)));
  if (!results.complete) fmt::print("{}\n", say.incomplete);
  if (results.total == 0) fmt::print("{}\n", say.no_results);
  else
    fmt::print("{}\n",
               fmt::format(fmt::runtime(results.total == 1 ? say.one_result : say.results),
                           grouped(results.total, language), decimal(results.took_ms, language)));
  print_understood(results, say);
  if (!results.applied.stop_words.empty())
    fmt::print("{}\n", wrapped({fmt::format(fmt::runtime(say.left_out),
                                            fmt::join(results.applied.stop_words, ", ")),
                                {}},
                               0));
  fmt::print("\n");
  for (const auto& hit : results.hits) print_hit(hit, language);
  for (const auto& facet : results.facets) print_facet(facet, schema, facet_values, language);
}

int run(Options& options) {
  const auto index = Index::open(options.index).as(options.viewer);
  const auto schema = index.schema();
  auto& request = options.request;
  request.facets = facets_of(options, schema);
  constexpr std::size_t longest = 1'000'000'000;
  request.time_limit = std::chrono::milliseconds(std::min(options.time_limit, longest));
  if (!options.settings.empty()) request.ranking = ranking_from(options.settings, schema);
  const auto results = index.search(request);
  if (options.json) fmt::print("{}\n", to_json(results, schema));
  else
    print_results(results, schema, options.facet.limit == 0 ? 6 : options.facet.limit,
                  request.language);
  return done;
}

void add_limits(CLI::App& command, std::size_t& time_limit, QueryLimits& limits) {
  add_count(command, "--time-limit", time_limit,
            "Stop looking after so many milliseconds;\n0: look through all (0)");
  add_count(command, "--max-bytes", limits.bytes, "Read so much of the query (10000)");
  add_count(command, "--max-words", limits.words, "Take so many words of it (200)");
  add_count(command, "--max-prefixes", limits.prefixes, "Take so many begin* (10)");
  add_count(command, "--max-expansions", limits.expansions,
            "Search so many words for each begin* (100)");
}

}  // namespace

void register_search(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto& request = options->request;
  auto* command = app.add_subcommand("search", "Find documents");
  add_index(*command, options->index);
  command->add_option("QUERY", request.query,
                      "Words, \"a phrase\", -without, field:word,\n"
                      "begin*, OR, AND, NOT; nothing for all\n"
                      "documents. Put -- before a leading -");
  add_filters(*command, request.filters);
  command->add_option("--facets", options->facets, "Facets to count: a,b or all or none\n(all)");
  add_count(*command, "--facet-values", options->facet.limit,
            "How many values of each facet (all)");
  command->add_option("--facet-search", options->facet.containing,
                      "Only values whose label holds this text");
  add_choice<FacetOrder>(*command, "--facet-order", options->facet.order,
                         {{"natural", FacetOrder::natural},
                          {"count", FacetOrder::count},
                          {"label", FacetOrder::label},
                          {"declared", FacetOrder::declared}},
                         "natural, count, label or declared\n(natural)");
  add_choice<DateUnit>(
      *command, "--date-unit", options->facet.unit,
      {{"year", DateUnit::year}, {"month", DateUnit::month}, {"day", DateUnit::day}},
      "Count dates by year, month or day\n(year)");
  add_choice<Sort>(
      *command, "--sort", request.sort,
      {{"relevance", Sort::relevance}, {"newest", Sort::newest}, {"title", Sort::title}},
      "relevance, newest or title (relevance)");
  add_match(*command, request.match);
  add_no_synonyms(*command, request.synonyms);
  add_count(*command, "-n,--limit", request.limit, "How many hits (10)");
  command
      ->add_option(
          "--collapse", request.collapse,
          "Show as one hit: 'versions' of a document, or\nwhat shares the value of this facet")
      ->type_name("NAME");
  add_count(*command, "--offset", request.offset, "How many hits to skip (0)");
  add_limits(*command, options->time_limit, request.limits);
  add_settings(*command, options->settings);
  add_language(*command, request.language);
  add_viewer(*command, options->viewer);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
