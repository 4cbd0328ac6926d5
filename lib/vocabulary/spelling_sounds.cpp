// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/spelling_sounds.hpp"

namespace speur::vocabulary {
namespace {

using std::string_view;

struct Spelling {
  string_view letters;
  string_view sound;
};

// Longer ones first. Coarser than the confusions of SpellingDistance: this only chooses whom to
// compare with.
constexpr Spelling spellings[] = {
    {"isch", "is"}, {"ouw", "o"}, {"auw", "o"}, {"sch", "sg"}, {"eau", "o"}, {"ies", "is"},
    {"ij", "i"},    {"ei", "i"},  {"ey", "i"},  {"ie", "i"},   {"ou", "o"},  {"au", "o"},
    {"oe", "u"},    {"ch", "g"},  {"gh", "g"},  {"ck", "k"},   {"ph", "f"},  {"th", "t"},
    {"rh", "r"},    {"dt", "t"},  {"qu", "kw"}, {"y", "i"},    {"c", "k"},   {"q", "k"},
    {"x", "ks"},    {"z", "s"},   {"v", "f"},   {"d", "t"},
};

Spelling spelling_at(string_view rest) {
  const bool soft_c =
      rest.size() > 1 && rest[0] == 'c' && string_view("eiy").find(rest[1]) != string_view::npos;
  if (soft_c) return {rest.substr(0, 1), "s"};
  for (const auto& spelling : spellings)
    if (spelling.letters.front() == rest.front() && rest.starts_with(spelling.letters))
      return spelling;
  return {rest.substr(0, 1), rest.substr(0, 1)};
}

}  // namespace

// A letter that is written twice sounds once. Other neighbours that sound the same both count:
// what belongs between them may have been forgotten ("rech[ts]zaak").
std::string sounds_of(string_view word) {
  std::string sounds;
  while (!word.empty()) {
    const auto spelling = spelling_at(word);
    if (spelling.letters.size() != 1 || !word.substr(1).starts_with(spelling.letters))
      sounds += spelling.sound;
    word.remove_prefix(spelling.letters.size());
  }
  return sounds;
}

std::uint32_t sound_set(string_view sounds) {
  std::uint32_t set = 0;
  for (const char c : sounds) set |= 1U << static_cast<unsigned>(c - 'a');
  return set;
}

// FNV-1a, with a last multiplication for the upper bits.
std::uint32_t sound_hash(string_view sounds, std::size_t left_out, std::size_t also_left_out) {
  std::uint32_t hash = 2166136261U;
  for (std::size_t i = 0; i < sounds.size(); ++i)
    if (i != left_out && i != also_left_out)
      hash = (hash ^ static_cast<unsigned char>(sounds[i])) * 16777619U;
  return hash * 2654435769U;
}

}  // namespace speur::vocabulary
