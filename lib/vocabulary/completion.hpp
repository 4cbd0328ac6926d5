// SPDX-License-Identifier: GPL-2.0-or-later
// What could be meant by what has been typed so far: titles and phrases that go on from there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/completion_matches.hpp"

namespace speur::vocabulary {

struct Completion {
  std::string text;             ///< as it is written in documents
  std::uint32_t documents = 0;  ///< how many of the allowed documents have it
  bool title = false;           ///< a title; otherwise a phrase
  bool operator==(const Completion&) const = default;
};

/// What there is to complete to in one snapshot. It never changes, so threads may share it; a copy
/// shares it as well.
class CompletionList {
 public:
  class Builder;

  /// No document, hence no completions.
  CompletionList();

  /// The best completions of what was typed, regardless of case, accents and punctuation; its last
  /// word need not be complete, unless a space or a sign follows it. Phrases first, those of most
  /// documents first, but such as titles and keywords hardly ever have count for less; then titles,
  /// those that begin so before those of which a later word does. Not more than half are titles as
  /// long as there are phrases. `limit` counts up to 100.
  /// `allowed` are the documents that pass the filters, in as many numbers as `bit_words()`; null:
  /// all do. Of phrases for which `sense` gives the same, the best is given. Never throws on what
  /// was typed.
  std::vector<Completion> complete(
      std::string_view typed, std::size_t limit, const DocumentBits* allowed = nullptr,
      const std::function<std::string(std::string_view)>& sense = {}) const;

  std::size_t bit_words() const;

  /// The memory that it takes.
  std::size_t bytes() const;

 private:
  struct Parts;
  explicit CompletionList(std::shared_ptr<const Parts> parts);

  std::shared_ptr<const Parts> parts_;
};

class CompletionList::Builder {
 public:
  /// `is_stop_word` tells of a folded word whether phrases may neither begin nor end with it.
  explicit Builder(bool (*is_stop_word)(std::string_view));
  ~Builder();
  Builder(Builder&&) noexcept;
  Builder& operator=(Builder&&) noexcept;

  /// Adds a document; ids ascend. `keywords` are values of short key fields, each a phrase by
  /// itself; `texts` is running text in which frequent phrases are found (its first 400 words).
  void add(std::uint32_t document, std::string_view title,
           const std::vector<std::string_view>& keywords,
           const std::vector<std::string_view>& texts);

  CompletionList build() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace speur::vocabulary
