// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "unicode/unicode.hpp"

using namespace speur;
using unicode::CharClass;

TEST_CASE("decode gives the code point at an offset and its length in bytes") {
  const std::string text = "aé€𝄞";
  struct Row {
    std::size_t offset;
    char32_t value;
    std::size_t length;
  };
  for (const auto& [offset, value, length] :
       {Row{0, U'a', 1}, Row{1, U'é', 2}, Row{3, U'€', 3}, Row{6, U'𝄞', 4}}) {
    CAPTURE(offset);
    const auto c = unicode::decode(text, offset);
    CHECK(c.value == value);
    CHECK(c.length == length);
  }
}

TEST_CASE("decode takes bytes that are no UTF-8 for U+FFFD and never runs past the text") {
  for (const std::string text : {
           "\x80",              // a continuation without a beginning
           "\xC3",              // a beginning without its continuation
           "\xE2\x82",          // two of the three bytes of €
           "\xC0\xAF",          // an overlong slash
           "\xED\xA0\x80",      // half of a surrogate pair
           "\xF4\x90\x80\x80",  // beyond U+10FFFF
           "\xFF",
       }) {
    CAPTURE(text);
    const auto c = unicode::decode(text, 0);
    CHECK(c.value == U'\uFFFD');
    CHECK(c.length >= 1);
    CHECK(c.length <= text.size());
  }
}

TEST_CASE("encode writes UTF-8, and U+FFFD for what is no code point") {
  CHECK(unicode::encode(U'a') == "a");
  CHECK(unicode::encode(U'ë') == "ë");
  CHECK(unicode::encode(U'€') == "€");
  CHECK(unicode::encode(U'𝄞') == "𝄞");
  CHECK(unicode::encode(0xD800) == "\uFFFD");
  CHECK(unicode::encode(0xDFFF) == "\uFFFD");
  CHECK(unicode::encode(0x110000) == "\uFFFD");
  CHECK(unicode::encode(0xFFFFFFFF) == "\uFFFD");
}

TEST_CASE("decode reads back what encode writes") {
  for (char32_t c = 1; c <= 0x10FFFF; c += 0x3D) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const auto text = unicode::encode(c);
    const auto back = unicode::decode(text, 0);
    if (back.value != c || back.length != text.size())
      FAIL("code point " << static_cast<unsigned>(c));
  }
}

TEST_CASE("classify tells letters, digits and marks from the rest") {
  for (const char32_t c : {U'a', U'Z', U'é', U'Ĳ', U'ß', U'ﬁ', U'ж'})
    CHECK(unicode::classify(c) == CharClass::letter);
  for (const char32_t c : {U'0', U'9', U'²', U'½'}) CHECK(unicode::classify(c) == CharClass::digit);
  for (const char32_t c : {U'\u0301', U'\u0308'}) CHECK(unicode::classify(c) == CharClass::mark);
  for (const char32_t c : {U' ', U'-', U'_', U'€', U'’', U'\u00A0', U'\uFFFD', U'😀'})
    CHECK(unicode::classify(c) == CharClass::other);
}

TEST_CASE("find_invalid points at the first byte that is no UTF-8") {
  CHECK(unicode::find_invalid("") == std::nullopt);
  CHECK(unicode::find_invalid("coördinatie € 𝄞") == std::nullopt);
  CHECK(unicode::find_invalid("abc\xFF") == 3u);
  CHECK(unicode::find_invalid("é\xC3") == 2u);
  CHECK(unicode::find_invalid("\xE2\x82 en \xFF") == 0u);
}

TEST_CASE("make_valid replaces every invalid byte and keeps the rest") {
  CHECK(unicode::make_valid("") == "");
  CHECK(unicode::make_valid("coördinatie") == "coördinatie");
  CHECK(unicode::make_valid("a\xFFz") == "a\uFFFDz");
  CHECK(unicode::make_valid("€\xE2\x82") == "€\uFFFD\uFFFD");
  CHECK(unicode::make_valid("\xC3(") == "\uFFFD(");
  CHECK(unicode::make_valid(std::string("a\0\xFF", 3)) == std::string("a\0\uFFFD", 5));
}

