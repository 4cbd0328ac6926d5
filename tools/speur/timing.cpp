// SPDX-License-Identifier: GPL-2.0-or-later
#include "timing.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <exception>
#include <mutex>
#include <thread>

namespace speur::command {
namespace {

using Clock = std::chrono::steady_clock;
using Ask = std::function<std::uint64_t(const std::string&)>;

void time_one(QueryTimes& query, const Ask& ask) {
  const auto start = Clock::now();
  query.total = ask(query.query);
  const std::chrono::duration<double, std::milli> took = Clock::now() - start;
  query.milliseconds.push_back(took.count());
}

// Each thread takes the next query until there are none; the first error ends them all.
void time_all(std::vector<QueryTimes>& queries, const Ask& ask, std::size_t threads) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr error;
  const auto work = [&] {
    try {
      for (auto i = next++; i < queries.size(); i = next++) time_one(queries[i], ask);
    } catch (...) {
      next = queries.size();
      const std::lock_guard lock(mutex);
      if (!error) error = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(threads, queries.size()); ++i) others.emplace_back(work);
  work();
  for (auto& other : others) other.join();
  if (error) std::rethrow_exception(error);
}

}  // namespace

std::vector<double> Timing::first_times() const {
  std::vector<double> times;
  for (const auto& query : queries) times.push_back(query.milliseconds.front());
  return times;
}

std::vector<double> Timing::later_times() const {
  std::vector<double> times;
  for (const auto& query : queries)
    times.insert(times.end(), query.milliseconds.begin() + 1, query.milliseconds.end());
  return times;
}

Timing time_queries(const std::vector<std::string>& queries, const Ask& ask, std::size_t repeat,
                    std::size_t threads) {
  Timing timing;
  for (const auto& query : queries) timing.queries.push_back({query, 0, {}});
  time_all(timing.queries, ask, threads);
  const auto start = Clock::now();
  for (std::size_t round = 1; round < repeat; ++round) time_all(timing.queries, ask, threads);
  const std::chrono::duration<double> took = Clock::now() - start;
  timing.again_seconds = took.count();
  return timing;
}

double percentile(std::vector<double> times, double part) {
  if (times.empty()) return 0;
  const auto rank = std::ceil(part * static_cast<double>(times.size()));
  const auto at =
      times.begin() + std::max<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(rank) - 1, 0);
  std::nth_element(times.begin(), at, times.end());
  return *at;
}

}  // namespace speur::command
