// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vocabulary/spelling.hpp"

using speur::vocabulary::KnownWord;
using speur::vocabulary::SpellingDictionary;

namespace {

// A small index: how many documents have which words.
SpellingDictionary small_index() {
  return SpellingDictionary({{"aanvraag", 80},
                             {"administratie", 40},
                             {"advies", 90},
                             {"afhankelijk", 40},
                             {"algoritme", 60},
                             {"anonimiseren", 20},
                             {"apotheek", 5},
                             {"beeld", 30},
                             {"bescherming", 70},
                             {"bijdrage", 45},
                             {"bouw", 50},
                             {"bureau", 30},
                             {"conclusie", 20},
                             {"criterium", 12},
                             {"data", 300},
                             {"deelt", 10},
                             {"democratie", 12},
                             {"digitale", 150},
                             {"eenheid", 25},
                             {"ethiek", 50},
                             {"experiment", 18},
                             {"fabriek", 4},
                             {"fiets", 9},
                             {"filosofie", 3},
                             {"gebeurd", 25},
                             {"gebouwde", 30},
                             {"gegevens", 400},
                             {"gegevensbescherming", 90},
                             {"gemeente", 500},
                             {"gemeenteraad", 60},
                             {"generatieve", 20},
                             {"grondwetswijziging", 4},
                             {"handhaving", 35},
                             {"heel", 70},
                             {"herinnering", 6},
                             {"historisch", 14},
                             {"informatie", 600},
                             {"interoperabiliteit", 15},
                             {"kandidaat", 11},
                             {"kwaliteit", 130},
                             {"leidraad", 33},
                             {"literatuur", 22},
                             {"onderzoek", 200},
                             {"onmiddellijk", 8},
                             {"open", 250},
                             {"organisatie", 350},
                             {"overheid", 700},
                             {"pannenkoek", 2},
                             {"politie", 60},
                             {"principe", 40},
                             {"privacy", 220},
                             {"professioneel", 16},
                             {"provincie", 140},
                             {"register", 110},
                             {"rechtszaak", 7},
                             {"ritme", 5},
                             {"samenwerkingsverband", 26},
                             {"science", 30},
                             {"statistiek", 40},
                             {"theorie", 12},
                             {"tijdelijk", 55},
                             {"toegankelijk", 75},
                             {"uitgevoerd", 90},
                             {"verkeer", 65},
                             {"verantwoord", 48},
                             {"wordt", 900},
                             {"zee", 20},
                             {"zichtbaar", 27},
                             {"zorg", 160}});
}

struct Pair {
  const char* typed;
  const char* meant;
};

void check_corrections(const SpellingDictionary& dictionary, const std::vector<Pair>& pairs) {
  for (const auto& [typed, meant] : pairs) {
    CAPTURE(typed, meant);
    CHECK(dictionary.correct(typed) == std::string(meant));
  }
}

}  // namespace

TEST_CASE("What sounds the same is corrected", "[spelling]") {
  check_corrections(small_index(), {
                                       {"administrasie", "administratie"},
                                       {"algorithme", "algoritme"},
                                       {"apoteek", "apotheek"},
                                       {"buro", "bureau"},
                                       {"beijdrage", "bijdrage"},
                                       {"bydrage", "bijdrage"},
                                       {"konklusie", "conclusie"},
                                       {"kriterium", "criterium"},
                                       {"demokratie", "democratie"},
                                       {"dijgitale", "digitale"},
                                       {"etiek", "ethiek"},
                                       {"eksperiment", "experiment"},
                                       {"fabrik", "fabriek"},
                                       {"filosophie", "filosofie"},
                                       {"gebeurt", "gebeurd"},
                                       {"gebeurdt", "gebeurd"},
                                       {"gebauwde", "gebouwde"},
                                       {"generatiefe", "generatieve"},
                                       {"handhafing", "handhaving"},
                                       {"histories", "historisch"},
                                       {"kantidaat", "kandidaat"},
                                       {"qualiteit", "kwaliteit"},
                                       {"kwalitijt", "kwaliteit"},
                                       {"lijdraad", "leidraad"},
                                       {"ondersoek", "onderzoek"},
                                       {"organizatie", "organisatie"},
                                       {"overheit", "overheid"},
                                       {"policie", "politie"},
                                       {"prinsipe", "principe"},
                                       {"priveciy", "privacy"},
                                       {"provinsie", "provincie"},
                                       {"sience", "science"},
                                       {"teorie", "theorie"},
                                       {"tijdelik", "tijdelijk"},
                                       {"uitgevoert", "uitgevoerd"},
                                       {"verantwoort", "verantwoord"},
                                       {"zigtbaar", "zichtbaar"},
                                   });
}

