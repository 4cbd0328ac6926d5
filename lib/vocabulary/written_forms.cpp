// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/written_forms.hpp"

#include <algorithm>
#include <functional>

#include "vocabulary/completion_text.hpp"
#include "vocabulary/rough_counts.hpp"

namespace speur::vocabulary {
namespace {

using std::string_view;

// FNV-1a, for the same phrases on every machine.
std::uint64_t hash_of(string_view text) {
  std::uint64_t h = 0xcbf29ce484222325U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return mix(h);
}

}  // namespace

std::uint32_t WrittenForms::number(string_view text) {
  if (size() * std::size_t{2} >= slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(std::hash<string_view>{}(text));
  const auto mask = slots_.size() - 1;
  auto slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const auto form = slots_[slot] - 1;
    if (hashes_[form] == hash && texts_[form] == text) return form;
  }
  texts_.add(text);
  hashes_.push_back(hash);
  forms_.push_back(describe(text));
  slots_[slot] = size();
  return size() - 1;
}

void WrittenForms::grow() {
  slots_.assign(std::max<std::size_t>(slots_.size() * 2, 1024), 0);
  const auto mask = slots_.size() - 1;
  for (std::uint32_t form = 0; form < size(); ++form) {
    auto slot = hashes_[form] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = form + 1;
  }
}

WrittenForm WrittenForms::describe(string_view text) const {
  WrittenForm form;
  const auto words = folded_words(text);
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find(' ', at), words.size());
    const auto word = string_view(words).substr(at, end - at);
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
    form.hash = form.hash * odd + hash_of(word);
    form.factor *= odd;
    // Not so "zo'n", of a stop word and a letter.
    if (word.size() > 1 && !is_stop_word_(word)) form.frames = true;
    at = end + 1;
  }
  form.frames = form.frames && is_proper_word(words);
  form.capitalised = is_capitalised(text);
  return form;
}

}  // namespace speur::vocabulary
