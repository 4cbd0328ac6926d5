// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "speur/analyzer.hpp"
#include "unicode/unicode.hpp"

using namespace speur;

namespace {

// The tokens of a text, one after the other: what is written=word[part part]. What is written comes
// from the byte offsets, so these are checked as well.
std::string tokens_of(const std::string& text) {
  std::string all;
  for (const auto& token : Analyzer().analyze(text)) {
    all += (all.empty() ? "" : " | ") + text.substr(token.begin, token.end - token.begin);
    all += "=" + token.word;
    std::string parts;
    for (const auto& part : token.parts) parts += (parts.empty() ? "" : " ") + part.word;
    if (!parts.empty()) all += "[" + parts + "]";
  }
  return all;
}

std::vector<std::string> terms_of(const std::string& text) {
  std::vector<std::string> terms;
  for (const auto& token : Analyzer().analyze(text)) terms.push_back(token.term);
  return terms;
}

struct Row {
  const char* text;
  const char* tokens;
};

template <std::size_t size>
void check(const Row (&rows)[size]) {
  for (const auto& [text, tokens] : rows) {
    CAPTURE(text);
    CHECK(tokens_of(text) == tokens);
  }
}

void check_offsets(const std::string& text) {
  std::set<std::size_t> boundaries{text.size()};
  for (std::size_t at = 0; at < text.size(); at += unicode::decode(text, at).length)
    boundaries.insert(at);
  std::size_t end = 0;
  for (const auto& token : Analyzer().analyze(text)) {
    const auto inside = [&](std::size_t begin, std::size_t stop) {
      return begin < stop && boundaries.contains(begin) && boundaries.contains(stop);
    };
    bool good = token.begin >= end && inside(token.begin, token.end) && !token.word.empty() &&
                !token.term.empty() && token.word.size() <= 64 &&
                !unicode::find_invalid(token.word) && !unicode::find_invalid(token.term);
    end = token.end;
    for (const auto* parts : {&token.parts, &token.compound}) {
      auto part_end = token.begin;
      for (const auto& part : *parts) {
        good = good && part.begin >= part_end && inside(part.begin, part.end) &&
               part.end <= token.end && !part.word.empty() && !part.term.empty() &&
               !unicode::find_invalid(part.word);
        part_end = part.end;
      }
    }
    CAPTURE(text, token.begin, token.end, token.word);
    if (!good) FAIL("offsets out of order or out of the text, or a word that is no text");
  }
}

}  // namespace

TEST_CASE("Words stand between spaces and signs, in lower case and without accents") {
  check({
      {"", ""},
      {" ,.-! \n\t", ""},
      {"Open data", "Open=open | data=data"},
      {"De overheid (rijk); én: gemeenten!",
       "De=de | overheid=overheid | rijk=rijk | én=en | gemeenten=gemeenten"},
      {"AVG/GDPR", "AVG=avg | GDPR=gdpr"},
      {"geüpdatet", "geüpdatet=geupdatet"},
      {"ideeën, knieën", "ideeën=ideeen | knieën=knieen"},
      {"“Wet open overheid”", "Wet=wet | open=open | overheid=overheid"},
      {"data—en dus…meer", "data=data | en=en | dus=dus | meer=meer"},
      {"data🙂delen", "data=data | delen=delen"},
      {"CO₂ per m²", "CO₂=co2 | per=per | m²=m2"},
      {"A4 5G h2o 1e", "A4=a4 | 5G=5g | h2o=h2o | 1e=1e"},
      {"\uFB01nancieel", "\uFB01nancieel=financieel"},
  });
}

TEST_CASE("Accents are the same letter in NFC and in NFD") {
  check({
      {"coördinatie", "coördinatie=coordinatie"},
      {"coo\u0308rdinatie", "coo\u0308rdinatie=coordinatie"},
      {"coordinatie", "coordinatie=coordinatie"},
      {"geu\u0308pdatet", "geu\u0308pdatet=geupdatet"},
      {"e\u0301e\u0301n loket", "e\u0301e\u0301n=een | loket=loket"},
      {"\u0132sselmeer", "\u0132sselmeer=ijsselmeer"},
      {"IJsselmeer", "IJsselmeer=ijsselmeer"},
  });
}