TEST_CASE("Double and single letters are mixed up", "[spelling]") {
  check_corrections(small_index(), {
                                       {"aanvrag", "aanvraag"},
                                       {"gemente", "gemeente"},
                                       {"gemmeente", "gemeente"},
                                       {"herinering", "herinnering"},
                                       {"interopperabiliteit", "interoperabiliteit"},
                                       {"litteratuur", "literatuur"},
                                       {"onmiddelijk", "onmiddellijk"},
                                       {"proffesioneel", "professioneel"},
                                       {"heeeeeel", "heel"},
                                       {"zeeeee", "zee"},
                                   });
}

TEST_CASE("What links the parts of a compound is forgotten", "[spelling]") {
  check_corrections(small_index(), {
                                       {"pannekoek", "pannenkoek"},
                                       {"rechtzaak", "rechtszaak"},
                                       {"samenwerkingverband", "samenwerkingsverband"},
                                       {"gemeentenraad", "gemeenteraad"},
                                   });
}

TEST_CASE("Slips of the fingers are corrected", "[spelling]") {
  check_corrections(small_index(), {
                                       {"afhankeijk", "afhankelijk"},
                                       {"anomiseren", "anonimiseren"},
                                       {"beshcerming", "bescherming"},
                                       {"gegevensbeschermng", "gegevensbescherming"},
                                       {"gegegevens", "gegevens"},
                                       {"grondwetswijzing", "grondwetswijziging"},
                                       {"informtaie", "informatie"},
                                       {"orgabisatie", "organisatie"},
                                       {"statisitek", "statistiek"},
                                       {"toegankekijk", "toegankelijk"},
                                       {"verkerr", "verkeer"},
                                   });
}

TEST_CASE("A forgotten space is put back, and one half may be misspelled", "[spelling]") {
  check_corrections(small_index(), {
                                       {"opendata", "open data"},
                                       {"zorgdata", "zorg data"},
                                       {"algoritmeregister", "algoritme register"},
                                       {"algoritmeregistr", "algoritme register"},
                                       {"algorithmeregister", "algoritme register"},
                                   });
}

TEST_CASE("One word is preferred to two", "[spelling]") {
  const SpellingDictionary dictionary({{"open", 50}, {"data", 50}, {"opendatas", 3}});
  CHECK(dictionary.correct("opendata") == "opendatas");
}

TEST_CASE("Known words are left alone", "[spelling]") {
  const auto dictionary = small_index();
  for (const auto* word : {"gemeente", "pannenkoek", "wordt", "ritme", "deelt", "zee", "filosofie"})
    CHECK_FALSE(dictionary.correct(word));
}

TEST_CASE("Short words, numbers and what is far from all words are left alone", "[spelling]") {
  const auto dictionary = small_index();
  for (const auto* word : {"", "a", "ze", "dat", "2024", "1000.50", "a16", "data2", "e-mail",
                           "xyzzyxyzzy", "kinderopvangtoeslag", "wxwx"})
    CHECK_FALSE(dictionary.correct(word));
}

