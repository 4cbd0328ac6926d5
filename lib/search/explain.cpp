// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "index/terms.hpp"
#include "matching/bm25.hpp"
#include "search/compile.hpp"
#include "search/filters.hpp"
#include "search/search.hpp"

namespace speur::search {
namespace {

using Kind = Explanation::Kind;

// The same walk over the query as the compiler's, with numbers in place of operators.
class Explainer {
 public:
  Explainer(const SearchRequest& request, Xapian::docid id, const index::Reader& reader,
            const Analyzer& analyzer)
      : match_(request.match),
        ranking_(request.ranking.value_or(reader.schema().ranking)),
        id_(id),
        reader_(reader),
        analyzer_(analyzer),
        document_(reader.document(id)) {}

  Explanation operator()(const query::Nothing&) const { return of(Kind::filter, "", false); }
  Explanation operator()(const query::Everything&) const { return of(Kind::filter, "*", true); }

  Explanation operator()(const query::Word& word) const {
    const bool anywhere = word.field.empty() && !word.stop_word;
    auto best = of(Kind::best, word.typed);
    best.parts.push_back(anywhere ? whole_or_part(word.term, word.typed)
                                  : one_stem(word.term, word.field, word.typed));
    const auto add = [&](const std::vector<std::string>& terms, bool inside) {
      if (terms.empty()) return;
      auto parts = of(inside ? row_kind() : Kind::all, word.typed);
      for (const auto& term : terms)
        parts.parts.push_back(inside ? whole_or_part(term, term)
                                     : one_stem(term, word.field, term));
      best.parts.push_back(scaled(finished(std::move(parts)), part_weight));
    };
    add(word.part_terms, false);
    if (anywhere) add(word.compound_terms, true);
    return best.parts.size() == 1 ? std::move(best.parts.front()) : finished(std::move(best));
  }

  Explanation operator()(const query::Phrase& phrase) const {
    if (phrase.terms.size() == 1) return one_stem(phrase.terms.front(), phrase.field, "");
    auto all = of(Kind::all, fmt::format("\"{}\"", fmt::join(phrase.terms, " ")));
    all.parts.push_back(of(Kind::filter, "side by side", holds({phrase})));
    for (const auto& term : phrase.terms) all.parts.push_back(one_stem(term, "", term));
    return finished(std::move(all));
  }

  Explanation operator()(const query::Prefix& prefix) const {
    auto best = of(Kind::best, prefix.begin + "*");
    for (const auto& stem : stems_with_prefix(reader_.database, prefix))
      if (auto part = one_stem(stem, prefix.field, stem); part.matches)
        best.parts.push_back(std::move(part));
    return finished(std::move(best));
  }

  Explanation operator()(const query::Value& value) const {
    return of(Kind::filter, value.field + ":" + value.text, holds({value}));
  }

  Explanation operator()(const query::Row& row) const { return over(row_kind(), row.children); }
  Explanation operator()(const query::AnyOf& any) const { return over(Kind::sum, any.children); }
  Explanation operator()(const query::AllOf& every) const {
    return over(Kind::all, every.children);
  }

  Explanation operator()(const query::BestOf& best) const {
    return over(Kind::best, best.children);
  }
  Explanation operator()(const query::Scaled& part) const {
    return scaled(over(Kind::sum, part.children), part.factor);
  }

  Explanation operator()(const query::Without& without) const {
    auto all = of(Kind::all, "");
    const auto& excluded = without.kept_and_excluded.back();
    all.parts.push_back(std::visit(*this, without.kept_and_excluded.front().node));
    all.parts.push_back(of(Kind::filter, "NOT " + query::to_text(excluded), !holds(excluded)));
    return finished(std::move(all));
  }

  Explanation lifted(Explanation words, const Lift& lift) const {
    if (!words.matches) return words;
    auto sum = of(Kind::sum, "");
    sum.parts.push_back(std::move(words));
    const auto add = [&](Kind kind, double value) {
      if (value <= 0) return;
      sum.parts.push_back(of(kind, "", true));
      sum.parts.back().value = value;
    };
    add(Kind::title, lift.title);
    add(Kind::opening, lift.opening);
    add(Kind::semantic, lift.semantic);
    auto whole = sum.parts.size() == 1 ? std::move(sum.parts.front()) : finished(std::move(sum));
    return lift.factor == 1 ? whole : scaled(std::move(whole), lift.factor);
  }

  Explanation filtered(Explanation words, const std::vector<Filter>& filters) const {
    if (filters.empty()) return words;
    auto all = of(Kind::all, "");
    all.parts.push_back(std::move(words));
    for (const auto& filter : filters)
      all.parts.push_back(
          of(Kind::filter, fmt::format("{}={}", filter.field->name, fmt::join(filter.values, ",")),
             filter.passes(id_)));
    return finished(std::move(all));
  }

 private:
  Kind row_kind() const { return match_ == Match::all ? Kind::all : Kind::sum; }

