// SPDX-License-Identifier: GPL-2.0-or-later
// query := row (OR row)*      row := conjunction+      conjunction := term (AND term)*
// term  := (NOT | -) term | ( query ) | words | "phrase" | prefix* ; field: before the last three
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "query/combine.hpp"
#include "query/lexer.hpp"
#include "query/messages.hpp"
#include "query/query.hpp"
#include "unicode/unicode.hpp"

namespace speur::query {
namespace {

constexpr std::size_t max_depth = 30;

bool is_operand(const Lexeme& lexeme) {
  return lexeme.kind == LexemeKind::words || lexeme.kind == LexemeKind::phrase ||
         lexeme.kind == LexemeKind::prefix;
}

// What cannot follow an operator that still wants a word.
bool ends_operand(LexemeKind kind) {
  return kind == LexemeKind::and_ || kind == LexemeKind::or_ || kind == LexemeKind::close;
}

bool is_operator(const Lexeme& lexeme) {
  return lexeme.kind == LexemeKind::and_ || lexeme.kind == LexemeKind::or_ ||
         lexeme.kind == LexemeKind::not_;
}

class Parser {
 public:
  Parser(std::string_view text, const Schema& schema, const Analyzer& analyzer, Language language,
         const QueryLimits& limits)
      : text_(text), schema_(schema), analyzer_(analyzer), language_(language), limits_(limits) {}

  ParsedQuery run(const std::function<Query(Query)>& rewrite) {
    auto lexemes = split(text_);
    for (const auto at : lexemes.unclosed_quotes) say(at, at + 1, unclosed_quote);
    lexemes_ = std::move(lexemes.all);
    // Operators alone ("OF") are words.
    if (std::none_of(lexemes_.begin(), lexemes_.end(), is_operand))
      for (auto& lexeme : lexemes_)
        if (is_operator(lexeme))
          lexeme = {LexemeKind::words, lexeme.begin, lexeme.end, text_of(lexeme), {}};
    std::vector<Query> pieces;
    pieces.push_back(any_of_rows());
    while (more()) {  // an unmatched ")" ends the grammar early
      say(current(), unmatched_bracket);
      ++at_;
      pieces.push_back(any_of_rows());
    }
    result_.query = combine<Row>(std::move(pieces));
    const bool keeps_stop_words = wants_only_stop_words(result_.query);
    if (rewrite) result_.query = rewrite(std::move(result_.query));
    if (!keeps_stop_words)
      result_.query = without_stop_words(std::move(result_.query), result_.stop_words);
    return std::move(result_);
  }

 private:
  void say(std::size_t begin, std::size_t end, const Message& message) {
    constexpr std::size_t max_diagnostics = 20;
    if (result_.diagnostics.size() == max_diagnostics) return;
    const auto whole = text_.substr(begin, end - begin);
    const auto piece = whole.substr(0, unicode::floor_boundary(whole, 80));
    result_.diagnostics.push_back(
        {begin, end, fmt::format(fmt::runtime(message.in(language_)), piece)});
  }
  void say(const Lexeme& lexeme, const Message& message) { say(lexeme.begin, lexeme.end, message); }

  std::string_view text_of(const Lexeme& lexeme) const {
    return text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
  }

  // Leaves the rest of the query aside; why was said.
  void abandon() {
    abandoned_ = true;
    at_ = lexemes_.size();
  }

  // Where the lexeme that was taken last begins.
  std::size_t current_begin() const { return at_ == 0 ? 0 : lexemes_[at_ - 1].begin; }

  bool more() const { return at_ < lexemes_.size(); }
  const Lexeme& current() const { return lexemes_[at_]; }
  bool at(LexemeKind kind) const { return more() && current().kind == kind; }

  Query any_of_rows() {
    std::vector<Query> rows;
    rows.push_back(row());
    while (at(LexemeKind::or_)) {
      const auto lexeme = current();
      ++at_;
      auto next = row();
      if (next.is_nothing() || rows.back().is_nothing()) say(lexeme, lonely_operator);
      rows.push_back(std::move(next));
    }
    return combine<AnyOf>(std::move(rows));
  }

