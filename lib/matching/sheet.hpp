// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of the documents of one block: which match, and with what score.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

#include "index/bits.hpp"
#include "index/postings.hpp"

namespace speur::matching {

/// A bit for each document of a block.
class Mask {
 public:
  static constexpr std::size_t words = index::Bitmap::words_per_block;

  std::uint64_t& operator[](std::size_t word) { return words_[word]; }
  std::uint64_t operator[](std::size_t word) const { return words_[word]; }

  const std::uint64_t* data() const { return words_.data(); }

  void set(std::uint32_t place) { words_[place / 64] |= std::uint64_t{1} << (place % 64); }
  void clear(std::uint32_t place) { words_[place / 64] &= ~(std::uint64_t{1} << (place % 64)); }
  bool test(std::uint32_t place) const { return ((words_[place / 64] >> (place % 64)) & 1) != 0; }

  /// Whether one is set from `first` up to and with `last`.
  bool any_between(std::uint32_t first, std::uint32_t last) const {
    const auto from = ~std::uint64_t{0} << (first % 64);
    const auto to = ~std::uint64_t{0} >> (63 - last % 64);
    if (first / 64 == last / 64) return (words_[first / 64] & from & to) != 0;
    auto any = (words_[first / 64] & from) | (words_[last / 64] & to);
    for (auto word = first / 64 + 1; word < last / 64; ++word) any |= words_[word];
    return any != 0;
  }

  std::uint32_t count() const { return index::count_bits(words_.data()); }
  bool none() const {
    std::uint64_t any = 0;
    for (const auto word : words_) any |= word;
    return any == 0;
  }

  Mask& operator&=(const std::uint64_t* other) {
    for (std::size_t i = 0; i < words; ++i) words_[i] &= other[i];
    return *this;
  }
  Mask& operator&=(const Mask& other) { return *this &= other.words_.data(); }
  Mask& operator|=(const std::uint64_t* other) {
    for (std::size_t i = 0; i < words; ++i) words_[i] |= other[i];
    return *this;
  }
  Mask& operator|=(const Mask& other) { return *this |= other.words_.data(); }
  /// Takes out what is in `other`.
  Mask& operator-=(const Mask& other) {
    for (std::size_t i = 0; i < words; ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  /// Calls `visit` with the place of each bit, ascending.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words; ++i)
      for (auto word = words_[i]; word != 0; word &= word - 1)
        visit(static_cast<std::uint32_t>(i * 64) +
              static_cast<std::uint32_t>(std::countr_zero(word)));
  }

 private:
  std::array<std::uint64_t, words> words_{};
};

/// The score is 0 wherever the mask has no bit.
struct Sheet {
  Mask mask;
  std::array<double, index::block_size> scores{};

  void clear() {
    mask.for_each([&](std::uint32_t place) { scores[place] = 0; });
    mask = {};
  }
};

/// Sheets to borrow: they are too large to clear for every use.
class Sheets {
 public:
  class Borrowed {
   public:
    explicit Borrowed(Sheets& owner) : owner_(owner), sheet_(owner.take()) {}
    ~Borrowed() {
      sheet_->clear();
      owner_.free_.push_back(std::move(sheet_));
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Sheet& operator*() const { return *sheet_; }
    Sheet* operator->() const { return sheet_.get(); }

   private:
    Sheets& owner_;
    std::unique_ptr<Sheet> sheet_;
  };

  Borrowed borrow() { return Borrowed(*this); }

 private:
  std::unique_ptr<Sheet> take() {
    if (free_.empty()) return std::make_unique<Sheet>();
    auto sheet = std::move(free_.back());
    free_.pop_back();
    return sheet;
  }

  std::vector<std::unique_ptr<Sheet>> free_;
};

}  // namespace speur::matching
