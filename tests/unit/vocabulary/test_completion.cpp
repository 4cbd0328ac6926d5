// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/stop_words.hpp"
#include "unicode/unicode.hpp"
#include "vocabulary/completion.hpp"
#include "vocabulary/completion_text.hpp"
#include "vocabulary/completion_titles.hpp"

using namespace speur;
using vocabulary::Completion;
using vocabulary::CompletionList;
using vocabulary::folded_words;

namespace Catch {
template <>
struct StringMaker<Completion> {
  static std::string convert(const Completion& completion) {
    return completion.text + " (" + std::to_string(completion.documents) + ")" +
           (completion.title ? " title" : "");
  }
};
}  // namespace Catch

namespace {

struct Input {
  std::string title;
  std::vector<std::string_view> keywords;
  std::vector<std::string_view> texts;
};

// Ids 1, 2, 3, ...
CompletionList list_of(const std::vector<Input>& documents) {
  CompletionList::Builder builder(analysis::is_stop_word);
  std::uint32_t id = 0;
  for (const auto& document : documents)
    builder.add(++id, document.title, document.keywords, document.texts);
  return std::move(builder).build();
}

std::vector<std::string> texts(const std::vector<Completion>& completions, bool titles) {
  std::vector<std::string> result;
  for (const auto& completion : completions)
    if (completion.title == titles) result.push_back(completion.text);
  return result;
}

using Texts = std::vector<std::string>;

template <typename Passes>
vocabulary::DocumentBits bits_where(std::size_t words, Passes passes) {
  vocabulary::DocumentBits bits(words);
  for (std::uint32_t id = 0; id < 64 * words; ++id)
    bits[id / 64] |= std::uint64_t{passes(id)} << (id % 64);
  return bits;
}

template <typename Passes>
std::vector<Completion> complete(const CompletionList& list, std::string_view typed,
                                 std::size_t limit, Passes passes) {
  const auto allowed = bits_where(list.bit_words(), passes);
  return list.complete(typed, limit, &allowed);
}

Texts titles(const CompletionList& list, std::string_view typed, std::size_t limit = 10) {
  return texts(list.complete(typed, limit), true);
}

Texts phrases(const CompletionList& list, std::string_view typed, std::size_t limit = 10) {
  return texts(list.complete(typed, limit), false);
}

CompletionList titles_only() {
  return list_of({{"Coördinatie van zorg", {}, {}},
                  {"Gids voor het kader gegevens", {}, {}},
                  {"Kader (AI-verordening)", {}, {}},
                  {"Algoritmekader", {}, {}},
                  {"Foto's en video", {}, {}},
                  {"Rapport", {}, {}},
                  {"rapport", {}, {}},
                  {"Rapport", {}, {}}});
}

}  // namespace

// ---- How text is read ----

TEST_CASE("words are folded, and signs are no more than a space") {
  CHECK(folded_words("Coördinatie (AI-gids)!") == "coordinatie ai gids");
  CHECK(folded_words("Coo\u0308rdinatie") == "coordinatie");
  CHECK(folded_words("  ’t “Œuvre” – ĳs…  ") == "t oeuvre ijs");
  CHECK(folded_words("Привет, МИР") == "привет мир");
  CHECK(folded_words("\xFF\xC3") == "");
  CHECK(folded_words("") == "");
}

TEST_CASE("folding without ICU is folding with it") {
  const auto slowly = [](std::string_view text) {
    std::string words;
    const auto folded = unicode::fold(text);
    bool apart = false;
    for (std::size_t at = 0; at < folded.size();) {
      const auto c = unicode::decode(folded, at);
      const bool sign = unicode::classify(c.value) == unicode::CharClass::other;
      if (!sign && apart && !words.empty()) words += ' ';
      if (!sign) words += folded.substr(at, c.length);
      apart = sign || (apart && words.empty());
      at += c.length;
    }
    return words;
  };
  for (char32_t c = 1; c < 0x2100; ++c) {
    if (c >= 0xD800) continue;
    const auto text = "Aé" + unicode::encode(c) + "b";
    INFO(static_cast<unsigned>(c));
    CHECK(folded_words(text) == slowly(text));
  }
}

TEST_CASE("a sign or a space says that the last word is complete") {
  CHECK(vocabulary::typed_key("Open da") == "open da");
  CHECK(vocabulary::typed_key("Open data ") == "open data ");
  CHECK(vocabulary::typed_key("AI-") == "ai ");
  CHECK(vocabulary::typed_key("coo\u0308") == "coo");
  CHECK(vocabulary::typed_key(" - ") == "");
}

