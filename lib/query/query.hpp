// SPDX-License-Identifier: GPL-2.0-or-later
// What a searcher asks for, as a value.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "speur/analyzer.hpp"
#include "speur/schema.hpp"
#include "speur/search.hpp"

namespace speur::query {

struct Query;

/// No document.
struct Nothing {};

/// Every document.
struct Everything {};

/// A word; found whole, as part of a compound, by all of its parts between hyphens ("data-analyse"
/// by "data" and "analyse"), or if it is a compound, as a row of its words ("datakwaliteit" as
/// "data kwaliteit").
struct Word {
  std::string term;
  std::vector<std::string> part_terms;      ///< between hyphens
  std::vector<std::string> compound_terms;  ///< of a compound
  std::string field;                        ///< a text field, or empty for all of them
  std::string typed;                        ///< as the searcher wrote it
  std::string word;                         ///< folded
  std::size_t position = 0;                 ///< its number among the words of the query
  bool stop_word = false;
};

/// Words side by side, stop words included.
struct Phrase {
  std::vector<std::string> terms;
  std::vector<std::string> telling_terms;  ///< without stop words, unless there is nothing else
  std::string field;
};

/// The words of the index that begin so, searched as if each was typed.
struct Prefix {
  std::string begin;
  std::string field;
  std::size_t expansions = QueryLimits{}.expansions;  ///< at most so many stems
};

/// A value of a facet or keyword field, in any case.
struct Value {
  std::string field;
  std::string text;
  std::size_t begin = 0;  ///< bytes of the query
  std::size_t end = 0;
};

/// Words in a row; SearchRequest::match says whether any or all of them are needed.
struct Row {
  std::vector<Query> children;
};
struct AnyOf {
  std::vector<Query> children;
};
struct AllOf {
  std::vector<Query> children;
};

/// Several ways to say one thing: the best of them counts.
struct BestOf {
  std::vector<Query> children;
};

/// One child, worth `factor` of itself.
struct Scaled {
  std::vector<Query> children;
  double factor = 1;
};
struct Without {
  std::vector<Query> kept_and_excluded;  ///< two: what is kept, and what is taken out of it
};

struct Query {
  std::variant<Nothing, Everything, Word, Phrase, Prefix, Value, Row, AnyOf, AllOf, BestOf, Scaled,
               Without>
      node;

  bool is_nothing() const { return std::holds_alternative<Nothing>(node); }
};

/// Whether there is a word by which documents can be ranked; facet values only keep some out.
bool has_words(const Query& query);

/// A readable form for tests and explanations: `(row data "open overheid" (without x y))`.
std::string to_text(const Query& query);

/// Calls `visit` for every leaf that a document can match by; not for what is excluded.
template <typename Visit>
void for_each_wanted(const Query& query, Visit visit);

struct ParsedQuery {
  Query query;
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> stop_words;  ///< as typed; left out of `query`
  std::string text;                     ///< what was read: valid, no longer than allowed
};

/// Understands whatever was typed; never throws because of it. What could not be taken as it stands
/// is said in the diagnostics, in `language`.
/// `rewrite` sees the query before its stop words go.
ParsedQuery parse(std::string_view text, const Schema& schema, const Analyzer& analyzer,
                  Language language, const std::function<Query(Query)>& rewrite = {},
                  const QueryLimits& limits = {});

/// The word that `token` of `text` asks for, in a text field or in all of them.
Word word_of(const Token& token, std::string_view text, const std::string& field = {});

/// The phrase that the tokens make; a word with parts between hyphens stands in the index as those
/// parts side by side. With `hyphens` left out such a word is one: "zee-eend" as "zeeëend".
enum class Hyphens { part, left_out };
Phrase phrase_of(const std::vector<Token>& tokens, const std::string& field = {},
                 Hyphens hyphens = Hyphens::part);

template <typename Visit>
void for_each_wanted(const Query& query, Visit visit) {
  std::visit(
      [&](const auto& node) {
        if constexpr (requires { node.children; })
          for (const auto& child : node.children) for_each_wanted(child, visit);
        else if constexpr (requires { node.kept_and_excluded; })
          for_each_wanted(node.kept_and_excluded.front(), visit);
        else visit(node);
      },
      query.node);
}

}  // namespace speur::query
