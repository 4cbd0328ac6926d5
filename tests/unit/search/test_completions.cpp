// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <thread>

#include "collection.hpp"
#include "speur/completion.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;

namespace {

using Texts = std::vector<std::string>;

Texts texts(const std::vector<Completion>& completions) {
  Texts all;
  for (const auto& completion : completions) all.push_back(completion.text.text);
  return all;
}

std::vector<Document> products() {
  return {product("a", "Open data in de stad", "Wij delen gegevens met gemeenten.",
                  {{"tier", {"gemeente"}}, {"level", {"starter"}}, {"short_title", {"ODS"}}}),
          product("b", "Open standaarden", "Delen van gegevens door de gemeenten.",
                  {{"tier", {"gemeente"}}, {"level", {"koploper"}}}),
          product("c", "Kaders voor open data", "De gemeente en gegevens.",
                  {{"tier", {"rijk"}}, {"keywords", {"delen met het rijk"}}}),
          product("d", "Coördinatie", "Een gemeente en haar gegevens.",
                  {{"tier", {"interbestuurlijk"}}, {"language", {"nederlands"}}})};
}

}  // namespace

TEST_CASE("completions come from titles, short fields and texts, and say what they are") {
  Collection collection(products());
  const auto found = collection.index().complete("ge");
  REQUIRE(found.size() == 2);
  CHECK(found[0] == Completion{{"gegevens", {{0, 2}}}, 4, CompletionKind::phrase});
  CHECK(found[1].text.text == "gemeente");  // and not "gemeenten", which finds the same
  const auto& index = collection.index();
  CHECK(index.complete("coo") ==
        std::vector<Completion>{{{"Coördinatie", {{0, 4}}}, 1, CompletionKind::title}});
  CHECK(texts(index.complete("ods")) == Texts{"ODS"});
  CHECK(texts(index.complete("delen m")) == Texts{"delen met het rijk"});
  CHECK(index.complete("nederl").empty());  // a value to filter by is no text
  CHECK(index.complete("kaders v") ==
        std::vector<Completion>{{{"Kaders voor open data", {{0, 8}}}, 1, CompletionKind::title}});
  CHECK(index.complete("open d", {{}, 1}).front().documents == 2);
}

TEST_CASE("filters weigh: only what passes them all is counted and given") {
  Collection collection(products());
  const auto complete = [&](const char* typed, Filters filters) {
    std::string all;
    for (const auto& found : collection.index().complete(typed, {std::move(filters)}))
      all += found.text.text + " " + std::to_string(found.documents) + "; ";
    return all;
  };
  CHECK(
      complete("open", {}) ==
      "open 3; open data 2; Open data in de stad 1; Open standaarden 1; Kaders voor open data 1; ");
  CHECK(complete("open", {{"tier", {"rijk"}}}) == "open data 1; Kaders voor open data 1; ");
  // What is interbestuurlijk is for every tier.
  CHECK(complete("co", {{"tier", {"rijk"}}}) == "Coördinatie 1; ");
  CHECK(complete("geg", {{"tier", {"gemeente"}}}) == "gegevens 3; ");
  CHECK(complete("geg", {{"tier", {"rijk", "gemeente"}}}) == "gegevens 4; ");
  CHECK(complete("geg", {{"tier", {"gemeente"}}, {"level", {"starter"}}}) == "gegevens 1; ");
  CHECK(complete("geg", {{"tier", {"waterschap"}}, {"level", {"starter"}}}) == "");
  CHECK(complete("geg", {{"tier", {"bestaat niet"}}}) == "");
  CHECK(complete("geg", {{"tier", {}}, {"level", {""}}}) == "gegevens 4; ");
}

TEST_CASE("a filter on what is no facet is refused, whatever is typed") {
  Collection collection(products());
  for (const auto* typed : {"", "ge"}) {
    CHECK_THROWS_AS(collection.index().complete(typed, {{{"title", {"x"}}}}), RequestError);
    CHECK_THROWS_AS(collection.index().complete(typed, {{{"bestaat_niet", {"x"}}}}), RequestError);
  }
}

TEST_CASE("as many completions as asked for, at most a hundred") {
  std::vector<Document> documents;
  for (int i = 0; i < 150; ++i)
    documents.push_back(product(std::to_string(i), "Besluit " + std::to_string(i), ""));
  Collection collection(documents);
  CHECK(collection.index().complete("besluit").size() == 8);
  CHECK(collection.index().complete("besluit", {{}, 0}).empty());
  CHECK(collection.index().complete("besluit", {{}, 3}).size() == 3);
  CHECK(collection.index().complete("besluit", {{}, static_cast<std::size_t>(-1)}).size() == 100);
}

TEST_CASE("a commit shows in what is completed") {
  Collection collection({product("a", "Leidraad", "")});
  CHECK(texts(collection.index().complete("lei")) == Texts{"Leidraad"});
  collection.add({product("b", "Leidraad delen", "")});
  CHECK(texts(collection.index().complete("leidraad d")) == Texts{"Leidraad delen"});
  auto writer = collection.index().writer();
  writer.remove("a");
  writer.remove("b");
  writer.commit();
  CHECK(collection.index().complete("lei").empty());
}

TEST_CASE("completions of an index without a title and without a text to cite") {
  Collection collection({Document{"a", {{"naam", {"Aquo-lex"}}}, {}}},
                        Schema::from_json(R"({"fields": [{"name": "naam", "kind": "text"}]})"));
  CHECK(texts(collection.index().complete("aq")) == Texts{"Aquo-lex"});
  CHECK(Collection({}).index().complete("a").empty());
}

TEST_CASE("warming up changes no answer, from whatever thread and how often") {
  const Collection cold(products());
  const Collection warm(products());
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      warm.index().warm_up();
      warm.index().complete("g");
    });
  for (auto& thread : threads) thread.join();
  for (const auto* typed : {"g", "open", "co", "d"})
    CHECK(warm.index().complete(typed) == cold.index().complete(typed));
  CHECK(warm.ids("gegevens") == cold.ids("gegevens"));
  SearchRequest misspelled;
  misspelled.query = "gegevns";
  CHECK(warm.index().search(misspelled).suggestion == "gegevens");
  Collection({}).index().warm_up();
}