TEST_CASE("what was typed is found back in a text") {
  const auto part = [](const std::string& text, std::string_view typed) {
    const auto [begin, end] = vocabulary::find_typed(text, typed);
    return text.substr(begin, end - begin);
  };
  CHECK(part("Wet open overheid", "wet O") == "Wet o");
  CHECK(part("De Coördinatie", "coo") == "Coö");
  CHECK(part("De Coo\u0308rdinatie", "coo") == "Coo\u0308");
  CHECK(part("Kader (AI-verordening)", "ai verord") == "AI-verord");
  CHECK(part("Kader (AI-verordening)", "ai-") == "AI");
  CHECK(part("Algoritmekader en kader", "kader") == "kader");
  CHECK(part("Dataset of data delen", "data ") == "data");
  CHECK(part("Œuvre", "o") == "Œ");
  CHECK(part("Foto's", "foto's") == "Foto's");
  CHECK(part("Kader", "kaders") == "");
  CHECK(part("Kader", "") == "");
  CHECK(part("\xFFKader \xC3", "kader") == "Kader");
}

TEST_CASE("written words keep what is inside them") {
  vocabulary::WrittenWords reader(
      "De AI-verordening, foto's en data.overheid.nl: klaar.Nu ’s-Hage");
  std::vector<std::string> words;
  std::string gaps;
  for (vocabulary::WrittenWord word; reader.next(word);) {
    words.emplace_back(word.text);
    gaps += word.before == vocabulary::Gap::space  ? '_'
            : word.before == vocabulary::Gap::sign ? ','
                                                   : '.';
  }
  CHECK(words == Texts{"De", "AI-verordening", "foto's", "en", "data.overheid.nl", "klaar", "Nu",
                       "’s-Hage"});
  CHECK(gaps == "._,__.._");
}

// ---- Titles ----

TEST_CASE("a title is found by its beginning, whatever case and accents are typed") {
  const auto list = titles_only();
  for (const auto* typed : {"coord", "COÖRD", "coo\u0308rd", "  coord", "(coord", "c",
                            "coordinatie v", "coordinatie   van, zo", "coördinatie van zorg"}) {
    INFO(typed);
    CHECK(titles(list, typed) == Texts{"Coördinatie van zorg"});
  }
}

TEST_CASE("a title is found by a later word, after those that begin so") {
  const auto list = titles_only();
  CHECK(titles(list, "kader") == Texts{"Kader (AI-verordening)", "Gids voor het kader gegevens"});
  CHECK(titles(list, "kader g") == Texts{"Gids voor het kader gegevens"});
  CHECK(titles(list, "ai-v") == Texts{"Kader (AI-verordening)"});
  CHECK(titles(list, "verord") == Texts{"Kader (AI-verordening)"});
  CHECK(titles(list, "foto's") == Texts{"Foto's en video"});
}

TEST_CASE("typed words are whole, in order and side by side, but for the last") {
  const auto list = titles_only();
  CHECK(titles(list, "kad ge").empty());
  CHECK(titles(list, "gegevens kader").empty());
  CHECK(titles(list, "gids kader").empty());
  CHECK(titles(list, "kaders").empty());
}

TEST_CASE("a later stop word alone finds no title, but with others it does") {
  const auto list = titles_only();
  CHECK(titles(list, "het").empty());
  CHECK(titles(list, "voor het").empty());
  CHECK(titles(list, "het k") == Texts{"Gids voor het kader gegevens"});
  CHECK(titles(list, "voor het ka") == Texts{"Gids voor het kader gegevens"});
  // "voor" is no whole word yet for all we know.
  CHECK(titles(list_of({{"Het kader voor u", {}, {}}, {"Een voorbeeld", {}, {}}}), "kader voor") ==
        Texts{"Het kader voor u"});
}

