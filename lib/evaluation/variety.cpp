// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <set>

#include "evaluation/bootstrap.hpp"
#include "speur/evaluation.hpp"

namespace speur {

double Variety::coverage() const {
  return documents == 0 ? 0 : static_cast<double>(recommended) / static_cast<double>(documents);
}

Variety variety_of(const Index& index, const Run& run, std::size_t k) {
  Variety variety;
  std::set<std::string> recommended;
  std::vector<double> diversities;
  for (const auto& [topic, ranked] : run) {
    std::vector<std::string> list;
    for (std::size_t i = 0; i < std::min(k, ranked.size()); ++i)
      if (recommended.contains(ranked[i].id) || index.document(ranked[i].id))
        list.push_back(ranked[i].id);
    recommended.insert(list.begin(), list.end());
    if (list.size() < 2) continue;
    diversities.push_back(index.diversity(list));
    variety.by_list[topic] = diversities.back();
  }
  variety.documents = index.stats().documents;
  variety.recommended = recommended.size();
  variety.diversity = evaluation::bootstrap(diversities);
  return variety;
}

}  // namespace speur
