// SPDX-License-Identifier: GPL-2.0-or-later
// From a request to ranked document numbers, an exact total and exact facet counts.
#pragma once

#include <cstdint>
#include <vector>

#include "collection/profile.hpp"
#include "index/reader.hpp"
#include "matching/match.hpp"
#include "query/query.hpp"
#include "search/collapse.hpp"
#include "search/fusion.hpp"
#include "speur/search.hpp"

namespace speur::search {

struct Found {
  std::uint64_t total = 0;
  bool exact_total = true;               ///< otherwise there may be more
  bool complete = true;                  ///< otherwise time was over
  std::uint64_t total_hits = 0;          ///< as `total`, but what is collapsed counts once
  std::vector<matching::Ranked> ranked;  ///< from `offset`, at most `limit`
  Head head;                             ///< what their scores hold beside words
  std::vector<CollapsedHit> collapsed;   ///< the same with what they stand for, if asked for
  std::vector<FacetCounts> facets;
  Filters filters;              ///< as applied, in the facets' own spelling
  Sort sort = Sort::relevance;  ///< as applied
};

/// Which of two matchers does the work; they find the same.
enum class Matcher {
  memory,     ///< over posting lists kept in memory
  reference,  ///< Xapian's
};

/// `profile`: of the collection; without it documents are ranked by their words alone.
/// `deadline`: of the matcher in memory; when it has passed, what was found by then is given.
/// \throws RequestError when the request names a facet that the index does not have.
Found run(const SearchRequest& request, const query::Query& query, const index::Reader& reader,
          const collection::Profile* profile = nullptr, Matcher matcher = Matcher::memory,
          const matching::Deadline& deadline = {});

/// The best documents of `selection` for a plan, no more than `size`.
std::vector<matching::Ranked> best(const matching::Plan& plan, std::size_t size,
                                   const matching::Selection& selection, const Ranking& ranking,
                                   const index::Reader& reader);

}  // namespace speur::search