TEST_CASE("after a space, words are whole in titles too") {
  const auto list = list_of({{"Data", {}, {}},
                             {"Data delen", {}, {}},
                             {"Dataset", {}, {}},
                             {"Open data", {}, {}},
                             {"Open data en database", {}, {}},
                             {"Open dataset", {}, {}},
                             {"De wet", {}, {}},
                             {"Dewey", {}, {}}});
  CHECK(phrases(list, "data ") == Texts{"data"});
  CHECK(titles(list, "data ") == Texts{"Data delen", "Open data", "Open data en database"});
  CHECK(phrases(list, "open data ") == Texts{"open data"});
  CHECK(titles(list, "open data ") == Texts{"Open data en database"});
  CHECK(titles(list, "data d") == Texts{"Data delen"});
  CHECK(titles(list, "data en ") == Texts{"Open data en database"});
  CHECK(titles(list, "de ") == Texts{"De wet"});
  CHECK(titles(list, "en ").empty());
}

TEST_CASE("documents with one title give it once, in the form most of them have") {
  const auto found = list_of({{"Jaar rapport", {}, {}},
                              {"JAAR-RAPPORT", {}, {}},
                              {"Jaar rapport", {}, {}},
                              {"Jaar", {}, {}}})
                         .complete("jaar r", 10);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text == "Jaar rapport");
  CHECK(found[0].documents == 3);
}

TEST_CASE("titles are what a plain search through all of them finds") {
  std::mt19937 random(7);
  const std::vector<std::string> vocabulary{"de",      "Data",    "dataset", "én",        "één",
                                            "Gids",    "van",     "voor",    "vóórbeeld", "kader",
                                            "Kaderen", "AI-gids", "a"};
  const auto any = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 60; ++round) {
    std::map<std::string, std::vector<std::uint32_t>> by_key;
    vocabulary::TitleList::Builder builder(analysis::is_stop_word);
    for (std::uint32_t document = 1; document < 360; document += 3) {
      std::string title;
      for (auto words = any(5) + 1; words > 0; --words)
        title += vocabulary[any(vocabulary.size())] + (any(4) == 0 ? ", " : " ");
      builder.add(document, title);
      by_key[folded_words(title)].push_back(document);
    }
    const auto list = std::move(builder).build();

    std::string typed;
    for (auto words = any(3) + 1; words > 0; --words)
      typed += (typed.empty() ? "" : " ") + vocabulary[any(vocabulary.size())];
    typed = folded_words(typed);
    typed.resize(typed.size() - std::min(any(4), typed.size() - 1));
    if (typed.ends_with(' ')) typed.pop_back();
    const auto words = typed.size();
    if (any(3) == 0) typed += ' ';
    const auto divisor = any(4);
    std::function<bool(std::uint32_t)> allowed;
    if (divisor > 0) allowed = [&](std::uint32_t id) { return (id / 3) % (divisor + 1) == 0; };

    const auto further_on = [&](const std::string& key) {
      for (auto at = key.find(' '); at != std::string::npos; at = key.find(' ', at + 1)) {
        if ((key + ' ').compare(at + 1, typed.size(), typed) != 0) continue;
        const auto end = std::min(key.find(' ', at + 1 + words), key.size());
        std::string covered = key.substr(at + 1, end - at - 1) + ' ';
        for (std::size_t space = 0; (space = covered.find(' ')) != std::string::npos;
             covered.erase(0, space + 1))
          if (!analysis::is_stop_word(covered.substr(0, space))) return true;
      }
      return false;
    };
    std::vector<std::tuple<int, int, std::string>> expected;
    for (const auto& [key, documents] : by_key) {
      const auto count = std::count_if(documents.begin(), documents.end(), [&](auto document) {
        return !allowed || allowed(document);
      });
      if (count == 0) continue;
      if ((key + ' ').starts_with(typed)) expected.emplace_back(0, -count, key);
      else if (further_on(key)) expected.emplace_back(1, -count, key);
    }
    std::sort(expected.begin(), expected.end());
    const auto size = std::min<std::size_t>(any(30) + 1, 200);
    expected.resize(std::min(expected.size(), size));

    const auto bits = bits_where(6, [&](std::uint32_t id) { return allowed && allowed(id); });
    const vocabulary::AllowedDocuments documents(allowed ? &bits : nullptr);
    std::vector<std::tuple<int, int, std::string>> found;
    for (const auto& match : list.best(typed, size, documents)) {
      const auto key = folded_words(list.text(match.id));
      found.emplace_back((key + ' ').starts_with(typed) ? 0 : 1, -static_cast<int>(match.documents),
                         key);
    }
    INFO(typed);
    CHECK(found == expected);
  }
}

// ---- Phrases ----