  static Explanation of(Kind kind, std::string text, bool matches = false) {
    Explanation explanation;
    explanation.kind = kind;
    explanation.text = std::move(text);
    explanation.matches = matches;
    return explanation;
  }

  // What the parts come to.
  static Explanation finished(Explanation whole) {
    const auto matches = [](const Explanation& part) { return part.matches; };
    whole.matches = whole.kind == Kind::all
                        ? std::all_of(whole.parts.begin(), whole.parts.end(), matches)
                        : std::any_of(whole.parts.begin(), whole.parts.end(), matches);
    if (!whole.matches) return whole;
    for (const auto& part : whole.parts)
      whole.value = whole.kind == Kind::best ? std::max(whole.value, part.value)
                                             : whole.value + part.value * whole.factor;
    return whole;
  }

  Explanation over(Kind kind, const std::vector<query::Query>& children) const {
    auto whole = of(kind, "");
    for (const auto& child : children) whole.parts.push_back(std::visit(*this, child.node));
    return finished(std::move(whole));
  }

  // Whether the document matches `query`.
  bool holds(const query::Query& query) const {
    auto only_this = std::make_shared<index::Bitmap>(reader_.database.get_lastdocid());
    only_this->add(id_);
    return !best(compile(query, match_, reader_), 1, matching::Selection({only_this}), ranking_,
                 reader_)
                .empty();
  }

  static Explanation scaled(Explanation part, double factor) {
    auto whole = of(Kind::scaled, part.text);
    whole.factor = factor;
    whole.parts.push_back(std::move(part));
    return finished(std::move(whole));
  }

  Explanation whole_or_part(const std::string& stem, const std::string& typed) const {
    auto whole = one_stem(stem, "", typed);
    if (!reader_.database.term_exists(index::part_term(stem))) return whole;
    auto inside = stem_part(stem, typed, true);
    inside.matches = inside.stem->weighted > 0;
    auto best = of(Kind::best, typed);
    best.parts = {std::move(whole), scaled(std::move(inside), compound_weight(stem, reader_))};
    return finished(std::move(best));
  }

  Explanation one_stem(const std::string& stem, const std::string& field,
                       const std::string& typed) const {
    auto explanation = stem_part(stem, typed, false);
    const auto& occurrences = explanation.stem->occurrences;
    explanation.matches = field.empty() ? !occurrences.empty() : occurrences.contains(field);
    if (!explanation.matches) explanation.value = 0;
    return explanation;
  }

  Explanation stem_part(const std::string& stem, const std::string& typed,
                        bool in_compounds) const {
    auto explanation = of(Kind::stem, typed.empty() ? stem : typed);
    explanation.stem = score_of(stem, in_compounds);
    explanation.value = explanation.stem->idf * explanation.stem->saturation;
    return explanation;
  }

  StemScore score_of(const std::string& stem, bool in_compounds) const {
    StemScore score;
    score.stem = stem;
    score.in_compounds = in_compounds;
    for (const auto& field : reader_.schema().fields) {
      if (field.kind != FieldKind::text) continue;
      const auto count = occurrences(stem, field.name, in_compounds);
      if (count > 0) score.occurrences[field.name] = count;
      score.weighted += static_cast<double>(count) * index::wdf_of(field, in_compounds) /
                        index::wdf_per_occurrence;
    }
    score.length = reader_.database.get_doclength(id_) / double(index::wdf_per_occurrence);
    score.average_length = reader_.database.get_avlength() / double(index::wdf_per_occurrence);
    score.documents = reader_.database.get_doccount();
    score.holding = reader_.database.get_termfreq(in_compounds ? index::part_term(stem)
                                                               : index::stem_term(stem));
    score.idf =
        matching::idf(static_cast<double>(score.documents), static_cast<double>(score.holding));
    score.saturation = saturation(score);
    return score;
  }

  std::size_t occurrences(const std::string& stem, const std::string& field,
                          bool in_compounds) const {
    std::size_t count = 0;
    for (const auto& value : document_.values(field))
      for (const auto& token : analyzer_.analyze(value)) {
        if (!in_compounds) count += token.term == stem;
        for (const auto& part : in_compounds ? token.compound : token.parts)
          count += part.term == stem;
      }
    return count;
  }

  double saturation(const StemScore& score) const {
    if (score.weighted == 0) return 0;
    const matching::Saturation saturated{ranking_.k1 * index::wdf_per_occurrence, ranking_.b,
                                         score.average_length};
    return saturated(score.weighted * index::wdf_per_occurrence, score.length);
  }

  Match match_;
  Ranking ranking_;
  Xapian::docid id_;
  const index::Reader& reader_;
  const Analyzer& analyzer_;
  Document document_;
};

}  // namespace

Explanation explain(const SearchRequest& request, const query::Query& query, const Head& head,
                    Xapian::docid id, const index::Reader& reader, const Analyzer& analyzer) {
  const Explainer explainer(request, id, reader, analyzer);
  return explainer.filtered(explainer.lifted(std::visit(explainer, query.node), head.of(id)),
                            read_filters(request.filters, reader));
}

}  // namespace speur::search
