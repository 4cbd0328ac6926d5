// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "speur/import.hpp"

namespace speur::command {

/// A line on standard error that shows how far indexing is; silent where nobody watches.
class ProgressBar {
 public:
  explicit ProgressBar(std::uint64_t total_bytes);

  void show(const ImportProgress& progress, std::uint64_t bytes_read);

  /// Takes the line away, so that something else can be written.
  void clear();

  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  bool watched_;
  std::uint64_t total_bytes_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
};

}  // namespace speur::command
