// SPDX-License-Identifier: GPL-2.0-or-later
// What two documents have in common in their facets.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "related/affinities.hpp"

namespace speur::related {

/// A value that a source and an item have in common.
struct SharedValue {
  const Field* field = nullptr;
  std::string value;
  double information = 0;  ///< minus the logarithm of the share of documents that have it
};

/// The facets of one source, ready to be held against many items.
class FacetComparison {
 public:
  FacetComparison(Xapian::docid source, const Affinities& affinities, const index::Reader& reader);

  /// How well the item's facets go with the source's. The root of the information in what they
  /// share, as a part of what names one document; rare values count more, and so do values of
  /// facets that related documents share in this collection. Less than nothing where they share
  /// what related documents do not.
  double agreement(Xapian::docid item) const;

  /// Rarest first.
  std::vector<SharedValue> shared(Xapian::docid item) const;

 private:
  struct Value {
    std::uint32_t ordinal = 0;
    double information = 0;
    double affinity = 0;
  };
  struct Facet {
    const Field* field;
    std::shared_ptr<const index::FacetColumn> column;
    double affinity = 1;
    std::vector<Value> values;                 // by ordinal
    std::vector<std::uint32_t> steps;          // ordinals of an ordinal facet, lowest first
    std::vector<double> documents_up_to_step;  // of each step and all below it
    double holders = 0;
  };

  static Facet read_facet(const Field& field, Xapian::docid source, const Affinity& affinity,
                          const index::Reader& reader);
  static double information(const Facet& facet, Xapian::docid item);
  static double closeness(const Facet& facet, Xapian::docid item);
  static double contrast(const Facet& facet, Xapian::docid item);
  bool has_shape_of_source(Xapian::docid item) const;

  std::vector<Facet> facets_;
  double shape_ = 0;   // what sharing the source's shape adds; at most 0
  double enough_ = 1;  // information that names one document
};

}  // namespace speur::related
