// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/completion_text.hpp"

#include <array>

#include "unicode/unicode.hpp"

namespace speur::vocabulary {
namespace {

using std::string_view;
using unicode::CharClass;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_ascii_word(char c) {
  const char small = static_cast<char>(c | 0x20);
  return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9');
}

unsigned char byte_at(string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : '\0';
}

// Takes folded text and lets one space remain of whatever is no word.
class WordJoiner {
 public:
  explicit WordJoiner(std::string& words) : words_(words) { words_.clear(); }

  void ascii_word(string_view word) {
    separate();
    for (const char c : word) words_ += lower(c);
  }

  void sign() { apart_ = true; }

  void text(string_view folded) {
    for (std::size_t at = 0; at < folded.size();) {
      const auto c = unicode::decode(folded, at);
      if (unicode::classify(c.value) == CharClass::other) {
        sign();
      } else {
        separate();
        words_ += folded.substr(at, c.length);
      }
      at += c.length;
    }
  }

 private:
  void separate() {
    if (apart_ && !words_.empty()) words_ += ' ';
    apart_ = false;
  }

  std::string& words_;
  bool apart_ = false;
};

// U+0080 to U+017F: what nearly all accented letters of Dutch text are. They fold one by one.
const std::string& folded_letter(unsigned code) {
  static const auto table = [] {
    std::array<std::string, 0x100> letters;
    for (unsigned i = 0; i < letters.size(); ++i)
      letters[i] = unicode::fold(unicode::encode(static_cast<char32_t>(0x80 + i)));
    return letters;
  }();
  return table[code - 0x80];
}

// Every title is folded when it is looked at, so the ordinary case must not go to ICU. False where
// the text holds anything that it does not know.
bool fold_ordinary(string_view text, WordJoiner& words) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = byte_at(text, at);
    const auto next = byte_at(text, at + 1);
    const bool pair = (next & 0xC0) == 0x80;
    if (is_ascii_word(text[at])) {
      auto end = at + 1;
      while (end < text.size() && is_ascii_word(text[end])) ++end;
      words.ascii_word(text.substr(at, end - at));
      at = end - 1;
    } else if (c < 0x80) {
      words.sign();
    } else if (c >= 0xC2 && c <= 0xC5 && pair) {
      words.text(folded_letter(((c & 0x1FU) << 6) | (next & 0x3FU)));
      ++at;
    } else if (c == 0xE2 && next == 0x80 && byte_at(text, at + 2) >= 0x90 &&
               byte_at(text, at + 2) <= 0xA7) {
      words.sign();  // dashes, quotes, dots: U+2010 to U+2027
      at += 2;
    } else {
      return false;
    }
  }
  return true;
}

bool ends_sentence(char32_t c) {
  constexpr string_view ascii = ".!?:;\n\r\"*#|>";
  return c < 0x80 ? ascii.find(static_cast<char>(c)) != string_view::npos
                  : c == U'\u201C' || c == U'\u201D' || c == U'\u201E' || c == U'\u2018' ||
                        c == U'\u2022';
}

// How much of `text`, which begins with a word, is what was typed; 0 if it is something else.
std::size_t size_of_typed(string_view text, string_view key) {
  const bool whole = key.ends_with(' ');
  if (whole) key.remove_suffix(1);
  bool found = false;
  std::string folded;
  for (std::size_t end = 0; end < text.size();) {
    const auto c = unicode::decode(text, end);
    const auto kind = unicode::classify(c.value);
    // With its last letter go the accents above it.
    if (found && kind != CharClass::mark) return whole && kind != CharClass::other ? 0 : end;
    end += c.length;
    folded_words(text.substr(0, end), folded);
    found = found || folded.starts_with(key);
    if (!found && !key.starts_with(folded)) return 0;
  }
  return found ? text.size() : 0;
}

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u00A0'; }

// "Z" and "\u00cb", without ICU: here a mistake costs no more than a capital.
bool starts_with_capital(string_view text) {
  const auto c = byte_at(text, 0);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  const auto next = byte_at(text, 1);
  return c == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97;
}

}  // namespace

void folded_words(string_view text, std::string& words) {
  if (WordJoiner joiner(words); fold_ordinary(text, joiner)) return;
  WordJoiner(words).text(unicode::fold(unicode::blank_invalid(text)));
}

std::string folded_words(string_view text) {
  std::string words;
  folded_words(text, words);
  return words;
}

