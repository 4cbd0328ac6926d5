// SPDX-License-Identifier: GPL-2.0-or-later
#include "present/highlight.hpp"

#include <algorithm>
#include <set>

#include "unicode/unicode.hpp"

namespace speur {

std::string to_html(const MarkedText& marked) {
  std::string html;
  const auto escape = [&](std::size_t begin, std::size_t end) {
    for (const char c : std::string_view(marked.text).substr(begin, end - begin)) {
      switch (c) {
        case '&': html += "&amp;"; break;
        case '<': html += "&lt;"; break;
        case '>': html += "&gt;"; break;
        case '"': html += "&quot;"; break;
        case '\'': html += "&#39;"; break;
        default: html += c;
      }
    }
  };
  std::size_t at = 0;
  for (const auto& [begin, end] : marked.marks) {
    escape(at, begin);
    html += "<mark>";
    escape(begin, end);
    html += "</mark>";
    at = end;
  }
  escape(at, marked.text.size());
  return html;
}

}  // namespace speur

namespace speur::present {
namespace {

// Analysing a whole book for two lines of it would cost more than the search.
constexpr std::size_t max_scanned_bytes = 1 << 16;
constexpr std::size_t max_title_bytes = 1 << 10;

// The match at which a window of `bytes` begins that holds most different words, then most words.
std::size_t best_window(const std::vector<Match>& matches, std::size_t bytes) {
  std::size_t best = 0;
  std::pair<std::size_t, std::size_t> best_score{0, 0};
  for (std::size_t first = 0; first < matches.size(); ++first) {
    std::set<std::string_view> stems;
    std::size_t count = 0;
    for (auto i = first; i < matches.size() && matches[i].end <= matches[first].begin + bytes;
         ++i) {
      stems.insert(matches[i].stems.begin(), matches[i].stems.end());
      ++count;
    }
    if (const std::pair score{stems.size(), count}; score > best_score) {
      best_score = score;
      best = first;
    }
  }
  return best;
}

bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?' || c == '\n' || c == ':'; }

std::size_t first_token_from(const std::vector<Token>& tokens, std::size_t from,
                             std::size_t otherwise) {
  const auto token =
      std::find_if(tokens.begin(), tokens.end(), [&](const Token& t) { return t.begin >= from; });
  return token == tokens.end() ? otherwise : std::min(token->begin, otherwise);
}

// Where a snippet that must show `focus` begins: at the sentence, if that is near, else some words
// before. Near the end of the text it begins so early that it gets its full length.
std::size_t start_before(std::string_view text, const std::vector<Token>& tokens, std::size_t focus,
                         std::size_t max_bytes) {
  const auto reach = max_bytes / 4;
  if (text.size() <= max_bytes || focus <= reach) return 0;
  const auto starts_sentence = [&](std::size_t at) { return ends_sentence(text[at - 1]); };
  const auto last_page = text.size() - max_bytes;
  if (last_page < focus - reach) {
    auto sentence = std::max<std::size_t>(last_page, 1);
    while (sentence < focus && !starts_sentence(sentence)) ++sentence;
    const bool near = sentence - last_page <= reach;
    return first_token_from(tokens, near ? sentence : last_page, focus);
  }
  const auto lowest = focus - reach;
  auto sentence = focus;
  while (sentence > lowest && !starts_sentence(sentence)) --sentence;
  return first_token_from(tokens, sentence > lowest ? sentence : focus - reach / 2, focus);
}

std::size_t end_after(std::string_view text, const std::vector<Token>& tokens, std::size_t begin,
                      std::size_t bytes) {
  if (text.size() - begin <= bytes) return text.size();
  auto end = begin;
  for (const auto& token : tokens)
    if (token.begin >= begin && token.end <= begin + bytes) end = token.end;
  // A text without words, or one endless word.
  return end > begin ? end : unicode::floor_boundary(text, begin + bytes);
}

// Text between two offsets with white space made single, and the marks moved along.
MarkedText cut(std::string_view text, std::size_t begin, std::size_t end,
               const std::vector<Match>& matches) {
  MarkedText result;
  if (begin > 0) result.text = "… ";
  auto match = std::find_if(matches.begin(), matches.end(),
                            [&](const Match& m) { return m.begin >= begin; });
  bool marking = false;
  std::size_t mark_begin = 0;
  for (auto at = begin; at <= end; ++at) {
    if (marking && at == match->end) {
      result.marks.emplace_back(mark_begin, result.text.size());
      marking = false;
      ++match;
    }
    if (at == end) break;
    if (match != matches.end() && at == match->begin && match->end <= end) {
      marking = true;
      mark_begin = result.text.size();
    }
    const bool white = static_cast<unsigned char>(text[at]) <= ' ';
    if (!white) result.text += text[at];
    else if (!result.text.empty() && !result.text.ends_with(' ')) result.text += ' ';
  }
  while (result.text.ends_with(' ')) result.text.pop_back();
  if (end < text.size()) result.text += " …";
  return result;
}

MarkedText snippet_of(std::string_view text, const std::vector<Token>& tokens,
                      const std::vector<Match>& matches, std::size_t max_bytes) {
  std::size_t begin = 0;
  if (!matches.empty()) {
    const auto& focus = matches[best_window(matches, max_bytes * 3 / 4)];
    begin = start_before(text, tokens, focus.begin, max_bytes);
  }
  return cut(text, begin, end_after(text, tokens, begin, max_bytes), matches);
}

}  // namespace

MarkedText mark(std::string_view text, const WantedWords& wanted, const Analyzer& analyzer) {
  MarkedText result{std::string(text), {}};
  text = text.substr(0, unicode::floor_boundary(text, max_title_bytes));
  for (const auto& match : find_matches(analyzer.analyze(text), wanted))
    result.marks.emplace_back(match.begin, match.end);
  return result;
}

MarkedText snippet(const Document& document, const Schema& schema, const WantedWords& wanted,
                   const Analyzer& analyzer, std::size_t max_bytes) {
  MarkedText fallback;
  if (max_bytes == 0) return fallback;
  auto left = max_scanned_bytes;
  for (const auto& name : schema.roles.snippet)
    for (const auto& value : document.values(name)) {
      const auto scanned = unicode::floor_boundary(value, left);
      const auto text = std::string_view(value).substr(0, scanned);
      left -= scanned;
      const auto tokens = analyzer.analyze(text);
      const auto matches = find_matches(tokens, wanted);
      if (!matches.empty()) return snippet_of(text, tokens, matches, max_bytes);
      if (fallback.text.empty()) fallback = snippet_of(text, tokens, matches, max_bytes);
    }
  return fallback;
}

}  // namespace speur::present
