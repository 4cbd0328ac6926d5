// SPDX-License-Identifier: GPL-2.0-or-later
// How much faster are ten results with five facets, and ten results alone, than by Xapian's own
// matcher with its ValueCountMatchSpy? And what does selecting three facets change?
//
//     bench_matching [DOCUMENTS]     (20,000)
//
// The same plans go to both, in turns: parsing the query and reading the documents found are not
// measured. Xapian's side counts one value per document and facet, ours all of them.
#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <functional>

#include "collection.hpp"
#include "index/reader.hpp"
#include "index/terms.hpp"
#include "search/compile.hpp"
#include "search/reference.hpp"
#include "search/search.hpp"
#include "speur/analyzer.hpp"

namespace {

using namespace speur;

const std::vector<std::string> facets{"theme", "tier", "type", "level", "organisation"};

// Of one to four words: from rare to frequent, with compounds and words that are mostly in them.
const std::vector<std::string> queries{"privacy",
                                       "dataproject starten",
                                       "ethiek",
                                       "pilot in productie",
                                       "gegevens delen vertrouwen",
                                       "algoritme",
                                       "gemeente",
                                       "datakwaliteit meten",
                                       "open data",
                                       "stappenplan voor data en algoritmes",
                                       "juridisch kader",
                                       "training datagedreven werken gemeente",
                                       "sensoren openbare ruimte",
                                       "register",
                                       "samenwerken in de regio",
                                       "data"};

/// A copy of the index with a value per facet, as ValueCountMatchSpy needs.
Xapian::Database with_values(const index::Reader& reader, const std::filesystem::path& path) {
  Xapian::WritableDatabase copy(path.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  const auto& from = reader.database;
  for (auto id = from.postlist_begin(""); id != from.postlist_end(""); ++id) {
    auto document = from.get_document(*id);
    for (std::size_t facet = 0; facet < facets.size(); ++facet) {
      const auto column = reader.column(facets[facet]);
      const auto values = column->of(*id);
      if (!values.empty())
        document.add_value(static_cast<Xapian::valueno>(10 + facet), column->values[values[0]]);
    }
    copy.replace_document(*id, document);
  }
  copy.commit();
  return Xapian::Database(path.string());
}

double milliseconds(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  return took.count();
}

double quantile(std::vector<double> times, double part) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
}

void by_xapian(const matching::Plan& plan, const Ranking& ranking, bool with_facets,
               const index::Reader& reader, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(search::to_xapian(plan, reader));
  enquire.set_weighting_scheme(
      Xapian::BM25Weight(ranking.k1 * index::wdf_per_occurrence, 0, 1, ranking.b, 0));
  std::deque<Xapian::ValueCountMatchSpy> spies;  // they cannot be moved
  for (std::size_t facet = 0; facet < facets.size(); ++facet)
    spies.emplace_back(static_cast<Xapian::valueno>(10 + facet));
  if (with_facets)
    for (auto& spy : spies) enquire.add_matchspy(&spy);
  enquire.get_mset(0, 10, with_facets ? database.get_doccount() : 0);
  for (auto& spy : spies)
    for (auto value = spy.top_values_begin(10); value != spy.top_values_end(10); ++value)
      value.get_termfreq();
}

struct Sides {
  std::vector<double> xapian;
  std::vector<double> memory;
};

void print(const char* name, const Sides& sides) {
  const auto ratio = [&](double part) {
    return quantile(sides.xapian, part) / quantile(sides.memory, part);
  };
  fmt::print("{:<28}{:>9.3f}{:>9.3f}{:>9.3f}{:>9.3f}{:>8.0f}{:>8.0f}\n", name,
             quantile(sides.xapian, 0.5), quantile(sides.xapian, 0.99), quantile(sides.memory, 0.5),
             quantile(sides.memory, 0.99), ratio(0.5), ratio(0.99));
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int rounds = 7;
  const auto count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20'000UL;
  const auto& index = bench::resampled_index(count);
  const index::Readers readers(index.path(), std::size_t{256} << 20);
  readers.read(Viewer::everything(), [&](const index::Reader& reader) {
    const auto database = with_values(reader, index.path().string() + ".values");
    Sides alone;
    Sides counted;
    Sides selected;
    std::uint64_t found = 0;
    for (int round = 0; round <= rounds; ++round)
      for (const auto& text : queries) {
        SearchRequest request;
        request.query = text;
        request.exact_total = false;
        const auto query = query::parse(text, reader.schema(), Analyzer(), Language::dutch).query;
        const auto plan = search::compile(query, Match::any, reader);
        const auto both = [&](Sides& sides, bool with_facets) {
          const auto theirs = milliseconds(
              [&] { by_xapian(plan, reader.schema().ranking, with_facets, reader, database); });
          const auto ours =
              milliseconds([&] { found += search::run(request, query, reader).total; });
          if (round == 0) return;  // reads what is kept
          sides.xapian.push_back(theirs);
          sides.memory.push_back(ours);
        };
        both(alone, false);
        request.facets.assign(facets.begin(), facets.end());
        both(counted, true);
        request.filters = {{"tier", {"gemeente"}}, {"level", {"starter"}}, {"theme", {"ethiek"}}};
        both(selected, true);
      }
    fmt::print("{} documents, {} matches on average\n\n", count,
               found / (3 * (rounds + 1) * queries.size()));
    fmt::print("{:<28}{:>18}{:>18}{:>16}\n", "", "Xapian p50, p99", "speur p50, p99", "times");
    print("top ten", alone);
    print("top ten, five facets", counted);
    fmt::print("three facets selected against none: {:.2f} times\n",
               quantile(selected.memory, 0.5) / quantile(counted.memory, 0.5));
    return true;
  });
}
