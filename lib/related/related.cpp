// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/related.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "index/terms.hpp"
#include "related/candidates.hpp"
#include "related/facets.hpp"
#include "related/reasons.hpp"
#include "related/relations.hpp"
#include "related/signals.hpp"
#include "related/source.hpp"
#include "search/filters.hpp"
#include "speur/error.hpp"

namespace speur::related {
namespace {

constexpr std::size_t max_candidates = 200;
// Of so many documents that the model does not know, the title and the text are read.
constexpr std::size_t max_read = 50;

struct Item {
  Xapian::docid id = 0;
  Signals signals;
  double score = 0;
};

bool is_better(const Item& a, const Item& b) {
  return a.score != b.score ? a.score > b.score : a.id < b.id;
}

/// What is to be known of an item beside its facets.
struct Facts {
  std::vector<collection::StemKey> title;
  collection::Vector vector{};
};

// The terms of several sources as one: of each the same weight in all.
std::vector<SourceTerm> merged_terms(const std::vector<Source>& sources) {
  if (sources.size() == 1) return sources.front().terms;
  std::map<std::string, SourceTerm> merged;
  for (const auto& source : sources) {
    double all = 0;
    for (const auto& term : source.terms) all += term.weight;
    for (const auto& term : source.terms)
      merged.try_emplace(term.stem, SourceTerm{term.stem, term.written, 0}).first->second.weight +=
          term.weight / all;
  }
  std::vector<SourceTerm> terms;
  for (auto& [stem, term] : merged) terms.push_back(std::move(term));
  std::stable_sort(terms.begin(), terms.end(),
                   [](const SourceTerm& a, const SourceTerm& b) { return a.weight > b.weight; });
  constexpr std::size_t max_terms = 60;
  if (terms.size() > max_terms) terms.resize(max_terms);
  return terms;
}

class Relater {
 public:
  Relater(const Seeds& seeds, const RelatedRequest& request, const index::Reader& reader,
          const Analyzer& analyzer, const Model* model, const Use* use)
      : request_(request),
        ranking_(request.ranking.value_or(reader.schema().ranking)),
        reader_(reader),
        analyzer_(analyzer),
        model_(model),
        profile_(model ? &model->profile() : nullptr),
        use_(use),
        lengths_(reader.lengths()),
        filters_(search::read_filters(request.filters, reader)) {
    read_sources(seeds);
    for (const auto& id : request.exclude)
      if (const auto found = reader.find(id)) left_out_.insert(*found);
  }

  RelatedItems run() {
    const auto items = ranked();
    RelatedItems related;
    if (!sources_.empty()) related.id = sources_.front().document.id;
    const Reasons reasons(sources_, terms_, facets_, reader_, analyzer_);
    for (std::size_t i = 0; i < std::min(items.size(), request_.limit); ++i) {
      RelatedItem item;
      item.rank = i + 1;
      item.document = reader_.document(items[i].id);
      item.id = item.document.id;
      item.score = items[i].score;
      item.reasons = reasons.of(items[i].id, item.document, items[i].signals.mention > 0,
                                items[i].signals.use > 0);
      related.items.push_back(std::move(item));
    }
    return related;
  }

 private:
  void read_sources(const Seeds& seeds) {
    static const Affinities unknown;
    const auto* titles = profile_ ? &profile_->titles() : nullptr;
    for (const auto& id : seeds.ids) {
      const auto number = reader_.get(id);
      if (!left_out_.insert(number).second) continue;
      sources_.push_back(source_of(number, titles, reader_, analyzer_));
      facets_.emplace_back(number, model_ ? model_->affinities() : unknown, reader_);
      const auto declared = related_by_declaration(sources_.back().document, reader_);
      declared_.insert(declared.begin(), declared.end());
      if (use_ && ranking_.related_use > 0) add_used_with(id);
    }
    if (!seeds.text.empty()) sources_.push_back(source_of(seeds.text, titles, reader_, analyzer_));
    terms_ = merged_terms(sources_);
    vector_ = vector_of_sources();
  }

  void add_used_with(const std::string& id) {
    for (const auto& [other, strength] : use_->with(id))
      if (const auto found = reader_.find(other)) used_[*found] += strength;
  }

  collection::Vector vector_of_sources() const {
    if (!profile_) return {};
    std::vector<collection::Vector> vectors;
    for (const auto& source : sources_) vectors.push_back(vector_of(source));
    return collection::mean_of(vectors);
  }

  collection::Vector vector_of(const Source& source) const {
    if (source.id) return vector_of(*source.id);
    collection::TermCounts counts;
    for (const auto& term : source.terms) counts.emplace_back(index::stem_term(term.stem), 1);
    return profile_->term_vectors().vector_of(counts);
  }

