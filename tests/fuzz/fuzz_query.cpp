// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/query.hpp"
#include "targets.hpp"
#include "unicode/unicode.hpp"

namespace speur::fuzz {
namespace {

std::size_t leaves(const query::Query& query) {
  std::size_t count = 0;
  query::for_each_wanted(query, [&](const auto&) { ++count; });
  return count;
}

void check(const query::ParsedQuery& parsed, std::string_view typed, const QueryLimits& limits) {
  require(parsed.text.size() <= limits.bytes, "more was read than is allowed");
  require(!unicode::find_invalid(parsed.text), "invalid text was read");
  require(leaves(parsed.query) <= limits.words, "more words than are allowed");
  std::size_t last = 0;
  for (const auto& said : parsed.diagnostics) {
    require(last <= said.begin && said.begin <= said.end, "diagnostics are out of order");
    require(said.end <= typed.size(), "a diagnostic is about what was not typed");
    require(!said.message.empty() && !unicode::find_invalid(said.message), "an unreadable message");
    last = said.begin;
  }
  query::to_text(parsed.query);
}

}  // namespace

void query(std::string_view input) {
  static const auto schema = Schema::knowledge_product();
  static const Analyzer analyzer;
  const QueryLimits narrow{50, 5, 1, 3};
  for (const auto& limits : {QueryLimits{}, narrow})
    for (const auto language : {Language::dutch, Language::english})
      check(query::parse(input, schema, analyzer, language, {}, limits), input, limits);
}

}  // namespace speur::fuzz
