// SPDX-License-Identifier: GPL-2.0-or-later
#include "unicode/unicode.hpp"

#include <unicode/bytestream.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "speur/error.hpp"

namespace speur::unicode {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

void check(UErrorCode status) {
  if (U_FAILURE(status))
    throw Error(std::string("ICU cannot be used: ") + u_errorName(status) +
                "; is its data package installed?");
}

// Letters that look like an accented letter but that Unicode does not decompose.
const char* base_letters(char32_t c) {
  switch (c) {
    case U'ø': return "o";
    case U'đ':
    case U'ð': return "d";
    case U'ł': return "l";
    case U'ħ': return "h";
    case U'ı': return "i";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'þ': return "th";
    default: return nullptr;
  }
}

std::string fold_any(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  check(status);
  const auto piece = icu::StringPiece(text.data(), static_cast<int32_t>(text.size()));
  const auto folded = casefold->normalize(icu::UnicodeString::fromUTF8(piece), status);
  const auto decomposed = decompose->normalize(folded, status);
  check(status);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const auto c = decomposed.char32At(i);
    if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) continue;
    if (const char* base = base_letters(static_cast<char32_t>(c)))
      kept.append(icu::UnicodeString(base));
    else kept.append(c);
  }
  std::string result;
  kept.toUTF8String(result);
  return result;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string replace_invalid(std::string_view text, std::string_view replacement) {
  std::string result;
  while (const auto bad = find_invalid(text)) {
    result += text.substr(0, *bad);
    result += replacement;
    text.remove_prefix(*bad + 1);
  }
  return result += text;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return {first, 1};
  const auto rest = text.substr(offset, 4);
  int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(bytes_of(rest), i, static_cast<int32_t>(rest.size()), c);
  if (c < 0) return {U'\uFFFD', static_cast<std::size_t>(std::max<int32_t>(i, 1))};
  return {static_cast<char32_t>(c), static_cast<std::size_t>(i)};
}

std::string encode(char32_t c) {
  if (c == 0 || c > 0x10FFFF || U_IS_SURROGATE(c)) c = U'\uFFFD';
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  return {bytes, static_cast<std::size_t>(size)};
}

CharClass classify(char32_t c) {
  if (c < 0x80) {
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) return CharClass::letter;
    return c >= U'0' && c <= U'9' ? CharClass::digit : CharClass::other;
  }
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((mask & U_GC_L_MASK) != 0) return CharClass::letter;
  if ((mask & U_GC_N_MASK) != 0) return CharClass::digit;
  return (mask & U_GC_M_MASK) != 0 ? CharClass::mark : CharClass::other;
}

std::optional<std::size_t> find_invalid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto rest = text.substr(at, 4);
    int32_t i = 0;
    UChar32 c = 0;
    U8_NEXT(bytes_of(rest), i, static_cast<int32_t>(rest.size()), c);
    if (c < 0) return at;
    at += static_cast<std::size_t>(i);
  }
  return std::nullopt;
}

std::string make_valid(std::string_view text) { return replace_invalid(text, "\uFFFD"); }

std::string blank_invalid(std::string_view text) { return replace_invalid(text, " "); }

std::size_t floor_boundary(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  while (offset > 0 && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) --offset;
  return offset;
}

std::string fold(std::string_view text) {
  if (!is_ascii(text)) return fold_any(text);
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string lower(std::string_view text) {
  const auto piece = icu::StringPiece(text.data(), static_cast<int32_t>(text.size()));
  std::string result;
  icu::UnicodeString::fromUTF8(piece).toLower(icu::Locale("nl")).toUTF8String(result);
  return result;
}

std::string sort_key(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  // Making a collator is costly and one collator is not for two threads at once.
  thread_local const std::unique_ptr<icu::Collator> collator(
      icu::Collator::createInstance(icu::Locale("nl"), status));
  check(status);
  const auto piece = icu::StringPiece(text.data(), static_cast<int32_t>(text.size()));
  const auto wide = icu::UnicodeString::fromUTF8(piece);
  std::vector<uint8_t> key(static_cast<std::size_t>(collator->getSortKey(wide, nullptr, 0)));
  collator->getSortKey(wide, key.data(), static_cast<int32_t>(key.size()));
  if (!key.empty()) key.pop_back();  // the terminating zero
  return {key.begin(), key.end()};
}

}  // namespace speur::unicode
