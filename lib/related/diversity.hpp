// SPDX-License-Identifier: GPL-2.0-or-later
// Lists in which no two items are much the same.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "collection/profile.hpp"
#include "index/reader.hpp"

namespace speur::related {

/// What makes an item one more of the same.
struct Traits {
  collection::Vector direction{};    ///< of its words; all zero: not known
  std::vector<std::uint32_t> types;  ///< ordinals of the facet that plays the role, ascending
  std::vector<std::uint32_t> organisations;  ///< the same
};

/// How much of the same two items are, from 0 to 1: 1 - (1 - c^16)(1 - t)(1 - o). c is the cosine
/// of their directions, and so high a power leaves little of all but near-copies; t and o are 0.1
/// where they share a type or an organisation, otherwise 0. (A noisy-or: each is a reason by itself
/// to think that the second tells nothing new. J. Pearl, Probabilistic Reasoning in Intelligent
/// Systems, 1988.)
double likeness(const Traits& a, const Traits& b);

/// Reads traits from what is in memory.
class TraitReader {
 public:
  /// `profile` may be null: then no direction is known.
  TraitReader(const index::Reader& reader, const collection::Profile* profile);

  /// Of a document that the profile does not know, the term list is read as well.
  Traits of(Xapian::docid id) const;

 private:
  const index::Reader& reader_;
  const collection::Profile* profile_;
  std::shared_ptr<const index::FacetColumn> types_;  // null: no facet plays the role
  std::shared_ptr<const index::FacetColumn> organisations_;
};

/// Of items from 0 on, how alike two are.
using LikenessOf = std::function<double(std::size_t, std::size_t)>;

/// Chooses `limit` items one by one, each time the one with the highest marginal relevance:
/// (1 - diversity) * relevance - diversity * its likeness to the item chosen so far that it is most
/// like (J. Carbonell, J. Goldstein: The Use of MMR, Diversity-Based Reranking for Reordering
/// Documents and Producing Summaries, 1998; diversity is their 1 - lambda). Of equals the first.
/// `relevance`: best first, with 1 for the best.
std::vector<std::size_t> by_marginal_relevance(const std::vector<double>& relevance,
                                               double diversity, std::size_t limit,
                                               const LikenessOf& likeness_of);

/// See `Index::diversity`.
double intra_list_diversity(const std::vector<collection::Vector>& directions);

}  // namespace speur::related
