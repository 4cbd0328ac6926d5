// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/synonyms.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "speur/analyzer.hpp"
#include "unicode/unicode.hpp"

using namespace speur;
using Catch::Contains;
using Texts = std::vector<std::string>;

namespace {

Texts stems_of(const std::string& phrase) {
  Texts stems;
  for (const auto& token : Analyzer().analyze(phrase)) stems.push_back(token.term);
  return stems;
}

// What a searcher for `phrase` also finds.
Texts others(const Synonyms& synonyms, const std::string& phrase) {
  const auto* found = synonyms.find(stems_of(phrase));
  return found ? *found : Texts{};
}

bool is_blocked(const Synonyms& synonyms, const std::string& phrase) {
  return synonyms.is_blocked(stems_of(phrase));
}

// "2: what is wrong", one a line.
std::string warnings(const std::string& text) {
  const auto synonyms = Synonyms::from_text(text);
  std::string all;
  for (const auto& [line, message] : synonyms.warnings())
    all += std::to_string(line) + ": " + message + "\n";
  return all;
}

}  // namespace

TEST_CASE("Phrases with a '=' between them find each other") {
  const auto synonyms = Synonyms::from_text("woo = wet open overheid\nbio=norm = kader");
  CHECK(others(synonyms, "woo") == Texts{"wet open overheid"});
  CHECK(others(synonyms, "wet open overheid") == Texts{"woo"});
  CHECK(others(synonyms, "bio") == Texts{"norm", "kader"});
  CHECK(others(synonyms, "norm") == Texts{"bio", "kader"});
  CHECK(others(synonyms, "kader") == Texts{"bio", "norm"});
  CHECK(others(synonyms, "open overheid").empty());
  CHECK(others(synonyms, "overheid open wet").empty());
  CHECK(synonyms.warnings().empty());
}

TEST_CASE("What stands before a '>' finds what stands after it, not the other way") {
  const auto synonyms = Synonyms::from_text("lakken, zwart maken > anonimiseren, weglakken");
  CHECK(others(synonyms, "lakken") == Texts{"anonimiseren", "weglakken"});
  CHECK(others(synonyms, "zwart maken") == Texts{"anonimiseren", "weglakken"});
  CHECK(others(synonyms, "anonimiseren").empty());
  CHECK(others(synonyms, "weglakken").empty());
  CHECK(synonyms.warnings().empty());
}

TEST_CASE("What stands after a '!' is blocked, and has no synonyms for it") {
  const auto synonyms = Synonyms::from_text("! bio, wet open overheid\nbio = norm");
  CHECK(is_blocked(synonyms, "bio"));
  CHECK(is_blocked(synonyms, "BIO"));
  CHECK(is_blocked(synonyms, "wet open overheid"));
  CHECK_FALSE(is_blocked(synonyms, "wet"));
  CHECK_FALSE(is_blocked(synonyms, "norm"));
  CHECK(others(synonyms, "bio") == Texts{"norm"});
  CHECK(synonyms.warnings().empty());
}

TEST_CASE("Lines do not lead on to each other") {
  const auto synonyms = Synonyms::from_text("a1 = b1\nb1 > c1\nc1 > d1");
  CHECK(others(synonyms, "a1") == Texts{"b1"});
  CHECK(others(synonyms, "b1") == Texts{"a1", "c1"});
  CHECK(others(synonyms, "c1") == Texts{"d1"});
}

TEST_CASE("Phrases are the same by their stems, and told as they are written") {
  const auto synonyms = Synonyms::from_text("Coördinatie = Gemeentelijke afstemming");
  for (const auto* phrase : {"coördinatie", "coo\u0308rdinatie", "COORDINATIE"}) {
    CAPTURE(phrase);
    CHECK(others(synonyms, phrase) == Texts{"Gemeentelijke afstemming"});
  }
  CHECK(others(synonyms, "gemeentelijke afstemming") == Texts{"Coördinatie"});
  CHECK(others(synonyms, "gemeentelijk afstemming") == Texts{"Coördinatie"});
}