TEST_CASE("floor_boundary never cuts a code point") {
  const std::string text = "aé€𝄞";  // begins at 0, 1, 3, 6; ends at 10
  const std::vector<std::size_t> expected{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (std::size_t offset = 0; offset < expected.size(); ++offset) {
    CAPTURE(offset);
    CHECK(unicode::floor_boundary(text, offset) == expected[offset]);
  }
  CHECK(unicode::floor_boundary("", 5) == 0);
}

TEST_CASE("fold gives words that Dutch readers take for the same one form") {
  struct Row {
    const char* written;
    const char* folded;
  };
  for (const auto& [written, folded] : {
           Row{"", ""},
           Row{"Overheid", "overheid"},
           Row{"AVG", "avg"},
           Row{"Coördinatie", "coordinatie"},        // NFC
           Row{"Coo\u0308rdinatie", "coordinatie"},  // NFD
           Row{"GEÜPDATET", "geupdatet"},
           Row{"Geu\u0308pdatet", "geupdatet"},
           Row{"één", "een"},
           Row{"e\u0301e\u0301n", "een"},
           Row{"\u0132sselmeer", "ijsselmeer"},  // Ĳ
           Row{"bl\u0133ven", "blijven"},        // ĳ
           Row{"Straße", "strasse"},
           Row{"STRAẞE", "strasse"},
           Row{"Ørsted", "orsted"},
           Row{"smørrebrød", "smorrebrod"},
           Row{"Æsir", "aesir"},
           Row{"Œuvre", "oeuvre"},
           Row{"Łódź", "lodz"},
           Row{"façade", "facade"},
           Row{"Türkiye İstanbul", "turkiye istanbul"},
           Row{"\uFB01nancie\u0308n", "financien"},  // the ligature ﬁ
           Row{"\uFB00ectief", "ffectief"},          // the ligature ﬀ
           Row{"ＡＶＧ", "avg"},                     // full width
           Row{"CO₂", "co2"},
           Row{"m²", "m2"},
       }) {
    CAPTURE(written);
    CHECK(unicode::fold(written) == folded);
    CHECK(unicode::fold(unicode::fold(written)) == folded);
  }
}

TEST_CASE("fold keeps signs and white space") {
  CHECK(unicode::fold("C++ & c# – 1.000,50 €") == "c++ & c# – 1.000,50 €");
}

TEST_CASE("fold takes any bytes and gives UTF-8") {
  for (const std::string text : {"\xFF", "a\xC3", "É\xE2\x82z", "\xED\xA0\x80"}) {
    CAPTURE(text);
    CHECK(unicode::find_invalid(unicode::fold(text)) == std::nullopt);
  }
}

TEST_CASE("sort_key orders titles as a Dutch reader does") {
  // Accents and capitals count only between equal letters; a space comes before any letter.
  const std::vector<std::string> expected{
      "",          "Aanpak", "aanpak datadelen", "Coordinatie", "Coördinatie", "coördinatiepunt",
      "Datadelen", "Een",    "één loket",        "eenheid",     "Ethiek",      "Zeeland",
  };
  auto shuffled = expected;
  std::reverse(shuffled.begin(), shuffled.end());
  std::sort(shuffled.begin(), shuffled.end(), [](const auto& a, const auto& b) {
    return unicode::sort_key(a) < unicode::sort_key(b);
  });
  CHECK(shuffled == expected);
}

TEST_CASE("sort_key ignores case and accents unless all else is equal") {
  CHECK(unicode::sort_key("data") != unicode::sort_key("Data"));
  CHECK(unicode::sort_key("Data") < unicode::sort_key("data b"));
  CHECK(unicode::sort_key("data") < unicode::sort_key("Data b"));
  CHECK(unicode::sort_key("ëend a") < unicode::sort_key("eend b"));
  CHECK(unicode::sort_key("coördinatie") == unicode::sort_key("coo\u0308rdinatie"));
}

TEST_CASE("sort_key takes any bytes") {
  CHECK(unicode::sort_key("\xFF\xC3") == unicode::sort_key("\xFF\xC3"));
  CHECK(unicode::sort_key("a\xFF") > unicode::sort_key("a"));
}
