// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/related.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "index/terms.hpp"
#include "related/candidates.hpp"

namespace speur::related {
namespace {

constexpr std::size_t max_shared_terms = 4;
constexpr std::size_t max_facet_reasons = 3;

std::set<std::string> title_stems(const Document& document, const Schema& schema,
                                  const Analyzer& analyzer) {
  std::set<std::string> stems;
  for (const auto& token : analyzer.analyze(document.first(schema.roles.title)))
    if (!token.stop_word) stems.insert(token.term);
  return stems;
}

/// A facet value that source and item have in common; rare ones weigh more.
struct SharedValue {
  const Field* field;
  std::string value;
  double weight;
};

class Relater {
 public:
  Relater(std::string_view id, const RelatedRequest& request, const index::Reader& reader,
          const Analyzer& analyzer)
      : request_(request),
        ranking_(request.ranking.value_or(reader.schema().ranking)),
        reader_(reader),
        analyzer_(analyzer),
        docid_(reader.get(id)) {
    source_ = reader.document(docid_);
    terms_ = source_terms(source_, reader, analyzer);
    title_ = title_stems(source_, reader.schema(), analyzer);
    for (const auto& field : reader.schema().fields) {
      if (field.kind == FieldKind::relation) relation_field_ = field.name;
      if (field.kind != FieldKind::facet || field.facet.kind == FacetKind::date) continue;
      const auto column = reader.column(field.name);
      for (const auto ordinal : column->of(docid_)) add_facet_value(field, *column, ordinal);
    }
  }

  RelatedItems run() {
    auto items = score_all();
    const auto kept = std::min(items.size(), request_.limit);
    std::partial_sort(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(kept), items.end(),
                      [](const Scored& a, const Scored& b) {
                        return a.item.score != b.item.score ? a.item.score > b.item.score
                                                            : a.docid < b.docid;
                      });
    RelatedItems related{source_.id, {}};
    for (std::size_t i = 0; i < kept; ++i) {
      auto& [docid, item] = items[i];
      item.rank = i + 1;
      item.reasons = reasons(docid, item.document);
      related.items.push_back(std::move(item));
    }
    return related;
  }

 private:
  struct Scored {
    Xapian::docid docid;
    RelatedItem item;
  };

  void add_facet_value(const Field& field, const index::FacetColumn& column,
                       std::uint32_t ordinal) {
    const auto& value = column.values[ordinal];
    const double count = reader_.database.get_termfreq(index::field_term(field.name, value));
    const double weight = std::log(reader_.database.get_doccount() / count);
    facet_total_ += weight;
    facet_values_.push_back({&field, value, weight});
  }

  std::vector<Scored> score_all() {
    std::map<Xapian::docid, double> candidates;
    for (const auto& candidate : candidates_by_terms(terms_, docid_, ranking_, reader_))
      candidates[candidate.id] = candidate.term_score;
    for (const auto id : declared()) candidates.try_emplace(id, 0);
    std::vector<Scored> scored;
    for (const auto& [id, term_score] : candidates) {
      RelatedItem item;
      item.document = reader_.document(id);
      item.id = item.document.id;
      item.score = term_score + ranking_.related_title * title_similarity(item.document) +
                   ranking_.related_facets * facet_agreement(id) +
                   ranking_.related_relations * (refer_to_each_other(item.document) ? 1 : 0);
      scored.push_back({id, std::move(item)});
    }
    return scored;
  }

  // Documents that the source refers to, and documents that refer to it; of a hub the first ones.
  std::vector<Xapian::docid> declared() const {
    constexpr std::size_t max_declared = 200;
    std::vector<Xapian::docid> ids;
    if (relation_field_.empty()) return ids;
    for (const auto& relation : source_.relations) {
      if (ids.size() == max_declared / 2) break;
      if (const auto id = reader_.find(relation.id)) ids.push_back(*id);
    }
    const auto term = index::field_term(relation_field_, source_.id);
    const auto end = reader_.database.postlist_end(term);
    for (auto id = reader_.database.postlist_begin(term); id != end && ids.size() < max_declared;
         ++id)
      ids.push_back(*id);
    std::erase(ids, docid_);
    return ids;
  }

  // Dice coefficient of the titles' stems.
  double title_similarity(const Document& item) const {
    const auto other = title_stems(item, reader_.schema(), analyzer_);
    if (title_.empty() || other.empty()) return 0;
    const auto shared = std::count_if(other.begin(), other.end(),
                                      [&](const auto& stem) { return title_.contains(stem); });
    return 2.0 * static_cast<double>(shared) / static_cast<double>(title_.size() + other.size());
  }