  // What a row excludes, it excludes from all of its words.
  Query row() {
    std::vector<Query> wanted;
    std::vector<Query> excluded;
    while (more() && !at(LexemeKind::or_) && !at(LexemeKind::close)) conjunction(wanted, excluded);
    return without(with_values_apart(std::move(wanted)), combine<AnyOf>(std::move(excluded)));
  }

  void conjunction(std::vector<Query>& wanted, std::vector<Query>& excluded) {
    std::vector<Query> together;
    for (;;) {
      while (at(LexemeKind::and_)) {
        say(current(), lonely_operator);
        ++at_;
      }
      const bool negated = negations();
      auto operand = term();
      if (negated) excluded.push_back(std::move(operand));
      else together.push_back(std::move(operand));
      if (!at(LexemeKind::and_)) break;
      if (at_ + 1 >= lexemes_.size() || lexemes_[at_ + 1].kind == LexemeKind::or_ ||
          lexemes_[at_ + 1].kind == LexemeKind::close) {
        say(current(), lonely_operator);
        ++at_;
        break;
      }
      ++at_;
    }
    wanted.push_back(combine<AllOf>(std::move(together)));
  }

  bool negations() {
    bool negated = false;
    for (; at(LexemeKind::not_) || at(LexemeKind::minus); ++at_) {
      const bool last = at_ + 1 == lexemes_.size() || ends_operand(lexemes_[at_ + 1].kind);
      if (last && at(LexemeKind::not_)) say(current(), lonely_operator);
      negated = !last;
    }
    return negated;
  }

  Query term() {
    if (!more() || at(LexemeKind::or_) || at(LexemeKind::close) || at(LexemeKind::and_))
      return {Nothing{}};
    const auto lexeme = current();
    ++at_;
    if (lexeme.kind == LexemeKind::open) return group(lexeme);
    return operand(lexeme);
  }

  Query group(const Lexeme& open) {
    if (depth_ == max_depth) {
      say(open, too_deep);
      abandon();
      return {Nothing{}};
    }
    ++depth_;
    auto inside = any_of_rows();
    --depth_;
    if (at(LexemeKind::close)) ++at_;
    else if (!abandoned_) say(open, unmatched_bracket);
    return inside;
  }

  // People know a field by its label: "thema:ethiek", "overheidslaag:gemeente".
  const Field* find_field(std::string_view written) const {
    const auto name = unicode::fold(written);
    if (const auto* field = schema_.find(name)) return field;
    const auto found =
        std::find_if(schema_.fields.begin(), schema_.fields.end(), [&](const auto& f) {
          return unicode::fold(f.label.nl) == name || unicode::fold(f.label.en) == name;
        });
    return found == schema_.fields.end() ? nullptr : &*found;
  }

  Query operand(const Lexeme& lexeme) {
    if (at(LexemeKind::open) && text_of(lexeme).ends_with(':') && current().begin == lexeme.end &&
        find_field(lexeme.text))
      say(lexeme, field_of_group);
    if (lexeme.field.empty()) return in_field(lexeme, "");
    const auto* field = find_field(lexeme.field);
    if (field && (field->kind == FieldKind::facet || field->kind == FieldKind::keyword)) {
      if (lexeme.kind == LexemeKind::prefix) say(lexeme, no_prefix_here);
      if (!count_word()) return {Nothing{}};
      return {Value{field->name, std::string(lexeme.text), lexeme.begin, lexeme.end}};
    }
    if (field && field->kind == FieldKind::text) return in_field(lexeme, field->name);
    const auto name_end = lexeme.begin + lexeme.field.size();
    say(lexeme.begin, name_end, field ? not_searchable : unknown_field);
    std::vector<Query> words;
    words.push_back(words_of(lexeme.field, ""));
    words.push_back(in_field(lexeme, ""));
    return combine<Row>(std::move(words));
  }

