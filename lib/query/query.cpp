// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/query.hpp"

#include <fmt/format.h>

namespace speur::query {
namespace {

std::string in_field(const std::string& field, const std::string& text) {
  return field.empty() ? text : field + ":" + text;
}

std::string list(std::string_view name, const std::vector<Query>& children) {
  std::string text = fmt::format("({}", name);
  for (const auto& child : children) text += " " + to_text(child);
  return text + ")";
}

struct Writer {
  std::string operator()(const Nothing&) const { return "nothing"; }
  std::string operator()(const Everything&) const { return "everything"; }
  std::string operator()(const Word& word) const {
    auto text = word.term;
    if (!word.part_terms.empty()) text += fmt::format("[{}]", fmt::join(word.part_terms, " "));
    if (!word.compound_terms.empty())
      text += fmt::format("[{}]", fmt::join(word.compound_terms, "+"));
    return in_field(word.field, text);
  }
  std::string operator()(const Phrase& phrase) const {
    return in_field(phrase.field, fmt::format("\"{}\"", fmt::join(phrase.terms, " ")));
  }
  std::string operator()(const Prefix& prefix) const {
    return in_field(prefix.field, prefix.begin + "*");
  }
  std::string operator()(const Value& value) const { return value.field + "=" + value.text; }
  std::string operator()(const Row& row) const { return list("row", row.children); }
  std::string operator()(const AnyOf& any) const { return list("any", any.children); }
  std::string operator()(const AllOf& all) const { return list("all", all.children); }
  std::string operator()(const BestOf& best) const { return list("best", best.children); }
  std::string operator()(const Scaled& scaled) const {
    return list(fmt::format("x{:.3g}", scaled.factor), scaled.children);
  }
  std::string operator()(const Without& without) const {
    return list("without", without.kept_and_excluded);
  }
};

}  // namespace

bool has_words(const Query& query) {
  bool found = false;
  for_each_wanted(query, [&](const auto& leaf) {
    using Leaf = std::decay_t<decltype(leaf)>;
    found |=
        std::is_same_v<Leaf, Word> || std::is_same_v<Leaf, Phrase> || std::is_same_v<Leaf, Prefix>;
  });
  return found;
}

Word word_of(const Token& token, std::string_view text, const std::string& field) {
  Word word;
  word.term = token.term;
  word.field = field;
  word.typed = text.substr(token.begin, token.end - token.begin);
  word.word = token.word;
  word.stop_word = token.stop_word && field.empty();
  for (const auto& part : token.parts) word.part_terms.push_back(part.term);
  for (const auto& piece : token.compound) word.compound_terms.push_back(piece.term);
  return word;
}

Phrase phrase_of(const std::vector<Token>& tokens, const std::string& field, Hyphens hyphens) {
  Phrase phrase;
  phrase.field = field;
  for (const auto& token : tokens) {
    std::vector<std::string> terms;
    for (const auto& part : token.parts) terms.push_back(part.term);
    if (terms.size() < 2 || hyphens == Hyphens::left_out) terms = {token.term};
    phrase.terms.insert(phrase.terms.end(), terms.begin(), terms.end());
    if (!token.stop_word)
      phrase.telling_terms.insert(phrase.telling_terms.end(), terms.begin(), terms.end());
  }
  if (phrase.telling_terms.empty()) phrase.telling_terms = phrase.terms;
  return phrase;
}

std::string to_text(const Query& query) { return std::visit(Writer{}, query.node); }

}  // namespace speur::query
