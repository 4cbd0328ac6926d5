// SPDX-License-Identifier: GPL-2.0-or-later
// Why an item is related, as far as one can tell a visitor.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "related/facets.hpp"
#include "related/source.hpp"
#include "speur/analyzer.hpp"
#include "speur/related.hpp"

namespace speur::related {

/// Gives the reasons of items that go with `sources`; what it is made of must outlive it.
class Reasons {
 public:
  /// `terms`: of all sources, heaviest first. `facets`: of the sources that are documents, in
  /// order.
  Reasons(const std::vector<Source>& sources, const std::vector<SourceTerm>& terms,
          const std::vector<FacetComparison>& facets, const index::Reader& reader,
          const Analyzer& analyzer);

  /// The strongest first. `named`: whether a source names the item by its title.
  /// `used`: whether visitors used it with a source.
  std::vector<Reason> of(Xapian::docid id, const Document& item, bool named, bool used) const;

 private:
  /// A question that a text asks, with its stems in alphabetical order.
  struct Question {
    std::string written;
    std::vector<std::string> stems;
  };

  std::vector<Question> questions_of(const Document& document) const;
  void add_relations(const Document& item, std::vector<Reason>& all) const;
  void add_question(const Document& item, std::vector<Reason>& all) const;
  void add_next_step(const Document& item, std::vector<Reason>& all) const;
  void add_counterpart(const Document& item, std::vector<Reason>& all) const;
  void add_facets(Xapian::docid id, const Document& item, std::vector<Reason>& all) const;
  std::vector<std::string> shared_terms(Xapian::docid id, bool even_in_passing) const;
  bool share(const std::string& field, const Document& a, const Document& b) const;

  const std::vector<Source>& sources_;
  const std::vector<FacetComparison>& facets_;
  const index::Reader& reader_;
  const Analyzer& analyzer_;
  const std::vector<SourceTerm>& terms_;
  std::vector<std::shared_ptr<const index::Postings>> postings_;  // of each of `terms_`
  std::vector<Question> questions_;                               // of the sources
};

}  // namespace speur::related