  Query in_field(const Lexeme& lexeme, const std::string& field) {
    if (lexeme.kind == LexemeKind::phrase) return phrase_of(lexeme.text, field);
    if (lexeme.kind == LexemeKind::prefix) return prefix_of(lexeme, field);
    return words_of(lexeme.text, field);
  }

  bool count_word() {
    if (++words_ <= limits_.words) return true;
    if (words_ > limits_.words + 1) return false;
    say(current_begin(), text_.size(), too_long);
    abandon();
    return false;
  }

  // In a phrase, the parts of a word between hyphens stand side by side, as words do.
  bool count_words(const Token& token) {
    auto left = std::max<std::size_t>(token.parts.size(), 1);
    while (left > 0 && count_word()) --left;
    return left == 0;
  }

  Query words_of(std::string_view text, const std::string& field) {
    std::vector<Query> words;
    for (const auto& token : analyzer_.analyze(text)) {
      if (!count_word()) break;
      auto word = word_of(token, text, field);
      word.position = words_;
      words.push_back({std::move(word)});
    }
    return combine<Row>(std::move(words));
  }

  Query phrase_of(std::string_view text, const std::string& field) {
    auto tokens = analyzer_.analyze(text);
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if (!count_words(tokens[i])) tokens.resize(i);
    auto phrase = query::phrase_of(tokens, field);
    if (phrase.terms.empty()) return {Nothing{}};
    auto as_one = query::phrase_of(tokens, field, Hyphens::left_out);
    if (as_one.terms == phrase.terms) return {std::move(phrase)};
    std::vector<Query> ways;
    ways.push_back({std::move(phrase)});
    ways.push_back({std::move(as_one)});
    return {BestOf{std::move(ways)}};
  }

  Query prefix_of(const Lexeme& lexeme, const std::string& field) {
    const auto tokens = analyzer_.analyze(lexeme.text);
    if (tokens.size() != 1) {
      say(lexeme, no_prefix_here);
      return words_of(lexeme.text, field);
    }
    if (!count_word()) return {Nothing{}};
    const bool short_word = tokens.front().word.size() < 2;
    if (!short_word && ++prefixes_ <= limits_.prefixes)
      return {Prefix{tokens.front().word, field, limits_.expansions}};
    if (short_word) say(lexeme, short_prefix);
    else if (prefixes_ == limits_.prefixes + 1) say(lexeme, too_many_prefixes);
    return words_of(lexeme.text, field);
  }

  std::string_view text_;
  const Schema& schema_;
  const Analyzer& analyzer_;
  Language language_;
  const QueryLimits& limits_;
  std::vector<Lexeme> lexemes_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool abandoned_ = false;
  std::size_t words_ = 0;
  std::size_t prefixes_ = 0;
  ParsedQuery result_;
};

}  // namespace

ParsedQuery parse(std::string_view text, const Schema& schema, const Analyzer& analyzer,
                  Language language, const std::function<Query(Query)>& rewrite,
                  const QueryLimits& limits) {
  if (std::all_of(text.begin(), text.end(),
                  [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }))
    return {{Everything{}}, {}, {}, {}};
  const bool cut = text.size() > limits.bytes;
  if (cut) text = text.substr(0, unicode::floor_boundary(text, limits.bytes));
  const auto bad = unicode::find_invalid(text);
  auto valid = unicode::blank_invalid(text);
  auto parsed = Parser(valid, schema, analyzer, language, limits).run(rewrite);
  parsed.text = std::move(valid);
  if (bad)
    parsed.diagnostics.insert(parsed.diagnostics.begin(),
                              {*bad, *bad + 1, invalid_text.in(language)});
  const auto said = [&](const Diagnostic& d) { return d.message == too_long.in(language); };
  if (cut && std::none_of(parsed.diagnostics.begin(), parsed.diagnostics.end(), said))
    parsed.diagnostics.push_back({text.size(), text.size(), too_long.in(language)});
  if (parsed.query.is_nothing() && parsed.diagnostics.empty())
    parsed.diagnostics.push_back({0, text.size(), no_words.in(language)});
  std::stable_sort(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.begin < b.begin; });
  return parsed;
}

}  // namespace speur::query
