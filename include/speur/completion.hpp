// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "speur/search.hpp"

namespace speur {

enum class CompletionKind {
  phrase,  ///< one or more words that several documents use, or a short text such as a keyword
  title,   ///< a whole title
};

/// What somebody who has typed so far may mean.
struct Completion {
  /// As most documents write it, with a mark on what was typed.
  MarkedText text;
  /// Documents that pass the filters and have exactly these words, side by side or as the title;
  /// at least 1. A search for them may find more. Of running text the first 400 words count. A
  /// keyword of more than six words, or with a function word at either end, counts only as a
  /// keyword.
  std::uint64_t documents = 0;
  CompletionKind kind = CompletionKind::phrase;
  bool operator==(const Completion&) const = default;
};

struct CompletionRequest {
  Filters filters;        ///< those that are on: only what documents that pass them have is given
  std::size_t limit = 8;  ///< how many completions; at most 100
};

}  // namespace speur
