// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/tokenizer.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "unicode/unicode.hpp"

namespace speur::analysis {
namespace {

using unicode::CharClass;

// What may stand between two segments of one token, and which segments that makes of it.
enum class Joiner { none, hyphen, apostrophe, period, comma, underscore };

// A letter to Unicode, an apostrophe to who types it.
constexpr char32_t modifier_apostrophe = U'\u02BC';

struct Scan {
  std::string_view text;

  CharClass class_at(std::size_t offset) const {
    if (offset >= text.size()) return CharClass::other;
    const auto c = unicode::decode(text, offset).value;
    return c == modifier_apostrophe ? CharClass::other : unicode::classify(c);
  }
  bool word_at(std::size_t offset) const { return class_at(offset) != CharClass::other; }
  bool letter_at(std::size_t offset) const { return class_at(offset) == CharClass::letter; }
  bool digit_at(std::size_t offset) const { return class_at(offset) == CharClass::digit; }
  std::size_t next(std::size_t offset) const {
    return offset + unicode::decode(text, offset).length;
  }
  // A soft hyphen only says where a line may break (Unicode UAX 29, WB4); folding takes it out.
  std::size_t word_end(std::size_t offset) const {
    for (;;) {
      while (word_at(offset)) offset = next(offset);
      const bool soft_hyphen = text.substr(offset).starts_with("\u00AD");
      if (!soft_hyphen || !word_at(offset + 2)) return offset;
      offset += 2;
    }
  }
  bool digit_before(std::size_t end) const {
    return digit_at(unicode::floor_boundary(text, end - 1));
  }
};

Joiner joiner_of(char32_t c) {
  switch (c) {
    case U'-':
    case U'\u2010':
    case U'\u2011': return Joiner::hyphen;
    case U'\'':
    case U'`':
    case U'\u00B4':
    case U'\u2018':
    case U'\u2019':
    case U'\u2032':
    case modifier_apostrophe: return Joiner::apostrophe;
    case U'.': return Joiner::period;
    case U',': return Joiner::comma;
    case U'_': return Joiner::underscore;
    default: return Joiner::none;
  }
}

// The joiner at `end` of a segment, if what follows belongs to the same token. A hyphen between
// digits is a range ("2024-2025"), a comma joins digits only ("1.000,50").
Joiner joiner_at(const Scan& scan, std::size_t end) {
  if (end >= scan.text.size()) return Joiner::none;
  const auto c = unicode::decode(scan.text, end);
  const auto joiner = joiner_of(c.value);
  const auto after = end + c.length;
  if (joiner == Joiner::none || !scan.word_at(after)) return Joiner::none;
  const bool digits = scan.digit_before(end) && scan.digit_at(after);
  if (joiner == Joiner::hyphen && digits) return Joiner::none;
  if (joiner == Joiner::comma && !digits) return Joiner::none;
  if (joiner == Joiner::apostrophe && !scan.letter_at(after)) return Joiner::none;
  return joiner;
}

std::string_view text_of(std::string_view text, Segment segment) {
  return text.substr(segment.begin, segment.end - segment.begin);
}

bool single_letter(const Scan& scan, Segment segment) {
  return scan.letter_at(segment.begin) && scan.next(segment.begin) == segment.end;
}

// "foto's", "IBDS'er", "sms'je", "zo'n": what follows the apostrophe is an ending, no word.
bool is_ending(std::string_view segment) {
  static constexpr std::array endings{"s",   "er",   "ers", "en", "je", "jes",
                                      "tje", "tjes", "t",   "ed", "n"};
  return std::find(endings.begin(), endings.end(), unicode::fold(segment)) != endings.end();
}

bool is_number(const Scan& scan, const std::vector<Segment>& segments) {
  return std::all_of(segments.begin(), segments.end(), [&](Segment s) {
    for (auto at = s.begin; at < s.end; at = scan.next(at))
      if (!scan.digit_at(at)) return false;
    return true;
  });
}

// "1.000,50" -> "1000.50"; "2.1.3" and "6.1" stay as they are: articles and versions.
std::string number_text(std::string_view written) {
  const auto comma = written.find(',');
  auto whole = written.substr(0, comma);
  bool thousands = whole.find('.') <= 3 && whole.find('.') != 0;
  for (auto at = whole.find('.'); at != std::string_view::npos; at = whole.find('.', at + 1)) {
    const auto group = whole.find('.', at + 1);
    if ((group == std::string_view::npos ? whole.size() : group) - at != 4) thousands = false;
  }
  std::string number(whole);
  if (thousands) std::erase(number, '.');
  if (comma != std::string_view::npos) number.append(1, '.').append(written.substr(comma + 1));
  return number;
}

// A word that can be found by itself has two bytes or more.
void keep_parts(std::vector<Segment> segments, RawToken& token) {
  std::erase_if(segments, [](Segment s) { return s.end - s.begin < 2; });
  token.parts = std::move(segments);
}

RawToken word_token(const Scan& scan, std::vector<Segment> segments, std::vector<Joiner> joiners) {
  RawToken token{segments.front().begin, segments.back().end, {}, {}, true};
  const auto whole = text_of(scan.text, {token.begin, token.end});
  if (segments.size() == 1) {
    token.whole = whole;
    return token;
  }
  if (is_number(scan, segments)) {
    token.whole = number_text(whole);
    token.stemmed = false;
    return token;
  }
  if (joiners.back() == Joiner::apostrophe && is_ending(text_of(scan.text, segments.back()))) {
    segments.pop_back();
    joiners.pop_back();
  }
  const auto all_joined_by = [&](Joiner joiner) {
    return std::all_of(joiners.begin(), joiners.end(), [&](Joiner j) { return j == joiner; });
  };
  const bool dotted = !joiners.empty() && all_joined_by(Joiner::period);
  const bool initials = dotted && std::all_of(segments.begin(), segments.end(),
                                              [&](Segment s) { return single_letter(scan, s); });
  for (const auto& segment : segments) {
    if (dotted && !initials && !token.whole.empty()) token.whole += '.';
    token.whole += text_of(scan.text, segment);
  }
  token.stemmed = !dotted || initials;
  if (segments.size() > 1 && !initials) keep_parts(std::move(segments), token);
  return token;
}

// "C++", "C#": signs that belong to a single letter.
std::size_t signs_end(const Scan& scan, Segment first) {
  if (!single_letter(scan, first)) return first.end;
  auto end = first.end;
  const auto rest = scan.text.substr(end);
  if (rest.starts_with("++")) end += 2;
  else if (rest.starts_with("#")) end += 1;
  return end > first.end && scan.word_at(end) ? first.end : end;
}

std::vector<Segment> runs_of_words(const Scan& scan, std::size_t begin, std::size_t end) {
  std::vector<Segment> runs;
  while (begin < end) {
    if (!scan.word_at(begin)) {
      begin = scan.next(begin);
      continue;
    }
    const auto run_end = std::min(scan.word_end(begin), end);
    runs.push_back({begin, run_end});
    begin = run_end;
  }
  return runs;
}

// Letters may be of any language; of other signs only those that an address may hold (RFC 3986).
std::size_t address_end(const Scan& scan, std::size_t at) {
  while (at < scan.text.size()) {
    const auto c = unicode::decode(scan.text, at);
    const bool sign = c.value > U' ' && c.value < 0x7F &&
                      std::strchr("<>\"'`{}|^\\()[]", static_cast<char>(c.value)) == nullptr;
    if (!sign && unicode::classify(c.value) == CharClass::other) break;
    at += c.length;
  }
  return at;
}

RawToken address_token(const Scan& scan, std::size_t begin, std::size_t words_from,
                       std::size_t end) {
  RawToken token{begin, end, std::string(text_of(scan.text, {words_from, end})), {}, false};
  if (token.whole.ends_with('/')) token.whole.pop_back();
  keep_parts(runs_of_words(scan, words_from, end), token);
  return token;
}

// "https://www.overheid.nl/x" is a token and so are its words, without "https" and "www".
std::optional<RawToken> web_address(const Scan& scan, std::size_t begin) {
  auto words_from = begin;
  for (const std::string_view prefix : {"https://", "http://", "www."})
    if (unicode::fold(scan.text.substr(words_from, prefix.size())) == prefix)
      words_from += prefix.size();
  if (words_from == begin || !scan.word_at(words_from)) return std::nullopt;
  auto end = address_end(scan, words_from);
  while (end > words_from && std::strchr(".,;:!?", scan.text[end - 1]) != nullptr) --end;
  return address_token(scan, begin, words_from, end);
}

bool in_mailbox(char c) {
  return unicode::classify(static_cast<unsigned char>(c)) != CharClass::other ||
         std::strchr("._%+-", c) != nullptr;
}

std::optional<RawToken> mail_address(const Scan& scan, std::size_t begin) {
  const auto ascii = [&](std::size_t at) {
    return at < scan.text.size() && scan.text[at] > 0 && in_mailbox(scan.text[at]);
  };
  constexpr std::size_t longest_mailbox = 64;  // RFC 5321, 4.5.3.1.1
  auto at = begin;
  while (at - begin <= longest_mailbox && ascii(at)) ++at;
  if (at == begin || at >= scan.text.size() || scan.text[at] != '@') return std::nullopt;
  auto end = at + 1;
  while (ascii(end)) ++end;
  while (end > at + 1 && !scan.word_at(end - 1)) --end;
  const auto domain = scan.text.substr(at + 1, end - at - 1);
  if (domain.find('.') == std::string_view::npos) return std::nullopt;
  return address_token(scan, begin, begin, end);
}

RawToken joined_token(const Scan& scan, std::size_t begin) {
  std::vector<Segment> segments{{begin, scan.word_end(begin)}};
  if (const auto end = signs_end(scan, segments.front()); end != segments.front().end)
    return {begin, end, std::string(scan.text.substr(begin, end - begin)), {}, false};
  std::vector<Joiner> joiners;
  for (;;) {
    const auto joiner = joiner_at(scan, segments.back().end);
    if (joiner == Joiner::none) break;
    const auto next = scan.next(segments.back().end);
    segments.push_back({next, scan.word_end(next)});
    joiners.push_back(joiner);
  }
  return word_token(scan, std::move(segments), std::move(joiners));
}

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A sign after which nothing that stands before it goes on.
bool ends_word(char c) {
  const bool ascii = (c & 0x80) == 0 && c != 0;
  return ascii && !ascii_letter(c) && std::strchr("0123456789-'`.,_@%+#:", c) == nullptr;
}

// Where the word ends that begins at `begin`, if it is what most words are: letters of ASCII, and
// nothing behind them that could make more of it. Otherwise `begin`.
std::size_t plain_word_end(std::string_view text, std::size_t begin) {
  auto end = begin;
  while (end < text.size() && ascii_letter(text[end])) ++end;
  if (end == text.size() || ends_word(text[end])) return end;
  const bool stop = text[end] == '.' || text[end] == ',';
  return stop && (end + 1 == text.size() || ends_word(text[end + 1])) ? end : begin;
}

}  // namespace

std::optional<RawToken> next_token(std::string_view text, std::size_t offset) {
  const Scan scan{text};
  while (offset < text.size() && !scan.word_at(offset)) offset = scan.next(offset);
  if (offset >= text.size()) return std::nullopt;
  // All that follows would come to the same.
  if (const auto end = plain_word_end(text, offset); end > offset)
    return RawToken{offset, end, std::string(text.substr(offset, end - offset)), {}, true};
  const char first = text[offset];
  if (first == 'h' || first == 'H' || first == 'w' || first == 'W')
    if (auto address = web_address(scan, offset)) return address;
  if (auto address = mail_address(scan, offset)) return address;
  return joined_token(scan, offset);
}

}  // namespace speur::analysis
