// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/spelling_distance.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace speur::vocabulary {
namespace {

using std::string_view;

enum class Where { anywhere, end };

struct Confusion {
  string_view one;
  string_view other;
  float cost;
  Where where = Where::anywhere;
};

// Spellings that are taken for each other, either way round. An ordinary slip costs 1.
constexpr Confusion confusions[] = {
    // the same vowel
    {"ij", "ei", .25F},
    {"ij", "y", .2F},
    {"ei", "y", .4F},
    {"ei", "ey", .2F},
    {"ij", "eij", .3F},
    {"ei", "eij", .3F},
    {"ij", "ie", .6F},
    {"ij", "i", .5F},
    {"dij", "di", .4F},
    {"ie", "i", .3F},
    {"ie", "y", .4F},
    {"i", "y", .3F},
    {"iy", "y", .3F},
    {"ou", "au", .25F},
    {"ouw", "auw", .25F},
    {"ou", "ouw", .3F},
    {"au", "auw", .3F},
    {"ou", "auw", .4F},
    {"au", "ouw", .4F},
    {"oe", "u", .5F},
    {"oe", "ou", .5F},
    {"eu", "u", .6F},
    {"ee", "e", .3F},
    {"ee", "ea", .4F},
    {"ee", "ie", .7F},
    {"ea", "a", .5F},
    {"ai", "ei", .5F},
    {"o", "oo", .3F},
    {"au", "o", .6F},
    {"eau", "o", .4F},
    // the same consonant
    {"c", "k", .25F},
    {"ck", "k", .25F},
    {"cc", "k", .3F},
    {"cc", "kk", .3F},
    {"c", "s", .4F},
    {"sc", "s", .3F},
    {"sc", "c", .4F},
    {"cc", "ks", .4F},
    {"cc", "x", .5F},
    {"xc", "x", .3F},
    {"xc", "ks", .4F},
    {"x", "ks", .25F},
    {"x", "cs", .5F},
    {"ch", "g", .3F},
    {"ch", "gh", .4F},
    {"ch", "k", .5F},
    {"ch", "c", .5F},
    {"ch", "sj", .4F},
    {"sh", "sj", .3F},
    {"sh", "ch", .5F},
    {"sch", "sg", .3F},
    {"sch", "sj", .5F},
    {"sch", "sh", .5F},
    {"isch", "ies", .3F},
    {"ische", "iese", .3F},
    {"sch", "s", .5F},
    {"gd", "cht", .5F},
    {"g", "gh", .4F},
    {"g", "j", .7F},
    {"k", "q", .4F},
    {"qu", "kw", .25F},
    {"q", "kw", .4F},
    {"qu", "k", .5F},
    {"s", "z", .3F},
    {"f", "v", .3F},
    {"v", "w", .5F},
    {"f", "ph", .2F},
    {"t", "th", .2F},
    {"r", "rh", .2F},
    {"d", "t", .4F},
    {"d", "t", .25F, Where::end},
    {"d", "dt", .25F},
    {"t", "dt", .25F},
    {"t", "td", .5F},
    {"dd", "t", .4F},
    {"tt", "d", .4F},
    {"b", "p", .6F},
    {"n", "m", .8F},
    {"nk", "ngk", .4F},
    {"tie", "sie", .4F},
    {"tie", "cie", .4F},
    {"tie", "tsie", .4F},
    {"ti", "si", .5F},
    {"ti", "ci", .5F},
    // what links the halves of a compound, and endings that are hardly heard
    {"e", "en", .35F},
    {"er", "r", .8F},
    {"le", "el", .6F},
    {"lijk", "lik", .3F},
    {"elijk", "lijk", .5F},
    {"iaal", "ieel", .5F},
    {"io", "ijo", .5F},
    {"io", "jo", .4F},
    {"ia", "ja", .4F},
    {"ie", "je", .6F},
};

// A letter too many or too few. Silent and linking ones are missed most.
float letter_cost(char c) {
  switch (c) {
    case 's':
    case 'h': return .7F;
    case 'e':
    case 'n':
    case 't': return .85F;
    default: return 1;
  }
}

constexpr float doubled_letter = .3F;
constexpr float swapped_letters = .8F;
constexpr float adjacent_keys = .85F;
constexpr float mixed_vowels = .9F;
constexpr float repeated_syllable = 1.1F;
constexpr float first_letter_extra = .4F;

struct Key {
  int row = 0;
  int column = 0;
};

constexpr std::array<Key, 26> keyboard() {
  constexpr string_view rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  std::array<Key, 26> keys{};
  int row = 0;
  for (const auto letters : rows) {
    int column = 0;
    for (const char c : letters) keys[static_cast<std::size_t>(c - 'a')] = {row, column++};
    ++row;
  }
  return keys;
}

bool is_vowel(char c) { return string_view("aeiouy").find(c) != string_view::npos; }

bool are_adjacent(char a, char b) {
  static constexpr auto keys = keyboard();
  const auto one = keys[static_cast<std::size_t>(a - 'a')];
  const auto other = keys[static_cast<std::size_t>(b - 'a')];
  return std::abs(one.row - other.row) <= 1 && std::abs(one.column - other.column) <= 1;
}

float replace_cost(char a, char b) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return mixed_vowels;
  return are_adjacent(a, b) ? adjacent_keys : 1;
}

