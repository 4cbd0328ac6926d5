// SPDX-License-Identifier: GPL-2.0-or-later
// The signs of a query: what is a phrase, an operator, a field name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur::query {

enum class LexemeKind { words, phrase, prefix, and_, or_, not_, minus, open, close };

struct Lexeme {
  LexemeKind kind;
  std::size_t begin = 0;  // bytes of the query, quotes and field name included
  std::size_t end = 0;
  std::string_view text;   // of words, phrases and prefixes, without their signs
  std::string_view field;  // what stands before the colon, if anything does
};

struct Lexemes {
  std::vector<Lexeme> all;
  std::vector<std::size_t> unclosed_quotes;  // where they open
};

/// Splits a query that is valid UTF-8.
Lexemes split(std::string_view query);

}  // namespace speur::query
