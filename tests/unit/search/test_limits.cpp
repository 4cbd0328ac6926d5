// SPDX-License-Identifier: GPL-2.0-or-later
// What a request may cost: how much of it is taken, and for how long it is looked for.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <numeric>

#include "collection.hpp"
#include "index/postings.hpp"

using namespace speur;
using namespace speur::test;
using namespace std::chrono_literals;

namespace {

// A little more than two blocks. Documents are numbered from 1, so the first block has one less.
constexpr std::size_t first_block = index::block_size - 1;
constexpr std::size_t documents = 2 * index::block_size + 10;

// The last one is the best for "data"; only the one before it has "alfa" and "beta" together.
std::string body_of(std::size_t number) {
  switch (number) {
    case 0: return "alfa vulling vulling";
    case 1: return "beta vulling vulling";
    case documents - 2: return "alfa beta vulling";
    case documents - 1: return "data";
    default: return "vulling vulling vulling";
  }
}

const Collection& three_blocks() {
  static const Collection collection([] {
    std::vector<Document> all;
    for (std::size_t i = 0; i < documents; ++i)
      all.push_back(product(std::to_string(i), "Data", body_of(i),
                            {{"tier", {i % 2 == 0 ? "rijk" : "gemeente"}}}));
    return all;
  }());
  return collection;
}

SearchResults search(const SearchRequest& request) {
  return three_blocks().index().search(request);
}

SearchRequest about_data(std::chrono::microseconds limit) {
  SearchRequest request;
  request.query = "data";
  request.facets = {"tier"};
  request.time_limit = limit;
  return request;
}

std::uint64_t counted(const FacetCounts& facet) {
  return std::accumulate(facet.values.begin(), facet.values.end(), std::uint64_t{0},
                         [](auto sum, const auto& value) { return sum + value.count; });
}

void check_all_is_found(const SearchResults& results) {
  CHECK(results.complete);
  CHECK(results.exact_total);
  CHECK(results.total == documents);
  CHECK(counted(results.facets[0]) == documents);
  CHECK(results.hits.front().id == std::to_string(documents - 1));
}

}  // namespace

TEST_CASE("without a time limit, and with a long one, all is looked through") {
  check_all_is_found(search(about_data(0us)));
  check_all_is_found(search(about_data(1h)));
  check_all_is_found(search(about_data(std::chrono::microseconds::max())));
}

TEST_CASE("when time is over, the answer has what was found by then and says so") {
  // Understanding the query alone takes longer than this.
  const auto results = search(about_data(1us));
  CHECK_FALSE(results.complete);
  CHECK_FALSE(results.exact_total);
  CHECK(results.total == first_block);
  CHECK(results.total_hits == first_block);
  CHECK(counted(results.facets[0]) == first_block);
  REQUIRE(results.hits.size() == 10);
  for (const auto& hit : results.hits) CHECK(std::stoul(hit.id) < first_block);
}

TEST_CASE("a limit stops the ranking as well, after the block that promises most") {
  auto request = about_data(1us);
  request.facets.clear();
  request.exact_total = false;
  const auto results = search(request);
  CHECK_FALSE(results.complete);
  CHECK_FALSE(results.exact_total);
  CHECK(results.hits.front().id == std::to_string(documents - 1));
  CHECK(results.total >= results.hits.size());
  CHECK(results.total < documents);
}

TEST_CASE("a collection of one block is always looked through") {
  const Collection collection({product("a", "Data", ""), product("b", "Anders", "")});
  const auto results = collection.index().search(about_data(1us));
  CHECK(results.complete);
  CHECK(results.exact_total);
  CHECK(results.total == 1);
}

TEST_CASE("where not all was looked through, nothing found is no reason to ask for less") {
  auto request = about_data(1us);
  request.query = "alfa beta";
  request.match = Match::all;
  const auto cut = search(request);
  CHECK_FALSE(cut.complete);
  CHECK(cut.total == 0);
  CHECK(cut.applied.match == Match::all);
  CHECK(cut.applied.relaxation.empty());
  request.time_limit = 0us;
  CHECK(search(request).total == 1);
}

TEST_CASE("how much of a query is taken can be set") {
  const Collection collection({product("a", "Eerste", ""), product("b", "Tweede", ""),
                               product("c", "Derde", ""), product("d", "Eerlijk", "")});
  const auto found = [&](const std::string& query, const QueryLimits& limits) {
    SearchRequest request;
    request.query = query;
    request.relax = false;
    request.correct = false;
    request.limits = limits;
    return collection.index().search(request);
  };
  QueryLimits limits;
  limits.words = 2;
  const auto words = found("eerste tweede derde", limits);
  CHECK(words.total == 2);
  REQUIRE(words.diagnostics.size() == 1);
  CHECK(words.diagnostics[0].begin == std::string("eerste tweede ").size());
  const auto parts = found("\"eerste-tweede\" \"eerste-tweede\" derde", limits);
  REQUIRE(parts.diagnostics.size() == 1);
  CHECK(parts.diagnostics[0].begin == std::string("\"eerste-tweede\" ").size());
  limits = {};
  limits.bytes = 13;  // in the middle of "tweede", behind a whole word
  const auto bytes = found("eerste derde tweede", limits);
  CHECK(bytes.total == 2);
  CHECK(bytes.diagnostics.size() == 1);
  limits = {};
  limits.prefixes = 0;
  CHECK(found("eers*", {}).total == 1);
  CHECK(found("eers*", limits).total == 0);
  limits = {};
  limits.expansions = 0;
  CHECK(found("eers*", limits).total == 0);
  limits.expansions = 1;
  CHECK(found("eer*", {}).total == 2);
  CHECK(found("eer*", limits).total == 1);
}
