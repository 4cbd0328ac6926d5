// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/inflection.hpp"

#include <algorithm>
#include <initializer_list>

namespace speur::analysis {
namespace {

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool ends_in_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

void replace_end(std::string& word, std::size_t length, std::string_view by) {
  word.resize(word.size() - length);
  word += by;
}

// Plurals that change the word itself; every compound does the same.
bool irregular_plural(std::string& word) {
  if (word.size() > 6 && word.ends_with("heden")) replace_end(word, 4, "eid");
  else if (word.size() > 6 && word.ends_with("steden") && !word.ends_with("besteden"))
    replace_end(word, 4, "ad");
  // "verleden", "overleden" and "bekleden" are no members.
  else if (word.size() > 7 && word.ends_with("leden") &&
           !ends_in_any(word, {"verleden", "geleden", "beleden", "kleden", "ontleden"}))
    replace_end(word, 4, "id");
  else if (word.size() > 6 && word.ends_with("ici")) replace_end(word, 1, "us");
  else if (word.size() > 6 && ends_in_any(word, {"centra", "musea", "oria", "nasia"}))
    replace_end(word, 1, "um");
  else return false;
  return true;
}

// "duidelijker", "duidelijkste". Of "-iger" too many are persons ("vrijwilliger").
void drop_comparison(std::string& word) {
  for (const std::string_view ending : {"er", "ere", "ste", "sten"}) {
    if (!word.ends_with(ending)) continue;
    const auto base = std::string_view(word).substr(0, word.size() - ending.size());
    if (base.size() > 5 && ends_in_any(base, {"lijk", "grijk", "baar", "zaam"}))
      word.resize(base.size());
    return;
  }
}

// "stukjes" -> "stuk", "filmpje" -> "film". After other letters too much is uncertain ("kastje" is
// of "kast", "beetje" of nothing).
void drop_diminutive(std::string& word) {
  std::string_view base(word);
  if (base.ends_with("jes")) base.remove_suffix(1);
  if (base.size() < 5 || !base.ends_with("je")) return;
  base.remove_suffix(2);
  if (base.ends_with("mp")) base.remove_suffix(1);
  else if (ends_in_any(base, {"eet", "oet", "uit", "eis"}) || is_vowel(base.back())) return;
  word.resize(base.size());
}

bool keeps_s(std::string_view word) {
  return one_syllable(word) ||
         ends_in_any(word, {"ss", "js", "mens", "grens", "wens", "kans", "adres", "proces",
                            "succes", "ongres", "rogres", "advies", "precies", "verlies"});
}

// "gebruikers", "nederlands".
void drop_s(std::string& word) {
  if (!word.ends_with('s') || keeps_s(word)) return;
  const char before = word[word.size() - 2];
  if (!is_vowel(before) || before == 'y') word.pop_back();
}

// "methodes", "subsidies", "niveaus", but not "huis", "basis".
void drop_s_after_vowel(std::string& word) {
  if (word.size() < 5 || keeps_s(word)) return;
  const bool after_e = word.ends_with("es") && !is_vowel(word[word.size() - 3]);
  if (after_e || ends_in_any(word, {"ies", "eaus", "ues"})) word.pop_back();
}

bool single_vowel_before_last(std::string_view word) {
  const auto size = word.size();
  return size >= 2 && std::string_view("aeou").find(word[size - 2]) != std::string_view::npos &&
         (size == 2 || !is_vowel(word[size - 3]));
}

// A vowel is long in an open syllable: "zaken" is of "zaak" and "zakken" of "zak".
void lengthen(std::string& word) {
  const char last = word.back();
  if (one_syllable(word) && single_vowel_before_last(word) && !is_vowel(last) && last != 'w' &&
      last != 'x')
    word.insert(word.end() - 1, word[word.size() - 2]);
}

bool undouble_consonant(std::string& word) {
  const auto size = word.size();
  if (size < 3 || word[size - 1] != word[size - 2] || is_vowel(word.back())) return false;
  if (word.back() < 'a' || word.back() > 'z') return false;  // a piece of another script's letter
  word.pop_back();
  return true;
}

// "-en" and "-e", with what the spelling does to the letters before.
void drop_e(std::string& word) {
  if (word.size() > 4 && ends_in_any(word, {"ieen", "eeen"})) return word.resize(word.size() - 2);
  const std::size_t length = word.ends_with("en") ? 2 : word.ends_with('e') ? 1 : 0;
  const auto left = word.size() - length;
  if (length == 0 || left < 2 || is_vowel(word[left - 1])) return;
  if (std::none_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(left), is_vowel))
    return;
  word.resize(left);
  if (!undouble_consonant(word)) lengthen(word);
  if (word.ends_with('v')) word.back() = 'f';
  if (word.ends_with('z')) word.back() = 's';
}

// In longer words the spelling does not tell a long vowel from a dull one ("personen", "modellen"
// against "sectoren"): all are written short.
void shorten(std::string& word) {
  const auto size = word.size();
  if (size < 4 || one_syllable(word) || is_vowel(word[size - 1])) return;
  const char vowel = word[size - 2];
  if (vowel == word[size - 3] && std::string_view("aeou").find(vowel) != std::string_view::npos)
    word.erase(size - 2, 1);
}

}  // namespace

bool one_syllable(std::string_view word) {
  std::size_t runs = 0;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]))) ++runs;
  return runs <= 1;
}

std::string without_inflection(std::string_view inflected) {
  std::string word(inflected);
  if (irregular_plural(word)) return word;
  drop_diminutive(word);
  drop_comparison(word);
  drop_s(word);
  drop_s_after_vowel(word);
  drop_e(word);
  drop_s(word);  // "nederlandse"
  undouble_consonant(word);
  shorten(word);
  return word;
}

}  // namespace speur::analysis
