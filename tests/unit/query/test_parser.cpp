// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "query/query.hpp"
#include "unicode/unicode.hpp"

using namespace speur;
using Catch::Contains;

namespace {

using Texts = std::vector<std::string>;

query::ParsedQuery parse(const std::string& text, Language language = Language::dutch) {
  return query::parse(text, Schema::knowledge_product(), Analyzer(), language);
}

struct Row {
  const char* typed;
  const char* query;
};

// Queries that are taken as they stand: nothing is said about them.
template <std::size_t size>
void check(const Row (&rows)[size]) {
  for (const auto& [typed, expected] : rows) {
    CAPTURE(typed);
    const auto parsed = parse(typed);
    CHECK(query::to_text(parsed.query) == expected);
    CHECK(parsed.diagnostics.empty());
  }
}

void check_robust(const std::string& text) {
  for (const auto language : {Language::dutch, Language::english}) {
    const auto parsed = parse(text, language);
    CAPTURE(text);
    if (query::to_text(parsed.query).empty()) FAIL("no query");
    for (const auto& [begin, end, message] : parsed.diagnostics) {
      CAPTURE(begin, end, message);
      if (begin > end || end > text.size()) FAIL("offsets out of the text");
      if (message.empty() || unicode::find_invalid(message)) FAIL("the message is no text");
    }
  }
}

}  // namespace

TEST_CASE("An empty query asks for everything") {
  check({{"", "everything"}, {"  \t\n", "everything"}});
}

TEST_CASE("Words stand in a row, in the form in which they are indexed") {
  check({
      {"data", "data"},
      {"Open data", "(row open data)"},
      {"gemeenten, provincies & privacy", "(row gemeente provincie privacy)"},
      {"AVG/GDPR", "(row avg gdpr)"},
      {"Coo\u0308rdinatie", "coordinatie"},
      {"AVG-beleid", "avgbeleid[avg beleid]"},
      {"e-mail", "email[mail]"},
      {"B.V.", "bv"},
      {"12:30", "(row 12 30)"},
      {"https://www.overheid.nl", "overheid.nl[overheid nl]"},
      {"c++", "c++"},
  });
}

TEST_CASE("What stands between quotes is a phrase, stop words included") {
  check({
      {"\"open overheid\"", "\"open overheid\""},
      {"“open overheid”", "\"open overheid\""},
      {"„open overheid”", "\"open overheid\""},
      {"«open overheid»", "\"open overheid\""},
      {"\"de gemeenten\"", "\"de gemeente\""},
      {"woo \"open overheid\" beleid", "(row woo \"open overheid\" beleid)"},
      {"woo\"open overheid\"beleid", "(row woo \"open overheid\" beleid)"},
      {"\"data\"", "\"data\""},
      {"\"AVG-beleid\"", "(best \"avg beleid\" \"avgbeleid\")"},
      {"\"de zee-eend duikt\"", "(best \"de zee eend duikt\" \"de zeeeend duikt\")"},
      {"\"(data) OR -beleid\"", "\"data or beleid\""},
      {"data \"\"", "data"},
  });
}

TEST_CASE("Single quotes are apostrophes") {
  check({{"'open overheid'", "(row open overheid)"}, {"foto's", "foto"}});
}

TEST_CASE("A minus, NOT and NIET exclude") {
  check({
      {"data -privacy", "(without data privacy)"},
      {"data NOT privacy", "(without data privacy)"},
      {"data NIET privacy", "(without data privacy)"},
      {"-privacy", "(without everything privacy)"},
      {"-privacy data", "(without data privacy)"},
      {"data -privacy -ethiek", "(without data (any privacy ethiek))"},
      {"data -\"open overheid\"", "(without data \"open overheid\")"},
      {"data -(privacy OR ethiek)", "(without data (any privacy ethiek))"},
      {"data AND NOT privacy", "(without data privacy)"},
      {"data EN -privacy", "(without data privacy)"},
      {"data OR -privacy", "(any data (without everything privacy))"},
      {"data -titel:privacy", "(without data title:privacy)"},
      {"data-privacy", "dataprivacy[data privacy]"},
      {"data - privacy", "(row data privacy)"},
  });
}

