// SPDX-License-Identifier: GPL-2.0-or-later
#include "training.hpp"

#include <cmath>

#include "analysis/compound_table.hpp"

namespace speur::compounds {
namespace {

using analysis::shortest_part;

// Tuned by cross-validation, which found wide plateaus: see bench/README.md.
constexpr int rounds = 4;
constexpr double smoothing = 0.05;
constexpr double linked_smoothing = 0.015;  // of a part with a linking element
constexpr double per_part = 0.5;            // on every part but the last
constexpr double rare_linking_e = 5;        // "zonne-" is a habit, "kweke-" is chance
constexpr std::size_t longest_trained = 30;

class Training {
 public:
  Training(Model& model, const std::vector<std::string>& list) : model_(model), list_(list) {
    for (const auto& word : list) {
      count_ends(word);
      ways_.push_back(word.size() > longest_trained ? std::vector<Arc>() : model.arcs(word));
    }
  }

  void run() {
    count_families();
    set_costs(false);
    for (int round = 0; round < rounds; ++round) {
      count_cheapest_cuts();
      set_costs(true);
    }
  }

 private:
  void count_ends(std::string_view word) {
    for (std::size_t at = shortest_part; at + shortest_part <= word.size(); ++at) {
      if (auto* part = model_.find(word.substr(0, at))) part->beginning += 1;
      if (auto* part = model_.find(word.substr(at))) part->ending += 1;
    }
  }

  // Where to begin: how many words of the list are this part and one other.
  void count_families() {
    auto& parts = model_.parts();
    for (const auto& arcs : ways_)
      for (const auto& left : arcs)
        for (const auto& right : arcs)
          if (left.begin == 0 && right.last && right.begin == left.end) {
            parts[left.part].left_count += 1;
            parts[right.part].right_count += 1;
          }
  }

  void count_cheapest_cuts() {
    auto& parts = model_.parts();
    for (auto& part : parts) part.left_count = part.right_count = part.cut_off = 0;
    for (std::size_t i = 0; i < list_.size(); ++i) {
      double cost = never;
      const auto cut = model_.cheapest(ways_[i], list_[i].size(), cost);
      if (cost >= training_limit(list_[i].size())) continue;
      for (const auto& arc : cut) {
        (arc.last ? parts[arc.part].right_count : parts[arc.part].left_count) += 1;
        if (arc.begin == 0) parts[arc.part].cut_off += 1;
      }
    }
  }

  // -log of how often a part is one, and -log of how often a word that begins or ends with it is
  // cut there: "ting" ends thousands of words, and none of them is a compound for it.
  void set_costs(bool with_purity) {
    double lefts = 0, rights = 0;
    for (const auto& part : model_.parts()) lefts += part.left_count, rights += part.right_count;
    const auto purity = [&](double cut, double all) {
      return with_purity ? -std::log((cut + 0.5) / (all + 1)) : 0.0;
    };
    for (auto& part : model_.parts()) {
      const auto prior = part.linking > 0 && !part.right
                             ? linked_smoothing
                             : smoothing * std::log(2 + part.right_count);
      if (part.left)
        part.left_cost = per_part - std::log((part.left_count + prior) / lefts) +
                         purity(part.cut_off, part.beginning);
      if (part.right)
        part.right_cost =
            -std::log((part.right_count + smoothing * std::log(2 + part.left_count)) / rights) +
            purity(part.right_count, part.ending);
      if (part.linking > 0 && part.text.ends_with('e') && part.left_count < rare_linking_e)
        part.left_cost = never;
    }
  }

  Model& model_;
  const std::vector<std::string>& list_;
  std::vector<std::vector<Arc>> ways_;
};

}  // namespace

void train(Model& model, const std::vector<std::string>& list) { Training(model, list).run(); }

}  // namespace speur::compounds
