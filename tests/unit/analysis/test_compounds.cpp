// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "analysis/compound_splitter.hpp"

using namespace speur::analysis;

namespace {

std::string split(const std::string& word) {
  std::string text;
  for (const auto& [begin, end] : CompoundSplitter().split(word))
    text += (text.empty() ? "" : " ") + word.substr(begin, end - begin);
  return text;
}

}  // namespace

TEST_CASE("Compounds are cut into their words, without linking elements") {
  const std::vector<std::pair<std::string, std::string>> compounds{
      {"gegevensuitwisseling", "gegeven uitwisseling"},
      {"informatiebeveiliging", "informatie beveiliging"},
      {"algoritmeregister", "algoritme register"},
      {"datakwaliteit", "data kwaliteit"},
      {"dataproject", "data project"},
      {"privacybeleid", "privacy beleid"},
      {"gemeenteraad", "gemeente raad"},
      {"gemeenteraadslid", "gemeente raadslid"},
      {"kinderopvangtoeslag", "kinderopvang toeslag"},
      {"kinderopvang", "kind opvang"},
      {"jeugdgezondheidszorg", "jeugd gezondheid zorg"},
      {"jeugdzorg", "jeugd zorg"},
      {"zonnepanelen", "zon panelen"},
      {"zonnepaneel", "zon paneel"},
      {"regelgeving", "regel geving"},
      {"wetgeving", "wet geving"},
      {"governancekader", "governance kader"},
      {"persoonsgegevens", "persoon gegevens"},
      {"belastingdienst", "belasting dienst"},
      {"woningbouw", "woning bouw"},
      {"woningbouwvereniging", "woningbouw vereniging"},
      {"omgevingsvergunning", "omgeving vergunning"},
      {"bestuursrecht", "bestuur recht"},
      {"bestuursorgaan", "bestuur orgaan"},
      {"overheidsorganisatie", "overheid organisatie"},
      {"overheidsinformatie", "overheid informatie"},
      {"informatievoorziening", "informatie voorziening"},
      {"informatiehuishouding", "informatie huishouding"},
      {"gegevensbescherming", "gegeven bescherming"},
      {"dienstverlening", "dienst verlening"},
      {"subsidieaanvraag", "subsidie aanvraag"},
      {"subsidieregeling", "subsidie regeling"},
      {"uitkeringsgerechtigde", "uitkering gerechtigde"},
      {"arbeidsmarkt", "arbeid markt"},
      {"werkgelegenheid", "werk gelegenheid"},
      {"huurtoeslag", "huur toeslag"},
      {"zorgtoeslag", "zorg toeslag"},
      {"zorgverzekering", "zorg verzekering"},
      {"ziekenhuis", "zieken huis"},
      {"ziektekosten", "ziekte kosten"},
      {"verkeersveiligheid", "verkeer veiligheid"},
      {"waterbeheer", "water beheer"},
      {"rijbewijs", "rij bewijs"},
      {"paspoortaanvraag", "paspoort aanvraag"},
      {"identiteitskaart", "identiteit kaart"},
      {"geboortedatum", "geboorte datum"},
      {"burgerservicenummer", "burger service nummer"},
      {"basisregistratie", "basis registratie"},
      {"kwaliteitseisen", "kwaliteit eisen"},
      {"risicoanalyse", "risico analyse"},
      {"risicobeheersing", "risico beheersing"},
      {"toetsingskader", "toetsing kader"},
      {"besluitvorming", "besluit vorming"},
      {"rechtspersoon", "recht persoon"},
      {"rechtsbescherming", "recht bescherming"},
      {"grondrechten", "grond rechten"},
      {"mensenrechten", "mensen rechten"},
      {"klimaatbeleid", "klimaat beleid"},
      {"klimaatadaptatie", "klimaat adaptatie"},
      {"energietransitie", "energie transitie"},
      {"stikstofbeleid", "stikstof beleid"},
      {"natuurbeheer", "natuur beheer"},
      {"milieuvergunning", "milieu vergunning"},
      {"afvalwater", "afval water"},
      {"afvalinzameling", "afval inzameling"},
      {"onderwijsinspectie", "onderwijs inspectie"},
      {"schoolbestuur", "school bestuur"},
      {"studiefinanciering", "studie financiering"},
      {"studieschuld", "studie schuld"},
      {"leerplicht", "leer plicht"},
      {"kabinetsbesluit", "kabinet besluit"},
      {"regeerakkoord", "regeer akkoord"},
      {"kamerbrief", "kamer brief"},
      {"kamervragen", "kamer vragen"},
      {"verkiezingsprogramma", "verkiezing programma"},
      {"partijleider", "partij leider"},
      {"burgerparticipatie", "burger participatie"},
      {"inwonersinitiatief", "inwoner initiatief"},
      {"bewonersavond", "bewoner avond"},
      {"raadsvergadering", "raad vergadering"},
      {"collegebesluit", "college besluit"},
      {"wethouder", "wet houder"},
      {"provinciebestuur", "provincie bestuur"},
      {"landbouwgrond", "landbouw grond"},
      {"landbouwbeleid", "landbouw beleid"},
      {"voedselveiligheid", "voedsel veiligheid"},
      {"dierenwelzijn", "dieren welzijn"},
      {"beroepsonderwijs", "beroep onderwijs"},
      {"volkshuisvesting", "volk huisvesting"},
      {"cyberbeveiliging", "cyber beveiliging"},
      {"cyberaanval", "cyber aanval"},
      {"dashboardontwerp", "dashboard ontwerp"},
      {"softwareontwikkeling", "software ontwikkeling"},
      {"cloudopslag", "cloud opslag"},
      {"dataportaal", "data portaal"},
      {"datadeling", "data deling"},
      {"datagebruik", "data gebruik"},
      {"datamodel", "data model"},
      {"dataset", "data set"},
      {"metadatabeheer", "metadata beheer"},
      {"algoritmekader", "algoritme kader"},
      {"algoritmegebruik", "algoritme gebruik"},
      {"bewaartermijn", "bewaar termijn"},
      {"bronhouder", "bron houder"},
      {"broncode", "bron code"},
      {"opdrachtgever", "opdracht gever"},
      {"wachtwoord", "wacht woord"},
      {"websites", "web sites"},
      {"werkgroep", "werk groep"},
      {"loonkostensubsidie", "loonkosten subsidie"},
      {"wereldrecordhouder", "wereld record houder"},
      {"hoofdrolspelers", "hoofd rol spelers"},
      {"tijdlijn", "tijd lijn"},
      {"stadsbestuur", "stad bestuur"},
      {"vredesoverleg", "vrede overleg"},
      {"bezwaarschrift", "bezwaar schrift"},
  };
  for (const auto& [word, parts] : compounds) {
    CAPTURE(word);
    CHECK(split(word) == parts);
  }
}