  std::vector<SharedValue> shared_values(Xapian::docid id) const {
    std::vector<SharedValue> shared;
    for (const auto& value : facet_values_) {
      const auto column = reader_.column(value.field->name);
      const auto ordinal = column->ordinal_of(value.value);
      const auto ordinals = column->of(id);
      if (ordinal && std::find(ordinals.begin(), ordinals.end(), *ordinal) != ordinals.end())
        shared.push_back(value);
    }
    return shared;
  }

  // The part of what the source's facets say that the item's say too; 0 to 1.
  double facet_agreement(Xapian::docid id) const {
    if (facet_total_ <= 0) return 0;
    double agreed = 0;
    for (const auto& value : shared_values(id)) agreed += value.weight;
    return agreed / facet_total_;
  }

  // How `from` refers to the document `to`; nothing when it does not.
  static std::optional<std::vector<std::string>> relation_types(const Document& from,
                                                                const std::string& to) {
    constexpr std::size_t max_types = 3;
    std::vector<std::string> types;
    bool related = false;
    for (const auto& relation : from.relations) {
      if (relation.id != to) continue;
      related = true;
      if (!relation.type.empty() && types.size() < max_types &&
          std::find(types.begin(), types.end(), relation.type) == types.end())
        types.push_back(relation.type);
    }
    if (!related) return std::nullopt;
    return types;
  }

  bool refer_to_each_other(const Document& item) const {
    return relation_types(source_, item.id) || relation_types(item, source_.id);
  }

  std::vector<Reason> reasons(Xapian::docid id, const Document& item) const {
    std::vector<Reason> all;
    if (auto types = relation_types(source_, item.id))
      all.push_back({ReasonKind::relation, relation_field_, *std::move(types), false});
    if (auto types = relation_types(item, source_.id))
      all.push_back({ReasonKind::relation, relation_field_, *std::move(types), true});
    if (auto words = shared_terms(id); !words.empty())
      all.push_back({ReasonKind::terms, "", std::move(words)});
    add_facet_reasons(id, item, all);
    return all;
  }

  std::vector<std::string> shared_terms(Xapian::docid id) const {
    std::vector<std::string> shared;
    for (const auto& term : terms_) {
      const auto wanted = index::stem_term(term.stem);
      auto found = reader_.database.termlist_begin(id);
      found.skip_to(wanted);
      if (found == reader_.database.termlist_end(id) || *found != wanted) continue;
      shared.push_back(term.written);
      if (shared.size() == max_shared_terms) break;
    }
    return shared;
  }

  // The rarest shared values tell most; a value that both only have because another implies it
  // ("gemeente" by "interbestuurlijk") or lies under it tells nothing new.
  void add_facet_reasons(Xapian::docid id, const Document& item, std::vector<Reason>& all) const {
    auto shared = shared_values(id);
    std::erase_if(shared, [&](const SharedValue& value) {
      const auto holds = [&](const Document& document) {
        const auto& own = document.values(value.field->name);
        return std::find(own.begin(), own.end(), value.value) != own.end();
      };
      return value.weight <= 0 || (!holds(source_) && !holds(item));
    });
    std::stable_sort(shared.begin(), shared.end(), [](const SharedValue& a, const SharedValue& b) {
      return a.weight > b.weight;
    });
    std::size_t added = 0;
    for (const auto& value : shared) {
      const auto same_field = std::find_if(all.begin(), all.end(), [&](const Reason& reason) {
        return reason.kind == ReasonKind::facet && reason.field == value.field->name;
      });
      if (same_field != all.end()) same_field->values.push_back(value.value);
      else if (added++ < max_facet_reasons)
        all.push_back({ReasonKind::facet, value.field->name, {value.value}});
    }
  }

  const RelatedRequest& request_;
  const Ranking ranking_;
  const index::Reader& reader_;
  const Analyzer& analyzer_;
  Xapian::docid docid_;
  Document source_;
  std::string relation_field_;
  std::vector<SourceTerm> terms_;
  std::set<std::string> title_;
  std::vector<SharedValue> facet_values_;  // of the source
  double facet_total_ = 0;
};

}  // namespace

RelatedItems run(std::string_view id, const RelatedRequest& request, const index::Reader& reader,
                 const Analyzer& analyzer) {
  return Relater(id, request, reader, analyzer).run();
}

}  // namespace speur::related
