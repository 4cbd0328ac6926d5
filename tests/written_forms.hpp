// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "unicode/unicode.hpp"

namespace speur::test {

/// A line of `written_forms.txt`, which says what its signs mean.
struct WrittenForms {
  char sign;
  std::vector<std::string> texts;
};

inline std::vector<WrittenForms> read_written_forms(const char* path) {
  std::vector<WrittenForms> all;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    for (const char sign : {'=', '>', '!'}) {
      const std::string between{' ', sign, ' '};
      if (line.find(between) == line.npos) continue;
      WrittenForms forms{sign, {}};
      for (std::size_t begin = 0; begin < line.size();) {
        const auto end = std::min(line.find(between, begin), line.size());
        forms.texts.push_back(line.substr(begin, end - begin));
        begin = end + between.size();
      }
      all.push_back(std::move(forms));
      break;
    }
  }
  return all;
}

/// `text` with the accents of Dutch loose, as in Unicode's form NFD.
inline std::string decomposed(std::string_view text) {
  static const std::map<char32_t, const char*> loose{
      {U'á', "a\u0301"}, {U'à', "a\u0300"}, {U'ä', "a\u0308"}, {U'â', "a\u0302"}, {U'å', "a\u030A"},
      {U'é', "e\u0301"}, {U'è', "e\u0300"}, {U'ë', "e\u0308"}, {U'ê', "e\u0302"}, {U'í', "i\u0301"},
      {U'ì', "i\u0300"}, {U'ï', "i\u0308"}, {U'î', "i\u0302"}, {U'ó', "o\u0301"}, {U'ò', "o\u0300"},
      {U'ö', "o\u0308"}, {U'ô', "o\u0302"}, {U'ú', "u\u0301"}, {U'ù', "u\u0300"}, {U'ü', "u\u0308"},
      {U'û', "u\u0302"}, {U'ç', "c\u0327"}, {U'ñ', "n\u0303"}, {U'Å', "A\u030A"}, {U'É', "E\u0301"},
      {U'Ö', "O\u0308"}, {U'Ü', "U\u0308"}};
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = unicode::decode(text, at);
    const auto found = loose.find(c.value);
    if (found == loose.end()) result += text.substr(at, c.length);
    else result += found->second;
    at += c.length;
  }
  return result;
}

}  // namespace speur::test
