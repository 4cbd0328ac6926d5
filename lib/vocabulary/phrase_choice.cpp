// SPDX-License-Identifier: GPL-2.0-or-later
// Which of the phrases that were counted are kept, how they are written, and what they weigh.
#include <algorithm>
#include <utility>

#include "vocabulary/completion_text.hpp"
#include "vocabulary/phrase_counter.hpp"

namespace speur::vocabulary {
namespace {

// The phrases that are kept at the most.
constexpr std::size_t most_phrases = 200'000;

// Longer phrases are names: what three words nearly always go on to, such as "Ministerie van
// Binnenlandse Zaken en Koninkrijksrelaties", or two with small words between.
constexpr std::size_t usual_words = 3;

// Of so many documents with a word that says what they are about, at least one is named for it.
constexpr double documents_per_name = 20;
constexpr std::uint8_t least_weight = 10;  // percent: what is in very many documents still counts

std::uint8_t percent(double part, double whole) {
  return static_cast<std::uint8_t>(std::clamp(100 * part / whole, double{least_weight}, 100.0));
}

}  // namespace

// Which candidates become phrases. A candidate comes after its parent.
void PhraseCounter::choose() {
  const auto replaces_parent = [&](const Candidate& c) {
    return c.parent != none && nearly_all(c.documents, candidates_[c.parent].documents);
  };
  // "Wet op de omzetbelasting": two words with no more than small ones between.
  const auto has_two_words = [&](const Candidate& c) {
    return c.parent != none && candidates_[c.parent].parent == none;
  };
  const auto is_longer_name = [&](const Candidate& c) {
    if (has_two_words(c) && c.named > 0) return true;
    return replaces_parent(c) && candidates_[c.parent].viable && is_name(c);
  };
  for (auto& c : candidates_) {
    c.viable = c.keyword ||
               (c.documents >= least_documents_ && (c.words <= usual_words || is_longer_name(c)));
    if (c.viable && replaces_parent(c)) candidates_[c.parent].replaced = true;
  }
  for (std::uint32_t i = 0; i < candidates_.size(); ++i)
    if (candidates_[i].viable && !candidates_[i].replaced) kept_.push_back(i);
  leave_most_frequent();
}

// Of longer phrases, names are wanted and sentences that many documents share are not.
bool PhraseCounter::is_name(const Candidate& candidate) const {
  return candidate.named > 0 || forms_[forms_of(candidate).back()].capitalised;
}

void PhraseCounter::leave_most_frequent() {
  if (kept_.size() <= most_phrases) return;
  const auto end = kept_.begin() + most_phrases;
  std::nth_element(kept_.begin(), end, kept_.end(), [&](auto a, auto b) {
    const auto& first = candidates_[a];
    const auto& second = candidates_[b];
    return first.documents != second.documents ? first.documents > second.documents : a < b;
  });
  kept_.erase(end, kept_.end());
}

// Phrases by key; the candidates get to know their numbers.
std::vector<PhraseList::Phrase> PhraseCounter::describe() {
  note_usual_forms();
  std::vector<std::pair<PhraseList::Phrase, std::uint32_t>> described;
  described.reserve(kept_.size());
  for (const auto number : kept_) {
    const auto& candidate = candidates_[number];
    auto text = text_of(candidate);
    auto key = folded_words(text);
    described.push_back({{std::move(key), std::move(text), candidate.documents,
                          weight_of(candidate), candidate.packed_bytes},
                         number});
  }
  std::sort(described.begin(), described.end(),
            [](const auto& a, const auto& b) { return a.first.key < b.first.key; });
  std::vector<PhraseList::Phrase> phrases;
  phrases.reserve(described.size());
  for (auto& [phrase, number] : described) {
    candidates_[number].phrase = static_cast<std::uint32_t>(phrases.size());
    phrases.push_back(std::move(phrase));
  }
  return phrases;
}

// Documents are named for what they are about. A word that is in no title and no keyword, though
// many documents have it, is one such as "daarna": what it says, it says of none of them. A phrase
// is as good as its words, or better where it is a name itself.
std::uint8_t PhraseCounter::weight_of(const Candidate& candidate) const {
  const auto forms = forms_of(candidate);
  if (forms.size() == 1) return weight_of_word(forms.front());
  const auto of_words = std::min(weight_of_word(forms.front()), weight_of_word(forms.back()));
  return std::max(of_words, percent(candidate.named * documents_per_name, candidate.documents));
}

std::uint8_t PhraseCounter::weight_of_word(std::uint32_t form) const {
  const auto found = slots_[slot(forms_[form].hash)];
  if (found == 0) return 100;  // too rare to tell
  const auto& word = candidates_[found - 1];
  // Of a word in few documents little is known, so each gets one for free.
  return percent((word.named + 1) * documents_per_name, word.documents + documents_per_name);
}

std::string PhraseCounter::text_of(const Candidate& candidate) const {
  std::string text;
  for (const auto form : forms_of(candidate)) {
    const bool by_position = text.empty() && candidate.votes == 0 && forms_[form].capitalised;
    if (!text.empty()) text += ' ';
    text += by_position ? sentence_word(form, candidate.keyword) : std::string(forms_.text(form));
  }
  return text;
}

// A word with a capital that was only seen where that says nothing: is it a name?
std::string PhraseCounter::sentence_word(std::uint32_t form, bool keyword) const {
  const auto is_before = [&](std::uint32_t other, std::uint64_t hash) {
    return forms_[other].hash < hash;
  };
  const auto hash = forms_[form].hash;
  const auto usual = std::lower_bound(usual_forms_.begin(), usual_forms_.end(), hash, is_before);
  if (usual != usual_forms_.end() && forms_[*usual].hash == hash)
    return std::string(forms_.text(*usual));
  std::string text(forms_.text(form));
  if (!keyword) uncapitalise(text);
  return text;
}

void PhraseCounter::note_usual_forms() {
  for (std::uint32_t form = 0; form < forms_.size(); ++form)
    if (forms_[form].within > 0) usual_forms_.push_back(form);
  std::sort(usual_forms_.begin(), usual_forms_.end(), [&](auto a, auto b) {
    const auto& first = forms_[a];
    const auto& second = forms_[b];
    if (first.hash != second.hash) return first.hash < second.hash;
    return first.within != second.within ? first.within > second.within : a < b;
  });
}

}  // namespace speur::vocabulary
