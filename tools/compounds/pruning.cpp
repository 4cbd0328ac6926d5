// SPDX-License-Identifier: GPL-2.0-or-later
#include "pruning.hpp"

#include <map>
#include <string_view>
#include <utility>

#include "analysis/compound_table.hpp"

namespace speur::compounds {
namespace {

using analysis::shortest_part;

constexpr double rare_compound = 6;  // a compound that is rarer as a part is cut itself

class Pruning {
 public:
  Pruning(Model& model, const std::vector<std::string>& list)
      : model_(model), words_(list.begin(), list.end()) {}

  void run() {
    count_links();
    for (auto& part : model_.parts())
      if (!part.seen() && !part.told && !worth_keeping(part))
        part.left_cost = part.right_cost = never;
    for (auto& part : model_.parts())
      if (!part.told) cut_rare_compound(part);
  }

 private:
  static std::string ending(const std::string& word) { return word.substr(word.size() - 3); }

  // How often words with these last letters take a linking s: -ing always, -ie never.
  void count_links() {
    for (const auto& part : model_.parts()) {
      if (part.left_count == 0 || part.word().size() <= shortest_part) continue;
      auto& [with_s, without] = links_[ending(part.word())];
      if (part.linking == 0) ++without;
      else if (part.linking == 1 && part.text.ends_with('s')) ++with_s;
    }
  }

  // Of the words that were never seen as a part, those that could be a new one: base forms.
  bool worth_keeping(const Part& part) const {
    const auto word = part.word();
    if (word.size() <= shortest_part) return false;
    if (!is_abstract(word) && (is_inflected(word) || has_particle(word))) return false;
    if (part.linking == 0 || part.right) return true;
    const auto found = links_.find(ending(word));
    return part.linking == 1 && part.text.ends_with('s') && found != links_.end() &&
           found->second.first > found->second.second;
  }

  // "afwatering", "afhankelijkheden": nouns, whatever they are made of.
  static bool is_abstract(std::string_view word) {
    return word.ends_with("ing") || word.ends_with("ingen") || word.ends_with("heid") ||
           word.ends_with("heden");
  }

  bool is_inflected(const std::string& word) const {
    if (is_plural(word)) return false;
    for (const std::string_view end :
         {"t", "de", "den", "te", "ten", "e", "er", "ere", "st", "ste", "d"})
      if (word.ends_with(end) && word.size() >= end.size() + shortest_part &&
          words_.contains(word.substr(0, word.size() - end.size())))
        return true;
    for (const std::string_view end :
         {"en", "end", "ende", "je", "jes", "erd", "erde", "eerd", "eerde", "eert"})
      if (word.ends_with(end)) return true;
    for (const std::string_view end : {"d", "t", "de", "te"})
      if (word.starts_with("ge") && word.ends_with(end)) return true;
    return word.ends_with('e') && words_.contains(without_e(word));
  }

  // "contouren", but not "keuren": there is "keurt".
  bool is_plural(const std::string& word) const {
    if (!word.ends_with("en") || word.size() <= 2 * shortest_part - 1) return false;
    const auto singular = without_e(word.substr(0, word.size() - 1));
    return words_.contains(singular) && !words_.contains(singular + "t") &&
           !words_.contains(singular + "e");
  }

  // "dwaze" -> "dwaas", "dove" -> "doof", "dikke" -> "dik".
  static std::string without_e(std::string word) {
    word.pop_back();
    const auto last = word.back();
    const auto before = word[word.size() - 2];
    if (last == 'v') word.back() = 'f';
    if (last == 'z') word.back() = 's';
    if (last == before) word.pop_back();
    else if (is_vowel(before)) word.insert(word.size() - 1, 1, before);
    return word;
  }

  bool has_particle(std::string_view word) const {
    for (const std::string_view particle :
         {"aan",   "achter", "af",   "be",   "bij",   "binnen", "buiten", "door",  "ge",
          "her",   "in",     "los",  "mee",  "mis",   "na",     "neer",   "om",    "on",
          "onder", "ont",    "op",   "over", "recht", "rond",   "samen",  "tegen", "terug",
          "toe",   "uit",    "vast", "ver",  "vol",   "voor",   "weg"})
      if (word.starts_with(particle) && words_.contains(std::string(word.substr(particle.size()))))
        return true;
    return false;
  }

  // "loonkosten" is rare as a part, so "loonkostensubsidie" is cut into three; "landbouw" is not.
  void cut_rare_compound(Part& part) const {
    if (part.text.size() <= 2 * shortest_part) return;
    if (model_.cost_of_cutting(part.word()) >= training_limit(part.text.size() + 5)) return;
    if (part.left_count < rare_compound) part.left_cost = never;
    if (part.right_count < rare_compound) part.right_cost = never;
  }

  Model& model_;
  WordSet words_;
  std::map<std::string, std::pair<int, int>> links_;
};

}  // namespace

void prune(Model& model, const std::vector<std::string>& list) { Pruning(model, list).run(); }

}  // namespace speur::compounds
