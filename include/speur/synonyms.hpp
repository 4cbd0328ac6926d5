// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

/// A line of a file of synonyms that was left out, or that is probably not meant so.
struct SynonymWarning {
  std::size_t line = 0;  ///< 1 is the first
  std::string message;
  bool operator==(const SynonymWarning&) const = default;
};

/// Words and phrases that mean the same to a searcher, in a text that a portal's editors keep:
///
///     woo = wet open overheid      each finds the other; any number of phrases
///     lakken > anonimiseren        who searches for the left finds the right, not the other way
///     ! bio                        the built-in synonyms of "bio" are not used
///     # a remark; it may also stand at the end of a line
///
/// Phrases are compared by their stems. Lines do not lead on to each other. A plain value.
class Synonyms {
 public:
  Synonyms() = default;

  /// Reads a text; lines that cannot be read are left out. What is wrong or doubtful with it is in
  /// `warnings`: no sign or more than one, bytes that are no UTF-8, an empty phrase, a phrase that
  /// stands on two `=` lines or on the left of two `>` lines, a phrase that is its own synonym.
  static Synonyms from_text(std::string_view text);

  /// What Dutch government writes in two ways: laws, registrations, organisations, and the everyday
  /// words for them. Built in.
  static const Synonyms& government();

  const std::vector<SynonymWarning>& warnings() const { return warnings_; }

  /// Other ways to say the phrase with these stems: as the text writes them. `nullptr`: none.
  const std::vector<std::string>* find(const std::vector<std::string>& stems) const;

  /// Whether the text says that the built-in synonyms of this phrase are not used.
  bool is_blocked(const std::vector<std::string>& stems) const;

  /// How many words the longest phrase has that has synonyms.
  std::size_t longest() const { return longest_; }

  /// The text as it was read.
  const std::string& text() const { return text_; }

 private:
  friend class SynonymReader;
  std::string text_;
  std::unordered_map<std::string, std::vector<std::string>> others_;
  std::unordered_map<std::string, bool> blocked_;
  std::vector<SynonymWarning> warnings_;
  std::size_t longest_ = 0;
};

}  // namespace speur
