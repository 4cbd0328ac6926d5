// SPDX-License-Identifier: GPL-2.0-or-later
#include "import/since.hpp"

#include <catch2/catch.hpp>

#include <chrono>

#include "speur/error.hpp"
#include "speur/records.hpp"
#include "temporary_directory.hpp"

using namespace speur;
using Catch::Contains;
using import::Since;
using nlohmann::json;

namespace {

const Schema& products() { return Schema::knowledge_product(); }

bool skips(const char* when, const char* record) {
  return Since(when).skips_record(json::parse(record), import::changed_field(products()));
}

std::unique_ptr<RecordReader> open_since(const std::filesystem::path& source, std::string when,
                                         const Schema& schema = products()) {
  RecordOptions options;
  options.since = std::move(when);
  return open_records(source, schema, options);
}

std::vector<std::string> ids_of(RecordReader& records) {
  std::vector<std::string> ids;
  while (const auto record = records.next()) {
    const auto* removal = std::get_if<Removal>(&*record);
    ids.push_back(removal ? "-" + removal->id : std::get<Document>(*record).id);
  }
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a record is skipped if its date lies before the day") {
  CHECK(skips("2026-11-01", R"({"modified": "2026-10-31"})"));
  CHECK(skips("2026-11-01", R"({"gewijzigd": "31-10-2026"})"));  // as the schema reads it
  CHECK(skips("2026-11-01", R"({"modified": ["2026-10-31", "2025"]})"));
  CHECK(skips("2026-11-01", R"({"modified": 2025})"));
  CHECK(skips("2026-11-01", R"({"modified": "2026-10"})"));
  CHECK(skips("2026-11", R"({"modified": "2026-10-31"})"));
  CHECK(skips("2026", R"({"modified": "2025-12-31"})"));
  CHECK(skips("01-11-2026", R"({"modified": "2026-10-31"})"));

  CHECK_FALSE(skips("2026-11-01", R"({"modified": "2026-11-01"})"));
  CHECK_FALSE(skips("2026-11-01", R"({"modified": "2027-01-01"})"));
  CHECK_FALSE(skips("2026-11-01", R"({"modified": ["2026-10-31", "2026-11-01"]})"));
}

TEST_CASE("a record is not skipped if it may have changed on the day") {
  // Some day of the month, or of the year.
  CHECK_FALSE(skips("2026-11-15", R"({"modified": "2026-11"})"));
  CHECK_FALSE(skips("2026-11-15", R"({"modified": "2026"})"));
  // In New York that is the 30th, in Amsterdam the 1st.
  CHECK_FALSE(skips("2026-11-01", R"({"modified": "2026-10-31T23:30:00Z"})"));
  CHECK(skips("2026-11-01", R"({"modified": "2026-10-30T23:30:00Z"})"));
}

TEST_CASE("a record that does not say when it changed is not skipped") {
  for (const auto* record :
       {"{}", R"({"published": "2020-01-01"})", R"({"modified": null})", R"({"modified": ""})",
        R"({"modified": []})", R"({"modified": "gisteren"})", R"({"modified": "2026-02-30"})",
        R"({"modified": {"at": "2020-01-01"}})", R"({"modified": ["2020-01-01", "ooit"]})",
        R"({"modified": true})", "[1]", "3"}) {
    CAPTURE(record);
    CHECK_FALSE(skips("2026-11-01", record));
  }
}

TEST_CASE("what is no date is told, as is a schema by which records have none") {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("a.jsonl", "{\"id\": \"a\"}\n");
  for (const auto* when : {"gisteren", "2026-13-01", "2026-02-30", "1 november", " "}) {
    CAPTURE(when);
    CHECK_THROWS_AS(open_since(file, when), RequestError);
    CHECK_THROWS_WITH(open_since(directory.path(), when), Contains(when) && Contains("2026-11-01"));
  }
  const auto undated =
      Schema::from_json(R"({"name": "eigen", "fields": [{"name": "title", "kind": "text"}]})");
  CHECK_THROWS_WITH(open_since(file, "2026-11-01", undated),
                    Contains("'eigen'") && Contains("'date'"));
  directory.write("b.md", "# Pagina");
  CHECK(ids_of(*open_since(directory.path(), "2026-11-01", undated)) == Ids{"b"});
}

TEST_CASE("lines are skipped and counted, whatever else they hold") {
  const test::TemporaryDirectory directory;
  const auto records =
      open_since(directory.write("a.jsonl", R"({"id": "oud", "modified": "2026-10-01"}
{"id": "nieuw", "modified": "2026-11-01"}
{"title": "zonder id", "modified": "2026-10-01"}
{"id": "oud weg", "deleted": true, "modified": "2026-10-01"}
{"id": "weg", "deleted": true, "modified": "2026-11-02"}
{"id": "ooit weg", "deleted": true}
)"),
                 "2026-11-01");
  CHECK(ids_of(*records) == Ids{"nieuw", "-weg", "-ooit weg"});
  CHECK(records->skipped() == 3);
}

TEST_CASE("files are skipped by their time, and not read") {
  const test::TemporaryDirectory directory;
  directory.write("a.md", "---\nmodified: 2020-01-01\n---\n# Net geschreven");
  directory.write("b.md", std::string("\xFF", 1));
  const auto changed = directory.write("c.md", "# Later geschreven");
  using namespace std::chrono_literals;
  std::filesystem::last_write_time(changed, std::filesystem::file_time_type::clock::now() + 120h);

  const auto iso = [](std::chrono::system_clock::time_point time) {
    const auto seconds = std::chrono::system_clock::to_time_t(time);
    char text[11];
    std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&seconds));
    return std::string(text);
  };
  const auto now = std::chrono::system_clock::now();
  const auto later = open_since(directory.path(), iso(now + 72h));
  CHECK(ids_of(*later) == Ids{"c"});
  CHECK(later->skipped() == 2);
  CHECK(later->bytes_read() == std::filesystem::file_size(changed));
  // A file that is put here with the time of long ago is new here.
  std::filesystem::last_write_time(directory / "a.md",
                                   std::filesystem::file_time_type::clock::now() - 2400h);
  std::filesystem::remove(directory / "b.md");
  const auto today = open_since(directory.path(), iso(now));
  CHECK(ids_of(*today) == Ids{"a", "c"});
  CHECK(today->skipped() == 0);
}
