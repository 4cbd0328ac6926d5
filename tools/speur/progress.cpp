// SPDX-License-Identifier: GPL-2.0-or-later
#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace speur::command {

ProgressBar::ProgressBar(std::uint64_t total_bytes)
    : watched_(isatty(STDERR_FILENO) != 0), total_bytes_(total_bytes) {}

double ProgressBar::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void ProgressBar::show(const ImportProgress& progress, std::uint64_t bytes_read) {
  const auto now = Clock::now();
  if (!watched_ || now - shown_ < std::chrono::milliseconds(100)) return;
  shown_ = now;
  constexpr std::size_t width = 30;
  const double part =
      total_bytes_ == 0
          ? 0
          : std::min(1.0, static_cast<double>(bytes_read) / static_cast<double>(total_bytes_));
  const auto filled = static_cast<std::size_t>(part * width);
  const auto documents = progress.added + progress.updated;
  fmt::print(stderr, "\r[{}{}] {:3.0f} %  {} documents, {:.0f} docs/s \033[K",
             std::string(filled, '#'), std::string(width - filled, '.'), part * 100, documents,
             static_cast<double>(documents) / seconds());
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (watched_) fmt::print(stderr, "\r\033[K");
}

}  // namespace speur::command
