// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/lexer.hpp"

#include <array>
#include <optional>

#include "unicode/unicode.hpp"

namespace speur::query {
namespace {

bool is_space(char32_t c) { return c <= U' ' || c == U'\u00A0' || c == U'\u3000' || c == 0x7F; }

bool is_quote(char32_t c) {
  return c == U'"' || c == U'\u201C' || c == U'\u201D' || c == U'\u201E' || c == U'\u00AB' ||
         c == U'\u00BB';
}

bool ends_words(char32_t c) { return is_space(c) || is_quote(c) || c == U'(' || c == U')'; }

std::optional<LexemeKind> operator_kind(std::string_view word) {
  static constexpr std::array operators{
      std::pair{"AND", LexemeKind::and_}, std::pair{"EN", LexemeKind::and_},
      std::pair{"OR", LexemeKind::or_},   std::pair{"OF", LexemeKind::or_},
      std::pair{"NOT", LexemeKind::not_}, std::pair{"NIET", LexemeKind::not_}};
  for (const auto& [name, kind] : operators)
    if (word == name) return kind;
  return std::nullopt;
}

// The size of "titel" in "titel:dpia"; 0 where no field name stands before a colon.
std::size_t field_size(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size()) {
    const auto c = unicode::decode(text, size);
    const auto kind = unicode::classify(c.value);
    const bool inside = size > 0 && (kind == unicode::CharClass::digit || c.value == U'_');
    if (kind != unicode::CharClass::letter && !inside) break;
    size += c.length;
  }
  if (size >= text.size() || text[size] != ':') return 0;
  return text.substr(size).starts_with("://") ? 0 : size;
}

class Splitter {
 public:
  explicit Splitter(std::string_view query) : query_(query) {}

  Lexemes run() {
    while (at_ < query_.size()) {
      const auto c = unicode::decode(query_, at_);
      if (is_space(c.value)) at_ += c.length;
      else if (is_quote(c.value)) phrase(at_, {});
      else if (c.value == U'(') sign(LexemeKind::open);
      else if (c.value == U')') sign(LexemeKind::close);
      else if (c.value == U'-' && starts_something(at_ + 1)) sign(LexemeKind::minus);
      else words();
    }
    return std::move(lexemes_);
  }

 private:
  bool starts_something(std::size_t at) const {
    return at < query_.size() && !is_space(unicode::decode(query_, at).value);
  }

  void sign(LexemeKind kind) {
    lexemes_.all.push_back({kind, at_, at_ + 1, {}, {}});
    ++at_;
  }

  void phrase(std::size_t begin, std::string_view field) {
    const auto inside = at_ + unicode::decode(query_, at_).length;
    for (auto at = inside; at < query_.size();) {
      const auto c = unicode::decode(query_, at);
      if (is_quote(c.value)) {
        at_ = at + c.length;
        lexemes_.all.push_back(
            {LexemeKind::phrase, begin, at_, query_.substr(inside, at - inside), field});
        return;
      }
      at += c.length;
    }
    // The field stays with the first of the words: titel:"open data
    lexemes_.unclosed_quotes.push_back(at_);
    at_ = inside;
    if (field.empty() || at_ >= query_.size()) return;
    const auto from = at_;
    while (at_ < query_.size() && !ends_words(unicode::decode(query_, at_).value))
      at_ += unicode::decode(query_, at_).length;
    add_words(begin, query_.substr(from, at_ - from), field);
  }

  void words() {
    const auto begin = at_;
    const auto field = query_.substr(begin, field_size(query_.substr(begin)));
    if (!field.empty()) {
      at_ += field.size() + 1;
      if (at_ < query_.size() && is_quote(unicode::decode(query_, at_).value))
        return phrase(begin, field);
      // "let op: ..." is a sentence, not a field.
      if (at_ == query_.size() || ends_words(unicode::decode(query_, at_).value)) {
        lexemes_.all.push_back({LexemeKind::words, begin, at_, field, {}});
        return;
      }
    }
    const auto from = at_;
    while (at_ < query_.size()) {
      const auto c = unicode::decode(query_, at_);
      if (ends_words(c.value)) break;
      at_ += c.length;
    }
    add_words(begin, query_.substr(from, at_ - from), field);
  }

  void add_words(std::size_t begin, std::string_view text, std::string_view field) {
    auto kind = LexemeKind::words;
    if (field.empty()) kind = operator_kind(text).value_or(kind);
    if (text.size() > 1 && text.ends_with('*')) {
      kind = LexemeKind::prefix;
      text.remove_suffix(1);
    }
    lexemes_.all.push_back({kind, begin, at_, text, field});
  }

  std::string_view query_;
  std::size_t at_ = 0;
  Lexemes lexemes_;
};

}  // namespace

Lexemes split(std::string_view query) { return Splitter(query).run(); }

}  // namespace speur::query
