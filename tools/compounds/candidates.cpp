// SPDX-License-Identifier: GPL-2.0-or-later
#include "candidates.hpp"

#include <map>
#include <utility>

#include "analysis/compound_table.hpp"

namespace speur::compounds {
namespace {

using analysis::shortest_part;

constexpr std::size_t longest_part = 24;

class Candidates {
 public:
  Candidates(const std::vector<std::string>& list, const Advice& advice)
      : words_(list.begin(), list.end()), advice_(advice) {
    words_.insert(advice.word.begin(), advice.word.end());
    for (const auto& word : words_) add_word(word);
    for (const auto& word : advice.left_only) told(word).left = true;
    for (const auto& word : advice.right_only) told(word).right = true;
    for (const auto& word : advice.word) told(word);
  }

  std::vector<Part> take() {
    std::vector<Part> parts;
    for (auto& [text, part] : parts_) {
      part.text = text;
      part.left = part.left && !advice_.left_never.contains(text);
      if (part.left || part.right) parts.push_back(std::move(part));
    }
    return parts;
  }

 private:
  bool is_word(const std::string& text) const { return words_.contains(text); }

  Part& told(const std::string& word) {
    auto& part = parts_[word];
    part.told = true;
    return part;
  }

  void add_word(const std::string& word) {
    if (word.size() < shortest_part || word.size() > longest_part) return;
    const bool is_short = word.size() == shortest_part;
    if (!advice_.right_never.contains(word) && (!is_short || advice_.short_right.contains(word)))
      parts_[word].right = true;
    if (!advice_.left_never.contains(word) && (!is_short || advice_.short_left.contains(word)))
      add_left(word);
  }

  void add_left(const std::string& word) {
    auto& part = parts_[word];
    part.left = true;
    if (is_genitive(word)) part.linking = 1;
    if (!word.ends_with('s')) add_linked(word, "s");
    if (is_word(word + "eren")) add_linked(word, "er");  // kinderen: kinderopvang
    if (is_vowel(word.back())) return;
    add_linked(word, "e");
    const auto before = word.size() - 2;
    if (is_vowel(word[before]) && !is_vowel(word[before - 1]))
      add_linked(word, word.substr(before + 1) + "e");  // zon: zonnepaneel
  }

  // A word of its own needs no linking element.
  void add_linked(const std::string& word, const std::string& element) {
    if (is_word(word + element)) return;
    auto& part = parts_[word + element];
    part.left = true;
    part.linking = element.size();
  }

  // "levens" belongs to "leven", but "kans" not to "kan": it has a plural of its own.
  bool is_genitive(const std::string& word) const {
    if (!word.ends_with('s') || word.size() == shortest_part) return false;
    if (advice_.linked.contains(word)) return true;
    const auto without = word.substr(0, word.size() - 1);
    return is_word(without) && !advice_.left_never.contains(without) && !is_word(word + "en") &&
           !is_word(word + "sen") && !is_word(without + "zen");
  }

  WordSet words_;
  const Advice& advice_;
  std::map<std::string, Part> parts_;
};

}  // namespace

std::vector<Part> find_candidates(const std::vector<std::string>& list, const Advice& advice) {
  return Candidates(list, advice).take();
}

}  // namespace speur::compounds