TEST_CASE("A word with a hyphen is one word, and its parts are found as well") {
  check({
      {"data-analyse", "data-analyse=dataanalyse[data analyse]"},
      {"zee-eend", "zee-eend=zeeeend[zee eend]"},
      {"zeeëend", "zeeëend=zeeeend"},
      {"zeee\u0308end", "zeee\u0308end=zeeeend"},
      {"e-mail", "e-mail=email[mail]"},
      {"AVG-proof AI-verordening",
       "AVG-proof=avgproof[avg proof] | "
       "AI-verordening=aiverordening[ai verordening]"},
      {"'s-Hertogenbosch", "s-Hertogenbosch=shertogenbosch[hertogenbosch]"},
      {"Oost-, West- en Zuid-Nederland",
       "Oost=oost | West=west | en=en | Zuid-Nederland=zuidnederland[zuid nederland]"},
      {"3D-model", "3D-model=3dmodel[3d model]"},
      {"privacy\u2011by\u2010design",
       "privacy\u2011by\u2010design=privacybydesign[privacy by design]"},
      {"data - delen -- samen", "data=data | delen=delen | samen=samen"},
  });
}

TEST_CASE("What comes after an apostrophe is an ending, no word") {
  check({
      {"foto's", "foto's=foto"},
      {"foto’s", "foto’s=foto"},
      {"FOTO'S", "FOTO'S=foto"},
      {"Thema’s en risico's", "Thema’s=thema | en=en | risico's=risico"},
      {"IBDS'er", "IBDS'er=ibds"},
      {"pdf'je, A4'tjes", "pdf'je=pdf | A4'tjes=a4"},
      {"'s avonds", "s=s | avonds=avonds"},
      {"'foto'", "foto=foto"},
      {"‘thema’", "thema=thema"},
      {"O'Neill", "O'Neill=oneill[neill]"},
      {"gemeenten'", "gemeenten=gemeenten"},
      {"jaren '70", "jaren=jaren | 70=70"},
  });
}

TEST_CASE("'zo'n' is not the sun") {
  CHECK(terms_of("zo'n") != terms_of("zon"));
  CHECK(terms_of("zo’n") == terms_of("zo'n"));
}

TEST_CASE("Initials and abbreviations lose their periods") {
  check({
      {"B.V.", "B.V=bv"},
      {"bv", "bv=bv"},
      {"o.a. d.w.z. i.v.m.", "o.a=oa | d.w.z=dwz | i.v.m=ivm"},
      {"J.P. Balkenende", "J.P=jp | Balkenende=balkenende"},
      {"art. 6", "art=art | 6=6"},
      {"Dat is klaar. Nu verder.", "Dat=dat | is=is | klaar=klaar | Nu=nu | verder=verder"},
  });
}

TEST_CASE("An amount is one number, however it is written") {
  check({
      {"€1.000,50", "1.000,50=1000.50"},
      {"€ 1.000.000", "1.000.000=1000000"},
      {"1,5 miljoen", "1,5=1.5 | miljoen=miljoen"},
      {"10.000 en 10000", "10.000=10000 | en=en | 10000=10000"},
      {"50%", "50=50"},
  });
}

TEST_CASE("Articles and versions keep their periods") {
  check({
      {"artikel 6.1", "artikel=artikel | 6.1=6.1"},
      {"versie 2.1.3", "versie=versie | 2.1.3=2.1.3"},
      {"hoofdstuk 12.", "hoofdstuk=hoofdstuk | 12=12"},
  });
}

TEST_CASE("The two ends of a range are numbers by themselves") {
  check({
      {"2024-2025", "2024=2024 | 2025=2025"},
      {"2024–2025", "2024=2024 | 2025=2025"},
      {"17-05-2024", "17=17 | 05=05 | 2024=2024"},
      {"12:30", "12=12 | 30=30"},
  });
}

TEST_CASE("The signs of a programming language belong to its letter") {
  check({
      {"C++ en C#", "C++=c++ | en=en | C#=c#"},
      {"(C++)", "C++=c++"},
      {"C++20", "C=c | 20=20"},
      {"a + b", "a=a | b=b"},
      {"data++", "data=data"},
  });
}

