// SPDX-License-Identifier: GPL-2.0-or-later
// What titles and phrases share when they are looked up: which documents count, and a best few.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur::vocabulary {

// ---- Ascending numbers in few bytes: the gaps, seven bits a byte ----

inline std::size_t packed_size(std::uint32_t gap) {
  std::size_t size = 1;
  while (gap >>= 7) ++size;
  return size;
}

inline std::uint8_t* pack(std::uint32_t gap, std::uint8_t* to) {
  for (; gap >= 0x80; gap >>= 7) *to++ = static_cast<std::uint8_t>(gap | 0x80);
  *to++ = static_cast<std::uint8_t>(gap);
  return to;
}

inline std::uint32_t unpack(const std::uint8_t*& from) {
  if (*from < 0x80) return *from++;  // nearly always
  std::uint32_t gap = *from & 0x7FU;
  for (unsigned shift = 7; (*from++ & 0x80) != 0; shift += 7) gap |= (*from & 0x7FU) << shift;
  return gap;
}

// ---- Documents ----

/// A bit for each document by its id: the lowest of the first number is that of id 0.
using DocumentBits = std::vector<std::uint64_t>;

/// How many numbers that takes where `last` is the highest id.
inline std::size_t bit_words(std::uint32_t last) { return last / 64 + 1; }

/// Which documents pass the filters of one request.
class AllowedDocuments {
 public:
  explicit AllowedDocuments(const DocumentBits* bits) : bits_(bits) {}

  bool all() const { return bits_ == nullptr; }
  /// Not when `all()`.
  const DocumentBits& bits() const { return *bits_; }

  bool operator()(std::uint32_t document) const {
    return all() || (((*bits_)[document / 64] >> (document % 64)) & 1) != 0;
  }

  /// How many of `count` packed documents pass.
  std::uint32_t count_packed(const std::uint8_t* packed, std::uint32_t count) const {
    if (all()) return count;
    std::uint32_t document = 0;
    std::uint32_t passed = 0;
    for (; count > 0; --count) passed += (*this)(document += unpack(packed)) ? 1 : 0;
    return passed;
  }

 private:
  const DocumentBits* bits_;
};

// ---- The best few ----

struct Match {
  std::uint32_t id = 0;         ///< of a title or a phrase
  std::uint32_t documents = 0;  ///< allowed ones
  std::uint32_t score = 0;      ///< the higher, the better
  std::uint32_t order = 0;      ///< among equals the lowest is the best
};

/// The best so many of all that were added, each id once.
class BestMatches {
 public:
  explicit BestMatches(std::size_t size) : size_(size) {}

  bool full() const { return matches_.size() >= size_; }

  /// Whether a match with these numbers would still be among the best.
  bool wants(std::uint32_t score, std::uint32_t order) const {
    return !full() || (size_ > 0 && is_better({0, 0, score, order}, matches_.back()));
  }

  void add(const Match& match) {
    if (!wants(match.score, match.order)) return;
    const auto same = [&](const Match& m) { return m.id == match.id; };
    if (std::any_of(matches_.begin(), matches_.end(), same)) return;
    if (full()) matches_.pop_back();
    matches_.insert(std::upper_bound(matches_.begin(), matches_.end(), match, is_better), match);
  }

  std::vector<Match> take() && { return std::move(matches_); }

 private:
  static bool is_better(const Match& a, const Match& b) {
    return a.score != b.score ? a.score > b.score : a.order < b.order;
  }

  std::size_t size_;
  std::vector<Match> matches_;  // best first
};

// ---- Texts one after the other ----

/// Many short texts in one long one.
class TextList {
 public:
  void add(std::string_view text) {
    text_ += text;
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t i) const {
    const auto begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }
  std::size_t bytes() const { return text_.capacity() + ends_.capacity() * sizeof ends_[0]; }
  void shrink() {
    text_.shrink_to_fit();
    ends_.shrink_to_fit();
  }

 private:
  std::string text_;
  std::vector<std::uint32_t> ends_;
};

struct IdRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
};

/// Of 0 to `size`, those of which the key begins with `beginning`; the keys ascend. A beginning
/// that ends in a space is whole words, which may be all of a key.
template <typename TextOf>
IdRange range_with_beginning(std::uint32_t size, std::string_view beginning, TextOf text_of) {
  const auto first = beginning.substr(0, beginning.size() - (beginning.ends_with(' ') ? 1 : 0));
  const auto first_that = [&](std::uint32_t from, auto is_before) {
    for (auto count = size - from; count > 0;) {
      const auto half = count / 2;
      const bool before = is_before(std::string_view(text_of(from + half)));
      if (before) from += half + 1;
      count = before ? count - half - 1 : half;
    }
    return from;
  };
  const auto begin = first_that(0, [&](std::string_view text) { return text < first; });
  return {begin, first_that(begin, [&](std::string_view text) {
            return text.substr(0, beginning.size()) <= beginning;
          })};
}

template <typename T>
std::size_t bytes_of(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

}  // namespace speur::vocabulary
