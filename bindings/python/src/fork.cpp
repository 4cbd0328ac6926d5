// SPDX-License-Identifier: GPL-2.0-or-later
#include "fork.hpp"

#include <pthread.h>

#include <atomic>

namespace speur::python {
namespace {

std::atomic<unsigned> forks{0};

}  // namespace

void count_forks() {
  // Also catches forks that Python knows nothing of, such as a server's written in C.
  pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); });
}

unsigned generation() noexcept { return forks.load(std::memory_order_relaxed); }

}  // namespace speur::python
