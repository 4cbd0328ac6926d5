// SPDX-License-Identifier: GPL-2.0-or-later
#include <xapian.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <thread>

#include "collection.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"
#include "speur/maintenance.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Contains;

namespace {

std::vector<Document> some() {
  auto woo = product("woo", "Wet open overheid (Woo)", "Zeker Quotum Data Xenia (ZQDX), leesbaar.",
                     {{"tier", {"rijk"}}, {"theme", {"juridisch/openbaarheid"}}});
  woo.relations.push_back({"zie ook", "avg"});
  return {woo,
          product("avg", "Privacy", "Gemeenten verwerken gegevens.", {{"access", {"raad", "hr"}}}),
          product("leeg", "Zonder tekst", "")};
}

// Does to the files of an index what nobody should.
void tamper(const Index& index, const std::function<void(Xapian::WritableDatabase&)>& action) {
  Xapian::WritableDatabase database(index.path().string(), Xapian::DB_OPEN);
  action(database);
  database.commit();
}

void change(Xapian::WritableDatabase& database, const std::string& id,
            const std::function<void(Xapian::Document&)>& action) {
  const auto number = *database.postlist_begin("Q" + id);
  auto document = database.get_document(number);
  action(document);
  database.replace_document(number, document);
}

std::vector<std::string> kinds_found(const std::filesystem::path& path) {
  std::vector<std::string> kinds;
  for (const auto& finding : check(path).findings) kinds.push_back(name_of(finding.kind));
  return kinds;
}

std::vector<std::string> ids_in(const Index& index) {
  std::vector<std::string> ids;
  const auto reader = index.as(Viewer::everything()).documents();
  while (auto record = reader->next()) ids.push_back(std::get<Document>(*record).id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

class Records final : public RecordReader {
 public:
  explicit Records(std::vector<Record> records) : records_(std::move(records)) {}
  std::optional<Record> next() override {
    if (at_ == records_.size()) return std::nullopt;
    return records_[at_++];
  }
  std::size_t bytes_read() const override { return 0; }

 private:
  std::vector<Record> records_;
  std::size_t at_ = 0;
};

}  // namespace

TEST_CASE("a check finds nothing in an index that is as it was made, changed and learnt from") {
  Collection collection(some());
  collection.add({product("avg", "Nu openbaar", "De raad leest mee.")});
  {
    auto writer = collection.index().writer();
    writer.remove("leeg");
    writer.commit();
  }
  collection.index().optimize();
  const auto report = check(collection.index().path());
  CHECK(report.documents == 2);
  for (const auto& finding : report.findings) UNSCOPED_INFO(finding.where << ": " << finding.what);
  CHECK(report.sound());
}

TEST_CASE("a check finds what is not as it should be, and says where") {
  const Collection collection(some());
  const auto& index = collection.index();
  const auto found = [&] {
    const auto report = check(index.path());
    REQUIRE_FALSE(report.sound());
    const auto& first = report.findings.front();
    return name_of(first.kind) + ": " + first.where + ": " + first.what;
  };
  SECTION("a facet value that is no posting") {
    tamper(index, [](auto& database) {
      change(database, "woo", [](auto& document) { document.remove_term("XTIER:rijk"); });
    });
    CHECK(found() == "postings: woo: it is not found by 'XTIER:rijk'");
    CHECK(check(index.path(), {.analyse = false}).sound());  // nobody looked
  }
  SECTION("a word too many") {
    tamper(index, [](auto& database) {
      change(database, "woo", [](auto& document) { document.add_boolean_term("XTIER:dorp"); });
    });
    CHECK(found() == "postings: woo: it is found by 'XTIER:dorp'");
  }
  SECTION("a document that everybody may see by mistake") {
    tamper(index, [](auto& database) {
      change(database, "avg", [](auto& document) { document.remove_term("A1"); });
    });
    CHECK(found() == "postings: avg: it is not found by 'A1'");
  }
  SECTION("a word in the title that the text should be said not to have") {
    tamper(index, [](auto& database) {
      change(database, "avg", [](auto& document) { document.remove_term("NBODY:privacy"); });
    });
    CHECK(found() == "postings: avg: it is not found by 'NBODY:privacy'");
  }
  SECTION("the order of words") {
    tamper(index, [](auto& database) {
      change(database, "woo", [](auto& document) { document.remove_value(2); });
    });
    CHECK(found() == "postings: woo: its words are kept in another order");
  }
  SECTION("the id that hits are shown with") {
    tamper(index, [](auto& database) {
      change(database, "woo", [](auto& document) { document.add_value(3, "avg"); });
    });
    CHECK(found() == "postings: woo: it is shown under another id");
  }
  SECTION("a document of an access list that there is not") {
    tamper(index, [](auto& database) {
      change(database, "avg", [](auto& document) {
        document.remove_term("A1");
        document.add_boolean_term("A2");
      });
    });
    CHECK_THAT(found(), Contains("who may see which document"));
    CHECK_THROWS_AS(Index::open(index.path()), IndexError);
  }
  SECTION("stored bytes") {
    tamper(index, [](auto& database) {
      change(database, "woo", [](auto& document) { document.set_data("\x7Fkapot"); });
    });
    CHECK_THAT(found(), Contains("document: number 1: ") && Contains("damaged"));
  }
  SECTION("two documents with one id") {
    tamper(index, [](auto& database) {
      database.add_document(database.get_document(*database.postlist_begin("Qwoo")));
    });
    const auto kinds = kinds_found(index.path());
    CHECK(std::count(kinds.begin(), kinds.end(), "postings") == 1);
    CHECK_THAT(check(index.path(), {.analyse = false}).findings.front().what,
               Contains("several documents have this id"));
  }
  SECTION("the vocabulary") {
    tamper(index, [](auto& database) { database.set_metadata("wleesbaar\2leesbar", ""); });
    CHECK(found() == "vocabulary: leesbaar: the vocabulary does not have it");
  }
  SECTION("abbreviations") {
    tamper(index, [](auto& database) { database.set_metadata("speur.abbreviations", ""); });
    CHECK_THAT(found(), Contains("abbreviations"));
  }
  SECTION("the analyser") {
    tamper(index, [](auto& database) { database.set_metadata("speur.analyzer", "dutch/0"); });
    CHECK_THAT(found(), Contains("settings: : it was made with analyser 'dutch/0', now "));
  }
  SECTION("Xapian's files") {
    const auto file = index.path() / "postlist.glass";
    const auto size = std::filesystem::file_size(file);
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    for (std::uintmax_t at = 100; at < size; at += 512) {
      bytes.seekp(static_cast<std::streamoff>(at));
      bytes << "onzin";
    }
    bytes.close();
    CHECK_THAT(found(), Contains("structure: "));
  }
  SECTION("what is kept beside it") {
    std::ofstream(index.path() / "related.speur") << "onzin";
    CHECK_THAT(found(), Contains("sidecar: ") && Contains("cannot be read"));
  }
}

TEST_CASE("an index of another analyser is made anew from what it keeps, and the difference said") {
  const Collection collection(some());
  const auto& index = collection.index();
  {
    auto writer = index.writer();
    writer.set_synonyms(Synonyms::from_text("zwemvest = reddingsvest"));
    writer.commit();
  }
  tamper(index, [](auto& database) { database.set_metadata("speur.analyzer", "dutch/0"); });
  CHECK_THROWS_AS(Index::open(index.path()), IndexError);
  const auto report = reindex(index.path());
  CHECK(report.documents == 3);
  CHECK(report.lost.empty());
  REQUIRE(report.differences.size() == 1);
  CHECK_THAT(report.differences.front(), Contains("analyser 'dutch/0', now '"));
  CHECK(check(index.path()).sound());
  SearchRequest request;
  request.query = "zwemvest";
  CHECK_FALSE(Index::open(index.path()).search(request).applied.synonyms.empty());
}

TEST_CASE(
    "with another schema an index is made anew, or left as it was where a document does not fit") {
  const Collection collection(some());
  auto schema = Schema::knowledge_product();
  schema.ranking.k1 = 2;
  CHECK(reindex(collection.index().path(), schema).differences ==
        std::vector<std::string>{"schema"});
  CHECK(collection.index().schema() == schema);
  std::erase_if(schema.fields, [](const Field& field) { return field.name == "keywords"; });
  std::erase_if(schema.fields, [](const Field& field) { return field.name == "tier"; });
  schema.roles.tier.clear();
  CHECK_THROWS_WITH(reindex(collection.index().path(), schema),
                    Contains("document woo") && Contains("tier"));
  CHECK(ids_in(collection.index()).size() == 3);
}

TEST_CASE("a repair keeps what can be read, and names what is lost") {
  const Collection collection(some());
  const auto& index = collection.index();
  tamper(index, [](auto& database) {
    change(database, "avg", [](auto& document) { document.set_data("\x7Fkapot"); });
  });
  CHECK_THROWS_WITH(reindex(index.path()), Contains("number 2") && Contains("nothing was changed"));
  const auto report = repair(index.path());
  CHECK(report.documents == 2);
  REQUIRE(report.lost.size() == 1);
  CHECK(report.lost.front().document == "number 2");
  CHECK(ids_in(index) == std::vector<std::string>{"leeg", "woo"});
  CHECK(check(index.path()).sound());
}

TEST_CASE("a snapshot is one committed state, whoever commits meanwhile") {
  const auto round = [](int number) {
    std::vector<Document> documents;
    for (int i = 0; i < 60; ++i)
      documents.push_back(product("d" + std::to_string(i), "Ronde " + std::to_string(number),
                                  std::string(2000, 'a' + static_cast<char>(number % 26)),
                                  {{"source", {"r" + std::to_string(number)}}}));
    return documents;
  };
  Collection collection(round(0));
  TemporaryDirectory directory;
  std::atomic<bool> stop = false;
  std::atomic<int> commits = 0;
  std::thread writing([&] {
    for (int number = 1; !stop; ++number, ++commits) collection.add(round(number));
  });
  for (int number = 0; number < 12; ++number) {
    const auto to = directory / ("kopie" + std::to_string(number));
    snapshot(collection.index().path(), to);
    CHECK(check(to).sound());
    const auto stats = Index::open(to).stats();
    CHECK(stats.documents == 60);
    CHECK(stats.facets.at("source") == 1);
  }
  stop = true;
  writing.join();
  CHECK(commits > 0);
  CHECK_THROWS_WITH(snapshot(collection.index().path(), directory / "kopie0"),
                    Contains("exists already"));
}

TEST_CASE("what a source and an index have alike is left alone, and the rest is brought over") {
  const Collection collection(some());
  const auto& index = collection.index();
  const auto revision = index.stats().revision;
  const auto sync_with = [&](std::vector<Record> records, bool full) {
    Records reader(std::move(records));
    return sync(index, reader, {full, {}});
  };
  const auto all = some();
  CHECK(sync_with({all[0], all[1], all[2]}, true) == SyncCounts{0, 0, 3, 0, 0});
  CHECK(index.stats().revision == revision);  // nothing was written
  CHECK(sync_with({all[0], product("avg", "Anders", ""), product("nieuw", "Nieuw", "")}, false) ==
        SyncCounts{1, 1, 1, 0, 0});
  CHECK(ids_in(index) == std::vector<std::string>{"avg", "leeg", "nieuw", "woo"});
  CHECK(sync_with({all[0], Refusal{"bron", 2, "geen id"}}, true) == SyncCounts{0, 0, 1, 0, 1});
  CHECK(ids_in(index).size() == 4);  // one of them may be what was refused
  CHECK(sync_with({all[0], all[0]}, true) == SyncCounts{0, 1, 1, 3, 0});
  CHECK(ids_in(index) == std::vector<std::string>{"woo"});
  CHECK(check(index.path()).sound());
}

TEST_CASE("what a source says is gone is removed, in the order of its records") {
  const Collection collection(some());
  const auto& index = collection.index();
  const auto revision = index.stats().revision;
  const auto sync_with = [&](std::vector<Record> records, bool full = false) {
    Records reader(std::move(records));
    return sync(index, reader, {full, {}});
  };
  const auto all = some();
  CHECK(sync_with({Removal{"nergens"}}) == SyncCounts{0, 0, 1, 0, 0});
  CHECK(index.stats().revision == revision);
  CHECK(sync_with({Removal{"leeg"}, all[0]}) == SyncCounts{0, 0, 1, 1, 0});
  CHECK(ids_in(index) == std::vector<std::string>{"avg", "woo"});
  SECTION("a record after it adds the document, also when that is as it was") {
    CHECK(sync_with({Removal{"woo"}, all[0]}) == SyncCounts{1, 0, 0, 1, 0});
    CHECK(ids_in(index) == std::vector<std::string>{"avg", "woo"});
    CHECK(index.document("woo") == all[0]);
  }
  SECTION("a record before it does not") {
    CHECK(sync_with({all[2], Removal{"leeg"}, all[0], Removal{"woo"}}) ==
          SyncCounts{1, 0, 1, 2, 0});
    CHECK(ids_in(index) == std::vector<std::string>{"avg"});
  }
  SECTION("beside what the source does not have, of which nothing goes where one was refused") {
    CHECK(sync_with({Removal{"woo"}, Refusal{"bron", 2, "geen id"}}, true) ==
          SyncCounts{0, 0, 0, 1, 1});
    CHECK(ids_in(index) == std::vector<std::string>{"avg"});
    CHECK(sync_with({Removal{"woo"}}, true) == SyncCounts{0, 0, 1, 1, 0});
    CHECK(ids_in(index).empty());
  }
  CHECK(check(index.path()).sound());
}

TEST_CASE("what is skipped of a source stays as it is, and cannot be said to be gone") {
  const Collection collection(some());
  const auto& index = collection.index();
  const TemporaryDirectory directory;
  const auto file =
      directory.write("bron.jsonl", R"({"id": "woo", "title": "Veranderd", "modified": "2026-10-01"}
{"id": "avg", "title": "Privacy", "modified": "2026-11-01"}
)");
  const auto sync_with = [&](const char* since, bool full) {
    const auto schema = index.schema();
    RecordOptions options;
    options.since = since;
    return sync(index, *open_records(file, schema, options), {full, {}});
  };
  CHECK(sync_with("2026-11-01", false) == SyncCounts{0, 1, 0, 0, 0, 1});
  CHECK(index.document("woo") == some()[0]);
  CHECK_THROWS_AS(sync_with("2026-11-01", true), RequestError);
  CHECK(ids_in(index) == std::vector<std::string>{"avg", "leeg", "woo"});
  CHECK(sync_with("2026-10-01", true) == SyncCounts{0, 1, 1, 1, 0, 0});  // nothing was skipped
  CHECK(ids_in(index) == std::vector<std::string>{"avg", "woo"});
}