TEST_CASE("A web address is one word, and its words are found as well") {
  check({
      {"https://www.overheid.nl", "https://www.overheid.nl=overheid.nl[overheid nl]"},
      {"www.overheid.nl", "www.overheid.nl=overheid.nl[overheid nl]"},
      {"HTTP://Overheid.NL/", "HTTP://Overheid.NL/=overheid.nl[overheid nl]"},
      {"overheid.nl", "overheid.nl=overheid.nl[overheid nl]"},
      {"Zie https://data.overheid.nl/open-data.",
       "Zie=zie | https://data.overheid.nl/open-data=data.overheid.nl/open-data"
       "[data overheid nl open data]"},
      {"(https://nl.wikipedia.org/wiki/Algoritme)",
       "https://nl.wikipedia.org/wiki/Algoritme=nl.wikipedia.org/wiki/algoritme"
       "[nl wikipedia org wiki algoritme]"},
      {"<a href=\"https://x.nl/?q=data&p=2\">",
       "a=a | href=href | "
       "https://x.nl/?q=data&p=2=x.nl/?q=data&p=2[nl data]"},
      {"https, www en https://", "https=https | www=www | en=en | https=https"},
  });
}

TEST_CASE("A web address ends at typographic quotes and at any white space") {
  check({
      {"“https://www.overheid.nl”", "https://www.overheid.nl=overheid.nl[overheid nl]"},
      {"‘www.overheid.nl’", "www.overheid.nl=overheid.nl[overheid nl]"},
      {"„www.overheid.nl”, zegt zij",
       "www.overheid.nl=overheid.nl[overheid nl] | zegt=zegt | zij=zij"},
      {"«www.overheid.nl»", "www.overheid.nl=overheid.nl[overheid nl]"},
      {"www.overheid.nl\u00A0en meer",
       "www.overheid.nl=overheid.nl[overheid nl] | en=en | meer=meer"},
      {"www.overheid.nl…", "www.overheid.nl=overheid.nl[overheid nl]"},
      {"www.overheid.nl – loket", "www.overheid.nl=overheid.nl[overheid nl] | loket=loket"},
  });
}

TEST_CASE("An e-mail address is one word, and its words are found as well") {
  check({
      {"jan.de.vries@gemeente.nl",
       "jan.de.vries@gemeente.nl=jan.de.vries@gemeente.nl[jan de vries gemeente nl]"},
      {"Mail naar <Info@Rijk.nl>.",
       "Mail=mail | naar=naar | Info@Rijk.nl=info@rijk.nl[info rijk nl]"},
      {"info@rijk.nl.", "info@rijk.nl=info@rijk.nl[info rijk nl]"},
      {"mailto:info@rijk.nl", "mailto=mailto | info@rijk.nl=info@rijk.nl[info rijk nl]"},
      {"jan@kantoor", "jan=jan | kantoor=kantoor"},
      {"@overheid", "overheid=overheid"},
  });
}

TEST_CASE("A soft hyphen shows where a word may be broken; it does not break it") {
  // Web pages hold them ("&shy;"). Unicode Standard Annex 29, rule WB4.
  check({{"overheids\u00ADorganisatie", "overheids\u00ADorganisatie=overheidsorganisatie"}});
}

TEST_CASE("A part of a word has the term that it has by itself") {
  for (const auto* text :
       {"data-analyses", "AI-verordeningen", "https://www.overheden.nl/gemeenten", "zee-eenden",
        "info@gemeenten.nl"}) {
    CAPTURE(text);
    const auto tokens = Analyzer().analyze(text);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens.front().parts.size() >= 2);
    for (const auto& part : tokens.front().parts)
      CHECK(terms_of(part.word) == std::vector{part.term});
  }
}

TEST_CASE("Offsets count bytes") {
  const std::string text = "Één e-mail: foto’s";
  const auto tokens = Analyzer().analyze(text);
  REQUIRE(tokens.size() == 3);
  CHECK(std::pair(tokens[0].begin, tokens[0].end) == std::pair<std::size_t, std::size_t>(0, 5));
  CHECK(std::pair(tokens[1].begin, tokens[1].end) == std::pair<std::size_t, std::size_t>(6, 12));
  REQUIRE(tokens[1].parts.size() == 1);
  CHECK(std::pair(tokens[1].parts[0].begin, tokens[1].parts[0].end) ==
        std::pair<std::size_t, std::size_t>(8, 12));
  CHECK(std::pair(tokens[2].begin, tokens[2].end) == std::pair<std::size_t, std::size_t>(14, 22));
}

