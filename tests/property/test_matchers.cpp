// SPDX-License-Identifier: GPL-2.0-or-later
// The matcher in memory must find what Xapian finds, in the same order and with the same scores.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <random>

#include "collection.hpp"
#include "index/reader.hpp"
#include "index/terms.hpp"
#include "search/reference.hpp"
#include "search/search.hpp"
#include "speur/analyzer.hpp"

using namespace speur;
using namespace speur::test;
using matching::Plan;
using Kind = matching::Plan::Kind;

namespace {

// From a word in every second document to one in hardly any.
const std::vector<std::string> vocabulary{"melk", "wolk", "zand", "wind", "berg", "vis"};

Schema schema() {
  return Schema::from_json(R"({"roles": {"title": "title", "date": ["published"]}, "fields": [
    {"name": "title", "kind": "text", "weight": 3}, {"name": "body", "kind": "text"},
    {"name": "tier", "kind": "facet", "values": ["gemeente", "provincie", "rijk"]},
    {"name": "theme", "kind": "facet", "facet": "hierarchical"},
    {"name": "published", "kind": "facet", "facet": "date"}]})");
}

// More than two blocks of documents, with gaps, one of them larger than a block.
const Collection& collection() {
  static const auto made = [] {
    auto collection = std::make_unique<Collection>(std::vector<Document>{}, schema());
    std::mt19937 random(7);
    const auto chance = [&](double of) { return std::bernoulli_distribution(of)(random); };
    const auto words = [&](int rounds) {
      std::string text;
      double often = 0.5;
      for (const auto& word : vocabulary) {
        for (int i = 0; i < rounds; ++i)
          if (chance(often)) text += word + " ";
        often /= 4;
      }
      return text;
    };
    auto writer = collection->index().writer();
    for (int i = 0; i < 14'000; ++i) {
      auto each = product("d" + std::to_string(i), words(1), words(1 + i % 3));
      if (chance(0.7)) each.fields["tier"] = {chance(0.5) ? "gemeente" : "rijk"};
      if (chance(0.1)) each.fields["theme"] = {"a/b", "c"};
      if (chance(0.5)) each.fields["published"] = {fmt::format("20{:02}-05", i % 20 + 1)};
      writer.add(each);
    }
    for (int i = 0; i < 14'000; ++i)
      if ((i > 4'000 && i < 9'000) || i % 7 == 0) writer.remove("d" + std::to_string(i));
    writer.commit();
    return collection;
  }();
  return *made;
}

const index::Readers& readers() {
  static const index::Readers readers(collection().index().path(), std::size_t{1} << 20);
  return readers;
}

std::string any_word() { return *rc::gen::elementOf(vocabulary); }

// Restricts, and scores where `factor` is not 0.
Plan leaf() {
  const auto stem = any_word();
  switch (*rc::gen::inRange(0, 8)) {
    case 0: return matching::term(index::field_term("title", stem), 0);
    case 1: return matching::term(index::field_term("tier", "rijk"), 0);
    case 2: return matching::term(index::stem_term("nergens"));
    case 3: return matching::combined(Kind::everything, {});
    case 4:
      return {Kind::phrase, 0, {stem, any_word()}, {}, *rc::gen::element("", "title", "body")};
    default: return matching::term(index::stem_term(stem), *rc::gen::element(1.0, 1.0, 0.5, 0.0));
  }
}

Plan plan_of_chance(int depth) {
  if (depth == 0 || *rc::gen::inRange(0, 4) == 0) return leaf();
  const auto kind = *rc::gen::element(Kind::sum, Kind::sum, Kind::best, Kind::all, Kind::without);
  const auto size = kind == Kind::without ? 2 : *rc::gen::inRange(1, 4);
  std::vector<Plan> children;
  for (int i = 0; i < size; ++i) children.push_back(plan_of_chance(depth - 1));
  return matching::combined(kind, std::move(children), *rc::gen::element(1.0, 1.0, 0.7, 0.0));
}

std::string to_text(const Plan& plan) {
  auto text = fmt::format("({}*{} {}", static_cast<int>(plan.kind), plan.factor,
                          fmt::join(plan.terms, " "));
  for (const auto& child : plan.children) text += to_text(child);
  return text + ")";
}

Ranking plain_ranking() {
  Ranking ranking;
  ranking.k1 = 1.2;
  ranking.b = 0.75;
  return ranking;
}

// Lists are read for the plain ranking; by another one, their bounds must hold as well.
Ranking ranking_of_chance() {
  auto ranking = plain_ranking();
  ranking.k1 = *rc::gen::element(1.2, 1.2, 0.0, 0.4, 3.0, 10.0);
  ranking.b = *rc::gen::element(0.75, 0.75, 0.0, 0.3, 1.0);
  return ranking;
}

matching::Cursor cursor_for(const Plan& plan, const index::Reader& reader,
                            matching::Scoring& scoring, const index::DocumentLengths& lengths,
                            const Ranking& ranking = plain_ranking()) {
  scoring.lengths = &lengths;
  scoring.documents = reader.database.get_doccount();
  scoring.share = {ranking.k1 * index::wdf_per_occurrence, ranking.b, lengths.average};
  return matching::Cursor(
      plan,
      [&](const Plan& part) {
        return part.kind == Kind::phrase ? reader.phrase(part.terms, part.field)
                                         : reader.postings(part.terms.front());
      },
      scoring);
}

// Equal scores may come in either order: the two add up in another order.
void check_same(const std::vector<matching::Ranked>& found,
                const std::vector<matching::Ranked>& expected) {
  RC_ASSERT(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    RC_ASSERT(std::abs(found[i].score - expected[i].score) < 1e-9 * (1 + expected[i].score));
    if (found[i].id == expected[i].id) continue;
    const auto same = std::find_if(expected.begin(), expected.end(),
                                   [&](const auto& other) { return other.id == found[i].id; });
    if (same != expected.end())
      RC_ASSERT(std::abs(same->score - found[i].score) < 1e-9 * (1 + found[i].score));
    else  // cut off among equals
      RC_ASSERT(std::abs(expected.back().score - found[i].score) < 1e-9 * (1 + found[i].score));
  }
}

}  // namespace