TEST_CASE("AND and EN want both, OR and OF want one") {
  check({
      {"data AND privacy", "(all data privacy)"},
      {"data EN privacy", "(all data privacy)"},
      {"data AND privacy AND ethiek", "(all data privacy ethiek)"},
      {"data OR privacy", "(any data privacy)"},
      {"data OF privacy OR ethiek", "(any data privacy ethiek)"},
      {"data en privacy", "(row data privacy)"},
      {"data of privacy", "(row data privacy)"},
      {"Data And privacy", "(row data and privacy)"},
  });
}

TEST_CASE("AND binds before a row, a row before OR; parentheses come first") {
  check({
      {"data AND privacy ethiek", "(row (all data privacy) ethiek)"},
      {"data privacy OR ethiek beleid", "(any (row data privacy) (row ethiek beleid))"},
      {"data AND privacy OR ethiek", "(any (all data privacy) ethiek)"},
      {"data AND (privacy OR ethiek)", "(all data (any privacy ethiek))"},
      {"(data OR privacy) beleid", "(row (any data privacy) beleid)"},
      {"((data))", "data"},
      {"(data)(privacy)", "(row data privacy)"},
      {"data -privacy OR ethiek", "(any (without data privacy) ethiek)"},
  });
}

TEST_CASE("A field is named by its name or its label in either language, in any case") {
  check({
      {"title:dpia", "title:dpia"},
      {"titel:dpia", "title:dpia"},
      {"TITEL:dpia", "title:dpia"},
      {"Samenvatting:beleid", "summary:beleid"},
      {"text:beleid", "body:beleid"},
      {"titel:AVG-beleid", "title:avgbeleid[avg beleid]"},
      {"titel:\"open overheid\"", "title:\"open overheid\""},
      {"titel:“open overheid”", "title:\"open overheid\""},
      {"titel:algor*", "title:algor*"},
      {"titel:dpia beleid", "(row title:dpia beleid)"},
      {"titel:de", "title:de"},
  });
}

TEST_CASE("A facet or keyword field takes a value") {
  check({
      {"theme:ethiek", "theme=ethiek"},
      {"thema:ethiek", "theme=ethiek"},
      {"overheidslaag:Gemeente", "tier=Gemeente"},
      {"thema:\"data delen\"", "theme=data delen"},
      {"thema:juridisch/privacy", "theme=juridisch/privacy"},
      {"taal:nl", "language=nl"},
      {"gepubliceerd:2024-05", "published=2024-05"},
      {"data thema:ethiek -soort:nieuws", "(without (all data theme=ethiek) type=nieuws)"},
      {"soort:video OR soort:podcast", "(any type=video type=podcast)"},
  });
}

TEST_CASE("A colon behind a word that is followed by a space makes no field") {
  check({{"titel: dpia", "(row titel dpia)"}, {"let op: data", "(row let data)"}});
}

TEST_CASE("An asterisk asks for words that begin so") {
  check({
      {"algor*", "algor*"},
      {"Coördi*", "coordi*"},
      {"ge*", "ge*"},
      {"data algor*", "(row data algor*)"},
      {"data -algor*", "(without data algor*)"},
  });
}

TEST_CASE("Stop words are left out and told, unless nothing else is asked") {
  struct StopRow {
    const char* typed;
    const char* query;
    Texts stop_words;
  };
  for (const auto& [typed, expected, stop_words] : {
           StopRow{"het beleid van De gemeente", "(row beleid gemeente)", {"het", "van", "De"}},
           StopRow{"de AND data", "data", {"de"}},
           StopRow{"(de het) data", "data", {"de", "het"}},
           StopRow{"de \"open data\"", "\"open data\"", {"de"}},
           StopRow{"het alg*", "alg*", {"het"}},
           StopRow{"de thema:ethiek", "theme=ethiek", {"de"}},
           StopRow{"wie is er", "(row wie is er)", {}},
           StopRow{"de", "de", {}},
           StopRow{"\"de\" het", "\"de\"", {"het"}},
           StopRow{"de -data", "(without de data)", {}},
           StopRow{"het beleid -data", "(without beleid data)", {"het"}},
       }) {
    CAPTURE(typed);
    const auto parsed = parse(typed);
    CHECK(query::to_text(parsed.query) == expected);
    CHECK(parsed.stop_words == stop_words);
    CHECK(parsed.diagnostics.empty());
  }
}

