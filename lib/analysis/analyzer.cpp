// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/analyzer.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "analysis/compound_splitter.hpp"
#include "analysis/stemmer.hpp"
#include "analysis/stop_words.hpp"
#include "analysis/tokenizer.hpp"
#include "analysis/verbs.hpp"
#include "unicode/unicode.hpp"

namespace speur {
namespace {

// Raise it when a change of the tokeniser or stemmer gives other terms for the same text.
constexpr int version = 2;

constexpr std::size_t max_word_bytes = 64;

std::string fold_word(std::string_view text) {
  auto word = unicode::fold(text);
  if (word.size() > max_word_bytes) word.resize(unicode::floor_boundary(word, max_word_bytes));
  return word;
}

TokenPart make_part(std::string_view text, analysis::Segment segment) {
  TokenPart part{segment.begin, segment.end, {}, {}};
  part.word = fold_word(text.substr(segment.begin, segment.end - segment.begin));
  part.term = analysis::stem(part.word).term;
  return part;
}

// The byte of the token that the byte `at` of the folded word comes from.
std::size_t source_of(std::string_view token, std::size_t at) {
  std::size_t source = 0;
  for (std::size_t folded = 0; folded < at && source < token.size();) {
    const auto length = unicode::decode(token, source).length;
    folded += unicode::fold(token.substr(source, length)).size();
    source += length;
  }
  return source;
}

std::vector<TokenPart> compound_of(const Token& token, std::string_view text) {
  const auto written = text.substr(token.begin, token.end - token.begin);
  std::vector<TokenPart> pieces;
  for (const auto& [begin, end] : analysis::CompoundSplitter().split(token.word)) {
    TokenPart piece{token.begin + source_of(written, begin),
                    token.begin + source_of(written, end),
                    token.word.substr(begin, end - begin),
                    {}};
    piece.term = analysis::stem(piece.word).term;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

Token make_token(std::string_view text, const analysis::RawToken& raw) {
  Token token;
  token.begin = raw.begin;
  token.end = raw.end;
  token.word = fold_word(raw.whole);
  auto stem =
      raw.stemmed ? analysis::stem(token.word) : analysis::Stem{token.word, StemRule::unchanged};
  token.term = std::move(stem.term);
  token.rule = stem.rule;
  token.stop_word = raw.parts.empty() && analysis::is_stop_word(token.word);
  for (const auto& segment : raw.parts) token.parts.push_back(make_part(text, segment));
  std::erase_if(token.parts, [](const TokenPart& part) { return part.word.empty(); });
  if (raw.stemmed && token.parts.empty()) token.compound = compound_of(token, text);
  return token;
}

// FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
std::uint64_t hash(std::string_view text, std::uint64_t value = 0xcbf29ce484222325U) {
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return value;
}

}  // namespace

std::vector<Token> Analyzer::analyze(std::string_view text) const {
  std::vector<Token> tokens;
  for (auto raw = analysis::next_token(text, 0); raw; raw = analysis::next_token(text, raw->end)) {
    auto token = make_token(text, *raw);
    if (!token.word.empty()) tokens.push_back(std::move(token));
  }
  return tokens;
}

const std::string& Analyzer::fingerprint() {
  static const std::string text =
      fmt::format("dutch/{} {:016x}", version,
                  hash(analysis::stop_word_list(),
                       hash(analysis::verb_list(), hash(analysis::stem_lexicon()))) ^
                      analysis::compound_table_hash());
  return text;
}

}  // namespace speur