TEST_CASE("The words of a compound stand where they were written, with their accents") {
  const auto pieces_of = [](const std::string& text) {
    std::string all;
    for (const auto& token : Analyzer().analyze(text))
      for (const auto& piece : token.compound)
        all += (all.empty() ? "" : "|") + text.substr(piece.begin, piece.end - piece.begin);
    return all;
  };
  CHECK(pieces_of("het Datagebruik") == "Data|gebruik");
  CHECK(pieces_of("Verwerkingsregisters") == "Verwerking|registers");
  CHECK(pieces_of("caféhouder") == "café|houder");
  CHECK(pieces_of("cafe\u0301houder") == "cafe\u0301|houder");
  CHECK(pieces_of("categoriee\u0308nlijst") == "categoriee\u0308n|lijst");
  CHECK(pieces_of("data\u00ADkwaliteit") == "data\u00AD|kwaliteit");
  CHECK(pieces_of("beleidsfoto's") == "beleid|foto");
}

TEST_CASE("Function words are told apart from words that mean something") {
  for (const auto* text : {"de", "Het", "een", "én", "van", "niet", "zijn", "'t"}) {
    CAPTURE(text);
    CHECK(Analyzer().analyze(text).front().stop_word);
  }
  for (const auto* text : {"overheid", "data", "AVG", "2024", "van-alles", "www.van.nl"}) {
    CAPTURE(text);
    CHECK_FALSE(Analyzer().analyze(text).front().stop_word);
  }
}

TEST_CASE("Bytes that are no UTF-8 separate words") {
  check({
      {"over\xFFheid", "over=over | heid=heid"},
      {"\xC3", ""},
      {"data\xE2\x82", "data=data"},
      {"a-\xFF-b", "a=a | b=b"},
      {"www.overheid.nl\xFF"
       "data",
       "www.overheid.nl=overheid.nl[overheid nl] | data=data"},
  });
}

TEST_CASE("A word of more than 64 bytes is cut there, between two letters") {
  const auto long_word = Analyzer().analyze(std::string(1000, 'x') + " data");
  REQUIRE(long_word.size() == 2);
  CHECK(long_word[0].word == std::string(64, 'x'));
  CHECK(long_word[1].word == "data");

  std::string russian = "x";  // letters of two bytes that fold to themselves, at odd offsets
  for (int i = 0; i < 100; ++i) russian += "ж";
  const auto cut = Analyzer().analyze(russian);
  REQUIRE(cut.size() == 1);
  CHECK(cut[0].word.size() == 63);
  CHECK(unicode::find_invalid(cut[0].word) == std::nullopt);
}

TEST_CASE("Offsets lie in order within the text, on characters, whatever the text is") {
  const std::vector<std::string> pieces{"a",
                                        "data",
                                        "gebruik",
                                        "idee",
                                        "cafe\u0301",
                                        "kwaliteit",
                                        "Z",
                                        "7",
                                        "é",
                                        "e\u0301",
                                        "\u0132",
                                        "ß",
                                        "€",
                                        "²",
                                        "𝄞",
                                        "\u00AD",
                                        "\u0301",
                                        " ",
                                        "\n",
                                        ".",
                                        ",",
                                        "-",
                                        "'",
                                        "’",
                                        "_",
                                        "@",
                                        "/",
                                        ":",
                                        "+",
                                        "#",
                                        "%",
                                        "(",
                                        "<",
                                        "\"",
                                        "“",
                                        "www.",
                                        "https://",
                                        "jan@x.nl",
                                        "foto's",
                                        "1.000,50",
                                        "\xFF",
                                        "\xC3",
                                        "\xE2\x82",
                                        "\xED\xA0\x80",
                                        std::string(1, '\0')};
  std::mt19937 random(2024);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (auto length = random() % 24; length > 0; --length)
      text += pieces[random() % pieces.size()];
    check_offsets(text);
  }
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, ' ');
    for (char& c : bytes) c = static_cast<char>(random());
    check_offsets(bytes);
  }
}

TEST_CASE("A text with few spaces is analysed like any other") {
  // Percent-encoded data, long rows of numbers. Should each word look through all of the rest
  // again, a megabyte would keep this test busy until it is ended.
  for (const auto* piece : {"1-", "%d", "+a", "www.", "www.-", "'s", "a_", "h"}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    CAPTURE(piece);
    const auto tokens = Analyzer().analyze(text);
    REQUIRE_FALSE(tokens.empty());
    CHECK(tokens.back().end <= text.size());
  }
}
