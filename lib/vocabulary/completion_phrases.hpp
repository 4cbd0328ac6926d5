// SPDX-License-Identifier: GPL-2.0-or-later
// The phrases to complete to. How they are found: phrase_counter.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "vocabulary/completion_matches.hpp"

namespace speur::vocabulary {

/// Whether so many documents with a phrase are nearly all of those with its beginning.
inline bool nearly_all(std::uint32_t documents, std::uint32_t of_beginning) {
  return std::uint64_t{documents} * 10 >= std::uint64_t{of_beginning} * 9;
}

class PhraseList {
 public:
  struct Phrase {
    std::string key;
    std::string text;
    std::uint32_t documents = 0;
    std::uint8_t weight = 0;         ///< of each document, in percent
    std::uint32_t packed_bytes = 0;  ///< of its documents
  };

  PhraseList() = default;

  /// The phrases by key, each once. Their documents are added afterwards.
  PhraseList(const std::vector<Phrase>& phrases, std::uint32_t last_document);

  /// Documents ascend, per phrase and over all.
  class Writer {
   public:
    explicit Writer(PhraseList& list);
    void add(std::uint32_t phrase, std::uint32_t document);

   private:
    PhraseList& list_;
    std::vector<std::uint32_t> next_;    // by phrase: where its next document goes
    std::vector<std::uint32_t> before_;  // by phrase: one more than its last document; 0: none yet
  };

  /// The best phrases that begin with a key, without those that are no more than the beginning of
  /// another one.
  std::vector<Match> best(std::string_view typed, std::size_t size,
                          const AllowedDocuments& allowed) const;

  std::string_view key(std::uint32_t phrase) const { return keys_[phrase]; }
  std::string_view text(std::uint32_t phrase) const {
    const auto text = texts_[phrase];
    return text.empty() ? keys_[phrase] : text;
  }
  std::size_t size() const { return keys_.size(); }
  std::size_t bytes() const;

 private:
  // Beginnings of up to so many bytes may have so many phrases that these stand ready in order.
  static constexpr std::size_t short_beginning = 3;

  class InOrder;

  std::uint32_t score(std::uint32_t phrase, std::uint32_t documents) const {
    return documents * weights_[phrase];
  }
  std::uint32_t highest_score(std::uint32_t phrase) const { return score(phrase, counts_[phrase]); }
  bool is_before(std::uint32_t a, std::uint32_t b) const {
    const auto score_of_a = highest_score(a);
    const auto score_of_b = highest_score(b);
    return score_of_a != score_of_b ? score_of_a > score_of_b : a < b;
  }
  bool has_bits(std::uint32_t phrase) const;
  std::uint32_t documents(std::uint32_t phrase, const AllowedDocuments& allowed) const;
  std::size_t cost(std::uint32_t phrase) const;
  void sort_short_beginnings();
  void drop_beginnings(std::vector<Match>& matches) const;

  // By key. A text is empty where it is the key itself.
  TextList keys_;
  TextList texts_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint8_t> weights_;
  // In which documents a phrase is: a bit for each where many are, else their packed numbers.
  std::vector<std::uint32_t> postings_;  // where they begin
  std::vector<std::uint8_t> packed_;
  std::vector<std::uint64_t> bits_;
  std::size_t bit_words_ = 0;  // of one phrase
  // All phrases, at [n - 1] those that share their first n bytes by score. They stand where they
  // stand by key as well.
  std::array<std::vector<std::uint32_t>, short_beginning> ordered_;
};

}  // namespace speur::vocabulary
