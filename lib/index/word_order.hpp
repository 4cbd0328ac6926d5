// SPDX-License-Identifier: GPL-2.0-or-later
// In which order the words of a document stand, in about a byte each: what phrases are looked up
// in. Kept as a value of the document, so that Xapian carries it along wherever the document goes;
// its own positions take half of an index and of the time to build one.
//
// A document's different words are numbered by a perfect hash of its own (hash and displace:
// Belazzougui, Botelho and Dietzfelbinger, ESA 2009): every word of the document has another
// number. Of a word that the document does not have the number says nothing, so that whoever asks
// must know that it has them all; posting lists tell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur::index {

/// What stands for a stem here. Two stems that share one would be taken for one word; with 64 bits
/// that is not to be expected of any collection. Never 0.
using WordHash = std::uint64_t;

WordHash hash_of_word(std::string_view stem);

/// Stands before a word at the same place as the word before it: the whole of "data-analyse" and
/// its first part.
inline constexpr WordHash beside = 0;

/// One text: the value of a field, whose number is that in the schema.
struct TextInOrder {
  std::size_t field = 0;
  std::vector<WordHash> words;
};

std::string pack_word_order(const std::vector<TextInOrder>& texts);

/// Whether the words of `row`, all of which the document has, stand side by side and in that order
/// in one text; only in those of `field` if it is given. \throws IndexError when `packed` is not
/// what `pack_word_order` made.
bool has_row(std::string_view packed, std::span<const WordHash> row,
             std::optional<std::size_t> field = std::nullopt);

}  // namespace speur::index
