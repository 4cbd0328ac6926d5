// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A word inside a token: "analyse" in "data-analyse", "overheid" in a web address.
struct TokenPart {
  std::size_t begin = 0;  ///< byte offsets into the analysed text
  std::size_t end = 0;
  std::string word;  ///< folded: lower case, without accents
  std::string term;  ///< the stem under which it is indexed
};

/// Why a word has the stem it has.
enum class StemRule {
  unchanged,   ///< too short to stem, or it holds digits
  lexicon,     ///< the exception lexicon names it
  ending,      ///< the exception lexicon names the word it ends in ("persoonsgegevens")
  verb,        ///< a form of a verb that the list of verbs names, or of one in "-eren" or "-igen"
  inflection,  ///< the plural, the "-e" of an adjective and the like taken off by rule
};

/// A word of a text as speur indexes and searches it.
struct Token {
  std::size_t begin = 0;  ///< byte offsets into the analysed text
  std::size_t end = 0;
  std::string word;              ///< folded: lower case, without accents
  std::string term;              ///< the stem under which it is indexed
  std::vector<TokenPart> parts;  ///< of words with a hyphen and of web and e-mail addresses
  /// The words that a compound is made of: "data" and "kwaliteit" of "datakwaliteit". They say less
  /// of a document than whole words do.
  std::vector<TokenPart> compound;
  bool stop_word = false;  ///< a function word; left out of queries that hold other words
  StemRule rule = StemRule::unchanged;
};

/// Turns Dutch text into terms; the same for documents and queries. Stateless: any number of
/// threads may share one.
class Analyzer {
 public:
  /// The tokens of `text` in order. Bytes that are no UTF-8 separate words. Words of more than 64
  /// bytes are cut there. Never throws on what `text` holds.
  std::vector<Token> analyze(std::string_view text) const;

  /// Name, version and a hash of the lexicons. An index keeps it and opens with an equal one only.
  static const std::string& fingerprint();
};

}  // namespace speur