  collection::Vector vector_of(Xapian::docid id) const {
    if (knows(id)) return profile_->vector_of(id);
    return profile_->term_vectors().vector_of(collection::terms_of(reader_.database, id));
  }

  std::vector<Item> ranked() const {
    auto items = candidates();
    for (auto& item : items) {
      if (const auto used = used_.find(item.id); used != used_.end())
        item.signals.use = used->second / static_cast<double>(sources_.size());
      item.signals.relation = declared_.contains(item.id) ? 1 : 0;
      for (const auto& facets : facets_)
        item.signals.facets += facets.agreement(item.id) / static_cast<double>(facets_.size());
      if (knows(item.id)) add_facts(item, known(item.id));
      item.score = fused(item.signals, ranking_);
    }
    std::sort(items.begin(), items.end(), is_better);
    read_unknown(items);
    return items;
  }

  void read_unknown(std::vector<Item>& items) const {
    std::size_t read = 0;
    for (auto& item : items) {
      if (knows(item.id)) continue;
      if (read++ == max_read) break;
      add_facts(item, looked_up(item.id));
      item.score = fused(item.signals, ranking_);
    }
    if (read > 0) std::sort(items.begin(), items.end(), is_better);
  }

  std::vector<Item> candidates() const {
    std::vector<std::shared_ptr<const index::Bitmap>> passing;
    for (const auto& filter : filters_) passing.push_back(filter.documents);
    std::map<Xapian::docid, double> text;
    for (const auto& candidate :
         candidates_by_terms(terms_, max_candidates + left_out_.size(),
                             matching::Selection(std::move(passing)), reader_))
      text[candidate.id] = candidate.text;
    for (const auto& source : sources_)
      for (const auto& named : source.named) text.try_emplace(named.id, 0);
    for (const auto id : declared_) text.try_emplace(id, 0);
    for (const auto& [id, strength] : used_) text.try_emplace(id, 0);
    std::vector<Item> items;
    double best = 0;
    for (const auto& [id, score] : text) {
      if (left_out_.contains(id) || !passes(id)) continue;
      best = std::max(best, score);
      items.push_back({id, {}, 0});
      items.back().signals.text = score;
    }
    if (best > 0)
      for (auto& item : items) item.signals.text /= best;
    return items;
  }

  bool knows(Xapian::docid id) const { return profile_ && profile_->knows(id, *lengths_); }

  bool passes(Xapian::docid id) const {
    return lengths_->live.holds(id) && std::all_of(filters_.begin(), filters_.end(),
                                                   [&](const auto& f) { return f.passes(id); });
  }

  Facts known(Xapian::docid id) const {
    const auto title = profile_->title_of(id);
    return {{title.begin(), title.end()}, profile_->vector_of(id)};
  }

  Facts looked_up(Xapian::docid id) const {
    const auto document = reader_.document(id);
    return {collection::keys_of(analyzer_.analyze(document.first(reader_.schema().roles.title))),
            profile_ ? vector_of(id) : collection::Vector{}};
  }

  void add_facts(Item& item, const Facts& facts) const {
    for (const auto& source : sources_) {
      item.signals.title +=
          title_similarity(source.title, facts.title) / static_cast<double>(sources_.size());
      item.signals.mention = std::max(item.signals.mention, mention(source, item.id, facts.title));
    }
    item.signals.semantic = std::max(0.0, collection::cosine(vector_, facts.vector));
  }

  double mention(const Source& source, Xapian::docid id,
                 std::span<const collection::StemKey> title) const {
    const auto named = std::lower_bound(source.named.begin(), source.named.end(), id,
                                        [](const Named& a, Xapian::docid b) { return a.id < b; });
    if (named != source.named.end() && named->id == id) return named->weight;
    if (knows(id)) return 0;
    return collection::stands_in(title, source.text) ? source.weight_of_title(title) : 0;
  }

  const RelatedRequest& request_;
  const Ranking ranking_;
  const index::Reader& reader_;
  const Analyzer& analyzer_;
  const Model* model_;
  const collection::Profile* profile_;  // of the model
  const Use* use_;
  std::shared_ptr<const index::DocumentLengths> lengths_;
  std::vector<search::Filter> filters_;
  std::vector<Source> sources_;
  std::vector<FacetComparison> facets_;  // of the sources that are documents
  std::vector<SourceTerm> terms_;
  collection::Vector vector_{};
  std::set<Xapian::docid> declared_;      // that refer to a source, or that one refers to
  std::map<Xapian::docid, double> used_;  // together with the sources, added up
  std::set<Xapian::docid> left_out_;
};

}  // namespace

RelatedItems run(const Seeds& seeds, const RelatedRequest& request, const index::Reader& reader,
                 const Analyzer& analyzer, const Model* model, const Use* use) {
  return Relater(seeds, request, reader, analyzer, model, use).run();
}

}  // namespace speur::related