TEST_CASE("phrases of several documents are given with their number, most frequent first") {
  const auto list = list_of({{"", {}, {"Wij delen open data. Open data is goed."}},
                             {"", {}, {"Er is open data; er zijn open standaarden."}},
                             {"", {}, {"De open standaarden en open data."}},
                             {"", {}, {"Een open deur"}}});
  const auto found = list.complete("ope", 10);
  REQUIRE(found.size() == 3);
  CHECK(found[0] == Completion{"open", 4, false});
  CHECK(found[1] == Completion{"open data", 3, false});
  CHECK(found[2] == Completion{"open standaarden", 2, false});
  CHECK(phrases(list, "open d") == Texts{"open data"});
  CHECK(phrases(list, "open deur").empty());
}

TEST_CASE("phrases begin and end with words that say something, and do not go across signs") {
  const auto list = list_of({{"", {}, {"bescherming van gegevens, kwaliteit van zorg"}},
                             {"", {}, {"bescherming van gegevens; kwaliteit van zorg"}},
                             {"", {}, {"de bescherming. Gegevens van de kwaliteit"}},
                             {"", {}, {"bescherming, gegevens van kwaliteit"}}});
  CHECK(phrases(list, "besch") == Texts{"bescherming", "bescherming van gegevens"});
  CHECK(phrases(list, "kwal") == Texts{"kwaliteit", "kwaliteit van zorg"});
  CHECK(phrases(list, "van").empty());
  CHECK(phrases(list, "gegevens k").empty());
}

TEST_CASE("a stop word with a letter says no more than a stop word") {
  const std::string_view text = "zo'n gids van zo'n A";
  const auto list = list_of({{"", {}, {text}}, {"", {}, {text}}});
  CHECK(list.complete("zo", 10).empty());
  CHECK(phrases(list, "gids") == Texts{"gids"});
}

TEST_CASE("the beginning of a phrase is no phrase where it nearly always goes on so") {
  std::vector<Input> documents(20, {"", {}, {"de algemene verordening gegevensbescherming"}});
  documents.push_back({"", {}, {"de algemene zaken"}});
  const auto list = list_of(documents);
  CHECK(phrases(list, "alg") == Texts{"algemene verordening gegevensbescherming"});
  CHECK(phrases(list, "verord") == Texts{"verordening gegevensbescherming"});
  // Among these documents it is more than a beginning.
  const auto few = complete(list, "alg", 5, [](std::uint32_t id) { return id > 18; });
  REQUIRE(few.size() == 1);
  CHECK(few[0].documents == 2);
}

TEST_CASE("under filters too, what is only a beginning is left out") {
  const auto list = list_of({{"", {}, {"open data"}},
                             {"", {}, {"open data"}},
                             {"", {}, {"open deur"}},
                             {"", {}, {"open deur"}}});
  CHECK(phrases(list, "open") == Texts{"open", "open data", "open deur"});
  CHECK(texts(complete(list, "open", 9, [](std::uint32_t id) { return id < 3; }), false) ==
        Texts{"open data"});
}

TEST_CASE("after a space, the last word of a phrase is whole") {
  const std::string_view text = "wet, wet open, wetenschap, we werken";
  const auto list = list_of({{"", {}, {text}}, {"", {}, {text}}, {"", {}, {"wet"}}});
  CHECK(phrases(list, "wet") == Texts{"wet", "wetenschap", "wet open"});
  CHECK(phrases(list, "wet ") == Texts{"wet", "wet open"});
  CHECK(phrases(list, "wet-") == Texts{"wet", "wet open"});
  CHECK(phrases(list, "wetens ").empty());
}

TEST_CASE("what no title or keyword has counts for less, but very many are more than few") {
  const auto documents = [](int with_daarna) {
    std::vector<Input> all(static_cast<std::size_t>(with_daarna), {"", {}, {"daarna"}});
    for (int i = 0; i < 12; ++i) all[i].texts.emplace_back("data");
    all.push_back({"Data", {}, {}});
    return all;
  };
  // 30 documents of weight 20 * 1 / (30 + 20) = 40 % against 13 of 20 * 2 / (13 + 20), so of 100 %.
  CHECK(phrases(list_of(documents(30)), "da") == Texts{"data", "daarna"});
  // 40 of 33 %.
  const auto many = list_of(documents(40)).complete("da", 10);
  REQUIRE(many.size() == 2);
  CHECK(many[0] == Completion{"daarna", 40, false});
  CHECK(many[1] == Completion{"data", 13, false});
}

