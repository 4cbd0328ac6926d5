// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/abbreviations.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "speur/synonyms.hpp"
#include "unicode/unicode.hpp"

using namespace speur;
using analysis::AbbreviationCounts;

namespace {

// "IBDS = Interbestuurlijke Datastrategie", one after the other.
std::string explained(const std::string& text) {
  std::string all;
  for (const auto& [abbreviation, full] : analysis::find_abbreviations(text))
    all += (all.empty() ? "" : "; ") + abbreviation + " = " + full;
  return all;
}

struct Row {
  const char* text;
  const char* pairs;
};

template <std::size_t size>
void check(const Row (&rows)[size]) {
  for (const auto& [text, pairs] : rows) {
    CAPTURE(text);
    CHECK(explained(text) == pairs);
  }
}

}  // namespace

TEST_CASE("An abbreviation between brackets stands for the words before it") {
  check({
      {"Zo werkt de Interbestuurlijke Datastrategie (IBDS) in de praktijk.",
       "IBDS = Interbestuurlijke Datastrategie"},
      {"het Federatief Datastelsel (FDS)", "FDS = Federatief Datastelsel"},
      {"De Algemene verordening gegevensbescherming (AVG) geldt.",
       "AVG = Algemene verordening gegevensbescherming"},
      {"met een Data Protection Impact Assessment (DPIA)",
       "DPIA = Data Protection Impact Assessment"},
      {"een Impact Assessment Mensenrechten en Algoritmes (IAMA)",
       "IAMA = Impact Assessment Mensenrechten en Algoritmes"},
      {"Het ministerie van Binnenlandse Zaken en Koninkrijksrelaties (BZK) en de functionaris "
       "gegevensbescherming (FG)",
       "BZK = Binnenlandse Zaken en Koninkrijksrelaties; FG = functionaris gegevensbescherming"},
      {"Baseline Informatiebeveiliging Overheid 2 (BIO2)",
       "BIO2 = Baseline Informatiebeveiliging Overheid 2"},
      {"Infrastructure as a Service (IaaS)", "IaaS = Infrastructure as a Service"},
      {"op basis van een burgerservicenummer (BSN)", "BSN = burgerservicenummer"},
      {"het Beheer- en Ontwikkelmodel Open Standaarden (BOMOS)",
       "BOMOS = Beheer- en Ontwikkelmodel Open Standaarden"},
  });
}

TEST_CASE("Words that begin with the letters one by one are the full form, not fewer words") {
  check({
      {"de landen van de Europese Economische Ruimte (EER)", "EER = Europese Economische Ruimte"},
      {"het Nationaal Archief Amsterdam (NAA)", "NAA = Nationaal Archief Amsterdam"},
      {"de leden van de Vereniging van Nederlandse Gemeenten (VNG)",
       "VNG = Vereniging van Nederlandse Gemeenten"},
      {"De Raad van State (RvS)", "RvS = Raad van State"},
      {"de Éénmalige Europese Regeling (EER)", "EER = Éénmalige Europese Regeling"},
      {"de Europese. Economische Ruimte (EER)", "EER = Economische Ruimte"},
  });
}

TEST_CASE("The words may begin a text, a line, a list or a quotation") {
  check({
      {"Interbestuurlijke Datastrategie (IBDS)", "IBDS = Interbestuurlijke Datastrategie"},
      {"Inleiding\nInterbestuurlijke Datastrategie (IBDS)",
       "IBDS = Interbestuurlijke Datastrategie"},
      {"• Interbestuurlijke Datastrategie (IBDS)", "IBDS = Interbestuurlijke Datastrategie"},
      {"de ‘Interbestuurlijke Datastrategie (IBDS)’", "IBDS = Interbestuurlijke Datastrategie"},
      {"de “Interbestuurlijke Datastrategie (IBDS)”", "IBDS = Interbestuurlijke Datastrategie"},
      {"het „Vrij te laten bedrag” (VTLB)", "VTLB = Vrij te laten bedrag"},
      {"'Aanvulling levensonderhoud' (ALO)", "ALO = Aanvulling levensonderhoud"},
      {"VNG/Interbestuurlijke Datastrategie (IBDS)", "IBDS = Interbestuurlijke Datastrategie"},
      {"de\u00A0Interbestuurlijke Datastrategie (IBDS)", "IBDS = Interbestuurlijke Datastrategie"},
  });
}

