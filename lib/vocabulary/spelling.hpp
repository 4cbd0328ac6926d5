// SPDX-License-Identifier: GPL-2.0-or-later
// Which word of the index did the searcher mean? For Dutch: letters that sound alike are easily
// confused and cost little, other typing errors cost more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur::vocabulary {

/// A word of the index, folded, and in how many documents it occurs.
struct KnownWord {
  std::string word;
  std::uint32_t documents = 0;
};

/// All words of one snapshot. It never changes, so threads may share it.
class SpellingDictionary {
 public:
  explicit SpellingDictionary(std::vector<KnownWord> words);

  /// In how many documents the word occurs; 0 if it is unknown.
  std::uint32_t documents(std::string_view word) const;

  /// The best other word for a folded word that is probably misspelled, or nothing; two words with
  /// a space between them where one was forgotten. Never for a word that the index knows well.
  std::optional<std::string> correct(std::string_view word) const;

  /// The one word that was meant by two words side by side, if joining them takes a correction too:
  /// "gegevens beschermng". Nothing for what joins as it stands.
  std::optional<std::string> correct_joined(std::string_view first, std::string_view second) const;

  /// The memory that it takes.
  std::size_t bytes() const;

 private:
  using WordId = std::uint32_t;

  struct Match {
    WordId id = 0;
    float cost = 0;
    float score = 0;  // cost, less for words that are in many documents
  };

  struct Split {
    std::string text;
    float score = 0;
  };

  std::size_t size() const { return documents_.size(); }
  std::string_view word(WordId id) const;
  std::optional<WordId> find(std::string_view word) const;
  void index_sounds();
  WordId lower_bound(std::string_view word) const;
  std::vector<WordId> candidates(std::string_view word) const;
  std::vector<WordId> same_beginning(std::string_view word) const;
  std::optional<Match> best_of(const std::vector<WordId>& ids, std::string_view word,
                               float budget) const;
  std::optional<Match> closest(std::string_view word, float budget) const;
  std::optional<std::string> correct_unknown(std::string_view word) const;
  std::optional<std::string> correct_rare(std::string_view word, std::uint32_t documents) const;

  std::optional<Split> best_split(std::string_view word) const;
  std::optional<Split> split_at(std::string_view left, std::string_view right) const;
  std::optional<Match> known_half(std::string_view half) const;
  std::optional<Match> misspelled_half(std::string_view half, std::string_view known) const;

  // Sorted by word; word `id` is the text from begins_[id] to begins_[id + 1].
  std::string text_;
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> documents_;
  // Which sounds a word has, one bit each: what differs much here is no candidate.
  std::vector<std::uint32_t> sounds_;
  // Words by the hash of their sounds, as they are and with any one left out. Bucket `b` is
  // bucket_words_ from bucket_begins_[b] to bucket_begins_[b + 1].
  std::vector<std::uint32_t> bucket_begins_;
  std::vector<WordId> bucket_words_;
};

}  // namespace speur::vocabulary
