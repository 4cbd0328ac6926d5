// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/bootstrap.hpp"

#include <algorithm>
#include <numeric>
#include <random>

namespace speur::evaluation {
namespace {

constexpr std::size_t samples = 10'000;

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

Estimate bootstrap(const std::vector<double>& values) {
  if (values.empty()) return {};
  // The standard fixes what this generator gives, but not what its distributions make of it. The
  // remainder favours low numbers by less than one in 2^40.
  std::mt19937_64 random(20'021);  // NOLINT(cert-msc32-c,cert-msc51-cpp): repeatable on purpose
  std::vector<double> means(samples);
  for (auto& mean : means) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[random() % values.size()];
    mean = sum / static_cast<double>(values.size());
  }
  std::sort(means.begin(), means.end());
  return {mean_of(values), means[samples * 25 / 1000], means[samples * 975 / 1000 - 1]};
}

}  // namespace speur::evaluation