TEST_CASE("a phrase counts for what its words do, or more where it is a name itself") {
  std::vector<Input> documents(40, {"", {}, {"een dossier"}});
  for (int i = 0; i < 12; ++i) documents[i].texts.emplace_back("het dossier van zaken, de dorst");
  // 12 documents of 62 % (dorst) against 12 of 33 % (dossier, which is less than zaken).
  CHECK(phrases(list_of(documents), "do") == Texts{"dossier", "dorst", "dossier van zaken"});
  documents[0].keywords = {"dossier van zaken"};
  CHECK(phrases(list_of(documents), "do") == Texts{"dossier", "dossier van zaken", "dorst"});
}

TEST_CASE("of phrases with the same sense the best one is given") {
  const auto list = list_of({{"", {}, {"een gids, twee gidsen"}},
                             {"", {}, {"veel gidsen, een gilde"}},
                             {"", {}, {"een gids, een gilde"}},
                             {"", {}, {"een gids"}}});
  const auto first_three = [](std::string_view text) { return std::string(text.substr(0, 3)); };
  CHECK(phrases(list, "gi") == Texts{"gids", "gidsen", "gilde"});
  CHECK(texts(list.complete("gi", 10, nullptr, first_three), false) == Texts{"gids", "gilde"});
}

TEST_CASE("two words with small ones between are a phrase where a title has it") {
  const std::string_view text = "de Wet op de loonbelasting, een kans uit de loterij";
  const auto list = list_of({{"Wet op de loonbelasting", {}, {}},
                             {"", {}, {text}},
                             {"", {}, {text}},
                             {"", {}, {"wet, kans"}},
                             {"", {}, {"wet, kans"}}});
  CHECK(phrases(list, "wet") == Texts{"Wet", "Wet op de loonbelasting"});
  CHECK(phrases(list, "kans") == Texts{"kans"});
}

TEST_CASE("sentences that documents share are no phrases, nor is a word said twice") {
  const std::string_view text = "cookies die bezoekers tijdens het surfen krijgen. Home Home";
  const auto list = list_of({{"", {}, {text}}, {"", {}, {text}}});
  CHECK(phrases(list, "cookies") == Texts{"cookies die bezoekers"});
  CHECK(phrases(list, "home") == Texts{"Home"});
}

TEST_CASE("names of more than three words are given whole") {
  const std::string_view name = "het Ministerie van Binnenlandse Zaken en Koninkrijksrelaties";
  const auto list = list_of({{"", {}, {name}},
                             {"", {}, {"een ministerie of een ander ministerie"}},
                             {"", {}, {name}},
                             {"", {}, {"zo een ministerie"}}});
  CHECK(phrases(list, "minis") ==
        Texts{"ministerie", "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"});
}

TEST_CASE("phrases are shown as they are mostly written, with capitals for names only") {
  const auto list =
      list_of({{"", {}, {"Gemeenten helpen. De AVG geldt. Zo doet Groot Utrecht het."}},
               {"", {}, {"Gemeenten doen dit. AVG eerst. Groot Utrecht ook."}},
               {"", {}, {"Beleid. Groot Utrecht. In Utrecht wonen"}},
               {"", {}, {"Beleid. de AVG, de Avg. Utrecht"}},
               {"", {}, {"’s-Hertogenbosch, ’s-Hertogenbosch en café, Café"}},
               {"", {}, {"Van ’s-Hertogenbosch naar het cafe of café, café"}}});
  CHECK(phrases(list, "gemeente") == Texts{"gemeenten"});
  CHECK(phrases(list, "beleid") == Texts{"beleid"});
  CHECK(phrases(list, "avg") == Texts{"AVG"});
  CHECK(phrases(list, "groot") == Texts{"Groot Utrecht"});
  CHECK(phrases(list, "utr") == Texts{"Utrecht"});
  CHECK(phrases(list, "s-hert") == Texts{"’s-Hertogenbosch"});
  CHECK(phrases(list, "cafe") == Texts{"café"});
}

TEST_CASE("a hyphen or a space makes no other phrase") {
  const auto list = list_of({{"", {}, {"de AI-verordening"}},
                             {"", {}, {"de AI-verordening"}},
                             {"", {}, {"de AI verordening"}}});
  for (const auto* typed : {"ai", "ai-", "ai v", "AI-VERORDENING"}) {
    const auto found = list.complete(typed, 10);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Completion{"AI-verordening", 3, false});
  }
}

