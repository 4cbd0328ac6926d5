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
    if (word.part_terms.empty()) return in_field(word.field, word.term);
    return in_field(word.field, fmt::format("{}[{}]", word.term, fmt::join(word.part_terms, " ")));
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

std::string to_text(const Query& query) { return std::visit(Writer{}, query.node); }

}  // namespace speur::query
