// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace speur::matching {

/// Until when work may go on; by itself for ever.
class Deadline {
 public:
  Deadline() = default;
  /// From now on; 0: for ever.
  explicit Deadline(std::chrono::microseconds limit) {
    const auto now = Clock::now();
    // What is further away than the clock goes is never. In microseconds, of which more fit.
    const auto longest =
        std::chrono::floor<std::chrono::microseconds>(Clock::time_point::max() - now);
    if (limit.count() > 0 && limit < longest) until_ = now + limit;
  }

  bool passed() const { return until_ && Clock::now() >= *until_; }

 private:
  using Clock = std::chrono::steady_clock;
  std::optional<Clock::time_point> until_;
};

}  // namespace speur::matching
