// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/compile.hpp"

#include <algorithm>
#include <set>

#include "document/document.hpp"
#include "index/terms.hpp"
#include "unicode/unicode.hpp"

namespace speur::search {
namespace {

using XQuery = Xapian::Query;

constexpr std::size_t max_expansions = 100;  // of a prefix

template <typename Terms, typename Make>
XQuery combine(XQuery::op op, const Terms& terms, Make make) {
  std::vector<XQuery> queries;
  for (const auto& term : terms) queries.push_back(make(term));
  return {op, queries.begin(), queries.end()};
}

class Compiler {
 public:
  Compiler(Match match, const index::Reader& reader) : match_(match), reader_(reader) {}

  XQuery operator()(const query::Nothing&) const { return XQuery::MatchNothing; }
  XQuery operator()(const query::Everything&) const { return XQuery::MatchAll; }

  XQuery operator()(const query::Word& word) const {
    auto whole = one_stem(word.term, word.field);
    if (word.part_terms.empty()) return whole;
    const auto parts = combine(XQuery::OP_AND, word.part_terms,
                               [&](const std::string& term) { return one_stem(term, word.field); });
    return {XQuery::OP_MAX, whole, XQuery(XQuery::OP_SCALE_WEIGHT, parts, part_weight)};
  }

  XQuery operator()(const query::Phrase& phrase) const {
    if (phrase.terms.size() == 1) return one_stem(phrase.terms.front(), phrase.field);
    const auto weights = combine(XQuery::OP_AND, phrase.terms, [](const std::string& term) {
      return XQuery(index::stem_term(term));
    });
    std::vector<XQuery> places;
    for (const auto& field : reader_.schema().fields)
      if (field.kind == FieldKind::text && (phrase.field.empty() || phrase.field == field.name))
        places.push_back(side_by_side(phrase.terms, field.name));
    return {XQuery::OP_FILTER, weights, XQuery(XQuery::OP_OR, places.begin(), places.end())};
  }

  // The best of the words counts: a document is no better for holding all that begin alike.
  XQuery operator()(const query::Prefix& prefix) const {
    return combine(XQuery::OP_MAX, stems_with_prefix(reader_.database, prefix.begin),
                   [&](const std::string& stem) { return one_stem(stem, prefix.field); });
  }

  XQuery operator()(const query::Value& value) const {
    return {XQuery::OP_SCALE_WEIGHT,
            combine(XQuery::OP_OR, terms_of(value, reader_),
                    [](const std::string& term) { return XQuery(term); }),
            0};
  }

  XQuery operator()(const query::Row& row) const {
    return all(match_ == Match::all ? XQuery::OP_AND : XQuery::OP_OR, row.children);
  }
  XQuery operator()(const query::AnyOf& any) const { return all(XQuery::OP_OR, any.children); }
  XQuery operator()(const query::AllOf& every) const { return all(XQuery::OP_AND, every.children); }
  XQuery operator()(const query::Without& without) const {
    return all(XQuery::OP_AND_NOT, without.kept_and_excluded);
  }

 private:
  XQuery all(XQuery::op op, const std::vector<query::Query>& children) const {
    return combine(op, children,
                   [&](const query::Query& child) { return std::visit(*this, child.node); });
  }

  static XQuery one_stem(const std::string& stem, const std::string& field) {
    XQuery anywhere(index::stem_term(stem));
    if (field.empty()) return anywhere;
    return {XQuery::OP_FILTER, anywhere, XQuery(index::field_term(field, stem))};
  }

  static XQuery side_by_side(const std::vector<std::string>& stems, const std::string& field) {
    std::vector<std::string> terms;
    for (const auto& stem : stems) terms.push_back(index::field_term(field, stem));
    return {XQuery::OP_PHRASE, terms.begin(), terms.end(),
            static_cast<Xapian::termcount>(terms.size())};
  }

  Match match_;
  const index::Reader& reader_;
};

}  // namespace

XQuery compile(const query::Query& query, Match match, const index::Reader& reader) {
  return std::visit(Compiler(match, reader), query.node);
}

std::vector<std::string> terms_of(const query::Value& value, const index::Reader& reader) {
  const auto& field = *reader.schema().find(value.field);
  const auto folded = unicode::fold(value.text);
  if (field.kind == FieldKind::keyword) {
    const auto term = index::field_term(value.field, folded);
    return reader.database.term_exists(term) ? std::vector{term} : std::vector<std::string>{};
  }
  const auto canonical = unicode::fold(document::canonical_value(field, value.text).value_or(""));
  const auto column = reader.column(value.field);
  std::vector<std::string> terms;
  for (const auto& known : column->values) {
    const auto is = [&](const std::string& name) { return unicode::fold(name) == folded; };
    if (unicode::fold(known) == canonical || is(label_of(field, known, Language::dutch)) ||
        is(label_of(field, known, Language::english)))
      terms.push_back(index::field_term(value.field, known));
  }
  return terms;
}

std::vector<std::string> stems_with_prefix(const Xapian::Database& database,
                                           const std::string& begin) {
  std::set<std::string> stems;
  for (auto word = database.synonym_keys_begin(begin); word != database.synonym_keys_end(begin);
       ++word)
    for (auto stem = database.synonyms_begin(*word); stem != database.synonyms_end(*word); ++stem)
      stems.insert(*stem);
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  for (const auto& stem : stems)
    found.emplace_back(database.get_termfreq(index::stem_term(stem)), stem);
  const auto kept = std::min(found.size(), max_expansions);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second < b.second;
                    });
  std::vector<std::string> most_frequent;
  for (std::size_t i = 0; i < kept; ++i) most_frequent.push_back(std::move(found[i].second));
  return most_frequent;
}

Xapian::BM25Weight bm25(const Ranking& ranking) {
  return {ranking.k1 * index::wdf_per_occurrence, 0, 1, ranking.b, 0};
}

}  // namespace speur::search