TEST_CASE("whatever the plan, the best are those that Xapian finds") {
  CHECK(rc::check([] {
    const auto plan = plan_of_chance(3);
    RC_LOG() << to_text(plan) << "\n";
    const auto best = *rc::gen::element<std::size_t>(1, 10, 300, 20'000);
    readers().read(Viewer::everything(), [&](const index::Reader& reader) {
      const auto expected = search::match_by_xapian(
          {plan, matching::combined(Kind::everything, {}), plain_ranking(), Sort::relevance, best},
          reader);
      const auto lengths = reader.lengths();
      for (const bool all : {true, false}) {
        matching::Scoring scoring;
        auto cursor = cursor_for(plan, reader, scoring, *lengths);
        std::vector<Xapian::docid> seen;
        matching::Wanted wanted;
        wanted.best = best;
        if (all)
          wanted.on_block = [&](std::uint32_t block, const matching::Mask& matches) {
            matches.for_each(
                [&](std::uint32_t place) { seen.push_back((block << index::block_bits) + place); });
          };
        const auto matches = matching::match(cursor, matching::Selection({}), wanted);
        check_same(matches.best, expected);
        if (all) RC_ASSERT(seen == search::all_matches(plan, reader));
      }
      return true;
    });
  }));
}

TEST_CASE("the reference finds the best also among documents that score all that a word can give") {
  const auto plan = matching::combined(Kind::sum, {matching::term(index::stem_term("vis"), 0.1),
                                                   matching::term(index::stem_term("wolk"))});
  auto ranking = plain_ranking();
  ranking.b = 1;
  readers().read(Viewer::everything(), [&](const index::Reader& reader) {
    const auto best = [&](std::size_t size) {
      return search::match_by_xapian(
          {plan, matching::combined(Kind::everything, {}), ranking, Sort::relevance, size}, reader);
    };
    const auto all = best(reader.database.get_doccount());
    for (const std::size_t size : {1, 2, 3, 5, 10, 20}) {
      const auto found = best(size);
      REQUIRE(found.size() == size);
      for (std::size_t i = 0; i < size; ++i)
        CHECK(found[i].score == Approx(all[i].score).epsilon(1e-9));
    }
    return true;
  });
}

TEST_CASE("documents that are passed over would not have been among the best") {
  CHECK(rc::check([] {
    for (int round = 0; round < 20; ++round) {
      std::vector<Plan> words;
      for (int i = *rc::gen::inRange(2, 5); i > 0; --i) {
        const auto factor = *rc::gen::element(1.0, 0.6, 0.4, 0.2, 0.1);
        words.push_back(matching::term(index::stem_term(any_word()), factor));
      }
      const auto plan = matching::combined(Kind::sum, std::move(words));
      RC_LOG() << to_text(plan) << "\n";
      const auto best = *rc::gen::element<std::size_t>(1, 3, 10, 40);
      const auto ranking = ranking_of_chance();
      RC_LOG() << "k1 " << ranking.k1 << ", b " << ranking.b << "\n";
      readers().read(Viewer::everything(), [&](const index::Reader& reader) {
        const auto lengths = reader.lengths();
        matching::Scoring scoring;
        matching::Wanted wanted;
        wanted.best = best;
        auto hasty = cursor_for(plan, reader, scoring, *lengths, ranking);
        const auto found = matching::match(hasty, matching::Selection({}), wanted);
        check_same(found.best,
                   search::match_by_xapian({plan, matching::combined(Kind::everything, {}), ranking,
                                            Sort::relevance, best},
                                           reader));
        wanted.on_block = [](std::uint32_t, const matching::Mask&) {};
        auto thorough = cursor_for(plan, reader, scoring, *lengths, ranking);
        const auto all = matching::match(thorough, matching::Selection({}), wanted);
        check_same(found.best, all.best);
        RC_ASSERT(found.seen <= all.seen);
        return true;
      });
    }
  }));
}

TEST_CASE("filters, totals, counts and orders are those of the reference") {
  CHECK(rc::check([] {
    SearchRequest request;
    std::string text = any_word();
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
      text += *rc::gen::element<std::string>(" ", " ", " -", " OR ", " AND ") + any_word();
    if (*rc::gen::arbitrary<bool>())
      request.filters["tier"] = {*rc::gen::element<std::string>("gemeente", "rijk", "provincie")};
    if (*rc::gen::arbitrary<bool>())
      request.filters["theme"] = {*rc::gen::element<std::string>("a", "a/b", "zz")};
    if (*rc::gen::arbitrary<bool>()) request.facets = {"tier", "theme", "published"};
    request.exact_total = *rc::gen::arbitrary<bool>();
    request.sort = *rc::gen::element(Sort::relevance, Sort::newest, Sort::title);
    request.match = *rc::gen::element(Match::any, Match::all);
    request.limit = *rc::gen::element<std::size_t>(0, 10, 100);
    request.offset = *rc::gen::element<std::size_t>(0, 5, 5'000);
    RC_LOG() << text << "\n";
    readers().read(Viewer::everything(), [&](const index::Reader& reader) {
      const auto query = query::parse(text, reader.schema(), Analyzer(), Language::dutch).query;
      const auto found = search::run(request, query, reader, nullptr, search::Matcher::memory);
      const auto expected =
          search::run(request, query, reader, nullptr, search::Matcher::reference);
      if (found.exact_total) RC_ASSERT(found.total == expected.total);
      else RC_ASSERT(found.total <= expected.total);
      RC_ASSERT(found.sort == expected.sort);
      if (request.sort == Sort::relevance) check_same(found.ranked, expected.ranked);
      else
        for (std::size_t i = 0; i < expected.ranked.size(); ++i)
          RC_ASSERT(std::abs(found.ranked.at(i).score - expected.ranked[i].score) < 1e-9);
      RC_ASSERT(found.facets.size() == expected.facets.size());
      for (std::size_t i = 0; i < found.facets.size(); ++i) {
        const auto& ours = found.facets[i].values;
        const auto& theirs = expected.facets[i].values;
        RC_ASSERT(ours.size() == theirs.size());
        for (std::size_t j = 0; j < ours.size(); ++j)
          RC_ASSERT((ours[j].value == theirs[j].value && ours[j].count == theirs[j].count));
      }
      return true;
    });
  }));
}