TEST_CASE("Operators with nothing else to do are words") {
  check({{"OF", "of"}, {"EN", "en"}, {"NIET", "niet"}, {"OR", "or"}});
}

TEST_CASE("What is not taken as it stands is told, with its place, in the searcher's language") {
  struct ToldRow {
    const char* typed;
    const char* query;
    std::size_t begin;
    std::size_t end;
    const char* dutch;
    const char* english;
  };
  for (const auto& [typed, expected, begin, end, dutch, english] : {
           ToldRow{"\"open data", "(row open data)", 0, 1, "aanhalingsteken", "closing quote"},
           ToldRow{"één \"data", "data", 6, 7, "aanhalingsteken", "closing quote"},
           ToldRow{"data AND", "data", 5, 8, "‘AND’", "‘AND’"},
           ToldRow{"OF data", "data", 0, 2, "‘OF’", "‘OF’"},
           ToldRow{"data OR", "data", 5, 7, "‘OR’", "‘OR’"},
           ToldRow{"EN data", "data", 0, 2, "‘EN’", "‘EN’"},
           ToldRow{"data AND OR privacy", "(any data privacy)", 5, 8, "‘AND’", "‘AND’"},
           ToldRow{"data NOT", "data", 5, 8, "‘NOT’", "‘NOT’"},
           ToldRow{"data NIET OF privacy", "(any data privacy)", 5, 9, "‘NIET’", "‘NIET’"},
           ToldRow{"(data NOT) privacy", "(row data privacy)", 6, 9, "‘NOT’", "‘NOT’"},
           ToldRow{"(data", "data", 0, 1, "haakje", "parenthesis"},
           ToldRow{"data) privacy", "(row data privacy)", 4, 5, "haakje", "parenthesis"},
           ToldRow{"kleur:data", "(row kleur data)", 0, 5, "‘kleur’ is geen veld",
                   "‘kleur’ is no field"},
           ToldRow{"data kleur:\"open data\"", "(row data (row kleur \"open data\"))", 5, 10,
                   "geen veld", "no field"},
           ToldRow{"url:dpia", "(row url dpia)", 0, 3, "‘url’ kun je niet zoeken",
                   "‘url’ cannot be searched"},
           ToldRow{"d* data", "(row d data)", 0, 2, "twee letters", "two letters"},
           ToldRow{"\xFF"
                   "data",
                   "data", 0, 1, "ongeldige tekens", "invalid characters"},
           ToldRow{"data é\xC3", "(row data e)", 7, 8, "ongeldige tekens", "invalid characters"},
           ToldRow{"!?", "nothing", 0, 2, "geen woorden", "no words"},
           ToldRow{"()", "nothing", 0, 2, "geen woorden", "no words"},
           ToldRow{"\"\"", "nothing", 0, 2, "geen woorden", "no words"},
       }) {
    CAPTURE(typed);
    const auto parsed = parse(typed);
    CHECK(query::to_text(parsed.query) == expected);
    const auto in_english = parse(typed, Language::english);
    CHECK(query::to_text(in_english.query) == expected);
    CHECK(parsed.diagnostics.size() == 1);
    CHECK(in_english.diagnostics.size() == 1);
    if (parsed.diagnostics.size() != 1 || in_english.diagnostics.size() != 1) continue;
    CHECK(parsed.diagnostics[0].begin == begin);
    CHECK(parsed.diagnostics[0].end == end);
    CHECK(in_english.diagnostics[0].begin == begin);
    CHECK(in_english.diagnostics[0].end == end);
    CHECK_THAT(parsed.diagnostics[0].message, Contains(dutch));
    CHECK_THAT(in_english.diagnostics[0].message, Contains(english));
  }
}

TEST_CASE("An asterisk that has no effect is told") {
  // "What could not be taken as it stands is said in the diagnostics."
  for (const auto* typed : {"thema:eth*", "taal:n*", "AVG/GDP*"}) {
    CAPTURE(typed);
    const auto parsed = parse(typed);
    const auto text = query::to_text(parsed.query);
    CAPTURE(text);
    CHECK((text.find('*') != std::string::npos || !parsed.diagnostics.empty()));
  }
}

