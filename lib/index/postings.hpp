// SPDX-License-Identifier: GPL-2.0-or-later
// Posting lists in memory, decoded once, in blocks of documents with what a block can score at
// most.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace speur::index {

class View;

/// Documents are taken in blocks of so many by their number, wherever they are handled in memory.
inline constexpr unsigned block_bits = 12;
inline constexpr std::uint32_t block_size = 1U << block_bits;

inline std::uint32_t block_of(Xapian::docid id) { return id >> block_bits; }

/// A set of documents: a bit each.
class Bitmap {
 public:
  Bitmap() = default;
  /// Room for all documents up to `last`; whole blocks.
  explicit Bitmap(Xapian::docid last)
      : words_((std::size_t{block_of(last)} + 1) * words_per_block) {}

  static constexpr std::size_t words_per_block = block_size / 64;

  void add(Xapian::docid id) { words_[id / 64] |= std::uint64_t{1} << (id % 64); }
  void remove(Xapian::docid id) { words_[id / 64] &= ~(std::uint64_t{1} << (id % 64)); }
  bool holds(Xapian::docid id) const {
    return id / 64 < words_.size() && ((words_[id / 64] >> (id % 64)) & 1) != 0;
  }
  /// The words of one block.
  const std::uint64_t* block(std::uint32_t number) const {
    return words_.data() + std::size_t{number} * words_per_block;
  }
  /// All words: a document's bit is `id % 64` of the word `id / 64`.
  std::span<const std::uint64_t> words() const { return words_; }
  std::uint32_t blocks() const {
    return static_cast<std::uint32_t>(words_.size() / words_per_block);
  }
  std::size_t bytes() const { return words_.capacity() * sizeof words_[0]; }

  std::vector<std::uint64_t> words_;
};

/// How long documents are, as the sum of their wdf.
struct DocumentLengths {
  std::vector<std::uint32_t> of;  ///< by document number; 0 where there is none
  Bitmap live;                    ///< the documents that there are
  double average = 0;

  std::size_t bytes() const { return of.capacity() * sizeof of[0] + live.bytes(); }
};

DocumentLengths read_lengths(const View& database);

/// Which part of all that a term can add to a score it adds in a document: the saturation of BM25.
struct Share {
  double k1 = 0;  ///< in units of wdf
  double b = 0;
  double average_length = 1;

  double operator()(double wdf, double length) const {
    return wdf == 0 ? 0 : wdf / (wdf + k1 * (1 - b + b * length / average_length));
  }
  bool operator==(const Share&) const = default;
};

/// How the same document fares by another measure, of which no more is known than its share by
/// `own`: its share by `other` is at most `most(share)`. With x = k1 (1 - b + b length / average) a
/// share is wdf / (wdf + x), and whatever the length, x by `other` is at least `ratio_` times x by
/// `own`.
class ShareBound {
 public:
  ShareBound(const Share& own, const Share& other);

  double most(double share) const { return share / (share + ratio_ * (1 - share)); }
  /// At least the same, in the precision of a float; of 0 it is 0.
  float most(float share) const {
    return share / std::max(share + static_cast<float>(ratio_) * (1 - share),
                            std::numeric_limits<float>::min());
  }

 private:
  double ratio_ = 1;
};

/// The documents that a term stands in, ascending, with its wdf in each.
struct Postings {
  explicit Postings(const Share& by = {}) : share(by) {}

  struct Block {
    std::uint32_t number;
    std::uint32_t begin;  ///< in `entries`; it ends where the next block begins
    std::uint32_t bits;   ///< in `bits`; `none` if there are few entries
    std::uint32_t words;  ///< in `most_of_words`; `none` if there are fewer still
    float most;           ///< no document of the block has a larger share
  };
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  /// The place of a document within its block in the upper bits, the wdf in the lower ones. A wdf
  /// that does not fit, of a word that stands in a document a hundred thousand times, is cut off.
  static constexpr unsigned wdf_bits = 32 - block_bits;
  static constexpr std::uint32_t max_wdf = (1U << wdf_bits) - 1;

  std::vector<Block> blocks;  ///< those that are not empty, and one more where the last one ends
  std::vector<std::uint32_t> entries;
  Share share;  ///< what `most` goes by
  /// Of blocks with more than a few entries, for each 64 documents: none of these has a larger
  /// share, in steps of one `share_steps`th.
  std::vector<std::uint8_t> most_of_words;
  static constexpr unsigned share_steps = 255;
  /// Of blocks with many entries also a bit a document, to mark them all at once, and how many bits
  /// are set before each word, to find the entry of a document.
  std::vector<std::uint64_t> bits;

  static std::uint32_t place_of(std::uint32_t entry) { return entry >> wdf_bits; }
  static std::uint32_t wdf_of(std::uint32_t entry) { return entry & max_wdf; }

  /// Of one of `blocks`, not the last.
  std::span<const std::uint32_t> entries_of(const Block& block) const {
    return {entries.data() + block.begin, entries.data() + (&block + 1)->begin};
  }
  /// The documents as the words of a block; null if the block has few.
  const std::uint64_t* bits_of(const Block& block) const {
    return block.bits == none ? nullptr : bits.data() + block.bits;
  }
  /// The largest shares of the words of a block; null if the block has few entries.
  const std::uint8_t* most_of_words_of(const Block& block) const {
    return block.words == none ? nullptr : most_of_words.data() + block.words;
  }
  /// The entry of a document whose bit is set in `bits_of(block)`.
  std::uint32_t entry_at(const Block& block, std::uint32_t place) const {
    const auto* own = bits.data() + block.bits;
    const auto word = place / 64;
    const auto before = own[word] & ((std::uint64_t{1} << (place % 64)) - 1);
    const auto counts = own[Bitmap::words_per_block + word / counts_per_word];
    const auto earlier = counts >> (16 * (word % counts_per_word)) & 0xFFFF;
    return entries[block.begin + earlier + static_cast<std::size_t>(std::popcount(before))];
  }

  /// That of a document; 0 where the term does not stand.
  std::uint32_t wdf(Xapian::docid id) const;

  std::size_t size() const { return entries.size(); }
  /// All documents.
  std::vector<Xapian::docid> ids() const;
  std::size_t bytes() const {
    return sizeof *this + blocks.capacity() * sizeof blocks[0] +
           entries.capacity() * sizeof entries[0] + most_of_words.capacity() +
           bits.capacity() * sizeof bits[0];
  }

  void add(Xapian::docid id, std::uint32_t wdf, std::uint32_t length);
  void finish();  ///< after the last one

 private:
  static constexpr std::size_t counts_per_word = 4;  // of 16 bits

  void add_bits(Block& block);
  void finish_block();

  // Of the block that is being filled.
  std::array<float, Bitmap::words_per_block> shares_{};
};

/// Where documents stand when they are sorted by the value in `slot`, by document number: the
/// lowest comes first; those with the same value share a number.
struct SortOrder {
  std::vector<std::uint32_t> places;
  std::size_t bytes() const { return places.capacity() * sizeof places[0]; }
};

SortOrder read_order(const View& database, Xapian::valueno slot, bool descending);

/// The posting list of `term`; empty when the index does not have it.
Postings read_postings(const View& database, const std::string& term,
                       const DocumentLengths& lengths, const Share& share);

/// The documents that are in all of `lists`, of which there is at least one.
std::vector<Xapian::docid> in_all(std::vector<std::shared_ptr<const Postings>> lists);

}  // namespace speur::index