TEST_CASE("An accent is no other letter, in NFC and in NFD") {
  check({
      {"het Één Loket Europa (ELE)", "ELE = Één Loket Europa"},
      {"het E\u0301e\u0301n Loket Europa (ELE)", "ELE = E\u0301e\u0301n Loket Europa"},
      {"de Coöperatieve Openbare Ruimte (COR)", "COR = Coöperatieve Openbare Ruimte"},
      {"Financiële Überwachung (FU)", "FU = Financiële Überwachung"},
  });
}

TEST_CASE("The first letter begins no function word") {
  check({
      {"de Vereniging van Nederlandse Gemeenten (VNG)",
       "VNG = Vereniging van Nederlandse Gemeenten"},
      {"de Economische en Monetaire Unie (EMU)", "EMU = Economische en Monetaire Unie"},
      {"wat men doet voor alle gemeenten (VG)", ""},
      // With a capital it belongs to a name.
      {"Het Nieuwe Werken (HNW)", "HNW = Het Nieuwe Werken"},
  });
}

TEST_CASE("Other brackets explain nothing") {
  check({
      {"", ""},
      {"(IBDS)", ""},
      {" (IBDS)", ""},
      {"de gemeente (AVG)", ""},                                   // no such letters
      {"de strategie (Interbestuurlijke Datastrategie)", ""},      // the other way round
      {"de Wet open overheid (Woo)", ""},                          // one capital
      {"alle gemeenten (ook)", ""},                                // no capital
      {"artikel 6 (lid 1)", ""},                                   // more than one word
      {"de Aanpak (A)", ""},                                       // one letter
      {"een Heel Erg Lange Naam Van Een Ding (HELNVEDXYZQ)", ""},  // eleven letters
      {"Interbestuurlijke Datastrategie(IBDS)", ""},
      {"Interbestuurlijke Datastrategie (IBDS", ""},
      {"Interbestuurlijke Datastrategie ( IBDS )", ""},
      {"Interbestuurlijke. Datastrategie (IBDS)", ""},  // two sentences
      {"Interbestuurlijk | Data | Spoor (IBDS)", ""},
      {"Interbestuurlijk” en “Data Spoor (IBDS)", ""},
      {"Interbestuurlijke, Datastrategie (IBDS)", ""},
      {"Interbestuurlijke\n\nDatastrategie (IBDS)", ""},
      {"het Interbestuurlijk (zie Bijlage) Data Spoor (IBDS)", ""},
      {"de BRP's (BRP)", ""},            // the same word
      {"de IBDS strategie (IBDS)", ""},  // explains itself by itself
      {"de PETs van nu (PETs)", ""},
      {"van Algemene zaken die wij met elkaar voor elk van de gemeenten doen (AVG)", ""},
  });
}

TEST_CASE("An abbreviation that is a function word is left out: it stands in every text") {
  check({
      {"het Openbaar Ministerie (OM)", ""},
      {"het Nationaal Archief (NA)", ""},
      {"een Europese Norm (EN)", ""},
      {"het Openbaar Lichaam (OL)", "OL = Openbaar Lichaam"},
  });
}

TEST_CASE("Words that stand far before the bracket are not looked at, nor half of one") {
  const std::string far(130, 'x');
  CHECK(explained("Interbestuurlijke " + far + " Datastrategie (IBDS)").empty());
  for (std::size_t length = 60; length < 130; ++length) {
    // "...Ding" is a word that ends so; whatever is cut off, "Ding" does not begin a word.
    const auto text = "x" + std::string("Ding") + std::string(length, 'x') + " Stelsel (DS)";
    CAPTURE(length);
    CHECK(explained(text).empty());
  }
}

