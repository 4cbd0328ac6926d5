// SPDX-License-Identifier: GPL-2.0-or-later
// How long an index takes to answer a list of queries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace speur::command {

/// What one query took.
struct QueryTimes {
  std::string query;
  std::uint64_t total = 0;           ///< what it found
  std::vector<double> milliseconds;  ///< one for each time it was asked
};

struct Timing {
  std::vector<QueryTimes> queries;
  double again_seconds = 0;  ///< how long asking all of them again took, all times together

  /// Of each query the first time: much was not in memory yet.
  std::vector<double> first_times() const;
  /// All later times.
  std::vector<double> later_times() const;
};

/// Asks each query `repeat` times: first all of them once, then all of them again. `ask` answers
/// how many it found; `threads` call it at once.
Timing time_queries(const std::vector<std::string>& queries,
                    const std::function<std::uint64_t(const std::string&)>& ask, std::size_t repeat,
                    std::size_t threads);

/// The time that `part` (0 to 1) of `times` stay within: one of them, by nearest rank; 0 if there
/// are none.
double percentile(std::vector<double> times, double part);

}  // namespace speur::command
