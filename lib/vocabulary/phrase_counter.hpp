// SPDX-License-Identifier: GPL-2.0-or-later
// Finds the phrases that many documents have, in one reading of their texts and in bounded memory.
//
// Texts are kept as numbers of written words, about two bytes a word. While they come in, phrases
// are only counted roughly: by their hash, in a table of fixed size that never counts too few. That
// tells which phrases may be frequent. In a second walk over the numbers those alone are counted
// exactly, and noted document by document; from the notes the phrases that are kept get theirs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/completion_matches.hpp"
#include "vocabulary/completion_phrases.hpp"
#include "vocabulary/rough_counts.hpp"
#include "vocabulary/written_forms.hpp"

namespace speur::vocabulary {

/// Words that stand together, with no sign between them.
struct WordRun {
  std::vector<std::uint32_t> forms;
  std::vector<std::uint32_t> places;  ///< where each stands in the kept texts
  bool sentence = true;               ///< whether a sentence begins with it
  bool name = false;                  ///< whether it is in a title or a keyword
  bool keyword = false;               ///< whether it is one as a whole
  void clear() {
    forms.clear();
    places.clear();
    sentence = true;
    name = false;
    keyword = false;
  }
};

class PhraseCounter {
 public:
  explicit PhraseCounter(bool (*is_stop_word)(std::string_view)) : forms_(is_stop_word) {}

  /// Documents come one after the other, by ascending id: first `begin_document`, then what it
  /// holds.
  void begin_document(std::uint32_t id);
  void add_title(std::string_view text, std::size_t words) { add_words(text, words, true); }
  void add_keyword(std::string_view text);
  /// Reads no more than `words` words; gives how many of these are left.
  std::size_t add_text(std::string_view text, std::size_t words) {
    return add_words(text, words, false);
  }

  PhraseList build() &&;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// A phrase that may be frequent.
  struct Candidate {
    std::uint64_t hash = 0;
    std::uint32_t parent = none;  ///< the phrase that it begins with
    std::uint32_t documents = 0;
    std::uint32_t last_document = 0;
    std::uint32_t named = 0;  ///< documents that have it in the title or a keyword
    std::uint32_t last_named = none;
    std::uint32_t packed_bytes = 0;
    std::uint32_t phrase = none;  ///< its number when it is kept
    // How it is written: a vote that what is in the majority survives (Boyer and Moore, 1981).
    std::uint32_t place = none;
    std::uint32_t form_hash = 0;
    std::uint32_t votes = 0;
    std::uint8_t words = 0;
    bool keyword = false;
    bool replaced = false;
    bool viable = false;
  };

  /// One place where a phrase stands.
  struct Occurrence {
    std::uint64_t hash = 0;
    std::uint32_t form_hash = 0;
    std::size_t first = 0;
    std::size_t words = 0;
  };

  std::size_t add_words(std::string_view text, std::size_t words, bool name);
  void keep(WordRun& run);
  void count_roughly(const WordRun& run);
  template <typename Visit>
  void for_each_run(Visit visit) const;
  template <typename Visit>
  void for_each_phrase(const WordRun& run, std::size_t begin, std::size_t end, Visit visit) const;
  Occurrence whole(const WordRun& run) const;

  void count();
  void count_run(std::uint32_t document, const WordRun& run);
  std::uint32_t candidate(std::uint64_t hash, std::uint32_t parent);
  std::size_t slot(std::uint64_t hash) const;
  void grow_slots();
  void count_occurrence(std::uint32_t number, std::uint32_t document, const WordRun& run,
                        const Occurrence& occurrence);
  void vote(Candidate& candidate, const WordRun& run, const Occurrence& occurrence);

  void choose();
  bool is_name(const Candidate& candidate) const;
  void leave_most_frequent();
  std::vector<PhraseList::Phrase> describe();
  std::uint8_t weight_of(const Candidate& candidate) const;
  std::uint8_t weight_of_word(std::uint32_t form) const;
  std::vector<std::uint32_t> forms_of(const Candidate& candidate) const;
  std::string text_of(const Candidate& candidate) const;
  std::string sentence_word(std::uint32_t form, bool keyword) const;
  void note_usual_forms();
  void write_documents(PhraseList& list) const;

  WrittenForms forms_;
  RoughCounts rough_;
  std::vector<std::uint8_t> text_;              // of all documents: numbers of forms, and marks
  std::vector<std::uint32_t> ids_;              // of documents, which go by their place here
  std::vector<std::uint32_t> document_begins_;  // in `text_`
  WordRun run_;
  std::uint16_t threshold_ = 0;
  std::uint32_t least_documents_ = 0;
  std::vector<Candidate> candidates_;
  std::vector<std::uint32_t> slots_;  // by hash: one more than a candidate, 0 for none
  // Which candidates each document has, from the first that has any to the last.
  std::vector<std::uint8_t> noted_;
  std::uint32_t noted_documents_ = 0;
  std::vector<std::uint32_t> kept_;
  std::vector<std::uint32_t> usual_forms_;  // within a sentence, by the hash of the word
};

}  // namespace speur::vocabulary
