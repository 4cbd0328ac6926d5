// SPDX-License-Identifier: GPL-2.0-or-later
// What do five facets cost on top of a search, and what does selecting three of them change?
#include <benchmark/benchmark.h>

#include "collection.hpp"

namespace {

using namespace speur;

const std::vector<std::string> queries{"dataproject starten", "ethiek", "pilot in productie",
                                       "gegevens delen vertrouwen"};

void search(benchmark::State& state, std::size_t facets, const Filters& filters) {
  static const std::vector<std::string> names{"theme", "tier", "type", "level", "organisation"};
  const auto& index = bench::resampled_index(static_cast<std::size_t>(state.range(0)));
  SearchRequest request;
  request.facets.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(facets));
  request.filters = filters;
  std::size_t next = 0;
  std::uint64_t found = 0;
  for (auto _ : state) {
    request.query = queries[next++ % queries.size()];
    const auto results = index.search(request);
    found += results.total;
    benchmark::DoNotOptimize(results.hits.data());
  }
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}

void search_alone(benchmark::State& state) { search(state, 0, {}); }
void search_five_facets(benchmark::State& state) { search(state, 5, {}); }
void search_five_facets_three_selected(benchmark::State& state) {
  search(state, 5,
         {{"tier", {"gemeente"}}, {"level", {"starter"}}, {"theme", {"ethiek", "dataproject"}}});
}

void related(benchmark::State& state) {
  const auto& index = bench::resampled_index(static_cast<std::size_t>(state.range(0)));
  std::size_t next = 0;
  for (auto _ : state) {
    const auto items = index.related("d" + std::to_string(next++ % 100));
    benchmark::DoNotOptimize(items.items.data());
  }
}

BENCHMARK(search_alone)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(search_five_facets)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(search_five_facets_three_selected)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(related)->Arg(20'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