TEST_CASE("A long piece of the query is cut between characters in what is told about it") {
  std::string name = "x";
  for (int i = 0; i < 100; ++i) name += "é";
  check_robust(name + ":data");
}

TEST_CASE("What is wanted can be told apart from what is excluded") {
  const auto parsed =
      parse("titel:data (privacy OR algor*) \"open overheid\" -ethiek thema:juridisch");
  Texts wanted;
  query::for_each_wanted(parsed.query, [&](const auto& leaf) {
    wanted.push_back(query::to_text(query::Query{leaf}));
  });
  CHECK(wanted == Texts{"title:data", "privacy", "algor*", "\"open overheid\"", "theme=juridisch"});
}

TEST_CASE("Only the beginning of a very long query is used, and that is told") {
  std::string typed;
  for (int i = 0; i < 5000; ++i) typed += "woord" + std::to_string(i) + " ";
  const auto parsed = parse(typed);
  std::size_t words = 0;
  query::for_each_wanted(parsed.query, [&](const auto&) { ++words; });
  CHECK(words == 200);
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK_THAT(parsed.diagnostics[0].message, Contains("te lang"));
}

TEST_CASE("Values of facets count for the length of a query as well") {
  std::string typed;
  for (int i = 0; i < 5000; ++i) typed += "thema:a" + std::to_string(i) + " ";
  const auto parsed = parse(typed);
  std::size_t values = 0;
  query::for_each_wanted(parsed.query, [&](const auto&) { ++values; });
  CHECK(values <= 200);
  CHECK(parsed.diagnostics.size() == 1);
}

TEST_CASE("Parentheses may be nested, though not without end") {
  const std::string nested = std::string(20, '(') + "data" + std::string(20, ')');
  CHECK(query::to_text(parse(nested).query) == "data");
  CHECK(parse(nested).diagnostics.empty());

  const auto parsed = parse("privacy " + std::string(1000, '(') + "data" + std::string(1000, ')'));
  CHECK(query::to_text(parsed.query) == "privacy");
  REQUIRE_FALSE(parsed.diagnostics.empty());
  CHECK_THAT(parsed.diagnostics[0].message, Contains("te veel haakjes"));
}

TEST_CASE("Whatever is typed gives a query, and offsets within the text") {
  const Texts pieces{"data",
                     "de",
                     "Eén ",
                     " ",
                     " ",
                     "\"",
                     "“",
                     "”",
                     "(",
                     ")",
                     "-",
                     " AND ",
                     " OR ",
                     " NOT ",
                     " EN ",
                     " OF ",
                     "NIET ",
                     "titel:",
                     "thema:",
                     "kleur:",
                     "url:",
                     ":",
                     "*",
                     "a*",
                     "'",
                     "/",
                     "\t",
                     "{}",
                     "{0}",
                     "%s",
                     "é",
                     "\xFF",
                     "\xC3",
                     "\xE2\x82",
                     "\u00A0",
                     "👍",
                     "www.overheid.nl",
                     "jan@x.nl",
                     "data-analyse",
                     std::string(1, '\0')};
  std::mt19937 random(1814);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (auto length = random() % 20; length > 0; --length)
      text += pieces[random() % pieces.size()];
    check_robust(text);
  }
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 60, ' ');
    for (char& c : bytes) c = static_cast<char>(random());
    check_robust(bytes);
  }
}

TEST_CASE("Much of the same does not bring the parser down") {
  for (const auto* piece :
       {"(", ")", "\"", "-", "-(", "* ", "NOT ", "AND ", "OR ", "titel:", "a) ", "kleur:x ", "x",
        "é", "\xFF", "( OR ", "a AND ", "(a) -b OR ", "a OR "}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    check_robust(text);
  }
}

TEST_CASE("Unmatched parentheses between facet values do not pile up") {
  // Each one must not make the query a level deeper: its tree is walked by recursion.
  std::string text;
  while (text.size() < 1'000'000) text += "thema:a) ";
  check_robust(text);
}
