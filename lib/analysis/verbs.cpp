// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/verbs.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "analysis/inflection.hpp"
#include "analysis/word_list.hpp"

namespace speur::embedded {
extern const std::string_view stem_verbs;
}

namespace speur::analysis {
namespace {

struct Verb {
  std::string_view stem;
  bool regular = false;
};

// Stem, infinitive and irregular forms -> verb.
using Verbs = std::unordered_map<std::string_view, Verb>;

void read_verb(std::string_view line, Verbs& verbs) {
  std::vector<std::string_view> forms;
  for_each_word(line, [&](std::string_view word) { forms.push_back(word); });
  for (const auto form : forms) verbs.emplace(form, Verb{forms.front(), forms.size() == 2});
}

Verb listed(std::string_view word) {
  static const Verbs verbs = [] {
    Verbs read;
    for_each_line(embedded::stem_verbs, [&](std::string_view line) { read_verb(line, read); });
    return read;
  }();
  const auto found = verbs.find(word);
  return found == verbs.end() ? Verb() : found->second;
}

// The stem of a verb of which the list leaves the forms to the rules.
bool is_regular_stem(std::string_view word) {
  const auto verb = listed(word);
  return verb.regular && verb.stem == word;
}

bool drop_end(std::string_view& word, std::string_view ending) {
  if (word.size() < ending.size() + 2 || !word.ends_with(ending)) return false;
  word.remove_suffix(ending.size());
  return true;
}

// The past has a t after t, k, ch and p, a d after the rest: "werkte", "woonde". After f and s it
// goes by the infinitive ("eiste", "reisde"): both are taken.
bool may_follow(std::string_view stem, char past) {
  const char last = stem.back();
  if (last == 'f' || last == 's') return true;
  return (std::string_view("tkhpx").find(last) != std::string_view::npos) == (past == 't');
}

bool has_prefix(std::string_view word) {
  constexpr std::array<std::string_view, 9> prefixes{"be",  "ge",    "her",  "er",  "ont",
                                                     "ver", "onder", "over", "voor"};
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return word.starts_with(prefix); });
}

// "werkt", "werkte", "werkten".
std::string_view finite(std::string_view word) {
  for (const std::string_view ending : {"t", "te", "ten", "de", "den"}) {
    auto stem = word;
    if (!drop_end(stem, ending) || !is_regular_stem(stem)) continue;
    if (ending == "t" || may_follow(stem, ending[0])) return stem;
  }
  return {};
}

// "werkt", "deeld", "deelde" of a participle whose "ge" is off or that never had one.
std::string_view participle(std::string_view word) {
  drop_end(word, "en") || drop_end(word, "e");
  if (!word.ends_with('d') && !word.ends_with('t')) return {};
  if (is_regular_stem(word)) return word;
  word.remove_suffix(1);
  return is_regular_stem(word) ? word : std::string_view();
}

// The verbs in "-eren" and "-igen" are too many to list and are known by their form:
// "organiseert", "wijzigde".
std::string by_suffix(std::string_view word) {
  if (word.ends_with("den")) drop_end(word, "en");
  if (word.ends_with("de")) drop_end(word, "e");
  if (!drop_end(word, "d") && !drop_end(word, "t")) return {};
  if (one_syllable(word) || !(word.ends_with("ig") || word.ends_with("eer"))) return {};
  return without_inflection(word);
}

std::string by_list(std::string_view word) {
  for (const auto stem : {listed(word).stem, finite(word)})
    if (!stem.empty()) return std::string(stem);
  return has_prefix(word) ? std::string(participle(word)) : std::string();
}

bool may_be_participle(std::string_view word) { return word.starts_with("ge") && word.size() > 5; }

std::string without_ge(std::string_view word) {
  word.remove_prefix(2);
  for (const auto stem : {participle(word), finite(word)})
    if (!stem.empty()) return std::string(stem);
  return by_suffix(word);
}

std::string simple_verb(std::string_view word) {
  auto stem = by_list(word);
  return stem.empty() && may_be_participle(word) ? without_ge(word) : stem;
}

// "opgesteld": what may stand before a verb and apart from it.
constexpr std::array<std::string_view, 40> particles{
    "aan",   "achter", "af",   "bekend", "bij",  "bijeen", "binnen", "deel",  "door",   "gelijk",
    "goed",  "her",    "in",   "los",    "mede", "mee",    "na",     "neer",  "om",     "onder",
    "op",    "open",   "over", "plaats", "rond", "samen",  "stil",   "tegen", "teleur", "tentoon",
    "terug", "thuis",  "toe",  "uit",    "vast", "vol",    "voor",   "vrij",  "weer",   "weg"};

}  // namespace

std::string verb_stem(std::string_view word) {
  if (auto stem = simple_verb(word); !stem.empty()) return stem;
  for (const auto particle : particles) {
    if (!word.starts_with(particle) || word.size() < particle.size() + 3) continue;
    if (const auto stem = simple_verb(word.substr(particle.size())); !stem.empty())
      return std::string(particle).append(stem);
  }
  return by_suffix(word);
}

std::string_view verb_list() { return embedded::stem_verbs; }

}  // namespace speur::analysis
