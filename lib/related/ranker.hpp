// SPDX-License-Identifier: GPL-2.0-or-later
// Which documents are near to what is asked, by all signals together.
#pragma once

#include <xapian.h>

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "related/facets.hpp"
#include "related/model.hpp"
#include "related/signals.hpp"
#include "related/source.hpp"
#include "related/use.hpp"
#include "search/filters.hpp"
#include "speur/analyzer.hpp"
#include "speur/related.hpp"

namespace speur::related {

struct Item {
  Xapian::docid id = 0;
  Signals signals = {};
  double score = 0;
};

/// Ranks documents for one request. What it is made of must outlive it.
class Ranker {
 public:
  /// `model` and `use` may be null. \throws RequestError when there is no such document, or no
  /// facet that the request names.
  Ranker(const Seeds& seeds, const RelatedRequest& request, const index::Reader& reader,
         const Analyzer& analyzer, const Model* model, const Use* use);

  /// The nearest documents, best first: some hundreds.
  std::vector<Item> ranked() const;

  const std::vector<Source>& sources() const { return sources_; }
  /// Of the sources that are documents, in order.
  const std::vector<FacetComparison>& facets() const { return facets_; }
  /// Of all sources, heaviest first.
  const std::vector<SourceTerm>& terms() const { return terms_; }
  const collection::Profile* profile() const { return profile_; }
  const Ranking& ranking() const { return ranking_; }

 private:
  /// What is to be known of an item beside its facets.
  struct Facts {
    std::vector<collection::StemKey> title;
    collection::Vector vector{};
  };

  void read_sources(const Seeds& seeds);
  void add_used_with(const std::string& id);
  collection::Vector vector_of_sources() const;
  collection::Vector vector_of(const Source& source) const;
  std::vector<Item> candidates() const;
  bool knows(Xapian::docid id) const { return profile_ && profile_->knows(id, *lengths_); }
  bool passes(Xapian::docid id) const;
  Facts known(Xapian::docid id) const;
  Facts looked_up(Xapian::docid id) const;
  void add_facts(Item& item, const Facts& facts) const;
  void add_unknown(std::vector<Item>& items) const;
  double mention(const Source& source, Xapian::docid id,
                 std::span<const collection::StemKey> title) const;

  const Ranking ranking_;
  const index::Reader& reader_;
  const Analyzer& analyzer_;
  const Model* model_;
  const collection::Profile* profile_;  // of the model
  const Use* use_;
  std::shared_ptr<const index::DocumentLengths> lengths_;
  std::vector<search::Filter> filters_;
  std::vector<Source> sources_;
  std::vector<FacetComparison> facets_;
  std::vector<SourceTerm> terms_;
  collection::Vector vector_{};
  std::set<Xapian::docid> declared_;      // that refer to a source, or that one refers to
  std::map<Xapian::docid, double> used_;  // together with the sources, added up
  std::set<Xapian::docid> left_out_;
};

}  // namespace speur::related
