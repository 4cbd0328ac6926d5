// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/analyzer.hpp"
#include "speur/json.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string text;
  bool json = false;
};

const char* explanation(StemRule rule) {
  switch (rule) {
    case StemRule::unchanged: return "kept as it is";
    case StemRule::lexicon: return "exception lexicon";
    case StemRule::ending: return "exception lexicon, by its ending";
    case StemRule::verb: return "verb form";
    case StemRule::inflection: return "inflection";
  }
  return "";
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result = printable(text);
  const auto used = columns(result);
  return result.append(used < width ? width - used : 1, ' ');
}

void print_token(const Token& token, std::string_view text) {
  fmt::print("{}{}{}{}\n", padded(text.substr(token.begin, token.end - token.begin), 28),
             padded(token.term, 24), explanation(token.rule), token.stop_word ? "; stop word" : "");
  for (const auto& part : token.parts)
    fmt::print("  + {}{}\n", padded(text.substr(part.begin, part.end - part.begin), 24), part.term);
  for (const auto& piece : token.compound)
    fmt::print("  = {}{}\n", padded(text.substr(piece.begin, piece.end - piece.begin), 24),
               piece.term);
}

int run(const Options& options) {
  const auto tokens = Analyzer().analyze(options.text);
  if (options.json) fmt::print("{}\n", to_json(tokens, options.text));
  else
    for (const auto& token : tokens) print_token(token, options.text);
  return done;
}

}  // namespace

void register_analyze(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("analyze", "Show how a text becomes terms, and why");
  command->add_option("TEXT", options->text, "Any text")->required();
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
