// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/stemmer.hpp"
#include "analysis/word_list.hpp"
#include "speur/analyzer.hpp"

using namespace speur;

namespace {

std::string term(const std::string& word) {
  const auto tokens = Analyzer().analyze(word);
  return tokens.size() == 1 ? tokens.front().term : "(no single word)";
}

StemRule rule(const std::string& word) { return Analyzer().analyze(word).front().rule; }

using Words = std::vector<std::string>;

void check_joined(const std::vector<Words>& families) {
  for (const auto& family : families)
    for (const auto& word : family) {
      CAPTURE(family.front(), word);
      CHECK(term(word) == term(family.front()));
    }
}

}  // namespace

TEST_CASE("The forms of a government word share a stem") {
  check_joined({
      {"overheid", "overheden", "Overheids", "OVERHEID"},
      {"gemeente", "gemeenten", "gemeentes"},
      {"provincie", "provincies", "provinciale"},
      {"gegeven", "gegevens"},
      {"algoritme", "algoritmen", "algoritmes", "algoritmisch"},
      {"gebruik", "gebruiken", "gebruikt", "gebruikte"},
      {"gebruiker", "gebruikers"},
      {"beleid", "beleids"},
      {"besluit", "besluiten"},
      {"bestuur", "besturen"},
      {"bestuurder", "bestuurders"},
      {"bedrijf", "bedrijven"},
      {"dienst", "diensten"},
      {"ministerie", "ministeries"},
      {"minister", "ministers"},
      {"verzoek", "verzoeken"},
      {"register", "registers"},
      {"wet", "wetten"},
      {"stelsel", "stelsels"},
      {"woning", "woningen"},
      {"eenheid", "eenheden"},
      {"waarde", "waarden", "waardes"},
      {"waarheid", "waarheden"},
      {"veilig", "veilige", "veiliger"},
      {"veiling", "veilingen"},
      {"gezond", "gezonde"},
  });
}

TEST_CASE("Plurals that change the word share its stem") {
  check_joined({
      {"stad", "steden"},
      {"kind", "kinderen"},
      {"lid", "leden"},
      {"schip", "schepen"},
      {"ei", "eieren"},
      {"museum", "musea", "museums"},
      {"criterium", "criteria"},
      {"medium", "media"},
      {"centrum", "centra"},
      {"datum", "datums"},
      {"advies", "adviezen"},
      {"categorie", "categorieën", "categoriee\u0308n"},
      {"risico", "risico's", "risico’s"},
      {"thema", "thema's"},
      {"persoon", "personen"},
      {"gevaar", "gevaren"},
      {"geval", "gevallen"},
      {"geloof", "geloven"},
      {"mogelijkheid", "mogelijkheden"},
      {"bevoegdheid", "bevoegdheden"},
  });
}

TEST_CASE("Words that the lexicon does not name are stemmed by rule") {
  check_joined({
      {"leidraad", "leidraden"},
      {"handreiking", "handreikingen"},
      {"bijeenkomst", "bijeenkomsten"},
      {"waterschap", "waterschappen"},
      {"stappenplan", "stappenplannen"},
      {"opleiding", "opleidingen"},
      {"organisatie", "organisaties"},
      {"praktijkvoorbeeld", "praktijkvoorbeelden"},
  });
}

TEST_CASE("A compound has the stem of its last word, in singular and plural alike") {
  check_joined({
      {"persoonsgegeven", "persoonsgegevens"},
      {"rijksoverheid", "rijksoverheden"},
      {"deelgemeente", "deelgemeenten"},
      {"overheidsbedrijf", "overheidsbedrijven"},
      {"dagelijksbestuur", "dagelijksbesturen"},
      {"kleinkind", "kleinkinderen"},
      {"rechtspersoon", "rechtspersonen"},
      {"beleidsadvies", "beleidsadviezen"},
      {"toetsingscriterium", "toetsingscriteria"},
      {"hergebruik", "hergebruikt"},
      {"bestemmingsplan", "bestemmingsplannen"},
      {"voorwaarde", "voorwaarden"},
      {"kernwaarde", "kernwaarden"},
      {"huurwoning", "huurwoningen"},
      {"brandveilig", "brandveilige"},
      {"brandgevaar", "brandgevaren"},
      {"bijgeloof", "bijgeloven"},
  });
}

