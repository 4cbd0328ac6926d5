// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <thread>

#include "collection.hpp"
#include "speur/error.hpp"
#include "speur/index_writer.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::Contains;

TEST_CASE("nothing shows before a commit, and a rollback forgets it") {
  Collection collection({product("a", "Leidraad", "")});
  auto writer = collection.index().writer();
  CHECK(writer.add(product("b", "Handreiking", "")));
  CHECK(writer.remove("a"));
  CHECK(collection.ids("") == std::vector<std::string>{"a"});
  writer.rollback();
  writer.commit();
  CHECK(collection.ids("") == std::vector<std::string>{"a"});
  writer.add(product("b", "Handreiking", ""));
  writer.commit();
  CHECK(collection.ids("handreiking") == std::vector<std::string>{"b"});
}

TEST_CASE("a batch larger than Xapian's own flush stays invisible until it is committed") {
  Collection collection({product("eerste", "Eerste", "")});
  auto writer = collection.index().writer();
  for (int i = 0; i < 10'500; ++i) writer.add(product("d" + std::to_string(i), "Titel", ""));
  CHECK(collection.index().stats().documents == 1);
  writer.commit();
  CHECK(collection.index().stats().documents == 10'501);
}

TEST_CASE("a writer that goes away without commit leaves the index as it was") {
  Collection collection({product("a", "Leidraad", "")});
  { collection.index().writer().add(product("b", "Handreiking", "")); }
  CHECK(collection.index().stats().documents == 1);
}

TEST_CASE("the same id again is an update") {
  Collection collection({product("a", "Datastrategie", "", {{"tier", {"rijk"}}})});
  auto writer = collection.index().writer();
  CHECK_FALSE(writer.add(product("a", "Ethiek", "", {{"tier", {"gemeente"}}})));
  writer.commit();
  CHECK(collection.ids("datastrategie").empty());
  CHECK(collection.ids("ethiek") == std::vector<std::string>{"a"});
  CHECK(collection.index().stats().facets.at("tier") == 1);
}

TEST_CASE("removing what is not there says so") {
  Collection collection({product("a", "Leidraad", "")});
  CHECK_FALSE(collection.index().writer().remove("b"));
}

TEST_CASE("a document that does not fit changes nothing") {
  Collection collection({product("a", "Leidraad", "")});
  auto writer = collection.index().writer();
  CHECK_THROWS_WITH(writer.add(product("a", "Nieuw", "", {{"maturity", {"af"}}})),
                    Contains("maturity") && Contains("'af'") && Contains("pilot"));
  writer.commit();
  CHECK(collection.ids("leidraad") == std::vector<std::string>{"a"});
}

TEST_CASE("a second writer waits for the first, and gives up in time") {
  Collection collection({});
  auto first = std::make_optional(collection.index().writer());
  CHECK_THROWS_WITH(collection.index().writer({.lock_timeout = std::chrono::milliseconds(50)}),
                    Contains("another process is writing"));
  CHECK_THROWS_AS(collection.index().writer({.lock_timeout = std::chrono::milliseconds(0)}),
                  LockError);
  std::thread ends_later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    first.reset();
  });
  auto second = collection.index().writer({.lock_timeout = std::chrono::seconds(20)});
  ends_later.join();
  second.add(product("a", "Leidraad", ""));
  second.commit();
  CHECK(collection.index().stats().documents == 1);
}

TEST_CASE("a replacement shows whole, and only at its commit") {
  Collection collection({product("oud", "Oud", "")});
  auto schema = Schema::knowledge_product();
  schema.name = "tweede";
  auto writer = IndexWriter::replace(collection.index().path(), schema);
  writer.add(product("nieuw", "Nieuw", ""));
  CHECK(collection.ids("") == std::vector<std::string>{"oud"});
  CHECK_THROWS_AS(collection.index().writer({.lock_timeout = std::chrono::milliseconds(30)}),
                  IndexError);
  writer.commit();
  CHECK(collection.ids("") == std::vector<std::string>{"nieuw"});
  CHECK(collection.index().schema().name == "tweede");
  writer.add(product("later", "Later", ""));  // the writer goes on with the index that is there now
  writer.commit();
  CHECK(collection.index().stats().documents == 2);
}

TEST_CASE("a replacement that is given up leaves the index and no rubbish") {
  Collection collection({product("oud", "Oud", "")});
  const auto path = collection.index().path();
  { IndexWriter::replace(path, Schema::knowledge_product()).add(product("nieuw", "Nieuw", "")); }
  CHECK(collection.ids("") == std::vector<std::string>{"oud"});
  const auto beside = std::filesystem::directory_iterator(path.parent_path());
  CHECK(std::distance(begin(beside), end(beside)) == 1);
}

