// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "speur/error.hpp"
#include "speur/records.hpp"
#include "temporary_directory.hpp"

using namespace speur;
using Catch::Contains;

namespace {

struct Imported {
  std::vector<Document> documents;
  std::vector<Removal> removals;
  std::vector<Refusal> refusals;
  std::size_t bytes = 0;
};

Imported import(const std::string& text, const RecordOptions& options = {}) {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("producten.jsonl", text);
  const auto reader = open_records(file, Schema::knowledge_product(), options);
  Imported all;
  while (auto record = reader->next()) {
    if (auto* document = std::get_if<Document>(&*record)) all.documents.push_back(*document);
    else if (auto* removal = std::get_if<Removal>(&*record)) all.removals.push_back(*removal);
    else all.refusals.push_back(std::get<Refusal>(*record));
  }
  all.bytes = reader->bytes_read();
  return all;
}

std::vector<std::string> ids(const Imported& imported) {
  std::vector<std::string> ids;
  for (const auto& document : imported.documents) ids.push_back(document.id);
  return ids;
}

std::vector<std::size_t> lines(const Imported& imported) {
  std::vector<std::size_t> lines;
  for (const auto& refusal : imported.refusals) lines.push_back(refusal.line);
  return lines;
}

using Texts = std::vector<std::string>;
using Lines = std::vector<std::size_t>;

// {"id": "x", "title": [[...]]} in which lists stand in lists, `depth` levels in all.
std::string nested(std::size_t depth, const std::string& innermost) {
  const auto lists = depth - 1;
  return R"({"id": "x", "onbekend": )" + std::string(lists, '[') + innermost +
         std::string(lists, ']') + "}\n";
}

}  // namespace

TEST_CASE("Every line is a document") {
  const auto imported =
      import(R"({"id": "dpia", "titel": "Handreiking DPIA", "thema": "juridisch/privacy"}
{"id": "woo", "titel": "Leidraad Woo"}
)");
  REQUIRE(imported.refusals.empty());
  REQUIRE(ids(imported) == Texts{"dpia", "woo"});
  CHECK(imported.documents[0].first("title") == "Handreiking DPIA");
  CHECK(imported.documents[0].values("theme") == Texts{"juridisch/privacy"});
}

TEST_CASE("A line can say that a document is gone") {
  const auto imported = import(R"({"id": "a", "deleted": true}
{"identifier": "b", "deleted": false}
{"id": "c", "deleted": "nee"}
{"deleted": true}
)");
  CHECK(imported.removals == std::vector<Removal>{{"a"}});
  CHECK(ids(imported) == Texts{"b"});
  CHECK(lines(imported) == Lines{3, 4});
}

TEST_CASE("The way lines end does not matter, nor do blank ones") {
  struct Row {
    const char* what;
    const char* text;
  };
  for (const auto& [what, text] : {
           Row{"no final newline", "{\"id\": \"a\"}\n{\"id\": \"b\"}"},
           Row{"final newline", "{\"id\": \"a\"}\n{\"id\": \"b\"}\n"},
           Row{"CRLF", "{\"id\": \"a\"}\r\n{\"id\": \"b\"}\r\n"},
           Row{"blank lines", "\n \t\n{\"id\": \"a\"}\n\r\n\n{\"id\": \"b\"}\n\n"},
           Row{"byte order mark", "\xEF\xBB\xBF{\"id\": \"a\"}\n{\"id\": \"b\"}\n"},
           Row{"byte order mark on a line of its own",
               "\xEF\xBB\xBF\r\n{\"id\": \"a\"}\n{\"id\": \"b\"}"},
           Row{"white space around", "  {\"id\": \"a\"}  \n\t{\"id\": \"b\"}\n"},
       }) {
    CAPTURE(what);
    const auto imported = import(text);
    CHECK(imported.refusals.empty());
    CHECK(ids(imported) == Texts{"a", "b"});
    CHECK(imported.bytes == std::string(text).size());
  }
}

TEST_CASE("A file without records has none") {
  for (const auto* text : {"", "\n", "\xEF\xBB\xBF", " \r\n \n"}) {
    const auto imported = import(text);
    CHECK(imported.documents.empty());
    CHECK(imported.refusals.empty());
  }
}

TEST_CASE("A bad line is refused with its number and the reason; the others are read") {
  struct Row {
    const char* line;
    const char* reason;
  };
  for (const auto& [line, reason] : {
           Row{"{\"id\": \"x\"", "malformed JSON"},
           Row{"{\"id\": \"x\"} {\"id\": \"y\"}", "malformed JSON"},
           Row{"{'id': 'x'}", "malformed JSON"},
           Row{"tekst", "malformed JSON"},
           Row{"{\"id\": \"x\", \"title\": \"\\ud83d\"}", "malformed JSON"},  // half an emoji
           Row{"{\"id\": \"x\", \"title\": \"\\ude00\\ud83d\"}", "malformed JSON"},
           Row{"{\"id\": \"x\", \"title\": \"a\xFF\"}", "UTF-8"},
           Row{"{\"id\": \"x\", \"title\": \"\xED\xA0\xBD\"}", "UTF-8"},
           Row{"[]", "object"},
           Row{"\"x\"", "object"},
           Row{"null", "object"},
           Row{"{}", " id"},
           Row{"{\"title\": \"Zonder id\"}", " id"},
           Row{"{\"id\": \"\"}", " id"},
           Row{"{\"id\": null}", " id"},
           Row{"{\"id\": {\"a\": 1}}", "'id'"},
           Row{"{\"id\": \"x\", \"volwassenheid\": \"af\"}", "'maturity'"},
           Row{"{\"id\": \"x\", \"gepubliceerd\": \"2024-02-30\"}", "'published'"},
           Row{"{\"id\": \"x\", \"titel\": [\"een\", \"twee\"]}", "'title'"},
           Row{"{\"id\": \"x\", \"titel\": {\"nl\": \"een\"}}", "'title'"},
       }) {
    CAPTURE(line);
    const auto imported = import("{\"id\": \"a\"}\n\n" + std::string(line) + "\n{\"id\": \"b\"}\n");
    CHECK(ids(imported) == Texts{"a", "b"});
    REQUIRE(lines(imported) == Lines{3});
    CHECK_THAT(imported.refusals[0].reason, Contains(reason));
    CHECK_THAT(imported.refusals[0].text(), Contains("producten.jsonl:3: "));
  }
}

