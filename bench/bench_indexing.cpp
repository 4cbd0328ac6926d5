// SPDX-License-Identifier: GPL-2.0-or-later
// How many documents a second go into an index on one core, commit included, and how large does it
// get?
#include <benchmark/benchmark.h>

#include <filesystem>

#include "collection.hpp"

namespace {

using namespace speur;

void index_documents(benchmark::State& state) {
  const auto documents = bench::resampled(static_cast<std::size_t>(state.range(0)));
  const auto path = std::filesystem::temp_directory_path() / "speur-bench-indexing";
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    auto writer = IndexWriter::replace(path, Schema::knowledge_product());
    for (const auto& document : documents) writer.add(document);
    writer.commit();
    bytes = Index::open(path).stats().bytes;
  }
  std::filesystem::remove_all(path);
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["bytes/doc"] = static_cast<double>(bytes) / static_cast<double>(documents.size());
}

BENCHMARK(index_documents)->Arg(5'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
