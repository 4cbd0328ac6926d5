// SPDX-License-Identifier: GPL-2.0-or-later
// How completion reads text: as folded words to compare, and as words the way they are written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace speur::vocabulary {

/// The words of `text`, folded, with one space between them: "Co\u00f6rdinatie (AI-gids)" ->
/// "coordinatie ai gids". This is the key under which completions are found.
std::string folded_words(std::string_view text);

/// The same into a string that is used again.
void folded_words(std::string_view text, std::string& words);

/// The key for what was typed. It ends in a space where a sign or a space says that the last word
/// is complete: "data " is not the beginning of "dataset".
std::string typed_key(std::string_view typed);

/// Where in `text` the words typed stand first, at the beginning of a word: from and to, in bytes.
/// Two equal offsets where they stand nowhere.
std::pair<std::size_t, std::size_t> find_typed(std::string_view text, std::string_view typed);

/// What stands between a written word and the one before it.
enum class Gap {
  space,     ///< they belong to one phrase
  sign,      ///< a comma and the like: no phrase goes across
  sentence,  ///< here a capital says nothing
};

struct WrittenWord {
  std::string_view text;  ///< with hyphens and the like inside: "AI-verordening", "foto's"
  Gap before = Gap::sentence;
};

/// Reads the words of a text one by one.
class WrittenWords {
 public:
  explicit WrittenWords(std::string_view text) : text_(text) {}

  /// Whether there was another word; it is in `word` then.
  bool next(WrittenWord& word);

 private:
  std::size_t letter(std::size_t at) const;
  std::size_t joiner(std::size_t at) const;
  std::size_t leading_apostrophe() const;
  void skip_gap(Gap& gap);
  void skip_word();

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Whether the first letter, and no other, is a capital. Of capitals it knows those of Latin-1.
bool is_capitalised(std::string_view word);

/// Makes the first letter a small one.
void uncapitalise(std::string& word);

/// Whether a folded word has a letter, and is longer than that.
bool is_proper_word(std::string_view folded);

}  // namespace speur::vocabulary
