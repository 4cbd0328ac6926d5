// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/signals.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace speur::related {
namespace {

std::vector<collection::StemKey> distinct(std::span<const collection::StemKey> keys) {
  std::vector<collection::StemKey> sorted(keys.begin(), keys.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

}  // namespace

double fused(const Signals& signals, const Ranking& ranking) {
  return signals.text + ranking.related_title * signals.title +
         ranking.related_mentions * signals.mention + ranking.related_semantic * signals.semantic +
         ranking.related_relations * signals.relation + ranking.related_use * signals.use +
         ranking.related_facets * signals.facets;
}

double title_similarity(std::span<const collection::StemKey> a,
                        std::span<const collection::StemKey> b) {
  const auto in_a = distinct(a);
  const auto in_b = distinct(b);
  if (in_a.empty() || in_b.empty()) return 0;
  std::vector<collection::StemKey> shared;
  std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(),
                        std::back_inserter(shared));
  return 2.0 * static_cast<double>(shared.size()) / static_cast<double>(in_a.size() + in_b.size());
}

}  // namespace speur::related
