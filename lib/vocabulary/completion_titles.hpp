// SPDX-License-Identifier: GPL-2.0-or-later
// The titles to complete to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/completion_matches.hpp"

namespace speur::vocabulary {

class TitleList {
 public:
  class Builder;

  /// The best titles for what was typed, as a key: those that begin so, then those in which it
  /// stands further on, not on stop words alone.
  std::vector<Match> best(std::string_view typed, std::size_t size,
                          const AllowedDocuments& allowed) const;

  std::string_view text(std::uint32_t title) const { return titles_[title]; }
  std::size_t bytes() const;

 private:
  std::uint32_t all_documents(std::uint32_t title) const {
    return document_begins_[title + 1] - document_begins_[title];
  }
  std::uint32_t documents(std::uint32_t title, const AllowedDocuments& allowed) const;
  std::vector<Match> beginning(IdRange range, std::size_t size,
                               const AllowedDocuments& allowed) const;
  std::vector<Match> further_on(std::string_view typed, IdRange beginning, std::size_t size,
                                const AllowedDocuments& allowed) const;
  template <typename Visit>
  void for_each_title(IdRange words, Visit visit) const;
  bool may_become_stop_word(std::string_view beginning) const;
  IdRange rarest_words(std::string_view typed) const;
  IdRange word(std::string_view word) const;
  IdRange words_with_beginning(std::string_view beginning) const;
  std::size_t packed_size_of(IdRange words) const;
  bool stands_further_on(std::string_view key, std::string_view typed) const;

  // By key, so that those that begin alike are neighbours. The keys themselves are not kept: they
  // would take as much memory again.
  TextList titles_;
  std::vector<std::uint32_t> document_begins_;
  std::vector<std::uint32_t> documents_;
  // Which titles have which words after the first, for all words but stop words. The titles of a
  // word are packed from word_begins_[word] to word_begins_[word + 1].
  TextList words_;
  std::vector<std::uint32_t> word_begins_;
  std::vector<std::uint8_t> word_titles_;
  std::vector<std::string> stop_words_;  // those that stand there too
  bool (*is_stop_word_)(std::string_view) = nullptr;
};

class TitleList::Builder {
 public:
  explicit Builder(bool (*is_stop_word)(std::string_view)) { list_.is_stop_word_ = is_stop_word; }

  void add(std::uint32_t document, std::string_view title);
  TitleList build() &&;

 private:
  struct Occurrence {
    std::uint32_t word;
    std::uint32_t title;
  };

  std::vector<std::uint32_t> sorted() const;
  void add_title(const std::vector<std::uint32_t>& entries);
  void index_words(const TextList& keys);
  void sort_words(const std::vector<std::string_view>& words, std::vector<Occurrence>& occurrences);
  void pack_words(std::vector<Occurrence> occurrences);

  TextList texts_;
  TextList keys_;
  std::vector<std::uint32_t> documents_;
  TextList distinct_keys_;
  TitleList list_;
};

}  // namespace speur::vocabulary
