// SPDX-License-Identifier: GPL-2.0-or-later
// The only door to ICU. All positions are byte offsets into UTF-8 text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur::unicode {

struct CodePoint {
  char32_t value = 0;      // U+FFFD where the bytes are no UTF-8
  std::size_t length = 0;  // in bytes, at least 1
};

/// The code point that starts at `offset`, which must lie within `text`.
CodePoint decode(std::string_view text, std::size_t offset);

/// A code point as UTF-8; U+FFFD for what is none.
std::string encode(char32_t c);

enum class CharClass { other, letter, digit, mark };
CharClass classify(char32_t c);

/// The offset of the first byte that is no valid UTF-8, if there is one.
std::optional<std::size_t> find_invalid(std::string_view text);

/// `text` with every invalid byte replaced by U+FFFD.
std::string make_valid(std::string_view text);

/// `text` with a space for every invalid byte, so that offsets stay the same.
std::string blank_invalid(std::string_view text);

/// The largest offset <= `offset` at which a code point starts.
std::size_t floor_boundary(std::string_view text, std::size_t offset);

/// The form in which words are compared: NFKC case folding (Unicode 15, section 3.13) without
/// accents; "Coördinatie" in NFC or NFD -> "coordinatie", "Ĳssel" -> "ijssel".
std::string fold(std::string_view text);

/// In lower case as Dutch has it, accents kept.
std::string lower(std::string_view text);

/// Bytes that order titles as a Dutch reader expects (CLDR collation for `nl`, accents and case
/// ignored unless all else is equal).
std::string sort_key(std::string_view text);

}  // namespace speur::unicode
