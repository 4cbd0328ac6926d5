// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/compile.hpp"

#include <algorithm>
#include <set>

#include "document/document.hpp"
#include "index/terms.hpp"
#include "matching/bm25.hpp"
#include "unicode/unicode.hpp"

namespace speur::search {
namespace {

using matching::combined;
using matching::Plan;
using matching::term;
using Kind = matching::Plan::Kind;

template <typename Things, typename Make>
Plan over(Kind kind, const Things& things, Make make, double factor = 1) {
  std::vector<Plan> children;
  for (const auto& thing : things) children.push_back(make(thing));
  return combined(kind, std::move(children), factor);
}

class Compiler {
 public:
  Compiler(Match match, const index::Reader& reader) : match_(match), reader_(reader) {}

  Plan operator()(const query::Nothing&) const { return {}; }
  Plan operator()(const query::Everything&) const { return combined(Kind::everything, {}); }

  Plan operator()(const query::Word& word) const {
    const bool anywhere = word.field.empty() && !word.stop_word;
    std::vector<Plan> ways{anywhere ? whole_or_part(word.term) : one_stem(word.term, word.field)};
    const auto add = [&](const std::vector<std::string>& terms, bool inside) {
      if (terms.empty()) return;
      ways.push_back(over(
          inside ? row_kind() : Kind::all, terms,
          [&](const std::string& stem) {
            return inside ? whole_or_part(stem) : one_stem(stem, word.field);
          },
          part_weight));
    };
    add(word.part_terms, false);
    if (anywhere) add(word.compound_terms, true);
    return ways.size() == 1 ? std::move(ways.front()) : combined(Kind::best, std::move(ways));
  }

  Plan operator()(const query::Phrase& phrase) const {
    if (phrase.terms.size() == 1) return one_stem(phrase.terms.front(), phrase.field);
    auto all = over(Kind::all, phrase.terms,
                    [](const std::string& stem) { return term(index::stem_term(stem)); });
    all.children.push_back({Kind::phrase, 0, phrase.terms, {}, phrase.field});
    return all;
  }

  // The best of the words counts: a document is no better for holding all that begin alike.
  Plan operator()(const query::Prefix& prefix) const {
    return over(Kind::best, stems_with_prefix(reader_.database, prefix),
                [&](const std::string& stem) { return one_stem(stem, prefix.field); });
  }

  Plan operator()(const query::Value& value) const {
    return over(
        Kind::sum, terms_of(value, reader_), [](const std::string& name) { return term(name); }, 0);
  }

  Plan operator()(const query::Row& row) const { return all(row_kind(), row.children); }
  Plan operator()(const query::AnyOf& any) const { return all(Kind::sum, any.children); }
  Plan operator()(const query::AllOf& every) const { return all(Kind::all, every.children); }
  Plan operator()(const query::BestOf& best) const { return all(Kind::best, best.children); }
  Plan operator()(const query::Scaled& scaled) const {
    return all(Kind::sum, scaled.children, scaled.factor);
  }
  Plan operator()(const query::Without& without) const {
    return all(Kind::without, without.kept_and_excluded);
  }

 private:
  // A compound is a row of words written as one.
  Kind row_kind() const { return match_ == Match::all ? Kind::all : Kind::sum; }

  Plan all(Kind kind, const std::vector<query::Query>& children, double factor = 1) const {
    return over(
        kind, children, [&](const query::Query& child) { return std::visit(*this, child.node); },
        factor);
  }

  Plan whole_or_part(const std::string& stem) const {
    auto whole = term(index::stem_term(stem));
    const auto part = index::part_term(stem);
    if (reader_.frequency(part) == 0) return whole;
    return combined(Kind::best, {std::move(whole), term(part, compound_weight(stem, reader_))});
  }

  Plan one_stem(const std::string& stem, const std::string& field) const {
    auto anywhere = term(index::stem_term(stem));
    if (field.empty()) return anywhere;
    if (const auto* main = index::main_text(reader_.schema()); main && main->name == field)
      return combined(Kind::without, {std::move(anywhere), term(index::absence_term(field, stem))});
    return combined(Kind::all, {std::move(anywhere), term(index::field_term(field, stem), 0)});
  }

  Match match_;
  const index::Reader& reader_;
};

}  // namespace

Plan compile(const query::Query& query, Match match, const index::Reader& reader) {
  return std::visit(Compiler(match, reader), query.node);
}

std::vector<std::string> terms_of(const query::Value& value, const index::Reader& reader) {
  const auto& field = *reader.schema().find(value.field);
  const auto folded = unicode::fold(value.text);
  if (field.kind == FieldKind::keyword) {
    const auto term = index::field_term(value.field, folded);
    return reader.database.term_exists(term) ? std::vector{term} : std::vector<std::string>{};
  }
  const auto range = document::ValueRange::read(field, value.text);
  const auto canonical = unicode::fold(document::canonical_value(field, value.text).value_or(""));
  const auto is_meant = [&](const std::string& known) {
    if (range) return range->holds(known);
    return unicode::fold(known) == canonical ||
           unicode::fold(label_of(field, known, Language::dutch)) == folded ||
           unicode::fold(label_of(field, known, Language::english)) == folded;
  };
  std::vector<std::string> terms;
  for (const auto& known : reader.column(value.field)->values)
    if (is_meant(known)) terms.push_back(index::field_term(value.field, known));
  return terms;
}

std::vector<std::string> stems_with_prefix(const index::View& database,
                                           const query::Prefix& prefix) {
  const auto& begin = prefix.begin;
  std::set<std::string> stems;
  database.for_each_word(begin,
                         [&](const std::string&, const std::string& stem) { stems.insert(stem); });
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  for (const auto& stem : stems)
    found.emplace_back(database.get_termfreq(index::stem_term(stem)), stem);
  const auto kept = std::min(found.size(), prefix.expansions);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second < b.second;
                    });
  std::vector<std::string> most_frequent;
  for (std::size_t i = 0; i < kept; ++i) most_frequent.push_back(std::move(found[i].second));
  return most_frequent;
}

double compound_weight(const std::string& stem, const index::Reader& reader) {
  constexpr double inside = 0.8;
  const double documents = reader.database.get_doccount();
  const double whole = reader.frequency(index::stem_term(stem));
  const double part = reader.frequency(index::part_term(stem));
  return inside * std::min(1.0, matching::idf(documents, std::max(whole, part)) /
                                    matching::idf(documents, part));
}

}  // namespace speur::search
