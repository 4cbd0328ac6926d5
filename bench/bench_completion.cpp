// SPDX-License-Identifier: GPL-2.0-or-later
// What does a keystroke cost, and what do filters change? How long does the first one wait for what
// the others need?
#include <benchmark/benchmark.h>

#include "collection.hpp"

namespace {

using namespace speur;

const std::vector<std::string> typed{"d",     "da",  "data", "data d", "p", "priv",
                                     "wet o", "alg", "geme", "coo",    "s", "samenw"};

void keystroke(benchmark::State& state, const Filters& filters) {
  const auto& index = bench::resampled_index(static_cast<std::size_t>(state.range(0)));
  index.warm_up();
  std::size_t next = 0;
  std::size_t given = 0;
  for (auto _ : state) given += index.complete(typed[next++ % typed.size()], {filters}).size();
  state.counters["given"] = static_cast<double>(given) / static_cast<double>(state.iterations());
}

void keystroke_alone(benchmark::State& state) { keystroke(state, {}); }
void keystroke_with_filters(benchmark::State& state) {
  keystroke(state, {{"tier", {"gemeente"}}, {"theme", {"ethiek", "dataproject"}}});
}

void warming_up(benchmark::State& state) {
  const auto& path = bench::resampled_index(static_cast<std::size_t>(state.range(0))).path();
  for (auto _ : state) Index::open(path).warm_up();
}

BENCHMARK(keystroke_alone)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(keystroke_with_filters)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(warming_up)->Arg(20'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
