// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/candidates.hpp"

#include "index/terms.hpp"
#include "search/search.hpp"

namespace speur::related {
namespace {

// Unlike a query, a whole document tells by how often it uses a word what it is about: further
// occurrences count for longer than in search.
Ranking by_use() {
  Ranking ranking;
  ranking.k1 = 3;
  ranking.b = 0.75;
  return ranking;
}

}  // namespace

std::vector<Candidate> candidates_by_terms(const std::vector<SourceTerm>& terms, std::size_t limit,
                                           const matching::Selection& selection,
                                           const index::Reader& reader) {
  std::vector<matching::Plan> any;
  for (const auto& term : terms)
    any.push_back(matching::term(index::stem_term(term.stem), term.weight));
  const auto plan = matching::combined(matching::Plan::Kind::sum, std::move(any));
  std::vector<Candidate> candidates;
  for (const auto& [id, score] : search::best(plan, limit, selection, by_use(), reader))
    candidates.push_back({id, score});
  return candidates;
}

}  // namespace speur::related
