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
  Viewer viewer;
  std::string id;
  std::string settings;
  SearchRequest request;
  bool json = false;
};

std::string where(const StemScore& stem) {
  std::string text;
  for (const auto& [field, count] : stem.occurrences)
    text += fmt::format("{}{} x in {}", text.empty() ? "" : ", ", count, field);
  return text;
}

std::string heading(const Explanation& part) {
  if (part.kind == Explanation::Kind::filter) return part.matches ? "passes" : "fails";
  if (!part.matches) return "no match";
  switch (part.kind) {
    case Explanation::Kind::best: return "the best of";
    case Explanation::Kind::title: return "how far the title is what was asked";
    case Explanation::Kind::opening: return "how early the text says what was asked";
    case Explanation::Kind::semantic: return "words that go together with those of the query";
    case Explanation::Kind::scaled: return fmt::format("{} times", part.factor);
    default: return "the sum of";
  }
}

void print_part(const Explanation& part, std::size_t depth) {
  const std::string indent(2 * depth, ' ');
  const auto text = printable(part.text);
  if (const auto& stem = part.stem; stem && part.matches) {
    fmt::print("{}{:.4f}  {} (stem {}) = {:.4f} idf * {:.4f} saturation\n", indent, part.value,
               text, stem->stem, stem->idf, stem->saturation);
    fmt::print("{}        {}; in {} of {} documents\n", indent, where(*stem), stem->holding,
               stem->documents);
    return;
  }
  fmt::print("{}{:.4f}  {}{}{}\n", indent, part.value, text, text.empty() ? "" : ": ",
             heading(part));
  if (!part.matches && part.kind != Explanation::Kind::all) return;  // nothing in it matches either
  for (const auto& smaller : part.parts) print_part(smaller, depth + 1);
}

// The same for every stem, so said once.
const StemScore* any_stem(const Explanation& part) {
  if (part.stem) return &*part.stem;
  for (const auto& smaller : part.parts)
    if (const auto* stem = any_stem(smaller)) return stem;
  return nullptr;
}

int run(Options& options) {
  const auto index = Index::open(options.index).as(options.viewer);
  const auto schema = index.schema();
  auto& request = options.request;
  if (!options.settings.empty()) request.ranking = ranking_from(options.settings, schema);
  const auto explanation = index.explain(request, options.id);
  if (options.json) {
    fmt::print("{}\n", to_json(explanation));
    return done;
  }
  print_part(explanation, 0);
  const auto ranking = request.ranking.value_or(schema.ranking);
  if (const auto* stem = any_stem(explanation))
    fmt::print("Length {:.1f} (average {:.1f}), in words times field weights; k1 {}, b {}\n",
               stem->length, stem->average_length, ranking.k1, ranking.b);
  return done;
}

}  // namespace

void register_explain(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto& request = options->request;
  auto* command = app.add_subcommand("explain", "Show how a document comes to its score");
  add_index(*command, options->index);
  command->add_option("QUERY", request.query, "As for 'speur search'")->required();
  command->add_option("ID", options->id, "Id of the document")->required();
  add_match(*command, request.match);
  add_no_synonyms(*command, request.synonyms);
  add_settings(*command, options->settings);
  add_viewer(*command, options->viewer);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