TEST_CASE("A rare word is corrected only if a frequent one sounds the same", "[spelling]") {
  const SpellingDictionary dictionary({{"innrichting", 1},
                                       {"inrichting", 20},
                                       {"verwerkung", 1},
                                       {"verwerking", 500},
                                       {"konstructie", 1},
                                       {"constructie", 19},
                                       {"orkestrasie", 2},
                                       {"orkestratie", 500},
                                       {"tank", 1},
                                       {"dank", 500}});
  CHECK(dictionary.correct("innrichting") == "inrichting");
  CHECK_FALSE(dictionary.correct("verwerkung"));   // sounds different
  CHECK_FALSE(dictionary.correct("konstructie"));  // not 20 times as frequent
  CHECK_FALSE(dictionary.correct("orkestrasie"));  // in two documents
  CHECK_FALSE(dictionary.correct("tank"));         // too short
}

TEST_CASE("Of two words as near the more frequent one is meant", "[spelling]") {
  CHECK(SpellingDictionary({{"lezen", 3}, {"leven", 30}}).correct("leken") == "leven");
  CHECK(SpellingDictionary({{"beleid", 3}, {"beleit", 4}}).correct("beleidt") == "beleit");
  // As frequent: the first in the alphabet, so that the answer is always the same.
  CHECK(SpellingDictionary({{"malen", 3}, {"maken", 3}}).correct("maben") == "maken");
}

TEST_CASE("Two words may be one that is misspelled", "[spelling]") {
  const auto dictionary = small_index();
  CHECK(dictionary.correct_joined("inter", "operabilitijt") == "interoperabiliteit");
  CHECK(dictionary.correct_joined("samenwerking", "verband") == "samenwerkingsverband");
  CHECK_FALSE(dictionary.correct_joined("gemeente", "raad"));  // joins as it stands
  CHECK_FALSE(dictionary.correct_joined("open", "data"));      // both known
  CHECK_FALSE(dictionary.correct_joined("", ""));
}

TEST_CASE("Documents are counted", "[spelling]") {
  const SpellingDictionary dictionary({{"data", 3}, {"data", 5}, {"art.6", 2}, {"", 1}});
  CHECK(dictionary.documents("data") == 5);
  CHECK(dictionary.documents("art.6") == 2);
  CHECK(dictionary.documents("dat") == 0);
  CHECK(dictionary.documents("zzz") == 0);
  CHECK(dictionary.bytes() > 0);
}

TEST_CASE("Odd input does no harm", "[spelling]") {
  const SpellingDictionary empty({});
  CHECK(empty.documents("data") == 0);
  CHECK_FALSE(empty.correct("gemeente"));
  CHECK_FALSE(empty.correct_joined("gemeente", "raad"));

  const std::string huge(1'000'000, 'a');
  auto odd = small_index();
  for (const auto& word : {huge, std::string("\0\0\0\0\0", 5), std::string("\xff\xfe\xfd\xfc"),
                           std::string("\xCE\xB1\xCE\xB2\xCE\xB3\xCE\xB4"), std::string(48, 'q'),
                           std::string(49, 'q'), std::string("aaaa"), std::string("{}~`{}~`")})
    CHECK_FALSE(odd.correct(word));
  const SpellingDictionary strange({{huge, 9}, {"\xff\xfe", 9}, {std::string(48, 'e'), 9}});
  CHECK(strange.documents(huge) == 9);
  CHECK_FALSE(strange.correct("gemeente"));
  CHECK_FALSE(strange.correct(huge));
}

TEST_CASE("Every letter may be missing, too many or swapped in a long word", "[spelling]") {
  const SpellingDictionary dictionary({{"gegevensbescherming", 9}});
  const std::string right = "gegevensbescherming";
  for (std::size_t i = 1; i < right.size(); ++i) {
    auto missing = right;
    auto extra = right;
    auto swapped = right;
    missing.erase(i, 1);
    extra.insert(i, 1, 'q');
    std::swap(swapped[i], swapped[i - 1]);
    CAPTURE(i);
    CHECK(dictionary.correct(missing) == right);
    CHECK(dictionary.correct(extra) == right);
    CHECK(dictionary.correct(swapped) == right);
  }
}
