// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/compile.hpp"

#include <algorithm>
#include <cmath>
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
    const bool anywhere = word.field.empty() && !word.stop_word;
    std::vector<XQuery> ways{anywhere ? whole_or_part(word.term) : one_stem(word.term, word.field)};
    const auto add = [&](const std::vector<std::string>& terms, bool inside) {
      if (terms.empty()) return;
      const auto parts =
          combine(inside ? row_operator() : XQuery::OP_AND, terms, [&](const std::string& term) {
            return inside ? whole_or_part(term) : one_stem(term, word.field);
          });
      ways.emplace_back(XQuery::OP_SCALE_WEIGHT, parts, part_weight);
    };
    add(word.part_terms, false);
    if (anywhere) add(word.compound_terms, true);
    return {XQuery::OP_MAX, ways.begin(), ways.end()};
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

  XQuery operator()(const query::Row& row) const { return all(row_operator(), row.children); }
  XQuery operator()(const query::AnyOf& any) const { return all(XQuery::OP_OR, any.children); }
  XQuery operator()(const query::AllOf& every) const { return all(XQuery::OP_AND, every.children); }
  // Xapian 1.4 takes the children of an OR right under a MAX for children of the MAX, and so would
  // not add them up; scaling by 1 keeps them together.
  XQuery operator()(const query::BestOf& best) const {
    return combine(XQuery::OP_MAX, best.children, [&](const query::Query& child) {
      return XQuery(XQuery::OP_SCALE_WEIGHT, std::visit(*this, child.node), 1.0);
    });
  }
  XQuery operator()(const query::Scaled& scaled) const {
    return {XQuery::OP_SCALE_WEIGHT, all(XQuery::OP_OR, scaled.children), scaled.factor};
  }
  XQuery operator()(const query::Without& without) const {
    return all(XQuery::OP_AND_NOT, without.kept_and_excluded);
  }

 private:
  // A compound is a row of words written as one.
  XQuery::op row_operator() const { return match_ == Match::all ? XQuery::OP_AND : XQuery::OP_OR; }

  XQuery all(XQuery::op op, const std::vector<query::Query>& children) const {
    return combine(op, children,
                   [&](const query::Query& child) { return std::visit(*this, child.node); });
  }

  XQuery whole_or_part(const std::string& stem) const {
    XQuery whole(index::stem_term(stem));
    const auto part = index::part_term(stem);
    if (!reader_.database.term_exists(part)) return whole;
    const XQuery inside(XQuery::OP_SCALE_WEIGHT, XQuery(part),
                        compound_weight(stem, reader_.database));
    return {XQuery::OP_MAX, whole, inside};
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

double compound_weight(const std::string& stem, const Xapian::Database& database) {
  constexpr double inside = 0.8;
  const double documents = database.get_doccount();
  const double whole = database.get_termfreq(index::stem_term(stem));
  const double part = database.get_termfreq(index::part_term(stem));
  return inside * std::min(1.0, idf(documents, std::max(whole, part)) / idf(documents, part));
}

double idf(double documents, double holding) {
  const double odds = (documents - holding + 0.5) / (holding + 0.5);
  return std::log(odds < 2 ? odds / 2 + 1 : odds);
}

Xapian::BM25Weight bm25(const Ranking& ranking) {
  return {ranking.k1 * index::wdf_per_occurrence, 0, 1, ranking.b, 0};
}

}  // namespace speur::search