TEST_CASE("A text full of brackets is read like any other") {
  // Should each bracket look through all of the rest, these would keep the test busy until it is
  // ended.
  for (const std::string piece : {"(", " (", "a (", "(AB ", "\xC3 ("}) {
    std::string text;
    while (text.size() < 4'000'000) text += piece;
    CAPTURE(piece);
    CHECK(explained(text + "IBDS)").empty());
  }
}

TEST_CASE("Whatever the text is, what is found stands in it") {
  const std::vector<std::string> pieces{"Data",
                                        "Strategie",
                                        "van",
                                        "é",
                                        "e\u0301",
                                        " ",
                                        " ",
                                        "\n",
                                        "(",
                                        "(DS)",
                                        " (DSV)",
                                        ")",
                                        "-",
                                        ".",
                                        "\xFF",
                                        "\xC3",
                                        "\u00A0",
                                        "DS",
                                        " Strategie (DS)",
                                        "Één",
                                        "👍",
                                        "\u0132s",
                                        "strategie"};
  std::uint32_t random = 7;
  const auto next = [&](std::size_t below) {
    random = random * 1664525U + 1013904223U;
    return (random >> 8) % below;
  };
  std::size_t count = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (auto length = next(30); length > 0; --length) text += pieces[next(pieces.size())];
    CAPTURE(text);
    for (const auto& [abbreviation, full] : analysis::find_abbreviations(text)) {
      ++count;
      if (text.find(full + " (" + abbreviation + ")") == std::string::npos) FAIL("not in it");
    }
  }
  CHECK(count > 100);
}

TEST_CASE("Counts come back from text as they were") {
  const AbbreviationCounts counts{{{"AVG", "Algemene verordening gegevensbescherming"}, 3},
                                  {{"AVG", "algemene verordening gegevensbescherming"}, 12},
                                  {{"IBDS", "Interbestuurlijke Datastrategie"}, 1}};
  CHECK(analysis::counts_from_text(analysis::to_text(counts)) == counts);
  CHECK(analysis::to_text({}).empty());
  CHECK(analysis::counts_from_text("").empty());
  CHECK(analysis::counts_from_text("\n\ngeen tabs\neen\ttab\n").empty());
  CHECK(analysis::counts_from_text("AB\tAlle Borden\tveel\n").begin()->second == 0);
}

TEST_CASE("What two documents explain alike is a synonym, and what most of them say") {
  CHECK(analysis::synonyms_of({}).empty());
  CHECK(analysis::synonyms_of({{{"IBDS", "Interbestuurlijke Datastrategie"}, 1}}).empty());
  CHECK(analysis::synonyms_of({{{"IBDS", "Interbestuurlijke Datastrategie"}, 2},
                               {{"FDS", "Federatief Datastelsel"}, 5},
                               {{"FDS", "Fijne Dag Samen"}, 4}}) ==
        "FDS = Federatief Datastelsel\nIBDS = Interbestuurlijke Datastrategie\n");
}

TEST_CASE("Capitals and accents in the full form make no difference; the most usual is shown") {
  CHECK(analysis::synonyms_of({{{"AVG", "Algemene Verordening Gegevensbescherming"}, 1},
                               {{"AVG", "algemene verordening gegevensbescherming"}, 1}}) ==
        "AVG = Algemene Verordening Gegevensbescherming\n");
  CHECK(analysis::synonyms_of({{{"AVG", "Algemene Verordening Gegevensbescherming"}, 1},
                               {{"AVG", "Alle Vragen Gaan"}, 2},
                               {{"AVG", "algemene verordening gegevensbescherming"}, 2}}) ==
        "AVG = algemene verordening gegevensbescherming\n");
}

TEST_CASE("What is found can be read as synonyms") {
  const auto text = analysis::synonyms_of({{{"IBDS", "Interbestuurlijke Datastrategie"}, 2},
                                           {{"BIO2", "Baseline Informatiebeveiliging - 2"}, 2}});
  const auto synonyms = Synonyms::from_text(text);
  CHECK(synonyms.warnings().empty());
  REQUIRE(synonyms.find({"ibds"}));
  CHECK(*synonyms.find({"ibds"}) == std::vector<std::string>{"Interbestuurlijke Datastrategie"});
}