TEST_CASE("A refusal says file, line and reason") {
  CHECK(Refusal{"documents.jsonl", 12, "no id"}.text() == "documents.jsonl:12: no id");
}

TEST_CASE("A pair of surrogates is a character") {
  const auto imported = import("{\"id\": \"x\", \"title\": \"\\ud83d\\ude00\"}\n");
  REQUIRE(imported.documents.size() == 1);
  CHECK(imported.documents[0].first("title") == "😀");
}

TEST_CASE("A line over the limit is refused; the lines after it are read and numbered as before") {
  RecordOptions options;
  options.max_record_bytes = 40;
  const std::string fits = "{\"id\": \"" + std::string(30, 'x') + "\"}";  // 40 bytes
  REQUIRE(fits.size() == 40);
  for (const std::size_t extra : {1u, 100u, 200'000u}) {  // also over more than one buffer
    CAPTURE(extra);
    const std::string too_long = "{\"id\": \"" + std::string(30 + extra, 'y') + "\"}";
    const auto imported = import(fits + "\n" + too_long + "\n{\"id\": \"b\"}\n{\"id\": 3", options);
    CHECK(ids(imported) == Texts{std::string(30, 'x'), "b"});
    REQUIRE(lines(imported) == Lines{2, 4});
    CHECK_THAT(imported.refusals[0].reason, Contains("40 bytes"));
  }
}

TEST_CASE("A long line of spaces is refused as well, and a long last line") {
  RecordOptions options;
  options.max_record_bytes = 40;
  const auto imported =
      import(std::string(100, ' ') + "\n{\"id\": \"b\"}\n" + std::string(100, 'x'), options);
  CHECK(ids(imported) == Texts{"b"});
  CHECK(lines(imported) == Lines{1, 3});
}

TEST_CASE("Lines that cross the reading buffer come out whole") {
  std::string text;
  Texts expected;
  for (int i = 0; i < 3000; ++i) {
    expected.push_back("product-" + std::to_string(i) +
                       std::string(static_cast<std::size_t>(i) % 97, 'x'));
    text += "{\"id\": \"" + expected.back() + "\"}\n";
  }
  const auto imported = import(text);
  CHECK(imported.refusals.empty());
  CHECK(ids(imported) == expected);
  CHECK(imported.bytes == text.size());
}

TEST_CASE("JSON that is nested deeper than the limit is refused") {
  RecordOptions options;
  options.max_depth = 4;
  CHECK(import(nested(4, ""), options).documents.size() == 1);
  CHECK(import(nested(4, "1"), options).documents.size() == 1);
  for (const auto& text : {nested(5, "1"), nested(5, ""), nested(100'000, "1")}) {
    const auto imported = import(text + "{\"id\": \"b\"}\n", options);
    CHECK(ids(imported) == Texts{"b"});
    REQUIRE(lines(imported) == Lines{1});
    CHECK_THAT(imported.refusals[0].reason, Contains("deeper than 4"));
  }
}

TEST_CASE("Unclosed brackets without end are malformed, not fatal") {
  const auto imported = import(std::string(1'000'000, '[') + "\n{\"id\": \"b\"}\n");
  CHECK(ids(imported) == Texts{"b"});
  CHECK(lines(imported) == Lines{1});
}

TEST_CASE("A source that is not there is an ImportError that names it") {
  const test::TemporaryDirectory directory;
  const auto& schema = Schema::knowledge_product();
  CHECK_THROWS_AS(open_records(directory / "weg.jsonl", schema), ImportError);
  CHECK_THROWS_WITH(open_records(directory / "weg.jsonl", schema), Contains("weg.jsonl"));
  CHECK_THROWS_AS(open_records(directory / "weg.md", schema), ImportError);

  RecordOptions options;
  options.format = RecordFormat::json_lines;
  CHECK_THROWS_AS(open_records(directory.path(), schema, options), ImportError);
}

TEST_CASE("A file of any name can be read as JSON Lines") {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("gegevens.md", "{\"id\": \"a\"}\n");
  RecordOptions options;
  options.format = RecordFormat::json_lines;
  const auto reader = open_records(file, Schema::knowledge_product(), options);
  const auto record = reader->next();
  REQUIRE(record);
  CHECK(std::get<Document>(*record).id == "a");
  CHECK_FALSE(reader->next());
  CHECK_FALSE(reader->next());
}
