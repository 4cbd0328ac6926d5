// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "speur/error.hpp"
#include "speur/records.hpp"
#include "temporary_directory.hpp"

using namespace speur;
using Catch::Contains;

namespace {

using Texts = std::vector<std::string>;

// The record of a folder that holds one page.
Record page(const std::string& text, const RecordOptions& options = {}) {
  const test::TemporaryDirectory directory;
  directory.write("pagina.md", text);
  const auto reader = open_records(directory.path(), Schema::knowledge_product(), options);
  auto record = reader->next();
  REQUIRE(record);
  CHECK_FALSE(reader->next());
  return *std::move(record);
}

Document document(const std::string& text) {
  auto record = page(text);
  if (const auto* refusal = std::get_if<Refusal>(&record)) FAIL(refusal->text());
  return std::get<Document>(std::move(record));
}

Refusal refusal(const std::string& text, const RecordOptions& options = {}) {
  auto record = page(text, options);
  if (!std::holds_alternative<Refusal>(record)) FAIL("nothing was refused");
  return std::get<Refusal>(std::move(record));
}

std::string body(const std::string& text) { return document(text).first("body"); }

// The words of the body, one space between them, for where only the words count.
std::string words(const std::string& text) {
  std::string words;
  for (const char c : body(text))
    if (c != ' ' && c != '\n') words += c;
    else if (!words.empty() && words.back() != ' ') words += ' ';
  return words;
}

}  // namespace