TEST_CASE("Simple words, derived words and names are not cut") {
  for (const std::string word : {"platform",
                                 "platforms",
                                 "praktijk",
                                 "praktijken",
                                 "wetenschappelijk",
                                 "wetenschappelijke",
                                 "kelderde",
                                 "leidraad",
                                 "standaard",
                                 "parameter",
                                 "paragraaf",
                                 "portaal",
                                 "belanghebbende",
                                 "laboratorium",
                                 "perceel",
                                 "gemeente",
                                 "gemeentelijk",
                                 "gemeentelijke",
                                 "verantwoordelijkheid",
                                 "verantwoordelijk",
                                 "uitvoering",
                                 "uitvoeren",
                                 "organisatie",
                                 "organisaties",
                                 "dashboard",
                                 "software",
                                 "framework",
                                 "download",
                                 "workflow",
                                 "stakeholders",
                                 "interface",
                                 "internet",
                                 "database",
                                 "beleid",
                                 "overheid",
                                 "vergunning",
                                 "voorziening",
                                 "verordening",
                                 "besluit",
                                 "aanvraag",
                                 "aanvragen",
                                 "onderzoek",
                                 "onderwerp",
                                 "onderdeel",
                                 "overzicht",
                                 "voorbeeld",
                                 "voorwaarden",
                                 "inkomen",
                                 "toezicht",
                                 "toegang",
                                 "samenwerking",
                                 "samenleving",
                                 "ontwikkeling",
                                 "beoordeling",
                                 "beschikbaarheid",
                                 "toegankelijkheid",
                                 "betrouwbaar",
                                 "noodzakelijk",
                                 "afhankelijk",
                                 "duidelijk",
                                 "eigenschap",
                                 "handhaving",
                                 "verwerking",
                                 "beschikking",
                                 "rotterdam",
                                 "eindhoven",
                                 "amersfoort",
                                 "zoetermeer",
                                 "apeldoorn",
                                 "leeuwarden",
                                 "bestuurlijk",
                                 "maatschappelijk",
                                 "digitaal",
                                 "geografisch",
                                 "architectuur",
                                 "kwaliteit",
                                 "activiteiten",
                                 "gebruikers",
                                 "burgers",
                                 "kinderen"}) {
    CAPTURE(word);
    CHECK(split(word).empty());
  }
}

TEST_CASE("What is no word is not cut") {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("data"), std::string("datamodel2024"),
        std::string("data-model"), std::string("\xFF\xFE\0", 3), std::string(10000, 'a')}) {
    CAPTURE(text);
    CHECK(split(text).empty());
  }
}

TEST_CASE("Parts lie in the word, in order") {
  const std::string word = "kinderopvangtoeslagaffaire";
  std::size_t at = 0;
  for (const auto& [begin, end] : CompoundSplitter().split(word)) {
    CHECK(begin >= at);
    CHECK(end > begin);
    at = end;
  }
  CHECK(at == word.size());
}