// The confusions by the last letters of both sides, in both directions.
class ConfusionTable {
 public:
  ConfusionTable() {
    for (const auto& c : confusions) {
      add(c);
      add({c.other, c.one, c.cost, c.where});
    }
  }
  const std::vector<Confusion>& ending_in(char typed, char known) const {
    return by_last_letters_[slot(typed, known)];
  }

 private:
  static std::size_t slot(char a, char b) {
    return static_cast<std::size_t>(a - 'a') * 26 + static_cast<std::size_t>(b - 'a');
  }
  void add(const Confusion& c) {
    by_last_letters_[slot(c.one.back(), c.other.back())].push_back(c);
  }
  std::array<std::vector<Confusion>, std::size_t{26} * 26> by_last_letters_;
};

float lone_letter(string_view word, std::size_t i) {
  const bool doubled =
      (i > 0 && word[i - 1] == word[i]) || (i + 1 < word.size() && word[i + 1] == word[i]);
  return doubled ? doubled_letter : letter_cost(word[i]);
}

// Two letters before `end` that begin like what stands beside them: "wijz[ig]ing". Fingers and
// ears skip these, or do them twice.
bool repeats(string_view word, std::size_t end) {
  if (end < 4 || end >= word.size()) return false;
  return word[end - 2] == word[end] || word[end - 2] == word[end - 4];
}

constexpr std::size_t longest_confusion = 5;
constexpr std::size_t largest_shift = 4;  // how far two words may run out of step
constexpr float unreachable = 1000;

}  // namespace

float SpellingDistance::to(string_view known, float limit) {
  known_ = known;
  if (known.size() > typed_.size() + largest_shift) return unreachable;
  if (typed_.size() > known.size() + largest_shift) return unreachable;
  std::size_t rows_over = 0;
  for (std::size_t i = 0; i <= typed_.size(); ++i) {
    rows_over = fill_row(i) > limit ? rows_over + 1 : 0;
    if (rows_over == longest_confusion) return unreachable;  // no confusion reaches further back
  }
  return at(typed_.size(), known.size());
}

// The least of the row.
float SpellingDistance::fill_row(std::size_t i) {
  const auto begin = i > largest_shift ? i - largest_shift : 0;
  const auto end = std::min(known_.size(), i + largest_shift);
  std::fill_n(&at(i, 0), known_.size() + 1, unreachable);
  float least = unreachable;
  for (auto j = begin; j <= end; ++j) least = std::min(least, at(i, j) = cell(i, j));
  return least;
}

// Damerau's distance with weights.
float SpellingDistance::cell(std::size_t i, std::size_t j) {
  if (i == 0 && j == 0) return 0;
  const float extra = i <= 1 && j <= 1 ? first_letter_extra : 0;
  float best = unreachable;
  if (i > 0) best = std::min(best, at(i - 1, j) + extra + lone_letter(typed_, i - 1));
  if (j > 0) best = std::min(best, at(i, j - 1) + extra + lone_letter(known_, j - 1));
  if (repeats(known_, j)) best = std::min(best, at(i, j - 2) + repeated_syllable);
  if (repeats(typed_, i)) best = std::min(best, at(i - 2, j) + repeated_syllable);
  if (i == 0 || j == 0) return best;
  const float replaced = replace_cost(typed_[i - 1], known_[j - 1]);
  best = std::min(best, at(i - 1, j - 1) + replaced + (replaced > 0 ? extra : 0));
  if (are_swapped(i, j)) best = std::min(best, at(i - 2, j - 2) + swapped_letters);
  return std::min(best, confused(i, j));
}

bool SpellingDistance::are_swapped(std::size_t i, std::size_t j) const {
  return i > 1 && j > 1 && typed_[i - 1] == known_[j - 2] && typed_[i - 2] == known_[j - 1];
}

float SpellingDistance::confused(std::size_t i, std::size_t j) {
  static const ConfusionTable table;
  const auto typed = typed_.substr(0, i);
  const auto known = known_.substr(0, j);
  const bool at_end = i == typed_.size() && j == known_.size();
  float best = unreachable;
  for (const auto& c : table.ending_in(typed.back(), known.back())) {
    if (c.where == Where::end && !at_end) continue;
    if (!typed.ends_with(c.one) || !known.ends_with(c.other)) continue;
    best = std::min(best, at(i - c.one.size(), j - c.other.size()) + c.cost);
  }
  return best;
}

}  // namespace speur::vocabulary
