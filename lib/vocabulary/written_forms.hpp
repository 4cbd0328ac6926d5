// SPDX-License-Identifier: GPL-2.0-or-later
// Words as they are written, by number, and the hashes that phrases get of them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "vocabulary/completion_matches.hpp"

namespace speur::vocabulary {

/// A word in one way of writing it.
struct WrittenForm {
  // A phrase has one hash however its words are written: "AI-verordening" counts as "ai
  // verordening". So a form takes the hash h of what stands before it to h * factor + hash.
  std::uint64_t hash = 0;
  std::uint64_t factor = 1;
  std::uint32_t within = 0;  ///< how often it is seen where a capital says something
  bool frames = false;       ///< whether phrases begin and end with it
  bool capitalised = false;
};

/// Numbers for written words.
class WrittenForms {
 public:
  explicit WrittenForms(bool (*is_stop_word)(std::string_view)) : is_stop_word_(is_stop_word) {}

  std::uint32_t number(std::string_view text);
  std::string_view text(std::uint32_t form) const { return texts_[form]; }
  WrittenForm& operator[](std::uint32_t form) { return forms_[form]; }
  const WrittenForm& operator[](std::uint32_t form) const { return forms_[form]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(forms_.size()); }

 private:
  WrittenForm describe(std::string_view text) const;
  void grow();

  bool (*is_stop_word_)(std::string_view);
  TextList texts_;
  std::vector<WrittenForm> forms_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::uint32_t> slots_;  // by hash: one more than a form, 0 for none
};

}  // namespace speur::vocabulary
