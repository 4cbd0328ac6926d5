// SPDX-License-Identifier: GPL-2.0-or-later
#include "words.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace speur::compounds {
namespace {

// The letters U+00E0 to U+00FC without accent; nothing for words with other signs, and for words
// with capitals, which are names and abbreviations.
std::string folded(const std::string& word) {
  constexpr std::string_view plain = "aaaaaa.ceeeeiiii.nooooo..uuuu";
  std::string text;
  for (std::size_t i = 0; i < word.size(); ++i) {
    auto c = word[i];
    if (c == '\xC3' && i + 1 < word.size()) {
      const auto letter = static_cast<unsigned char>(word[++i]) - 0xA0U;
      c = letter < plain.size() ? plain[letter] : '.';
    }
    if (c < 'a' || c > 'z') return {};
    text += c;
  }
  return text;
}

}  // namespace

Advice read_advice(const char* path) {
  Advice advice;
  std::map<std::string, WordSet*> lists{
      {"left-never", &advice.left_never}, {"right-never", &advice.right_never},
      {"short-left", &advice.short_left}, {"short-right", &advice.short_right},
      {"simple", &advice.simple},         {"word", &advice.word},
      {"linked", &advice.linked},         {"left-only", &advice.left_only},
      {"right-only", &advice.right_only}};
  std::ifstream file(path);
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string kind, word;
    if (!(words >> kind)) continue;
    if (!lists.contains(kind)) throw std::runtime_error(kind + ": no kind of list");
    while (words >> word) lists[kind]->insert(word);
  }
  return advice;
}

std::vector<std::string> read_word_list(const char* path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);)
    if (auto word = folded(line); !word.empty()) words.push_back(std::move(word));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace speur::compounds
