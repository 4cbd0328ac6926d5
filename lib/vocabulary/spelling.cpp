// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/spelling.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "vocabulary/spelling_distance.hpp"
#include "vocabulary/spelling_sounds.hpp"

namespace speur::vocabulary {
namespace {

using std::string_view;

// Below four letters nearly everything is one letter from something else.
constexpr std::size_t shortest = 4;

bool is_correctable(string_view word) {
  const auto is_plain = [](char c) { return c >= 'a' && c <= 'z'; };
  return word.size() >= shortest && word.size() <= longest_spelling &&
         std::all_of(word.begin(), word.end(), is_plain);
}

float budget_for(std::size_t length) {
  if (length < shortest) return 0;
  constexpr std::array<float, 8> budgets{.85F, 1.F, 1.1F, 1.15F, 1.35F, 1.5F, 1.65F, 1.75F};
  return budgets[std::min(length - shortest, budgets.size() - 1)];
}

// Of two words that cost about the same, the one in more documents was meant: 20 times as many make
// up for a cost of .18.
constexpr float frequency_weight = .06F;

float frequency_bonus(std::uint32_t documents) {
  return frequency_weight * std::log1p(static_cast<float>(documents));
}

// The index itself has misspelled words. One in a single document is corrected if a word that
// sounds the same is in far more.
constexpr std::uint32_t rare_documents = 1;
constexpr std::uint32_t rare_ratio = 20;
constexpr float rare_budget = .45F;
constexpr std::size_t rare_length = 7;  // shorter ones are names, abbreviations, other languages

// "heeeeeel" -> "heel": no Dutch word has a letter three times in a row. Of such a run `kept`
// remain.
std::string without_long_runs(string_view word, std::size_t kept) {
  std::string result;
  while (!word.empty()) {
    const auto run = std::min(word.find_first_not_of(word.front()), word.size());
    result.append(run > 2 ? kept : run, word.front());
    word.remove_prefix(run);
  }
  return result;
}

// Long words may miss more, but then their beginning is right.
constexpr std::size_t long_word = 9;
constexpr std::size_t long_beginning = 4;
constexpr float one_slip = .7F;

// Two sounds that differ, at either side.
constexpr int most_different_sounds = 4;

}  // namespace

// ---- Building ----

SpellingDictionary::SpellingDictionary(std::vector<KnownWord> words) {
  std::sort(words.begin(), words.end(), [](const KnownWord& a, const KnownWord& b) {
    return a.word != b.word ? a.word < b.word : a.documents > b.documents;
  });
  const auto same = [](const KnownWord& a, const KnownWord& b) { return a.word == b.word; };
  words.erase(std::unique(words.begin(), words.end(), same), words.end());
  text_.reserve(std::accumulate(words.begin(), words.end(), std::size_t{0},
                                [](auto sum, const auto& w) { return sum + w.word.size(); }));
  begins_.reserve(words.size() + 1);
  documents_.reserve(words.size());
  for (const auto& word : words) {
    begins_.push_back(static_cast<std::uint32_t>(text_.size()));
    text_ += word.word;
    documents_.push_back(word.documents);
  }
  begins_.push_back(static_cast<std::uint32_t>(text_.size()));
  index_sounds();
}

// Counted first, so that the table is as large as it must be and no larger.
void SpellingDictionary::index_sounds() {
  std::vector<std::string> sounds(size());
  std::size_t keys = 0;
  sounds_.assign(size(), 0);
  for (WordId id = 0; id < size(); ++id) {
    if (documents_[id] == 0 || !is_correctable(word(id))) continue;
    sounds[id] = sounds_of(word(id));
    sounds_[id] = sound_set(sounds[id]);
    keys += sounds[id].size() + 1;
  }
  const auto buckets = std::bit_ceil(std::max<std::size_t>(keys / 4, 2));
  const auto shift = 32 - std::countr_zero(buckets);
  bucket_begins_.assign(buckets + 1, 0);
  for (const auto& s : sounds)
    if (!s.empty()) for_each_key(s, [&](auto hash) { ++bucket_begins_[hash >> shift]; });
  std::inclusive_scan(bucket_begins_.begin(), bucket_begins_.end(), bucket_begins_.begin());
  bucket_words_.resize(keys);
  for (WordId id = 0; id < size(); ++id)
    if (!sounds[id].empty())
      for_each_key(sounds[id],
                   [&](auto hash) { bucket_words_[--bucket_begins_[hash >> shift]] = id; });
}

// ---- Looking up ----

string_view SpellingDictionary::word(WordId id) const {
  return string_view(text_).substr(begins_[id], begins_[id + 1] - begins_[id]);
}

SpellingDictionary::WordId SpellingDictionary::lower_bound(string_view wanted) const {
  WordId first = 0;
  auto count = static_cast<WordId>(size());
  while (count > 0) {
    const auto half = count / 2;
    const bool before = word(first + half) < wanted;
    if (before) first += half + 1;
    count = before ? count - half - 1 : half;
  }
  return first;
}

std::optional<SpellingDictionary::WordId> SpellingDictionary::find(string_view wanted) const {
  const auto id = lower_bound(wanted);
  if (id < size() && word(id) == wanted) return id;
  return std::nullopt;
}

std::uint32_t SpellingDictionary::documents(string_view wanted) const {
  const auto id = find(wanted);
  return id ? documents_[*id] : 0;
}

std::vector<SpellingDictionary::WordId> SpellingDictionary::candidates(string_view typed) const {
  const auto sounds = sounds_of(typed);
  const auto set = sound_set(sounds);
  const auto shift = 32 - std::countr_zero(bucket_begins_.size() - 1);
  std::vector<WordId> ids;
  for_each_wide_key(sounds, [&](std::uint32_t hash) {
    const auto bucket = hash >> shift;
    for (auto i = bucket_begins_[bucket]; i < bucket_begins_[bucket + 1]; ++i)
      if (std::popcount(sounds_[bucket_words_[i]] ^ set) <= most_different_sounds)
        ids.push_back(bucket_words_[i]);
  });
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<SpellingDictionary::WordId> SpellingDictionary::same_beginning(
    string_view typed) const {
  const auto beginning = typed.substr(0, long_beginning);
  const auto set = sound_set(sounds_of(typed));
  std::vector<WordId> ids;
  for (auto id = lower_bound(beginning); id < size() && word(id).starts_with(beginning); ++id)
    if (sounds_[id] != 0 && std::popcount(sounds_[id] ^ set) <= most_different_sounds)
      ids.push_back(id);
  return ids;
}

std::optional<SpellingDictionary::Match> SpellingDictionary::best_of(const std::vector<WordId>& ids,
                                                                     string_view typed,
                                                                     float budget) const {
  SpellingDistance distance(typed);
  std::optional<Match> best;
  for (const auto id : ids) {
    if (word(id) == typed) continue;
    const auto bonus = frequency_bonus(documents_[id]);
    const auto limit = best ? std::min(budget, best->score + bonus) : budget;
    const auto cost = distance.to(word(id), limit);
    if (cost > limit) continue;
    if (!best || cost - bonus < best->score) best = Match{id, cost, cost - bonus};
  }
  return best;
}

std::optional<SpellingDictionary::Match> SpellingDictionary::closest(string_view typed,
                                                                     float budget) const {
  const auto best = best_of(candidates(typed), typed, budget);
  if (typed.size() < long_word || (best && best->cost < one_slip)) return best;
  const auto other = best_of(same_beginning(typed), typed, budget);
  return !best || (other && other->score < best->score) ? other : best;
}

std::optional<std::string> SpellingDictionary::correct(string_view typed) const {
  if (!is_correctable(typed)) return std::nullopt;
  const auto known = documents(typed);
  if (known > rare_documents) return std::nullopt;
  return known > 0 ? correct_rare(typed, known) : correct_unknown(typed);
}

std::optional<std::string> SpellingDictionary::correct_rare(string_view typed,
                                                            std::uint32_t documents) const {
  if (typed.size() < rare_length) return std::nullopt;
  const auto match = closest(typed, rare_budget);
  if (!match || documents_[match->id] / rare_ratio < documents) return std::nullopt;
  return std::string(word(match->id));
}

// ---- A space that was forgotten ----

namespace {

constexpr float forgotten_space = 1.1F;
constexpr float short_half_extra = .3F;
constexpr float split_and_misspelled = .3F;
constexpr std::size_t shortest_half = 3;
constexpr std::size_t safe_half = 4;
constexpr std::size_t shortest_misspelled = 5;
constexpr std::size_t long_half = 7;
constexpr std::uint32_t half_documents = 3;
constexpr float joined_budget = .9F;

// In a short half only what sounds the same is repaired.
float half_budget(string_view half) { return half.size() < long_half ? .45F : .9F; }

}  // namespace

// Both halves known, or one known and the other near to a known word.
std::optional<SpellingDictionary::Split> SpellingDictionary::split_at(string_view left,
                                                                      string_view right) const {
  const auto known_left = known_half(left);
  const auto known_right = known_half(right);
  if (!known_left && !known_right) return std::nullopt;
  const auto one = known_left ? known_left : misspelled_half(left, right);
  const auto other = known_right ? known_right : misspelled_half(right, left);
  if (!one || !other) return std::nullopt;
  const bool is_short = std::min(left.size(), right.size()) < safe_half;
  const auto rarer = std::min(documents_[one->id], documents_[other->id]);
  auto text = std::string(word(one->id)).append(1, ' ').append(word(other->id));
  const float score = forgotten_space + (is_short ? short_half_extra : 0) + one->cost +
                      other->cost - frequency_bonus(rarer);
  return Split{std::move(text), score};
}

std::optional<SpellingDictionary::Match> SpellingDictionary::known_half(string_view half) const {
  const auto id = find(half);
  if (!id || documents_[*id] < half_documents) return std::nullopt;
  return Match{*id};
}

std::optional<SpellingDictionary::Match> SpellingDictionary::misspelled_half(
    string_view half, string_view known) const {
  if (half.size() < shortest_misspelled || known.size() < safe_half) return std::nullopt;
  auto match = best_of(candidates(half), half, half_budget(half));
  if (!match || documents_[match->id] < half_documents) return std::nullopt;
  match->cost += split_and_misspelled;
  return match;
}

std::optional<SpellingDictionary::Split> SpellingDictionary::best_split(string_view typed) const {
  std::optional<Split> best;
  for (auto i = shortest_half; i + shortest_half <= typed.size(); ++i) {
    auto split = split_at(typed.substr(0, i), typed.substr(i));
    if (split && (!best || split->score < best->score)) best = std::move(split);
  }
  return best;
}

std::optional<std::string> SpellingDictionary::correct_unknown(string_view word_typed) const {
  const auto typed = without_long_runs(word_typed, 2);
  if (typed.size() != word_typed.size()) {
    const auto shorter = without_long_runs(word_typed, 1);
    const auto& meant = documents(shorter) > documents(typed) ? shorter : typed;
    if (documents(meant) > rare_documents) return meant;
  }
  if (typed.size() < shortest) return std::nullopt;
  const auto single = closest(typed, budget_for(typed.size()));
  const auto split = typed.size() >= 2 * shortest_half + 1 ? best_split(typed) : std::nullopt;
  if (split && (!single || split->score < single->score)) return split->text;
  if (!single) return std::nullopt;
  return std::string(word(single->id));
}

std::optional<std::string> SpellingDictionary::correct_joined(string_view first,
                                                              string_view second) const {
  const auto joined = std::string(first).append(second);
  if (!is_correctable(joined) || documents(joined) > 0) return std::nullopt;
  if (documents(first) > rare_documents && documents(second) > rare_documents) return std::nullopt;
  const auto match = closest(joined, joined_budget);
  if (!match) return std::nullopt;
  return std::string(word(match->id));
}

std::size_t SpellingDictionary::bytes() const {
  const auto of = [](const auto& v) { return v.capacity() * sizeof(v[0]); };
  return sizeof(*this) + of(text_) + of(begins_) + of(documents_) + of(sounds_) +
         of(bucket_begins_) + of(bucket_words_);
}

}  // namespace speur::vocabulary
