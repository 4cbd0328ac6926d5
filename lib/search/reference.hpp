// SPDX-License-Identifier: GPL-2.0-or-later
// The same match by Xapian itself: for a database that is not on this machine, and as a second
// opinion on the matcher in memory.
#pragma once

#include <xapian.h>

#include <vector>

#include "index/reader.hpp"
#include "matching/match.hpp"
#include "matching/plan.hpp"
#include "speur/search.hpp"

namespace speur::search {

/// The Xapian query with the same meaning, for the database of `reader`. Phrases are looked up
/// first, and handed to Xapian as lists of documents.
Xapian::Query to_xapian(const matching::Plan& plan, const index::Reader& reader);

struct ReferenceRequest {
  matching::Plan plan;
  matching::Plan filters;  ///< nothing to filter by: Kind::everything
  Ranking ranking;
  Sort sort = Sort::relevance;
  std::size_t best = 10;
};

/// As `matching::match`.
std::vector<matching::Ranked> match_by_xapian(const ReferenceRequest& request,
                                              const index::Reader& reader);

/// The numbers of all documents that match, ascending.
std::vector<Xapian::docid> all_matches(const matching::Plan& plan, const index::Reader& reader);

}  // namespace speur::search
