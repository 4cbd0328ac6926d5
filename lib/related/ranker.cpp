// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/ranker.hpp"

#include <algorithm>

#include "index/terms.hpp"
#include "related/candidates.hpp"
#include "related/relations.hpp"

namespace speur::related {
namespace {

constexpr std::size_t max_candidates = 200;
// Of so many documents that the model does not know, the title and the text are read.
constexpr std::size_t max_read = 50;

bool is_better(const Item& a, const Item& b) {
  return a.score != b.score ? a.score > b.score : a.id < b.id;
}

// The terms of several sources as one: of each the same weight in all.
std::vector<SourceTerm> merged_terms(const std::vector<Source>& sources) {
  if (sources.size() == 1) return sources.front().terms;
  std::map<std::string, SourceTerm> merged;
  for (const auto& source : sources) {
    double all = 0;
    for (const auto& term : source.terms) all += term.weight;
    for (const auto& term : source.terms) {
      auto& own = merged.try_emplace(term.stem, SourceTerm{term.stem, term.written}).first->second;
      own.weight += term.weight / all;
      own.occurrences += term.occurrences;
    }
  }
  std::vector<SourceTerm> terms;
  for (auto& [stem, term] : merged) terms.push_back(std::move(term));
  std::stable_sort(terms.begin(), terms.end(),
                   [](const SourceTerm& a, const SourceTerm& b) { return a.weight > b.weight; });
  constexpr std::size_t max_terms = 60;
  if (terms.size() > max_terms) terms.resize(max_terms);
  return terms;
}

}  // namespace

Ranker::Ranker(const Seeds& seeds, const RelatedRequest& request, const index::Reader& reader,
               const Analyzer& analyzer, const Model* model, const Use* use)
    : ranking_(request.ranking.value_or(reader.schema().ranking)),
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

void Ranker::read_sources(const Seeds& seeds) {
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

void Ranker::add_used_with(const std::string& id) {
  const auto is_known = [&](const std::string& other) { return reader_.find(other).has_value(); };
  for (const auto& [other, strength] : use_->with(id, is_known))
    used_[reader_.get(other)] += strength;
}

collection::Vector Ranker::vector_of_sources() const {
  if (!profile_) return {};
  std::vector<collection::Vector> vectors;
  for (const auto& source : sources_) vectors.push_back(vector_of(source));
  return collection::mean_of(vectors);
}

collection::Vector Ranker::vector_of(const Source& source) const {
  if (source.id) return profile_->vector_of(*source.id, reader_);
  collection::TermCounts counts;
  for (const auto& term : source.terms) counts.emplace_back(index::stem_term(term.stem), 1);
  return profile_->term_vectors().vector_of(counts);
}

std::vector<Item> Ranker::ranked() const {
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
  add_unknown(items);
  return items;
}

void Ranker::add_unknown(std::vector<Item>& items) const {
  std::size_t read = 0;
  for (auto& item : items) {
    if (knows(item.id)) continue;
    if (read++ == max_read) break;
    add_facts(item, looked_up(item.id));
    item.score = fused(item.signals, ranking_);
  }
  if (read > 0) std::sort(items.begin(), items.end(), is_better);
}

std::vector<Item> Ranker::candidates() const {
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
    items.push_back({id});
    items.back().signals.text = score;
  }
  if (best > 0)
    for (auto& item : items) item.signals.text /= best;
  return items;
}

bool Ranker::passes(Xapian::docid id) const {
  return lengths_->live.holds(id) &&
         std::all_of(filters_.begin(), filters_.end(), [&](const auto& f) { return f.passes(id); });
}

Ranker::Facts Ranker::known(Xapian::docid id) const {
  const auto title = profile_->title_of(id);
  return {{title.begin(), title.end()}, profile_->vector_of(id)};
}

Ranker::Facts Ranker::looked_up(Xapian::docid id) const {
  const auto document = reader_.document(id);
  return {collection::keys_of(analyzer_.analyze(document.first(reader_.schema().roles.title))),
          profile_ ? profile_->vector_of(id, reader_) : collection::Vector{}};
}

void Ranker::add_facts(Item& item, const Facts& facts) const {
  for (const auto& source : sources_) {
    item.signals.title +=
        title_similarity(source.title, facts.title) / static_cast<double>(sources_.size());
    item.signals.mention = std::max(item.signals.mention, mention(source, item.id, facts.title));
  }
  item.signals.semantic = std::max(0.0, collection::cosine(vector_, facts.vector));
}

double Ranker::mention(const Source& source, Xapian::docid id,
                       std::span<const collection::StemKey> title) const {
  const auto named = std::lower_bound(source.named.begin(), source.named.end(), id,
                                      [](const Named& a, Xapian::docid b) { return a.id < b; });
  const bool stands_there = named != source.named.end() && named->id == id;
  if ((!stands_there && knows(id)) || !source.names(title)) return 0;
  return stands_there ? named->weight : source.weight_of_title(title);
}

}  // namespace speur::related
