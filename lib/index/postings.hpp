// SPDX-License-Identifier: GPL-2.0-or-later
// Posting lists in memory, decoded once, in blocks of documents with what a block can score at
// most.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace speur::index {

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

 private:
  std::vector<std::uint64_t> words_;
};

/// How long documents are, as the sum of their wdf.
struct DocumentLengths {
  std::vector<std::uint32_t> of;  ///< by document number; 0 where there is none
  Bitmap live;                    ///< the documents that there are
  double average = 0;

  std::size_t bytes() const { return of.capacity() * sizeof of[0] + live.bytes(); }
};

DocumentLengths read_lengths(const Xapian::Database& database);

/// The documents that a term stands in, ascending, with its wdf in each.
struct Postings {
  struct Block {
    std::uint32_t number;
    std::uint32_t begin;         ///< in `entries`; it ends where the next block begins
    std::uint32_t most_wdf;      ///< of all in the block
    std::uint32_t least_length;  ///< of the documents in the block
  };

  /// The place of a document within its block in the upper bits, the wdf in the lower ones. A wdf
  /// that does not fit, of a word that stands in a document a hundred thousand times, is cut off.
  static constexpr unsigned wdf_bits = 32 - block_bits;
  static constexpr std::uint32_t max_wdf = (1U << wdf_bits) - 1;

  std::vector<Block> blocks;  ///< those that are not empty, and one more where the last one ends
  std::vector<std::uint32_t> entries;

  std::size_t size() const { return entries.size(); }
  std::size_t bytes() const {
    return sizeof *this + blocks.capacity() * sizeof blocks[0] +
           entries.capacity() * sizeof entries[0];
  }

  void add(Xapian::docid id, std::uint32_t wdf, std::uint32_t length);
  void finish();  ///< after the last one
};

/// Where documents stand when they are sorted by the value in `slot`, by document number: the
/// lowest comes first; those with the same value share a number.
struct SortOrder {
  std::vector<std::uint32_t> places;
  std::size_t bytes() const { return places.capacity() * sizeof places[0]; }
};

SortOrder read_order(const Xapian::Database& database, Xapian::valueno slot, bool descending);

/// The posting list of `term`; empty when the index does not have it.
Postings read_postings(const Xapian::Database& database, const std::string& term,
                       const DocumentLengths& lengths);

/// The documents in which `terms` stand side by side, in that order, without wdf.
Postings read_phrase(const Xapian::Database& database, const std::vector<std::string>& terms);

}  // namespace speur::index
