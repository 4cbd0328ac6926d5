// SPDX-License-Identifier: GPL-2.0-or-later
// Documents and queries are read alike: the cases are in tests/unit/analysis/written_forms.txt.
#include <catch2/catch.hpp>
#include <set>

#include "collection.hpp"
#include "written_forms.hpp"

using namespace speur;
using namespace speur::test;

namespace {

const std::vector<WrittenForms>& lines() {
  static const auto all = read_written_forms(WRITTEN_FORMS);
  return all;
}

std::string id_of(std::size_t line, std::size_t text, bool is_decomposed) {
  return std::to_string(line) + "-" + std::to_string(text) + (is_decomposed ? "-los" : "");
}

// Every text in a document of its own, with its accents on the letters and loose.
Collection all_texts() {
  std::vector<Document> documents;
  for (std::size_t line = 0; line < lines().size(); ++line)
    for (std::size_t i = 0; i < lines()[line].texts.size(); ++i) {
      const auto& text = lines()[line].texts[i];
      const auto body = "Woord vooraf; " + text + " - en een woord erna.";
      documents.push_back(product(id_of(line, i, false), "", body));
      documents.push_back(product(id_of(line, i, true), "", decomposed(body)));
    }
  return Collection(documents);
}

std::set<std::string> found(const Collection& collection, const std::string& query) {
  SearchRequest request;
  request.query = query;
  request.match = Match::all;
  request.limit = 10'000;
  request.relax = false;
  request.synonyms = false;
  const auto ids = collection.ids(request);
  return {ids.begin(), ids.end()};
}

}  // namespace

TEST_CASE("however a word is written in a document, it is found however it is typed") {
  const auto collection = all_texts();
  for (std::size_t line = 0; line < lines().size(); ++line) {
    const auto& [sign, texts] = lines()[line];
    for (std::size_t typed = 0; typed < texts.size(); ++typed) {
      const auto ids = found(collection, texts[typed]);
      CAPTURE(texts[typed]);
      CHECK(found(collection, decomposed(texts[typed])) == ids);
      for (std::size_t written = 0; written < texts.size(); ++written) {
        const bool wanted = typed == written || sign == '=' || (sign == '>' && written == 0);
        const bool unwanted = sign == '!' && typed != written && (typed == 0 || written == 0);
        CAPTURE(texts[written]);
        if (wanted)
          CHECK((ids.contains(id_of(line, written, false)) &&
                 ids.contains(id_of(line, written, true))));
        if (unwanted) CHECK_FALSE(ids.contains(id_of(line, written, false)));
      }
    }
  }
}
