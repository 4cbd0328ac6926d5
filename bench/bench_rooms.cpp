// SPDX-License-Identifier: GPL-2.0-or-later
// What does each room take for its own part of the work? Search and related items as a whole are in
// bench_facets, words in bench_analysis, completions in bench_completion.
#include <benchmark/benchmark.h>

#include "collection.hpp"
#include "collection/profile.hpp"
#include "document/document.hpp"
#include "index/columns.hpp"
#include "index/document_terms.hpp"
#include "index/reader.hpp"
#include "index/terms.hpp"
#include "present/highlight.hpp"
#include "present/matches.hpp"
#include "query/query.hpp"
#include "search/compile.hpp"
#include "search/search.hpp"
#include "speur/analyzer.hpp"
#include "speur/evaluation.hpp"
#include "speur/json.hpp"
#include "speur/records.hpp"
#include "unicode/unicode.hpp"

namespace {

using namespace speur;

constexpr std::size_t indexed = 20'000;
constexpr const char* question =
    "Hoe start ik een dataproject over sensoren in de openbare ruimte?";

const std::vector<Document>& documents() {
  static const auto made = bench::resampled(1'000);
  return made;
}

const index::Reader& reader() {
  static const index::Readers readers(bench::resampled_index(indexed).path(),
                                      std::size_t{256} << 20);
  static const auto taken = readers.take(Viewer::everything());
  return taken;
}

query::Query parsed(const std::string& text) {
  return query::parse(text, reader().schema(), Analyzer(), Language::dutch).query;
}

// Runs `part` for one document after another.
template <typename Part>
void for_documents(benchmark::State& state, Part part) {
  std::size_t next = 0;
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const auto& document = documents()[next++ % documents().size()];
    bytes += static_cast<std::int64_t>(document::size_of(document));
    part(document);
  }
  state.SetBytesProcessed(bytes);
}

template <typename Part>
void repeat(benchmark::State& state, Part part) {
  for (auto _ : state) part();
}

void unicode_fold(benchmark::State& state) {
  for_documents(state, [](const Document& document) {
    benchmark::DoNotOptimize(unicode::fold(document.first("body")));
  });
}

void document_conform(benchmark::State& state) {
  const auto schema = Schema::knowledge_product();
  for_documents(state, [&](const Document& document) {
    benchmark::DoNotOptimize(document::conform(schema, document));
  });
}

void import_json_line(benchmark::State& state) {
  const auto schema = Schema::knowledge_product();
  std::vector<std::string> lines;
  for (const auto& document : documents()) lines.push_back(to_json(document, schema));
  std::size_t next = 0;
  repeat(state,
         [&] { benchmark::DoNotOptimize(to_document(lines[next++ % lines.size()], schema)); });
}

void index_document_terms(benchmark::State& state) {
  index::DocumentIndexer indexer(Schema::knowledge_product());
  for_documents(state, [&](const Document& document) {
    benchmark::DoNotOptimize(indexer.index(document, index::public_list));
  });
}

void index_read_postings(benchmark::State& state) {
  const auto lengths = reader().lengths();
  const auto term = index::stem_term("gemeente");
  repeat(state, [&] {
    benchmark::DoNotOptimize(
        index::read_postings(reader().database, term, *lengths, {12, 0.75, lengths->average}));
  });
}

void index_read_column(benchmark::State& state) {
  repeat(state,
         [] { benchmark::DoNotOptimize(index::read_column(reader().database, "theme", 0)); });
}

void query_parse(benchmark::State& state) {
  reader();
  repeat(state, [] { benchmark::DoNotOptimize(parsed(question)); });
}

void search_compile(benchmark::State& state) {
  const auto query = parsed(question);
  repeat(state, [&] { benchmark::DoNotOptimize(search::compile(query, Match::any, reader())); });
}

void matching_top_ten(benchmark::State& state) {
  const auto plan = search::compile(parsed(question), Match::any, reader());
  const auto& ranking = reader().schema().ranking;
  repeat(state, [&] {
    benchmark::DoNotOptimize(search::best(plan, 10, matching::Selection({}), ranking, reader()));
  });
}

void vocabulary_correct(benchmark::State& state) {
  const auto words = reader().spelling();
  repeat(state, [&] { benchmark::DoNotOptimize(words->correct("datakwalitijt")); });
}

void collection_learn(benchmark::State& state) {
  const Analyzer analyzer;
  repeat(state, [&] { benchmark::DoNotOptimize(collection::Profile::learn(reader(), analyzer)); });
}

void present_snippet(benchmark::State& state) {
  const auto wanted = present::wanted_words(parsed(question));
  const auto schema = Schema::knowledge_product();
  const Analyzer analyzer;
  for_documents(state, [&](const Document& document) {
    benchmark::DoNotOptimize(present::snippet(document, schema, wanted, analyzer, 240));
  });
}

void present_json(benchmark::State& state) {
  const auto& index = bench::resampled_index(indexed);
  const auto schema = index.schema();
  const auto results = index.search({.query = question});
  repeat(state, [&] { benchmark::DoNotOptimize(to_json(results, schema)); });
}

void evaluation_score(benchmark::State& state) {
  std::vector<RankedDocument> ranked;
  std::map<std::string, int> grades;
  for (int i = 0; i < 100; ++i) {
    ranked.push_back({"d" + std::to_string(i), 1.0 / (1 + i)});
    if (i % 7 == 0) grades["d" + std::to_string(i)] = 1 + i % 3;
  }
  repeat(state, [&] { benchmark::DoNotOptimize(score(ranked, grades, {})); });
}

BENCHMARK(unicode_fold);
BENCHMARK(document_conform);
BENCHMARK(import_json_line);
BENCHMARK(index_document_terms);
BENCHMARK(index_read_postings);
BENCHMARK(index_read_column);
BENCHMARK(query_parse);
BENCHMARK(search_compile);
BENCHMARK(matching_top_ten);
BENCHMARK(vocabulary_correct);
BENCHMARK(collection_learn)->Unit(benchmark::kMillisecond);
BENCHMARK(present_snippet);
BENCHMARK(present_json);
BENCHMARK(evaluation_score);

}  // namespace

BENCHMARK_MAIN();
