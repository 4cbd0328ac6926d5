// SPDX-License-Identifier: GPL-2.0-or-later
#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace speur::command {

ProgressBar::ProgressBar() : watched_(isatty(STDERR_FILENO) != 0) {}

double ProgressBar::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void ProgressBar::show(std::uint64_t done, std::uint64_t all, std::string_view text) {
  const auto now = Clock::now();
  if (!watched_ || (shown_ && now - *shown_ < std::chrono::milliseconds(100))) return;
  shown_ = now;
  constexpr std::size_t width = 30;
  const double part =
      all == 0 ? 0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(all));
  const auto filled = static_cast<std::size_t>(part * width);
  fmt::print(stderr, "\r[{}{}] {:3.0f} %  {} \033[K", std::string(filled, '#'),
             std::string(width - filled, '.'), part * 100, text);
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (watched_) fmt::print(stderr, "\r\033[K");
}

}  // namespace speur::command