TEST_CASE("what is no index is neither opened nor replaced") {
  TemporaryDirectory directory;
  const auto file = directory.write("map/brief.txt", "Beste lezer");
  CHECK_THROWS_WITH(IndexWriter::replace(directory / "map", Schema::knowledge_product()),
                    Contains("will not be replaced"));
  CHECK(std::filesystem::exists(file));
  CHECK_THROWS_WITH(IndexWriter::open(directory / "map"), Contains("no index"));
  CHECK_THROWS_WITH(IndexWriter::open(directory / "weg"), Contains("no index here"));
  CHECK_THROWS_AS(Index::create(directory / "map"), IndexError);
}

TEST_CASE("readers see every committed state whole while a writer goes on") {
  // Each commit replaces all documents by ones of the next round; a reader must never see two
  // rounds.
  const auto round = [](int number) {
    std::vector<Document> documents;
    for (int i = 0; i < 20; ++i)
      documents.push_back(product("d" + std::to_string(i), "Ronde", "",
                                  {{"source", {"ronde " + std::to_string(number)}}}));
    return documents;
  };
  Collection collection(round(0));
  std::atomic<bool> stop = false;
  std::atomic<int> answers = 0;
  std::atomic<int> mixed = 0;
  const auto read = [&] {
    SearchRequest request;
    request.query = "ronde";
    request.facets = {"source"};
    while (!stop) {
      const auto results = collection.index().search(request);
      const auto& values = results.facets.front().values;
      if (results.total != 20 || values.size() != 1 || values.front().count != 20) ++mixed;
      ++answers;
    }
  };
  std::atomic<int> failed = 0;
  const auto open_again = [&] {
    while (!stop) try {
        Index::open(collection.index().path()).stats();
      } catch (...) {
        ++failed;
      }
  };
  std::thread first(read), second(read), third(open_again);
  for (int number = 1; number <= 60; ++number) {
    if (number % 6 != 0) {
      collection.add(round(number));
      continue;
    }
    auto writer = IndexWriter::replace(collection.index().path(), Schema::knowledge_product());
    for (const auto& document : round(number)) writer.add(document);
    writer.commit();
  }
  while (answers < 50) std::this_thread::yield();
  stop = true;
  for (auto* thread : {&first, &second, &third}) thread->join();
  CHECK(mixed == 0);
  CHECK(failed == 0);
}

TEST_CASE("writers that all make the same index at once make one, and none loses a document") {
  TemporaryDirectory directory;
  const auto path = directory / "index";
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int number = 0; number < 8; ++number)
    threads.emplace_back([&, number] {
      try {
        auto writer = IndexWriter::open_or_create(path, Schema::knowledge_product());
        writer.add(product("d" + std::to_string(number), "Titel", ""));
        if (number % 4 == 0) writer.rollback();  // a builder that gives up harms nobody
        writer.commit();
      } catch (...) {
        ++failed;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(failed == 0);
  CHECK(Index::open(path).stats().documents == 6);
  const auto beside = std::filesystem::directory_iterator(directory.path());
  CHECK(std::distance(begin(beside), end(beside)) == 1);
}

TEST_CASE("what a killed builder left is no hindrance; anything else beside the index is left alone") {
  TemporaryDirectory directory;
  directory.write("index.new/flintlock", "");
  directory.write("index.new/postlist.glass", "half");
  IndexWriter::replace(directory / "index", Schema::knowledge_product()).commit();
  CHECK(Index::open(directory / "index").stats().documents == 0);
  const auto letter = directory.write("index.new/brief.txt", "Beste lezer");
  CHECK_THROWS_WITH(IndexWriter::replace(directory / "index", Schema::knowledge_product()),
                    Contains("will not be overwritten"));
  CHECK(std::filesystem::exists(letter));
}

TEST_CASE("an abbreviation counts in the documents that explain it now, each once") {
  // Four letters that no built-in synonym has.
  const auto explaining = [](std::string id) {
    return product(std::move(id), "Zeker Quotum Data Xenia (ZQDX)",
                   "Zeker Quotum Data Xenia (ZQDX)");
  };
  Collection collection({explaining("a")});
  const auto is_known = [&] {
    SearchRequest request;
    request.query = "ZQDX";
    return !collection.index().search(request).applied.synonyms.empty();
  };
  collection.add({explaining("a")});
  collection.add({explaining("a"), explaining("a")});
  CHECK_FALSE(is_known());  // one document, however often it is updated
  collection.add({explaining("b")});
  CHECK(is_known());
  collection.add({product("a", "Iets anders", "")});
  CHECK_FALSE(is_known());
  collection.add({explaining("a")});
  CHECK(is_known());
  auto writer = collection.index().writer();
  writer.remove("b");
  writer.rollback();
  writer.commit();
  CHECK(is_known());
  writer.remove("b");
  writer.commit();
  CHECK_FALSE(is_known());
}
