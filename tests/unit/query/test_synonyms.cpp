// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/synonyms.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/query.hpp"

using namespace speur;

namespace {

struct Expanded {
  std::string query;
  std::vector<AppliedSynonym> applied;
  std::vector<std::string> stop_words;
};

Expanded expand(const std::string& typed, const std::vector<Synonyms>& sets) {
  std::vector<const Synonyms*> asked;
  for (const auto& set : sets) asked.push_back(&set);
  Expanded expanded;
  auto parsed = query::parse(
      typed, Schema::knowledge_product(), Analyzer(), Language::dutch, [&](query::Query query) {
        return query::with_synonyms(std::move(query), asked, Analyzer(), expanded.applied);
      });
  expanded.query = query::to_text(parsed.query);
  expanded.stop_words = std::move(parsed.stop_words);
  return expanded;
}

Expanded expand(const std::string& typed, const char* synonyms) {
  return expand(typed, {Synonyms::from_text(synonyms)});
}

struct Row {
  const char* typed;
  const char* query;
};

template <std::size_t size>
void check(const char* synonyms, const Row (&rows)[size]) {
  for (const auto& [typed, expected] : rows) {
    CAPTURE(typed);
    CHECK(expand(typed, synonyms).query == expected);
  }
}

}  // namespace

// A synonym of as many words counts 0.6; one word counts as much as a name of many words.
TEST_CASE("A phrase finds its synonyms both ways, as phrases") {
  check("Stappenplan = begin klein\nwoo = wet open overheid = woo-wet",
        {
            {"stappenplan", "(best stappenplan[stap+plan] (x0.3 \"begin klein\"))"},
            {"STAPPENPLANNEN", "(best stappenplan[stap+plan] (x0.3 \"begin klein\"))"},
            {"begin klein", "(best (row begin klein) (x1.2 stappenplan))"},
            {"begin", "begin"},
            {"klein begin", "(row klein begin)"},
            {"woo",
             "(best woo (x0.2 \"wet open overheid\") "
             "(x0.6 woowet[woo wet]))"},
        });
}

TEST_CASE("One way is one way") {
  check("lakken > anonimiseren, zwart maken",
        {
            {"lakken", "(best lak (x0.6 anonimiser) (x0.3 \"zwart maak\"))"},
            {"anonimiseren", "anonimiser"},
            {"zwart maken", "(row zwart maak)"},
        });
}

TEST_CASE("Synonyms are found among other words, the longest phrase from the left first") {
  check("a1 b1 = lang\nb1 c1 = verder\nb1 = kort",
        {
            {"a1 b1 c1", "(row (best (row a1 b1) (x1.2 lang)) c1)"},
            {"b1 c1", "(best (row b1 c1) (x1.2 verder))"},
            {"c1 b1 a1", "(row c1 (best b1 (x0.6 kort)) a1)"},
            {"x1 a1 b1 y1", "(row x1 (best (row a1 b1) (x1.2 lang)) y1)"},
            {"a1, b1!", "(best (row a1 b1) (x1.2 lang))"},
            {"a1 a1 b1", "(row a1 (best (row a1 b1) (x1.2 lang)))"},
        });
}

TEST_CASE("Only words that stood side by side make a phrase") {
  check("a1 b1 = lang", {
                            {"a1 -x1 b1", "(without (row a1 b1) x1)"},
                            {"a1 \"x1\" b1", "(row a1 \"x1\" b1)"},
                            {"a1 thema:ethiek b1", "(all (row a1 b1) theme=ethiek)"},
                            {"a1 EN b1", "(all a1 b1)"},
                            {"a1 OF b1", "(any a1 b1)"},
                            {"(a1) (b1)", "(best (row a1 b1) (x1.2 lang))"},
                            {"(x1 a1) b1", "(row (row x1 a1) b1)"},
                        });
}

TEST_CASE("What is excluded, quoted or asked of one field is meant as it stands") {
  check("woo = wob", {
                         {"data -woo", "(without data woo)"},
                         {"woo -woo", "(without (best woo (x0.6 wob)) woo)"},
                         {"\"woo\"", "\"woo\""},
                         {"titel:woo", "title:woo"},
                         {"wo*", "wo*"},
                         {"thema:woo", "theme=woo"},
                     });
}