TEST_CASE("A synonym that two lines give is told once") {
  const auto synonyms = Synonyms::from_text("pilot = proef\npilot > proef, proeftuin");
  CHECK(others(synonyms, "pilot") == Texts{"proef", "proeftuin"});
}

TEST_CASE("Remarks and empty lines say nothing") {
  const auto synonyms = Synonyms::from_text("# a = b\n\n   \t\n  # c = d\r\nc# = csharp # taal\n");
  CHECK(others(synonyms, "a").empty());
  CHECK(others(synonyms, "c").empty());
  CHECK(others(synonyms, "c#") == Texts{"csharp"});
  CHECK(others(synonyms, "csharp") == Texts{"c#"});
  CHECK(synonyms.warnings().empty());
}

TEST_CASE("Line ends and marks of other editors make no difference") {
  for (const auto* text : {"woo = wet open overheid", "woo = wet open overheid\r\n",
                           "\n\nwoo=wet open overheid\n\n", "\uFEFFwoo = wet open overheid\r\n",
                           "\uFEFF# opgeslagen door Kladblok\r\nwoo = wet open overheid"}) {
    CAPTURE(text);
    const auto synonyms = Synonyms::from_text(text);
    CHECK(others(synonyms, "woo") == Texts{"wet open overheid"});
    CHECK(others(synonyms, "wet open overheid") == Texts{"woo"});
    CHECK(synonyms.warnings().empty());
  }
}

TEST_CASE("The longest phrase tells how far to look") {
  CHECK(Synonyms().longest() == 0);
  CHECK(Synonyms::from_text("").longest() == 0);
  CHECK(Synonyms::from_text("woo = wob").longest() == 1);
  CHECK(Synonyms::from_text("woo = wet open overheid\na = b").longest() == 3);
}

TEST_CASE("The text is kept as it was read") {
  const std::string text = "# van ons\nwoo = wet open overheid\n= fout\n";
  CHECK(Synonyms::from_text(text).text() == text);
  CHECK(Synonyms().text().empty());
}

TEST_CASE("A line that cannot be read is left out and said, with its number") {
  struct Row {
    const char* text;
    const char* warnings;
  };
  for (const auto& [text, expected] : {
           Row{"woo wet open overheid", "1: write 'a = b', 'a > b' or '! a'\n"},
           Row{"woo =", "1: '' holds no word\n1: '=' stands between two phrases at least\n"},
           Row{"woo > ", "1: '' holds no word\n1: '>' stands between two phrases\n"},
           Row{"# goed\n\n> wob", "3: '' holds no word\n3: '>' stands between two phrases\n"},
           Row{"a = b\n!\nc = d", "2: '' holds no word\n"},
           Row{"a = %& = b", "1: '%&' holds no word\n"},
           Row{"a = b > c", "1: write 'a = b', 'a > b' or '! a'\n"},
           Row{"a > b > c", "1: write 'a = b', 'a > b' or '! a'\n"},
           Row{"! a = b", "1: write 'a = b', 'a > b' or '! a'\n"},
           Row{"! a > b", "1: write 'a = b', 'a > b' or '! a'\n"},
           Row{"a = b\nco\xF6rdinatie = b1\nc = d", "2: this line is not UTF-8\n"},
       }) {
    CAPTURE(text);
    CHECK(warnings(text) == expected);
  }
  CHECK(others(Synonyms::from_text("a > b > c"), "a").empty());
  CHECK(others(Synonyms::from_text("a = b > c"), "a").empty());
  CHECK_FALSE(is_blocked(Synonyms::from_text("! a = b"), "a b"));
  CHECK(others(Synonyms::from_text("co\xF6rdinatie = overleg"), "overleg").empty());
  CHECK(others(Synonyms::from_text("a = %& = b"), "a") == Texts{"b"});
}

