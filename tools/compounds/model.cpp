// SPDX-License-Identifier: GPL-2.0-or-later
#include "model.hpp"

#include <algorithm>
#include <utility>

#include "analysis/compound_table.hpp"

namespace speur::compounds {

using analysis::shortest_part;

namespace {

std::vector<Arc> leading_to(std::size_t end, std::vector<Arc>& arcs) {
  std::array<bool, 256> leads{};
  leads[end] = true;
  for (auto arc = arcs.rbegin(); arc != arcs.rend(); ++arc)
    if (leads[arc->end]) leads[arc->begin] = true;
  std::erase_if(arcs, [&](const Arc& arc) { return !leads[arc.end]; });
  return std::move(arcs);
}

}  // namespace

Model::Model(std::vector<Part> parts) : parts_(std::move(parts)) {
  for (std::size_t i = 0; i < parts_.size(); ++i)
    index_.emplace(parts_[i].text, static_cast<std::uint32_t>(i));
}

Part* Model::find(std::string_view text) {
  const auto found = index_.find(text);
  return found == index_.end() ? nullptr : &parts_[found->second];
}

std::vector<Arc> Model::arcs(std::string_view word) const {
  std::vector<Arc> all;
  Places reached{true};
  for (std::size_t begin = 0; begin + shortest_part <= word.size(); ++begin)
    if (reached[begin]) add_arcs(word, begin, all, reached);
  return leading_to(word.size(), all);
}

void Model::add_arcs(std::string_view word, std::size_t begin, std::vector<Arc>& arcs,
                     Places& reached) const {
  for (auto end = begin + shortest_part; end <= word.size(); ++end) {
    const auto left_over = word.size() - end;
    if ((left_over > 0 && left_over < shortest_part) || end - begin == word.size()) continue;
    const auto found = index_.find(word.substr(begin, end - begin));
    if (found == index_.end()) continue;
    const bool last = left_over == 0;
    if (!(last ? parts_[found->second].right : parts_[found->second].left)) continue;
    arcs.push_back(
        {found->second, static_cast<std::uint8_t>(begin), static_cast<std::uint8_t>(end), last});
    reached[end] = true;
  }
}

double Model::cost_of(const Arc& arc) const {
  const auto& part = parts_[arc.part];
  return arc.last ? part.right_cost : part.left_cost;
}

std::vector<Arc> Model::cheapest(const std::vector<Arc>& arcs, std::size_t length,
                                 double& cost) const {
  std::array<double, 256> costs;
  std::array<const Arc*, 256> arrivals{};
  costs.fill(never);
  costs[0] = 0;
  for (const auto& arc : arcs) {
    const auto to = costs[arc.begin] + cost_of(arc);
    if (to >= costs[arc.end]) continue;
    costs[arc.end] = to;
    arrivals[arc.end] = &arc;
  }
  cost = costs[length];
  std::vector<Arc> way;
  for (auto at = length; cost < never && at > 0; at = way.back().begin)
    way.push_back(*arrivals[at]);
  std::reverse(way.begin(), way.end());
  return way;
}

double Model::cost_of_cutting(std::string_view word) const {
  double cost = never;
  cheapest(arcs(word), word.size(), cost);
  return cost;
}

}  // namespace speur::compounds