TEST_CASE("Words that mean something else have another stem") {
  struct Pair {
    const char* one;
    const char* other;
  };
  for (const auto& [one, other] : {
           Pair{"overheid", "over"},      Pair{"overheden", "over"},
           Pair{"gezond", "zon"},         Pair{"gezondheid", "zon"},
           Pair{"gezondheid", "gezond"},  Pair{"gemeente", "menen"},
           Pair{"gemeente", "gemeen"},    Pair{"gemeente", "meent"},
           Pair{"veilig", "veiling"},     Pair{"veiligheid", "veiling"},
           Pair{"waarde", "waarheid"},    Pair{"waarde", "waar"},
           Pair{"eenheid", "een"},        Pair{"woning", "wonen"},
           Pair{"beleid", "begeleiding"}, Pair{"beleid", "leiden"},
           Pair{"gebruik", "bruik"},      Pair{"gebruiker", "gebruik"},
           Pair{"IJssel", "ijs"},         Pair{"plan", "plant"},
           Pair{"plannen", "planten"},    Pair{"minister", "ministerie"},
           Pair{"bestuur", "bestuurder"}, Pair{"open", "openbaar"},
           Pair{"leden", "verleden"},     Pair{"lid", "verleden"},
           Pair{"rol", "rollator"},       Pair{"kind", "kin"},
           Pair{"dienst", "dien"},        Pair{"verantwoordelijk", "verantwoord"},
           Pair{"data", "datum"},
       }) {
    CAPTURE(one, other);
    CHECK(term(one) != term(other));
  }
}

TEST_CASE("The rule that gave a stem is told") {
  CHECK(rule("overheden") == StemRule::lexicon);
  CHECK(rule("persoonsgegevens") == StemRule::ending);
  CHECK(rule("handreikingen") == StemRule::inflection);
  CHECK(rule("opgesteld") == StemRule::verb);
  CHECK(rule("AVG") == StemRule::unchanged);
  CHECK(rule("2024") == StemRule::unchanged);
  CHECK(rule("www.overheid.nl") == StemRule::unchanged);
}

TEST_CASE("Short words and words with digits stay as they are") {
  for (const auto* word : {"avg", "bio", "fg", "x", "2024", "1e", "covid19", "wpg2"}) {
    CAPTURE(word);
    CHECK(term(word) == word);
  }
}

TEST_CASE("A word keeps its stem however often it is asked for") {
  const auto first = term("handreikingen");
  for (int i = 0; i < 3; ++i) CHECK(term("handreikingen") == first);
}

TEST_CASE("Every word of the lexicon stands in one family and has the stem of that family") {
  std::map<std::string, std::string, std::less<>> family_of;
  analysis::for_each_line(analysis::stem_lexicon(), [&](std::string_view line) {
    std::string family;
    bool first = true;
    analysis::for_each_word(line, [&](std::string_view word) {
      if (std::exchange(first, false)) {
        family = word;
        return;
      }
      CAPTURE(family, word);
      CHECK(analysis::stem(word).term == family);
      const auto [other, fresh] = family_of.emplace(word, family);
      CHECK((fresh || other->second == family));
    });
  });
  CHECK(family_of.size() > 200);
}

TEST_CASE("The fingerprint is stable and says which stemmer it is") {
  const auto& fingerprint = Analyzer::fingerprint();
  CHECK_FALSE(fingerprint.empty());
  CHECK(Analyzer::fingerprint() == fingerprint);
  CHECK_THAT(fingerprint, Catch::Contains("dutch"));
}