TEST_CASE("Operators and brackets keep their meaning around synonyms") {
  check("woo = wob", {
                         {"woo EN data", "(all (best woo (x0.6 wob)) data)"},
                         {"data OF woo", "(any data (best woo (x0.6 wob)))"},
                         {"(woo OF data) beleid", "(row (any (best woo (x0.6 wob)) data) beleid)"},
                         {"((woo)) -data", "(without (best woo (x0.6 wob)) data)"},
                     });
}

TEST_CASE("Stop words belong to a phrase and do not weigh") {
  const auto expanded = expand("hoe lang bewaren wij data", "hoe lang bewaren > bewaartermijn");
  CHECK(expanded.query == "(row (best (row lang bewaar) (x1.2 bewaartermijn)) data)");
  CHECK(expanded.stop_words == std::vector<std::string>{"hoe", "wij"});
  CHECK(expanded.applied.front().typed == "hoe lang bewaren");
  check("pas toe of leg uit = ptolu",
        {{"ptolu", "(best ptolu (x0.2 \"pas toe of leg uit\"))"},
         {"pas toe of leg uit", "(best (row pas toe leg) (x1.8 ptolu))"}});
}

TEST_CASE("A synonym that is a function word is searched, and not told as left out") {
  const auto expanded = expand("archief van nu", "archief > na");
  CHECK(expanded.query == "(best archief (x0.6 na))");
  CHECK(expanded.stop_words == std::vector<std::string>{"van", "nu"});
}

TEST_CASE("A query of function words alone keeps them beside their synonyms") {
  const auto expanded = expand("na", "na = nationaal archief");
  CHECK(expanded.query == "(best na (x0.3 \"national archief\"))");
  CHECK(expanded.stop_words.empty());
  const auto more = expand("na de pilot", "na = nationaal archief");
  CHECK(more.query == "(row (x0.3 \"national archief\") pilot)");
  CHECK(more.stop_words == std::vector<std::string>{"na", "de"});
}

TEST_CASE("What was applied is told as it was typed, with the names as they are written") {
  using Applied = std::vector<AppliedSynonym>;
  const auto* synonyms = "woo = Wet open overheid\nbegin klein > stappenplan";
  CHECK(expand("de Woo en Begin  klein", synonyms).applied ==
        Applied{{"Woo", {"Wet open overheid"}}, {"Begin klein", {"stappenplan"}}});
  CHECK(expand("data", synonyms).applied.empty());
  CHECK(expand("data -woo", synonyms).applied.empty());
  CHECK(expand("", synonyms).applied.empty());
  CHECK(expand("woo woo", synonyms).applied == Applied{{"woo", {"Wet open overheid"}}});
  CHECK(expand("woo Woo", synonyms).applied.size() == 2);
}

TEST_CASE("Sets are asked in order, each name is taken once, and a set can block those after it") {
  const auto own = Synonyms::from_text("woo = wet open overheid\n! bio\nfg = functionaris");
  const auto built_in = Synonyms::from_text("woo = wob = Wet Open Overheid\nbio = norm\n! fg");
  const auto mined = Synonyms::from_text("bio = Besluit in ontwikkeling\nfg = Fijn gedaan");
  const auto all = [&](const std::string& typed) {
    const auto applied = expand(typed, {own, built_in, mined}).applied;
    return applied.empty() ? std::vector<std::string>{} : applied.front().also;
  };
  CHECK(all("woo") == std::vector<std::string>{"wet open overheid", "wob"});
  CHECK(all("bio").empty());
  CHECK(all("norm") == std::vector<std::string>{"bio"});
  CHECK(all("fg") == std::vector<std::string>{"functionaris"});
  CHECK(expand("woo", std::vector<Synonyms>{}).applied.empty());
}

TEST_CASE("A blocked phrase leaves the shorter ones in it") {
  const auto own = Synonyms::from_text("! open data");
  const auto built_in = Synonyms::from_text("open data = vrije gegevens\ndata = gegevens");
  CHECK(expand("open data", {own, built_in}).query == "(row open (best data (x0.6 gegeven)))");
}

TEST_CASE("Many words with long synonyms are expanded like any other") {
  std::string synonyms, row, typed;
  for (int i = 0; i < 300; ++i) row += "w" + std::to_string(i) + " ";
  synonyms = row + "= lang\n";
  for (int i = 0; i < 300; ++i) typed += "w" + std::to_string(i % 299) + " ";
  const auto expanded = expand(typed, synonyms.c_str());
  CHECK(expanded.applied.empty());
  CHECK(expand("lang", synonyms.c_str()).applied.size() == 1);
}
