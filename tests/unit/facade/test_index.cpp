// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <xapian.h>

#include "collection.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::Contains;

TEST_CASE("a document comes back as it was indexed") {
  auto document =
      product("dpia", "Model DPIA", "Tekst", {{"tier", {"rijk"}}, {"url", {"https://example.nl"}}});
  document.relations = {{"zie ook", "avg"}};
  Collection collection({document});
  CHECK(collection.index().document("dpia") == document);
  CHECK_FALSE(collection.index().document("avg"));
}

TEST_CASE("statistics count documents, fields and facet values") {
  Collection collection(
      {product("a", "A", "tekst", {{"tier", {"rijk", "gemeente"}}}), product("b", "B", "")});
  const auto stats = collection.index().stats();
  CHECK(stats.documents == 2);
  CHECK(stats.fields.at("title") == 2);
  CHECK(stats.fields.at("body") == 1);
  CHECK(stats.fields.at("summary") == 0);
  CHECK(stats.facets.at("tier") == 2);
  CHECK(stats.facets.count("title") == 0);
  CHECK(stats.analyzer == Analyzer::fingerprint());
  CHECK(stats.bytes > 0);
  collection.add({product("c", "C", "")});
  CHECK(collection.index().stats().revision > stats.revision);
}

TEST_CASE("an empty index answers") {
  Collection collection({});
  SearchRequest request;
  request.query = "data \"open data\" da* titel:data -x";
  request.facets = {"theme", "tier", "maturity", "published"};
  const auto results = collection.index().search(request);
  CHECK(results.total == 0);
  CHECK(results.facets.size() == 4);
  CHECK(collection.index().stats().documents == 0);
}

TEST_CASE("an index made with another analyser is refused with what differs") {
  Collection collection({product("a", "A", "")});
  {
    Xapian::WritableDatabase database(collection.index().path().string(), Xapian::DB_OPEN);
    database.set_metadata("speur.analyzer", "dutch/0 snowball 0");
    database.commit();
  }
  CHECK_THROWS_WITH(Index::open(collection.index().path()), Contains("dutch/0 snowball 0") &&
                                                                Contains(Analyzer::fingerprint()) &&
                                                                Contains("rebuild"));
}

TEST_CASE("a Xapian database that is not speur's is refused") {
  TemporaryDirectory directory;
  Xapian::WritableDatabase((directory / "ander").string(), Xapian::DB_CREATE).commit();
  CHECK_THROWS_WITH(Index::open(directory / "ander"), Contains("not one that speur made"));
}

TEST_CASE("a damaged index is an IndexError") {
  TemporaryDirectory directory;
  Index::create(directory / "index");
  directory.write("index/iamglass", "niets");
  CHECK_THROWS_AS(Index::open(directory / "index"), IndexError);
}

TEST_CASE("an import counts what is new, updated and refused, and goes on") {
  TemporaryDirectory directory;
  auto index = Index::create(directory / "index");
  const auto source = directory.write("bron.jsonl", R"({"id": "a", "title": "Een"})"
                                                    "\n"
                                                    R"({"title": "Zonder id"})"
                                                    "\n"
                                                    R"({"id": "b", "title": "Twee"})"
                                                    "\n"
                                                    R"({"id": "a", "title": "Een opnieuw"})"
                                                    "\n");
  auto writer = index.writer();
  std::vector<std::string> refusals;
  const auto schema = index.schema();
  const auto records = open_records(source, schema);
  ImportOptions options;
  options.on_refusal = [&](const Refusal& refusal) { refusals.push_back(refusal.text()); };
  const auto progress = import_records(writer, *records, options);
  writer.commit();
  CHECK(progress.added == 2);
  CHECK(progress.updated == 1);
  CHECK(progress.refused == 1);
  CHECK(refusals == std::vector<std::string>{source.string() + ":2: no id"});
  CHECK(index.document("a")->first("title") == "Een opnieuw");
}

TEST_CASE("an import removes what the source says is gone, in the order of its records") {
  TemporaryDirectory directory;
  const auto index = Index::create(directory / "index");
  const auto import = [&](const char* lines) {
    auto writer = index.writer();
    const auto schema = index.schema();
    const auto progress =
        import_records(writer, *open_records(directory.write("bron.jsonl", lines), schema));
    writer.commit();
    return std::vector{progress.added, progress.updated, progress.removed, progress.refused};
  };
  using Counts = std::vector<std::size_t>;
  CHECK(import(R"({"id": "a"}
                  {"id": "nergens", "deleted": true}
                  {"id": "b"}
                  {"id": "a", "deleted": true})") == Counts{2, 0, 1, 0});
  CHECK_FALSE(index.document("a"));
  CHECK(index.document("b"));
  CHECK(import(R"({"id": "b", "deleted": true}
                  {"id": "b", "title": "Terug"})") == Counts{1, 0, 1, 0});
  CHECK(index.document("b")->first("title") == "Terug");
}

TEST_CASE("a strict import stops at the first refusal, and progress can stop it too") {
  TemporaryDirectory directory;
  auto index = Index::create(directory / "index");
  const auto source = directory.write("bron.jsonl", "{\"id\": \"a\"}\n{}\n{\"id\": \"b\"}\n");
  const auto schema = index.schema();
  auto writer = index.writer();
  CHECK(import_records(writer, *open_records(source, schema), {true, {}, {}}).added == 1);
  writer.rollback();
  ImportOptions stop_at_once;
  stop_at_once.on_progress = [](const ImportProgress&) { return false; };
  CHECK(import_records(writer, *open_records(source, schema), stop_at_once).added == 1);
}