TEST_CASE("A phrase that stands before the same sign twice is said") {
  CHECK(warnings("woo = wet\nwob = openbaarheid\nWoo = overheid") ==
        "3: 'Woo' stands beside '=' on line 1 already\n");
  CHECK(warnings("woo = wet\noverheid = woo") == "2: 'woo' stands beside '=' on line 1 already\n");
  CHECK(warnings("gids > handreiking\ngidsen > leidraad") ==
        "2: 'gidsen' stands before '>' on line 1 already\n");
  // Two ways to be found, and one line after the other sign, are as they should be.
  CHECK(warnings("gids > handreiking\nhandvat > handreiking").empty());
  CHECK(warnings("woo = wet\nwoo > openbaarheid").empty());
  const auto both = Synonyms::from_text("woo = wet\nwoo = overheid");
  CHECK(others(both, "woo") == Texts{"wet", "overheid"});
}

TEST_CASE("A phrase that is its own synonym is said once") {
  CHECK(warnings("woo = Woo") == "1: 'woo' and 'Woo' are the same to the analyser\n");
  CHECK(warnings("woo = woo") == "1: 'woo' and 'woo' are the same to the analyser\n");
  CHECK(warnings("overheid > overheden") ==
        "1: 'overheid' and 'overheden' are the same to the analyser\n");
  CHECK(warnings("overheden > overheid") ==
        "1: 'overheden' and 'overheid' are the same to the analyser\n");
  CHECK(warnings("e-mail = email = mail") ==
        "1: 'e-mail' and 'email' are the same to the analyser\n");
  const auto synonyms = Synonyms::from_text("woo = Woo = wob");
  CHECK(others(synonyms, "woo") == Texts{"wob"});
  CHECK(others(synonyms, "wob") == Texts{"woo", "Woo"});
}

TEST_CASE("Whatever the text is, what is told is text and what is warned of is a line of it") {
  const Texts pieces{"a",
                     "woo",
                     "wet open overheid",
                     "=",
                     ">",
                     "!",
                     "#",
                     ",",
                     " ",
                     "\n",
                     "\r\n",
                     "\t",
                     std::string(1, 0),
                     "\x01",
                     "\xFF",
                     "\uFEFF",
                     "é",
                     "e\u0301",
                     "de",
                     "=\n",
                     "\xC3",
                     "👍",
                     "\u00A0",
                     "%",
                     std::string(200, 'x')};
  std::uint32_t random = 2024;
  const auto next = [&](std::size_t below) {
    random = random * 1664525U + 1013904223U;
    return (random >> 8) % below;
  };
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    std::size_t lines = 1;
    for (auto length = next(40); length > 0; --length) text += pieces[next(pieces.size())];
    for (const char c : text) lines += c == '\n';
    const auto synonyms = Synonyms::from_text(text);
    CAPTURE(text);
    for (const auto& [line, message] : synonyms.warnings())
      if (line < 1 || line > lines || unicode::find_invalid(message)) FAIL("no line, or no text");
    for (const auto* phrase : {"a", "woo", "wet open overheid", "é", "de"})
      for (const auto& other : others(synonyms, phrase))
        if (stems_of(other).empty() || unicode::find_invalid(other)) FAIL("no phrase");
  }
}

TEST_CASE("The built-in synonyms are read without a warning") {
  const auto& built_in = Synonyms::government();
  CHECK(built_in.warnings().empty());
  CHECK(others(built_in, "Woo") == Texts{"wet open overheid"});
  CHECK_THAT(others(built_in, "wet open overheid"), Catch::VectorContains(std::string("woo")));
  CHECK_THAT(others(built_in, "AVG"),
             Catch::VectorContains(std::string("algemene verordening gegevensbescherming")) &&
                 Catch::VectorContains(std::string("gdpr")));
  CHECK_THAT(others(built_in, "gegevensbeschermingseffectbeoordeling"),
             Catch::VectorContains(std::string("dpia")));
  for (const auto* abbreviation :
       {"FG", "CISO", "BSN", "BIO", "NORA", "GEMMA", "FDS", "IBDS", "CDO"}) {
    CAPTURE(abbreviation);
    REQUIRE_FALSE(others(built_in, abbreviation).empty());
    const auto full = others(built_in, abbreviation).front();
    CAPTURE(full);
    CHECK_FALSE(others(built_in, full).empty());
  }
}
