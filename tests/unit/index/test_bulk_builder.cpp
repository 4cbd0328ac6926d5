// SPDX-License-Identifier: GPL-2.0-or-later
#include <xapian.h>
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <random>

#include "collection.hpp"
#include "index/terms.hpp"
#include "speur/error.hpp"
#include "speur/index_writer.hpp"
#include "speur/maintenance.hpp"

using namespace speur;
using namespace speur::test;

namespace {

const std::vector<std::string> vocabulary{
    "leidraad",     "datakwaliteit", "gemeente",        "privacy",  "open data",
    "data-analyse", "Wet",           "proefopstelling", "register", "toezicht"};

std::vector<Document> documents(int count) {
  std::mt19937 random(11);
  const auto words = [&](unsigned most) {
    std::string text;
    for (auto i = random() % most; i > 0; --i) text += vocabulary[random() % 10] + ' ';
    return text;
  };
  std::vector<Document> all;
  for (int i = 0; i < count; ++i) {
    all.push_back(product(fmt::format("d{}", i), words(4), words(40)));
    if (i % 3 == 0) all.back().fields["tier"] = {"gemeente"};
    if (i % 7 == 0) all.back().fields["access"] = {i % 2 == 0 ? "raad" : "hr"};
    if (i % 50 == 0) all.back().fields["body"] = {"De Wet open overheid (Woo) geldt."};
  }
  return all;
}

// Everything that the database holds, in order.
std::vector<std::string> contents(const std::filesystem::path& path) {
  const Xapian::Database database(path.string());
  std::vector<std::string> lines;
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
    const auto document = database.get_document(*id);
    lines.push_back(fmt::format("{} {}", *id, document.get_data()));
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
      lines.push_back(fmt::format("{} {}", *term, term.get_wdf()));
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      lines.push_back(fmt::format("{} {}", value.get_valueno(), *value));
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
    if (*key != index::commit_key)
      lines.push_back(fmt::format("{} = {}", *key, database.get_metadata(*key)));
  return lines;
}

WriterOptions in_parts(unsigned threads, std::size_t part_bytes) {
  WriterOptions options;
  options.threads = threads;
  options.part_bytes = part_bytes;
  return options;
}

}  // namespace

TEST_CASE("an index built in parts is the one that grows document by document") {
  const auto all = documents(1500);
  Collection grown({all.front()});
  grown.add({all.begin() + 1, all.end()});
  const auto expected = contents(grown.index().path());
  REQUIRE(expected.size() > 20'000);
  TemporaryDirectory directory;
  // One part; several; more than are put together at once.
  for (const auto& [threads, part_bytes] :
       {std::pair{1U, std::size_t{1} << 20}, {1U, 20'000}, {2U, 20'000}, {3U, 1'000}}) {
    const auto path = directory / fmt::format("index{}-{}", threads, part_bytes);
    auto writer =
        IndexWriter::replace(path, Schema::knowledge_product(), in_parts(threads, part_bytes));
    for (const auto& document : all) CHECK(writer.add(document));
    writer.commit();
    CHECK(contents(path) == expected);
    CHECK_FALSE(std::filesystem::exists(path.string() + ".new"));
  }
}

TEST_CASE("updates and removals end the building in parts, and nothing else") {
  TemporaryDirectory directory;
  const auto path = directory / "index";
  auto writer = IndexWriter::replace(path, Schema::knowledge_product(), in_parts(2, 1'000));
  for (const auto& document : documents(200)) writer.add(document);
  CHECK_FALSE(writer.remove("nergens"));
  CHECK_FALSE(writer.add(product("d7", "Handreiking", "")));
  CHECK(writer.remove("d8"));
  CHECK(writer.add(product("nieuw", "Handreiking", "")));
  writer.commit();
  const auto index = Index::open(path).as(Viewer::everything());
  CHECK(index.stats().documents == 200);
  CHECK(index.document("d7")->first("title") == "Handreiking");
  CHECK_FALSE(index.document("d8"));
  SearchRequest request;
  request.query = "handreiking";
  CHECK(index.search(request).total == 2);
}

TEST_CASE("a rollback forgets parts and synonyms, and building starts again") {
  Collection collection({});
  {
    auto writer = collection.index().writer();
    writer.set_synonyms(Synonyms::from_text("buurman = buur"));
    writer.commit();
  }
  auto writer = collection.index().writer(in_parts(2, 1'000));
  for (const auto& document : documents(100)) writer.add(document);
  writer.set_synonyms(Synonyms::from_text("buurman = overbuur"));
  writer.rollback();
  CHECK(writer.add(product("d1", "De buur", "")));
  CHECK(writer.add(product("d2", "De overbuur", "")));
  writer.commit();
  CHECK(collection.index().stats().documents == 2);
  CHECK(collection.ids("buurman") == std::vector<std::string>{"d1"});
}

TEST_CASE("a part that cannot be made is said, and a rollback mends it") {
  TemporaryDirectory directory;
  const auto path = directory / "index";
  auto writer = IndexWriter::replace(path, Schema::knowledge_product(), in_parts(1, 1'000));
  std::filesystem::remove_all(path.string() + ".new");
  const auto all = documents(100);
  const auto add_all = [&] {
    for (const auto& document : all) writer.add(document);
  };
  CHECK_THROWS_AS(add_all(), IndexError);
  CHECK_THROWS_AS(writer.commit(), IndexError);
  CHECK_FALSE(std::filesystem::exists(path));
  writer.rollback();
  add_all();
  writer.commit();
  CHECK(Index::open(path).as(Viewer::everything()).stats().documents == 100);
}

TEST_CASE("who may see what is kept whether documents come in parts, later, or again") {
  TemporaryDirectory directory;
  const auto path = directory / "index";
  const std::vector<std::string> hr{"hr"};
  {
    auto writer = IndexWriter::replace(path, Schema::knowledge_product(), in_parts(3, 100));
    writer.add(product("a", "Alles", "", {{"access", {"raad"}}}));
    writer.rollback();
    for (int i = 0; i < 40; ++i)
      writer.add(product(fmt::format("hr{}", i), "Verborgenheid", "Een Quotum Xenia (QX).",
                         {{"access", hr}}));
    writer.add(product("open", "Openheid", ""));
    writer.add(product("hr7", "Verborgenheid opnieuw", "", {{"access", hr}}));
    writer.commit();
    writer.add(product("raad", "Raadsstuk", "", {{"access", {"raad"}}}));
    writer.commit();
    writer.add(product("open", "Openheid", "", {{"access", {"nieuw"}}}));
    writer.rollback();
    writer.add(product("b", "Besluit", "", {{"access", {"college"}}}));
    writer.commit();
  }
  const auto index = Index::open(path);
  const auto seen_with = [&](std::vector<std::string> tokens) {
    return index.as({std::move(tokens)}).stats().documents;
  };
  CHECK(seen_with({}) == 1);
  CHECK(seen_with({"nieuw"}) == 1);
  CHECK(seen_with({"hr"}) == 41);
  CHECK(seen_with({"raad"}) == 2);
  CHECK(seen_with({"college", "hr"}) == 42);
  const auto completed = [&](std::vector<std::string> tokens) {
    return index.as({std::move(tokens)}).complete("verborg", {}).size();
  };
  CHECK(completed({}) == 0);
  CHECK(completed({"hr"}) > 0);
  CHECK(check(path).sound());
}
