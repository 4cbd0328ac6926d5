// SPDX-License-Identifier: GPL-2.0-or-later
// What is completed on the bundled collection, against counts made by walking over all documents.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "speur/analyzer.hpp"
#include "speur/import.hpp"
#include "speur/index.hpp"
#include "temporary_directory.hpp"
#include "unicode/unicode.hpp"

using namespace speur;
using namespace speur::test;
using unicode::CharClass;

namespace {

// The words of a text, folded, each between spaces; " | " where a sign parts them and "-" where one
// joins them, as in "geo-informatie", which is no "informatie".
std::string spaced(std::string_view text) {
  std::string words = " ";
  const auto kind = [&](std::size_t at) {
    return at < text.size() ? unicode::classify(unicode::decode(text, at).value) : CharClass::other;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::decode(text, at);
    const auto next = at + c.length;
    const bool joins =
        !words.ends_with(' ') && kind(next) != CharClass::other &&
        (c.value == '-' || c.value == '\'' || c.value == U'\u2019' ||
         (c.value == '.' && unicode::fold(text.substr(next, 1)) == text.substr(next, 1)));
    if (kind(at) != CharClass::other) words += unicode::fold(text.substr(at, c.length));
    else if (joins) words += '-';
    else words += c.value == ' ' ? " " : " | ";
    at = next;
  }
  return words + ' ';
}

std::string without_double_spaces(const std::string& text) {
  std::string single;
  for (const char c : text)
    if (c != ' ' || !single.ends_with(' ')) single += c;
  return single;
}

// Words alone, for a title or a completion as a whole.
std::string words_of(std::string_view text) {
  auto words = spaced(text);
  std::erase(words, '|');
  std::replace(words.begin(), words.end(), '-', ' ');
  return without_double_spaces(words);
}

struct Text {
  explicit Text(std::string text) : joined(without_double_spaces(text)), apart(joined) {
    std::replace(apart.begin(), apart.end(), '-', ' ');
  }

  std::string joined;
  std::string apart;  // with a space for every "-"
};

struct Counted {
  std::string id;
  std::string title;           // its words
  std::vector<Text> texts;     // in which phrases stand
  std::vector<Text> keywords;  // each in one row, whatever signs it has
};

std::vector<Counted> walk_over(const Index& index) {
  std::vector<Counted> all;
  const auto documents = index.documents();
  while (const auto next = documents->next()) {
    const auto& document = std::get<Document>(*next);
    Counted counted{document.id, words_of(document.first("title")), {}, {}};
    for (const auto* field : {"title", "summary", "body"})
      for (const auto& value : document.values(field)) counted.texts.emplace_back(spaced(value));
    for (const auto* field : {"short_title", "keywords"})
      for (const auto& value : document.values(field)) {
        auto words = spaced(value);
        std::erase(words, '|');
        counted.keywords.emplace_back(std::move(words));
      }
    all.push_back(std::move(counted));
  }
  return all;
}

// Whether `words` stand in the text, not as a part of words that a sign joins.
bool stands_in(const Text& text, const std::string& words) {
  for (auto at = text.apart.find(words); at != std::string::npos;
       at = text.apart.find(words, at + 1))
    if (text.joined[at] == ' ' && text.joined[at + words.size() - 1] == ' ') return true;
  return false;
}

bool has_stop_word_at_an_end(const std::string& phrase) {
  const auto tokens = Analyzer().analyze(phrase);
  return tokens.front().stop_word || tokens.back().stop_word;
}

// How many of the documents in `ids` have what was completed.
std::uint64_t count(const std::vector<Counted>& documents, const std::set<std::string>& ids,
                    const Completion& completion) {
  const auto words = words_of(completion.text.text);
  const bool only_keyword = has_stop_word_at_an_end(completion.text.text);
  const auto has = [&](const Counted& document) {
    if (completion.kind == CompletionKind::title) return document.title == words;
    const auto in = [&](const Text& text) { return stands_in(text, words); };
    const auto is = [&](const Text& text) { return text.apart == words; };
    if (only_keyword) return std::any_of(document.keywords.begin(), document.keywords.end(), is);
    return std::any_of(document.texts.begin(), document.texts.end(), in) ||
           std::any_of(document.keywords.begin(), document.keywords.end(), in);
  };
  std::uint64_t counted = 0;
  for (const auto& document : documents)
    if (ids.contains(document.id) && has(document)) ++counted;
  return counted;
}

std::set<std::string> passing(const Index& index, const Filters& filters) {
  SearchRequest request;
  request.filters = filters;
  request.limit = 1000;
  std::set<std::string> ids;
  for (const auto& hit : index.search(request).hits) ids.insert(hit.id);
  return ids;
}

Index kennisbank(const TemporaryDirectory& directory) {
  auto index = Index::create(directory / "index");
  auto writer = index.writer();
  const auto records = open_records(KENNISBANK_DIRECTORY "/documents.jsonl", writer.schema());
  import_records(writer, *records);
  writer.commit();
  return index;
}

// Every completion of `typed` is what it says, and no title that begins so is forgotten. How many
// were given.
std::size_t check(const Index& index, const std::vector<Counted>& documents, const Filters& filters,
                  const std::set<std::string>& ids, const std::string& typed) {
  constexpr std::size_t limit = 100;
  INFO(typed << " among " << ids.size());
  std::set<std::string> given;
  std::size_t titles = 0;
  for (const auto& completion : index.complete(typed, {filters, limit})) {
    const auto words = words_of(completion.text.text);
    INFO(words);
    CHECK(completion.documents == count(documents, ids, completion));
    CHECK(completion.documents > 0);
    CHECK(given.insert(words).second);
    const bool title = completion.kind == CompletionKind::title;
    CHECK((words.starts_with(' ' + typed) ||
           (title && words.find(' ' + typed) != std::string::npos)));
    titles += title ? 1 : 0;
  }
  for (const auto& document : documents)
    if (titles < limit / 2 && ids.contains(document.id) &&
        document.title.starts_with(' ' + typed)) {
      INFO(document.title);
      CHECK(given.contains(document.title));
    }
  return given.size();
}

}  // namespace

TEST_CASE("completions have the documents that a walk over all of them counts") {
  const TemporaryDirectory directory;
  const auto index = kennisbank(directory);
  const auto documents = walk_over(index);
  REQUIRE(documents.size() == 280);
  std::vector<std::string> typed{"data d", "open ", "wet o", "algemene ", "impact a"};
  for (char first = 'a'; first <= 'z'; ++first) {
    typed.emplace_back(1, first);
    for (const char second : {'e', 'o'}) typed.push_back({first, second});
  }
  const std::vector<Filters> several{{},
                                     {{"tier", {"gemeente"}}},
                                     {{"theme", {"ethiek", "juridisch"}}},
                                     {{"tier", {"rijk"}}, {"level", {"starter", "gevorderd"}}},
                                     {{"organisation", {"Geonovum"}}}};
  std::size_t checked = 0;
  for (const auto& filters : several) {
    const auto ids = passing(index, filters);
    for (const auto& each : typed) checked += check(index, documents, filters, ids, each);
  }
  CHECK(checked > 4000);
}