TEST_CASE("keywords are phrases even of one document, and whatever they begin with") {
  const auto list = list_of({{"", {"op de hoogte blijven", "Zorg, welzijn"}, {}},
                             {"", {"publieke waarden wegen in de praktijk van alledag"}, {}}});
  CHECK(phrases(list, "op de") == Texts{"op de hoogte blijven"});
  CHECK(phrases(list, "zorg w") == Texts{"Zorg welzijn"});
  CHECK(phrases(list, "publieke w") == Texts{"publieke waarden wegen in de praktijk van alledag"});
}

TEST_CASE("documents that have a keyword in their text are counted") {
  const auto list = list_of(
      {{"", {"data delen"}, {}}, {"", {}, {"over data delen"}}, {"Data delen in de zorg", {}, {}}});
  const auto found = list.complete("data d", 1);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == Completion{"data delen", 3, false});
}

TEST_CASE("numbers of documents are right, and no frequent word is forgotten") {
  std::mt19937 random(3);
  const std::vector<std::string> vocabulary{"data",  "dienst",   "de",   "van",
                                            "delen", "digitaal", "doel", "dossier",
                                            "datum", "debat",    "deel", "dak"};
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> stored;
    for (int i = 0; i < 90; ++i) {
      std::string text = "zo";
      for (auto words = random() % 12; words > 0; --words)
        text += ' ' + vocabulary[std::min(random() % vocabulary.size(), random() % 20)];
      stored.push_back(text);
    }
    std::vector<Input> documents;
    for (const auto& text : stored) documents.push_back({"", {}, {text}});
    const auto list = list_of(documents);
    const auto divisor = random() % 5 + 1;
    const auto allowed = [&](std::uint32_t id) { return id % divisor == 0; };
    const auto count = [&](const std::string& phrase) {
      std::uint32_t sum = 0;
      for (std::uint32_t i = 0; i < stored.size(); ++i)
        if (allowed(i + 1) && (stored[i] + ' ').find(' ' + phrase + ' ') != std::string::npos)
          ++sum;
      return sum;
    };
    const auto found = complete(list, "d", 100, allowed);
    for (const auto& completion : found) {
      INFO(completion.text);
      CHECK(completion.documents == count(completion.text));
      CHECK(completion.documents > 0);
    }
    if (found.size() == 100) continue;
    for (const auto& word : vocabulary) {
      const auto wanted = count(word);
      if (wanted < 2 || analysis::is_stop_word(word)) continue;
      INFO(word);
      CHECK(std::any_of(found.begin(), found.end(), [&](const Completion& completion) {
        return (completion.text + ' ').starts_with(word + ' ') &&
               completion.documents * 10 >= wanted * 9;
      }));
    }
  }
}

// ---- Together ----

TEST_CASE("at most half are titles where there are phrases enough") {
  std::vector<Input> documents;
  for (const auto* word : {"aap", "noot", "mies", "wim", "zus", "jet"})
    for (int i = 0; i < 2; ++i)
      documents.push_back({"Gids " + std::string(word) + std::to_string(i), {}, {"geef", word}});
  for (int i = 0; i < 2; ++i)
    documents.push_back({"Boek", {}, {"gat. geld. gemak. gevel. geit. geur"}});
  const auto list = list_of(documents);
  for (const std::size_t limit : {1, 2, 3, 4, 5, 6}) {
    INFO(limit);
    CHECK(list.complete("g", limit).size() == limit);
    CHECK(titles(list, "g", limit).size() == limit / 2);
  }
  CHECK(titles(list, "g", 30).size() == 12);
  CHECK(phrases(list, "g", 30).size() == 8);
  CHECK(list.complete("g", 0).empty());
}

TEST_CASE("what is a title and a phrase is given once") {
  const auto same = list_of({{"Datadeling", {}, {}}, {"Datadeling", {}, {}}});
  CHECK(same.complete("data", 10) == std::vector<Completion>{{"Datadeling", 2, true}});
  const auto more = list_of({{"Datadeling", {}, {}}, {"", {}, {"over datadeling"}}});
  CHECK(more.complete("data", 10) == std::vector<Completion>{{"datadeling", 2, false}});
}

