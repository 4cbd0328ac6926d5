// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "speur/evaluation.hpp"

namespace speur {
namespace {

// The best grades first, whatever the order they were given in.
double ideal_gain(const std::map<std::string, int>& grades, std::size_t k) {
  std::vector<int> best;
  for (const auto& [id, grade] : grades) best.push_back(grade);
  std::sort(best.begin(), best.end(), std::greater<>());
  best.resize(std::min(best.size(), k));
  double gain = 0;
  for (std::size_t i = 0; i < best.size() && best[i] > 0; ++i)
    gain += best[i] / std::log2(static_cast<double>(i) + 2);
  return gain;
}

// One walk down the list, counting what the metrics are made of.
struct Walk {
  double gain = 0;        // of the first k
  double precisions = 0;  // at each relevant document
  std::size_t first = 0;  // rank of the first relevant document
  std::size_t found = 0;  // relevant documents
  std::size_t found_in_k = 0;
  std::size_t unjudged_in_k = 0;

  void see(const int* grade, std::size_t rank, const Cutoffs& cutoffs) {
    const bool in_k = rank <= cutoffs.k;
    if (!grade) {
      unjudged_in_k += in_k ? 1 : 0;
      return;
    }
    if (in_k && *grade > 0) gain += *grade / std::log2(static_cast<double>(rank) + 1);
    if (*grade < cutoffs.relevant_from) return;
    if (first == 0) first = rank;
    found_in_k += in_k ? 1 : 0;
    precisions += static_cast<double>(++found) / static_cast<double>(rank);
  }
};

double part(double some, double all) { return all > 0 ? some / all : 0; }

}  // namespace

std::string name_of(Metric metric, const Cutoffs& cutoffs) {
  switch (metric) {
    case Metric::ndcg: return fmt::format("nDCG@{}", cutoffs.k);
    case Metric::reciprocal_rank: return "RR";
    case Metric::recall: return fmt::format("R@{}", cutoffs.depth);
    case Metric::average_precision: return "AP";
    case Metric::precision: return fmt::format("P@{}", cutoffs.k);
    case Metric::unjudged: return fmt::format("unjudged@{}", cutoffs.k);
  }
  return {};
}

Scores score(const std::vector<RankedDocument>& ranked, const std::map<std::string, int>& grades,
             const Cutoffs& cutoffs) {
  Walk walk;
  const auto depth = std::min(ranked.size(), cutoffs.depth);
  for (std::size_t i = 0; i < depth; ++i) {
    const auto judged = grades.find(ranked[i].id);
    walk.see(judged == grades.end() ? nullptr : &judged->second, i + 1, cutoffs);
  }
  const auto relevant =
      static_cast<double>(std::count_if(grades.begin(), grades.end(), [&](const auto& judged) {
        return judged.second >= cutoffs.relevant_from;
      }));
  Scores scores;
  scores[Metric::ndcg] = part(walk.gain, ideal_gain(grades, cutoffs.k));
  scores[Metric::reciprocal_rank] = walk.first ? 1.0 / static_cast<double>(walk.first) : 0;
  scores[Metric::recall] = part(static_cast<double>(walk.found), relevant);
  scores[Metric::average_precision] = part(walk.precisions, relevant);
  scores[Metric::precision] =
      part(static_cast<double>(walk.found_in_k), static_cast<double>(cutoffs.k));
  scores[Metric::unjudged] = part(static_cast<double>(walk.unjudged_in_k),
                                  static_cast<double>(std::min(depth, cutoffs.k)));
  return scores;
}

}  // namespace speur