TEST_CASE("Front matter gives the fields, the text below it the body") {
  const auto product = document(R"(---
id: dpia
titel: "Handreiking DPIA"
thema: juridisch/privacy
overheidslaag:
  - Gemeenten
  - rijk
trefwoorden: [privacy, AVG]
datum: 2024-05-17
relaties:
  - type: zie ook
    id: pia
  - woo
onbekend: {diep: [1, 2]}
---
Begin **op tijd** met een [DPIA](https://example.org/dpia).
)");
  const Document expected{"dpia",
                          {{"title", {"Handreiking DPIA"}},
                           {"theme", {"juridisch/privacy"}},
                           {"tier", {"gemeente", "rijk"}},
                           {"keywords", {"privacy", "AVG"}},
                           {"published", {"2024-05-17"}},
                           {"body", {"Begin op tijd met een DPIA."}}},
                          {{"zie ook", "pia"}, {"", "woo"}}};
  CHECK(product == expected);
}

TEST_CASE("A page without front matter has its first heading for a title") {
  const auto product =
      document("Inleiding.\n\n## Werken met *open* data &amp; meer\n\n# Een andere kop\n");
  CHECK(product.id == "pagina");
  CHECK(product.first("title") == "Werken met open data & meer");
  CHECK_THAT(product.first("body"), Contains("Inleiding.") && Contains("Een andere kop"));
}

TEST_CASE("What the front matter says goes before what the page shows") {
  const auto product = document(
      "---\nid: eigen\nnaam: Uit de kop\nsamenvatting: Kort.\ntekst: Eigen tekst\n---\n"
      "# Kop\n\nTekst van de pagina.\n");
  CHECK(product.id == "eigen");
  CHECK(product.first("title") == "Uit de kop");
  CHECK(product.first("summary") == "Kort.");
  CHECK(product.first("body") == "Eigen tekst");
}

TEST_CASE("A name in the front matter without a value counts as left out") {
  const auto product = document("---\nid:\ntitle:\n---\n# Kop\n\nTekst.\n");
  CHECK(product.id == "pagina");
  CHECK(product.first("title") == "Kop");
}

TEST_CASE("Front matter may be empty, end in dots, and stand behind a byte order mark or CRLF") {
  for (const auto* text : {
           "---\n---\n# Kop\n",
           "---\n# een opmerking\n---\n# Kop\n",
           "---\ntitle: Kop\n...\nTekst\n",
           "\xEF\xBB\xBF---\ntitle: Kop\n---\n",
           "---\r\ntitle: Kop\r\n---\r\nTekst\r\n",
           "---\ntitle: Kop\n---",
           "\xEF\xBB\xBF# Kop\n",
           "--- \ntitle: Kop\n---\t\nTekst",
       }) {
    CAPTURE(text);
    CHECK(document(text).first("title") == "Kop");
  }
}

TEST_CASE("Front matter that is never closed is text") {
  const auto product = document("---\ntitel: Onaf\n\n# Kop\n\nTekst.\n");
  CHECK(product.first("title") == "Kop");
  CHECK_THAT(product.first("body"), Contains("titel: Onaf") && Contains("Tekst."));
}

TEST_CASE("A line of hyphens further down is a rule in the text") {
  const auto product = document("# Kop\n\nEen.\n\n---\n\nTwee.\n");
  CHECK(product.first("title") == "Kop");
  CHECK_THAT(product.first("body"), Contains("Een.") && Contains("Twee."));
}

TEST_CASE("An empty page is a document all the same") {
  const auto product = document("");
  CHECK(product.id == "pagina");
  CHECK(product.fields.empty());
}

TEST_CASE("A mistake in the YAML is refused with its line in the file") {
  struct Row {
    const char* text;
    std::size_t line;
  };
  for (const auto& [text, line] : {
           Row{"---\ntitel: Goed\nthema: a: b\n---\nTekst\n", 3},
           Row{"---\nthema: a: b\n---\n", 2},
           Row{"---\n\n\ntitel: x\n  - y: z: q\n---\n", 5},
           Row{"---\r\ntitel: Goed\r\nthema: a: b\r\n---\r\n", 3},
           Row{"---\n- een\n- lijst\n---\n", 2},
           Row{"---\nzomaar tekst\n---\n", 2},
           Row{"---\ntitel: x\n[a]: y\n---\n", 3},
       }) {
    CAPTURE(text);
    const auto refused = refusal(text);
    CHECK(refused.line == line);
    CHECK_THAT(refused.reason, Contains("front matter"));
    CHECK_THAT(refused.file, Contains("pagina.md"));
  }
}

TEST_CASE("Front matter that does not fit the schema is refused with the field's name") {
  CHECK_THAT(refusal("---\nfase: af\n---\n").reason, Contains("'maturity'"));
  CHECK_THAT(refusal("---\ndatum: gisteren\n---\n").reason, Contains("'published'"));
}

TEST_CASE("Front matter without end, or that names itself, is refused") {
  CHECK_THAT(refusal("---\na: " + std::string(40, '[') + std::string(40, ']') + "\n---\n").reason,
             Contains("deeper than 32"));
  CHECK_THAT(refusal("---\na: " + std::string(100'000, '[') + "\n---\n").reason,
             Contains("front matter"));
  std::string bomb = "---\na: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name < 'j'; ++name) {
    const std::string before = "*" + std::string(1, static_cast<char>(name - 1));
    bomb += std::string(1, name) + ": &" + name + " [" + before;
    for (int i = 0; i < 9; ++i) bomb += ", " + before;
    bomb += "]\n";
  }
  CHECK_THAT(refusal(bomb + "---\n").reason, Contains("front matter"));
}

TEST_CASE("A page over the limit is refused") {
  RecordOptions options;
  options.max_record_bytes = 20;
  CHECK_THAT(refusal("# Kop\n\n" + std::string(20, 'x'), options).reason, Contains("20 bytes"));
}

TEST_CASE("A page that is no UTF-8 is refused with the line") {
  const auto refused = refusal("---\ntitle: Kop\n---\n\nTekst\n\xFF\n");
  CHECK(refused.line == 6);
  CHECK_THAT(refused.reason, Contains("UTF-8"));
}

TEST_CASE("The body is the words of the page without the marks of Markdown") {
  struct Row {
    const char* markdown;
    const char* body;
  };
  for (const auto& [markdown, expected] : {
           Row{"Gewoon *schuin*, **vet**, ~~weg~~ en `code`.", "Gewoon schuin, vet, weg en code."},
           Row{"Een.\n\nTwee.", "Een.\n\nTwee."},
           Row{"Een [koppeling](https://x.nl \"titel\") hier.", "Een koppeling hier."},
           Row{"![Een kaart](kaart.png)", "Een kaart"},
           Row{"- een\n- twee\n", "- een\n- twee"},
           Row{"over\\*heid", "over*heid"},
           Row{"caf&eacute; &amp; co &lt;b&gt; &#233; &#xEB; &euro;", "café & co <b> é ë €"},
           Row{"&onbekend; en A&B", "&onbekend; en A&B"},
           Row{"&#0; &#xD800; &#1114112;", "\uFFFD \uFFFD \uFFFD"},
           Row{"```python\nprint(1)\n```\n", "print(1)"},
           Row{"> Citaat\n> verder", "Citaat\nverder"},
       }) {
    CAPTURE(markdown);
    CHECK(body(markdown) == expected);
  }
}

TEST_CASE("The words of a table do not run together") {
  const auto text =
      words("| Gemeente | Score |\n|---|---|\n| Utrecht | hoog |\n| Gouda | laag |\n");
  CHECK_THAT(
      text, Contains("Gemeente | Score") && Contains("Utrecht | hoog") && Contains("Gouda | laag"));
  CHECK_THAT(text, !Contains("---"));
}

TEST_CASE("HTML leaves its words and takes its tags along") {
  struct Row {
    const char* markdown;
    const char* words;
  };
  for (const auto& [markdown, expected] : {
           Row{"<div class=\"kader\">\nLet op\n</div>", "Let op"},
           Row{"een <b>vet</b> woord", "een vet woord"},
           Row{"over<b>heid</b>", "overheid"},
           Row{"<!-- een opmerking -->zichtbaar", "zichtbaar"},
           Row{"a < b en c > d", "a < b en c > d"},
       }) {
    CAPTURE(markdown);
    CHECK(words(markdown) == expected);
  }
}

TEST_CASE("HTML that begins a new line or a new cell separates words") {
  for (const auto* markdown : {
           "open data<br>delen",
           "open data<br/>delen",
           "<p>open data</p><p>delen</p>",
           "<table><tr><td>open data</td><td>delen</td></tr></table>",
           "<ul><li>open data</li><li>delen</li></ul>",
       }) {
    CAPTURE(markdown);
    CHECK(words(markdown) == "open data delen");
  }
}

TEST_CASE("The indented body of a note is text, not code") {
  CHECK(
      words(
          "!!! note \"Let op\"\n\n    Een **DPIA** is verplicht.\n\n    Ook hier.\n\nVerder.\n") ==
      "!!! note \"Let op\" Een DPIA is verplicht. Ook hier. Verder.");
}

TEST_CASE("A folder is read in the order of its paths; ids are paths without .md") {
  const test::TemporaryDirectory directory;
  directory.write("b.md", "# B");
  directory.write("a/over ons.md", "# A");
  directory.write("a/b/c.md", "# C");
  directory.write("a/leesmij.txt", "geen Markdown");
  directory.write(".git/geheim.md", "# Geheim");
  directory.write("a/.github/geheim.md", "# Geheim");
  directory.write(".verborgen.md", "# Verborgen");
  const auto reader = open_records(directory.path(), Schema::knowledge_product());
  Texts ids;
  while (const auto record = reader->next()) ids.push_back(std::get<Document>(*record).id);
  CHECK(ids == Texts{"a/b/c", "a/over ons", "b"});
  CHECK(reader->bytes_read() == 9);
}

TEST_CASE("A bad page does not stop the pages after it") {
  const test::TemporaryDirectory directory;
  directory.write("a.md", "---\na: b: c\n---\n");
  directory.write("b.md", "# B");
  const auto reader = open_records(directory.path(), Schema::knowledge_product());
  const auto first = reader->next();
  const auto second = reader->next();
  REQUIRE(first);
  REQUIRE(second);
  CHECK(std::holds_alternative<Refusal>(*first));
  CHECK(std::get<Document>(*second).id == "b");
  CHECK_FALSE(reader->next());
}

TEST_CASE("Front matter can say that a page is gone, under the id that it had") {
  CHECK(std::get<Removal>(page("---\ndeleted: true\n---\n# Weg")).id == "pagina");
  CHECK(std::get<Removal>(page("---\nid: gids\ndeleted: \"true\"\n---\n")).id == "gids");
  CHECK(document("---\ndeleted: false\n---\nTekst").id == "pagina");
  CHECK(document("---\ndeleted:\n---\nTekst").id == "pagina");
  CHECK_THAT(refusal("---\ndeleted: ja\n---\nTekst").reason, Contains("'deleted'"));
}

TEST_CASE("One Markdown file can be read by itself") {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("map/woo.md", "# Wet open overheid");
  const auto reader = open_records(file, Schema::knowledge_product());
  const auto record = reader->next();
  REQUIRE(record);
  CHECK(std::get<Document>(*record).id == "woo");
  CHECK_FALSE(reader->next());
}

TEST_CASE("An empty folder has no records") {
  const test::TemporaryDirectory directory;
  CHECK_FALSE(open_records(directory.path(), Schema::knowledge_product())->next());
}

TEST_CASE("A nested name of the front matter is not overridden by the first heading") {
  test::TemporaryDirectory directory;
  const auto schema =
      Schema::from_json(R"({"roles": {"title": "title", "snippet": ["body"]}, "fields": [
      {"name": "title", "kind": "text", "many": false, "from": ["meta.titel"]},
      {"name": "body", "kind": "text"}]})");
  const auto file =
      directory.write("a.md", "---\nmeta:\n  titel: Echte titel\n---\n# Kopje\n\nTekst\n");
  const auto record = open_records(file, schema)->next();
  REQUIRE(record);
  CHECK(std::get<Document>(*record).first("title") == "Echte titel");
}

TEST_CASE("Front matter that names one long text many times is refused") {
  test::TemporaryDirectory directory;
  std::string yaml = "---\nlang: &l \"" + std::string(100'000, 'x') + "\"\nlijst:\n";
  for (int i = 0; i < 100; ++i) yaml += "  - *l\n";
  const auto file = directory.write("bom.md", yaml + "---\nTekst\n");
  const auto record = open_records(file, Schema::knowledge_product())->next();
  REQUIRE(record);
  REQUIRE(std::holds_alternative<Refusal>(*record));
  CHECK(std::get<Refusal>(*record).reason.find("bytes of text") != std::string::npos);
}
