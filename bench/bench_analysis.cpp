// SPDX-License-Identifier: GPL-2.0-or-later
// How much text does one core turn into terms?
#include <benchmark/benchmark.h>

#include "collection.hpp"
#include "speur/analyzer.hpp"

namespace {

using namespace speur;

void analyze(benchmark::State& state) {
  const auto documents = bench::resampled(1'000);
  const Analyzer analyzer;
  std::int64_t bytes = 0;
  std::size_t tokens = 0;
  for (auto _ : state)
    for (const auto& document : documents) {
      tokens += analyzer.analyze(document.first("body")).size();
      bytes += static_cast<std::int64_t>(document.first("body").size());
    }
  state.SetBytesProcessed(bytes);
  state.counters["tokens"] =
      benchmark::Counter(static_cast<double>(tokens), benchmark::Counter::kIsRate);
}

BENCHMARK(analyze)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
