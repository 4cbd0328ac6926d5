// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace speur::command {

/// A line on standard error that shows how far long work is; silent where nobody watches.
class ProgressBar {
 public:
  ProgressBar();

  /// `done` of `all`, and what to say beside it.
  void show(std::uint64_t done, std::uint64_t all, std::string_view text);

  /// Takes the line away, so that something else can be written.
  void clear();

  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  bool watched_;
  Clock::time_point start_ = Clock::now();
  std::optional<Clock::time_point> shown_;
};

}  // namespace speur::command