TEST_CASE("only allowed documents count") {
  const auto list = list_of({{"Open data gids", {}, {"de gemeente"}},
                             {"Open data gids", {}, {"de gemeente"}},
                             {"Open boek", {}, {"de gemeente"}}});
  const auto only_third = [](std::uint32_t id) { return id == 3; };
  CHECK(titles(list, "open") == Texts{"Open data gids", "Open boek"});
  CHECK(texts(complete(list, "open", 10, only_third), true) == Texts{"Open boek"});
  CHECK(complete(list, "gem", 10, only_third) == std::vector<Completion>{{"gemeente", 1, false}});
  CHECK(complete(list, "open data", 10, only_third).empty());
  CHECK(complete(list, "o", 10, [](std::uint32_t) { return false; }).empty());
}

TEST_CASE("of many documents too, only allowed ones count") {
  CompletionList::Builder builder(analysis::is_stop_word);
  for (std::uint32_t i = 0; i < 3000; ++i)
    builder.add(10 * i, "Stuk " + std::to_string(i), {},
                {i % 3 == 0 ? "een zaak" : "een zee", i % 50 == 0 ? "een zeldzaam woord" : ""});
  const auto list = std::move(builder).build();
  const auto allowed = [](std::uint32_t id) { return (id / 10) % 4 == 0; };
  CHECK(complete(list, "z", 10, allowed) == std::vector<Completion>{{"zee", 500, false},
                                                                    {"zaak", 250, false},
                                                                    {"zeldzaam woord", 30, false}});
  CHECK(list.complete("stuk 2999", 10).size() == 1);
  CHECK(complete(list, "stuk 2999", 10, allowed).empty());
}

// ---- Odd input ----

TEST_CASE("nothing is completed where nothing was typed") {
  const auto list = titles_only();
  for (const auto typed : {std::string_view(), std::string_view("   "), std::string_view("\t\n"),
                           std::string_view("-.,?!()\"'"), std::string_view("\0\0", 2),
                           std::string_view("🙂🙂"), std::string_view("\xFF\xFE")})
    CHECK(list.complete(typed, 10).empty());
}

TEST_CASE("odd signs are as good as a space") {
  const auto list = titles_only();
  for (const auto typed : {std::string_view("kader\0ai", 8), std::string_view("kader 🙂 ai"),
                           std::string_view("\xFFkader\xC3 ai"), std::string_view("kader\n\nai\n")})
    CHECK(titles(list, typed) == Texts{"Kader (AI-verordening)"});
}

TEST_CASE("very long texts are no trouble") {
  const std::string long_word(100'000, 'a');
  std::string many_words;
  for (int i = 0; i < 50'000; ++i) many_words += "ab ";
  const auto list = list_of({{long_word, {long_word, many_words}, {long_word, many_words}},
                             {many_words, {many_words}, {many_words, long_word}},
                             {"Aap", {}, {}}});
  CHECK(list.complete(long_word, 10).empty());
  CHECK(list.complete(many_words, 10).empty());
  CHECK(titles(list, "a") == Texts{"Aap"});
  CHECK(list.complete(std::string(900, 'a'), 10).empty());
  CHECK(list.complete("ab", static_cast<std::size_t>(-1)).size() <= 100);
}

TEST_CASE("odd documents are no trouble") {
  const auto list = list_of({{"\xFF\xFE", {"\xC3"}, {std::string_view("\0a\0", 3)}},
                             {"Kapo\xFFt", {"", " "}, {"🙂 🙂", "e\u0301\u0301\u0301"}},
                             {"🙂 Lach", {"🙂"}, {}},
                             {"", {}, {}}});
  CHECK(titles(list, "kapo") == Texts{"Kapo\uFFFDt"});
  CHECK(titles(list, "lach") == Texts{"🙂 Lach"});
}

TEST_CASE("a list of nothing completes nothing") {
  CHECK(CompletionList().complete("a", 10).empty());
  CHECK(list_of({}).complete("a", 10).empty());
  CHECK(list_of({{"", {}, {}}}).complete("a", 10).empty());
  CompletionList::Builder without_stop_words(nullptr);
  without_stop_words.add(1, "De", {}, {});
  CHECK(std::move(without_stop_words).build().complete("d", 10).size() == 1);
}

TEST_CASE("equal documents give equal lists") {
  const auto a = titles_only();
  const auto b = titles_only();
  for (const auto* typed : {"k", "r", "g", "c"})
    CHECK(a.complete(typed, 10) == b.complete(typed, 10));
  CHECK(a.bytes() > 0);
}
