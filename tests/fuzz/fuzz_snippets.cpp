// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "present/highlight.hpp"
#include "targets.hpp"
#include "unicode/unicode.hpp"

namespace speur::fuzz {
namespace {

// What a browser sees: escaped text, and marks that are closed before the next one opens.
void check_html(std::string_view html) {
  bool open = false;
  for (std::size_t at = 0; at < html.size(); ++at) {
    require(html[at] != '>' && html[at] != '"' && html[at] != '\'', "a sign of HTML came through");
    if (html[at] != '<') continue;
    const std::string_view tag = open ? "</mark>" : "<mark>";
    require(html.substr(at).starts_with(tag), "a tag came through");
    at += tag.size() - 1;
    open = !open;
  }
  require(!open, "a mark is not closed");
}

void check(const MarkedText& marked) {
  std::size_t last = 0;
  for (const auto& [begin, end] : marked.marks) {
    require(last <= begin && begin < end && end <= marked.text.size(), "marks are out of order");
    for (const auto at : {begin, end})
      require(unicode::floor_boundary(marked.text, at) == at, "a mark cuts a character");
    last = end;
  }
  require(!unicode::find_invalid(marked.text), "a character was cut");
  check_html(to_html(marked));
}

}  // namespace

void snippets(std::string_view input) {
  static const auto schema = Schema::knowledge_product();
  static const Analyzer analyzer;
  const auto line = std::min(input.find('\n'), input.size());
  const auto typed = input.substr(0, line);
  // Documents hold valid text only.
  const auto text = unicode::blank_invalid(input.substr(std::min(line + 1, input.size())));
  const auto parsed = query::parse(typed, schema, analyzer, Language::dutch);
  const auto wanted = present::wanted_words(parsed.query);
  check(present::mark(text, wanted, analyzer));
  const Document document{"x", {{"title", {text}}, {"body", {text}}}, {}};
  for (const std::size_t size : {0u, 1u, 40u, 240u}) {
    const auto snippet = present::snippet(document, schema, wanted, analyzer, size);
    constexpr std::size_t ellipses = 8;
    require(snippet.text.size() <= size + ellipses, "a snippet is too long");
    check(snippet);
  }
}

}  // namespace speur::fuzz
