// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/analyzer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "analysis/compound_splitter.hpp"
#include "analysis/stemmer.hpp"
#include "analysis/stop_words.hpp"
#include "analysis/tokenizer.hpp"
#include "analysis/verbs.hpp"
#include "unicode/unicode.hpp"

namespace speur {
namespace {

// Raise it when a change of the tokeniser or stemmer gives other terms for the same text.
constexpr int version = 3;

constexpr std::size_t max_word_bytes = 64;

std::string fold_word(std::string_view text) {
  auto word = unicode::fold(text);
  if (word.size() > max_word_bytes) word.resize(unicode::floor_boundary(word, max_word_bytes));
  return word;
}

// What a folded word gives, wherever it stands.
struct KnownWord {
  struct Piece {
    analysis::CompoundPart within;
    std::string term;
  };

  analysis::Stem stem;
  bool stop_word = false;
  std::vector<Piece> compound;
};

KnownWord learn(std::string_view word) {
  KnownWord known{analysis::stem(word), analysis::is_stop_word(word), {}};
  for (const auto& piece : analysis::CompoundSplitter().split(word))
    known.compound.push_back(
        {piece, analysis::stem(word.substr(piece.begin, piece.end - piece.begin)).term});
  return known;
}

// Valid until the next call.
const KnownWord& known_word(std::string_view word) {
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  // Text repeats its words: most look-ups end here. Emptied when full, as that hardly ever happens.
  constexpr std::size_t max_cached = 50'000;
  thread_local std::unordered_map<std::string, KnownWord, Hash, std::equal_to<>> cache;
  if (const auto found = cache.find(word); found != cache.end()) return found->second;
  if (cache.size() >= max_cached) cache.clear();
  return cache.emplace(word, learn(word)).first->second;
}

TokenPart make_part(std::string_view text, analysis::Segment segment) {
  TokenPart part{segment.begin, segment.end, {}, {}};
  part.word = fold_word(text.substr(segment.begin, segment.end - segment.begin));
  part.term = known_word(part.word).stem.term;
  return part;
}

// The byte of the token that the byte `at` of the folded word comes from; what folds to nothing, as
// a loose accent does, belongs to what stands before it.
std::size_t source_of(std::string_view token, std::size_t at) {
  std::size_t source = 0;
  std::size_t folded = 0;
  while (at > 0 && source < token.size()) {
    const auto length = unicode::decode(token, source).length;
    const auto letters = unicode::fold(token.substr(source, length)).size();
    if (folded >= at && letters > 0) break;
    folded += letters;
    source += length;
  }
  return source;
}

std::vector<TokenPart> compound_of(const Token& token, const KnownWord& known,
                                   std::string_view text) {
  const auto written = text.substr(token.begin, token.end - token.begin);
  // Only ASCII keeps its length when it is folded and nothing is taken out.
  const bool same_places =
      written.size() == token.word.size() &&
      std::all_of(written.begin(), written.end(), [](char c) { return c >= 0; });
  const auto place = [&](std::size_t at) {
    return token.begin + (same_places ? at : source_of(written, at));
  };
  std::vector<TokenPart> pieces;
  for (const auto& [within, term] : known.compound)
    pieces.push_back({place(within.begin), place(within.end),
                      token.word.substr(within.begin, within.end - within.begin), term});
  return pieces;
}

Token make_token(std::string_view text, const analysis::RawToken& raw) {
  Token token;
  token.begin = raw.begin;
  token.end = raw.end;
  token.word = fold_word(raw.whole);
  const auto& known = known_word(token.word);
  token.term = raw.stemmed ? known.stem.term : token.word;
  token.rule = raw.stemmed ? known.stem.rule : StemRule::unchanged;
  token.stop_word = raw.parts.empty() && known.stop_word;
  if (raw.stemmed) token.compound = compound_of(token, known, text);
  for (const auto& segment : raw.parts) token.parts.push_back(make_part(text, segment));
  std::erase_if(token.parts, [](const TokenPart& part) { return part.word.empty(); });
  if (!token.parts.empty()) token.compound.clear();
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