std::string typed_key(string_view typed) {
  auto key = folded_words(typed);
  if (!key.empty() && folded_words(std::string(typed) + 'x').size() > key.size() + 1) key += ' ';
  return key;
}

std::pair<std::size_t, std::size_t> find_typed(string_view text, string_view typed) {
  const auto key = typed_key(typed);
  if (key.empty()) return {0, 0};
  bool within = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::decode(text, at);
    const bool word = unicode::classify(c.value) != CharClass::other;
    const auto size = word && !within ? size_of_typed(text.substr(at), key) : 0;
    if (size > 0) return {at, at + size};
    within = word;
    at += c.length;
  }
  return {0, 0};
}

// ---- Words as they are written ----

// The size of the letter, digit or mark at `at`; 0 where there is none.
std::size_t WrittenWords::letter(std::size_t at) const {
  if (at >= text_.size()) return 0;
  if (byte_at(text_, at) < 0x80) return is_ascii_word(text_[at]) ? 1 : 0;
  const auto c = unicode::decode(text_, at);
  const bool soft_hyphen = c.value == U'\u00AD';
  return soft_hyphen || unicode::classify(c.value) != CharClass::other ? c.length : 0;
}

// The size of what joins two letters to one word.
std::size_t WrittenWords::joiner(std::size_t at) const {
  if (at >= text_.size()) return 0;
  const auto c = unicode::decode(text_, at);
  // "overheid.nl", but not where a space was forgotten between two sentences.
  if (c.value == U'.') return starts_with_capital(text_.substr(at + 1)) ? 0 : 1;
  const bool joins = c.value == U'-' || c.value == U'\'' || c.value == U'\u2019' ||
                     c.value == U'\u2010' || c.value == U'\u2011';
  return joins ? c.length : 0;
}

// The size of the apostrophe of "'s-Hertogenbosch", where one stands.
std::size_t WrittenWords::leading_apostrophe() const {
  const auto size = at_ < text_.size() ? unicode::decode(text_, at_).length : 0;
  const auto sign = text_.substr(std::min(at_, text_.size()), size);
  if (sign != "'" && sign != "\u2019" && sign != "\u2018") return 0;
  return lower(static_cast<char>(byte_at(text_, at_ + size))) == 's' &&
                 byte_at(text_, at_ + size + 1) == '-'
             ? size
             : 0;
}

void WrittenWords::skip_gap(Gap& gap) {
  while (at_ < text_.size() && letter(at_) == 0 && leading_apostrophe() == 0) {
    const auto c = unicode::decode(text_, at_);
    if (ends_sentence(c.value)) gap = Gap::sentence;
    else if (gap == Gap::space && !is_space(c.value)) gap = Gap::sign;
    at_ += c.length;
  }
}

void WrittenWords::skip_word() {
  at_ += leading_apostrophe();
  for (;;) {
    while (const auto size = letter(at_)) at_ += size;
    const auto size = joiner(at_);
    if (size == 0 || letter(at_ + size) == 0) return;
    at_ += size;
  }
}

bool WrittenWords::next(WrittenWord& word) {
  constexpr std::size_t longest = 64;  // bytes; beyond it is no word that somebody would type
  word.before = at_ == 0 ? Gap::sentence : Gap::space;
  for (;;) {
    skip_gap(word.before);
    const auto begin = at_;
    skip_word();
    if (at_ == begin) return false;
    word.text = text_.substr(begin, at_ - begin);
    if (word.text.size() <= longest) return true;
    word.before = Gap::sign;
  }
}

bool is_capitalised(string_view word) {
  if (!starts_with_capital(word)) return false;
  for (std::size_t at = 1; at < word.size(); ++at)
    if (starts_with_capital(word.substr(at))) return false;
  return true;
}

void uncapitalise(std::string& word) {
  if (!starts_with_capital(word)) return;
  char& c = byte_at(word, 0) < 0x80 ? word[0] : word[1];
  c = static_cast<char>(c + ('a' - 'A'));  // the same distance in ASCII and in Latin-1
}

bool is_proper_word(string_view folded) {
  std::size_t letters = 0;
  std::size_t all = 0;
  for (std::size_t at = 0; at < folded.size(); ++all) {
    const auto c = unicode::decode(folded, at);
    if (unicode::classify(c.value) == CharClass::letter) ++letters;
    at += c.length;
  }
  return letters > 0 && all > 1;
}

}  // namespace speur::vocabulary
