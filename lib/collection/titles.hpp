// SPDX-License-Identifier: GPL-2.0-or-later
// What documents are called, to find the documents that a text names.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string_view>
#include <vector>

#include "collection/storage.hpp"
#include "speur/analyzer.hpp"

namespace speur::collection {

/// A stem as a number: small to keep, quick to compare.
using StemKey = std::uint32_t;

StemKey key_of(std::string_view stem);

/// No stem's: stands between texts, so that no title spans them.
inline constexpr StemKey between_texts = 0;

/// The stems of a text in order, without function words.
std::vector<StemKey> keys_of(const std::vector<Token>& tokens);

/// Whether `title` stands in `text`, its stems side by side.
bool stands_in(std::span<const StemKey> title, std::span<const StemKey> text);

/// The titles of a collection.
class Titles {
 public:
  /// Documents come in ascending order.
  void add(Xapian::docid id, std::span<const StemKey> title);
  void finish();  ///< after the last one

  /// The title of a document; empty when it has none.
  std::span<const StemKey> of(Xapian::docid id) const;

  /// The documents whose title stands in `text`, ascending. A title that many documents have names
  /// none of them.
  std::vector<Xapian::docid> named_in(std::span<const StemKey> text) const;

  void write(std::ostream& out) const;
  static Titles read(StorageReader& in);

 private:
  Values<std::uint32_t> starts_ = std::vector<std::uint32_t>{0};  // by document number, of its keys
  Values<StemKey> keys_;
  Values<std::uint64_t> whole_;      // hashes of titles, ascending
  Values<Xapian::docid> documents_;  // that have them
  // A bit for each hash of how a title begins: few texts go on as a title does.
  Values<std::uint64_t> beginnings_;
};

}  // namespace speur::collection
