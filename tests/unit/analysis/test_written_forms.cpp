// SPDX-License-Identifier: GPL-2.0-or-later
// The cases are in written_forms.txt; tests/unit/search holds search to the same list.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "speur/analyzer.hpp"
#include "written_forms.hpp"

using namespace speur;

namespace {

std::vector<std::string> terms_of(const std::string& text) {
  std::vector<std::string> terms;
  for (const auto& token : Analyzer().analyze(text)) terms.push_back(token.term);
  return terms;
}

}  // namespace

TEST_CASE("However a word is written, it has one term; other words have others") {
  const auto all = test::read_written_forms(WRITTEN_FORMS);
  CHECK(all.size() >= 60);
  for (const auto& [sign, texts] : all) {
    REQUIRE(texts.size() >= 2);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(texts.front(), texts[i]);
      CHECK(terms_of(test::decomposed(texts[i])) == terms_of(texts[i]));
      if (i > 0) CHECK((terms_of(texts[i]) == terms_of(texts.front())) == (sign == '='));
    }
  }
}
