// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/word_order.hpp"

#include <algorithm>

#include "index/bytes.hpp"
#include "speur/error.hpp"

namespace speur::index {
namespace {

// Words fall into buckets of about so many, and each bucket has a byte that moves its words to
// numbers that are still free.
constexpr std::size_t words_per_bucket = 4;
constexpr unsigned displacements = 256;
constexpr unsigned widest = 3;  // bytes of a number: enough for ten million different words

std::uint64_t mixed(std::uint64_t bits) {  // the finalizer of SplitMix64
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBU;
  return bits ^ (bits >> 31);
}

std::size_t bucket_of(WordHash word, std::size_t buckets) { return (word >> 32) % buckets; }

// From 1 on; 0 is `beside`.
std::uint32_t number_of(WordHash word, unsigned displacement, unsigned width) {
  const auto numbers = (std::uint64_t{1} << (8 * width)) - 1;
  return 1 + static_cast<std::uint32_t>(mixed(word + displacement * 0x9E3779B97F4A7C15U) % numbers);
}

// A displacement per bucket, as bytes; nothing if the numbers of `width` bytes do not suffice.
std::optional<std::string> displacements_for(const std::vector<WordHash>& words, unsigned width) {
  std::vector<std::vector<WordHash>> buckets(words.size() / words_per_bucket + 1);
  for (const auto word : words) buckets[bucket_of(word, buckets.size())].push_back(word);
  std::vector<std::size_t> largest_first(buckets.size());
  for (std::size_t i = 0; i < buckets.size(); ++i) largest_first[i] = i;
  std::stable_sort(largest_first.begin(), largest_first.end(), [&](std::size_t a, std::size_t b) {
    return buckets[a].size() > buckets[b].size();
  });
  std::vector<bool> taken(std::size_t{1} << (8 * width));
  std::string chosen(buckets.size(), '\0');
  std::vector<std::uint32_t> numbers;
  for (const auto bucket : largest_first) {
    const auto fits = [&](unsigned displacement) {
      numbers.clear();
      for (const auto word : buckets[bucket]) {
        const auto number = number_of(word, displacement, width);
        if (taken[number] || std::find(numbers.begin(), numbers.end(), number) != numbers.end())
          return false;
        numbers.push_back(number);
      }
      return true;
    };
    unsigned displacement = 0;
    while (displacement < displacements && !fits(displacement)) ++displacement;
    if (displacement == displacements) return std::nullopt;
    for (const auto number : numbers) taken[number] = true;
    chosen[bucket] = static_cast<char>(displacement);
  }
  return chosen;
}

std::vector<WordHash> different_words(const std::vector<TextInOrder>& texts) {
  std::vector<WordHash> words;
  for (const auto& text : texts)
    for (const auto word : text.words)
      if (word != beside) words.push_back(word);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// The numbers of a document's words.
struct Numbering {
  unsigned width = 1;
  std::string_view displacements;

  std::uint32_t operator()(WordHash word) const {
    const auto bucket = bucket_of(word, displacements.size());
    return number_of(word, static_cast<unsigned char>(displacements[bucket]), width);
  }
};

// A text as its numbers, `width` bytes each.
class Places {
 public:
  Places(std::string_view bytes, unsigned width) : bytes_(bytes), width_(width) {}

  /// Whether the words of `row` follow each other from some place on.
  bool has(const std::vector<std::uint32_t>& row) const {
    for (std::size_t from = 0; from < bytes_.size(); from = next(from)) {
      auto place = from;
      std::size_t found = 0;
      for (; found < row.size() && holds(place, row[found]); ++found) place = next(place);
      if (found == row.size()) return true;
    }
    return false;
  }

 private:
  std::uint32_t at(std::size_t place) const {
    std::uint32_t number = 0;
    for (unsigned i = 0; i < width_; ++i)
      number |= std::uint32_t{static_cast<unsigned char>(bytes_[place + i])} << (8 * i);
    return number;
  }

  // Whether a word stands at the place before, too.
  bool goes_on(std::size_t place) const {
    return place + width_ < bytes_.size() && at(place) == beside;
  }

  std::size_t next(std::size_t place) const {
    for (place += width_; goes_on(place);) place += 2 * width_;
    return place;
  }

  bool holds(std::size_t place, std::uint32_t number) const {
    if (place >= bytes_.size()) return false;
    if (at(place) == number) return true;
    for (place += width_; goes_on(place); place += 2 * width_)
      if (at(place + width_) == number) return true;
    return false;
  }

  std::string_view bytes_;
  unsigned width_;
};

}  // namespace

WordHash hash_of_word(std::string_view stem) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : stem) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  hash = mixed(hash);
  return hash == beside ? 1 : hash;
}

std::string pack_word_order(const std::vector<TextInOrder>& texts) {
  const auto words = different_words(texts);
  Numbering numbering;
  auto displacements = displacements_for(words, numbering.width);
  while (!displacements) {
    if (++numbering.width > widest) throw DocumentError("it has too many different words");
    displacements = displacements_for(words, numbering.width);
  }
  numbering.displacements = *displacements;
  std::string packed;
  put_number(packed, numbering.width);
  put_text(packed, *displacements);
  for (const auto& text : texts) {
    put_number(packed, text.field);
    put_number(packed, text.words.size());
    for (const auto word : text.words) {
      const auto number = word == beside ? 0 : numbering(word);
      for (unsigned i = 0; i < numbering.width; ++i)
        packed += static_cast<char>(number >> (8 * i) & 0xFF);
    }
  }
  return packed;
}

bool has_row(std::string_view packed, std::span<const WordHash> row,
             std::optional<std::size_t> field) {
  if (packed.empty()) return false;
  Bytes bytes(packed);
  Numbering numbering;
  numbering.width = static_cast<unsigned>(bytes.number());
  numbering.displacements = bytes.text();
  if (numbering.width == 0 || numbering.width > widest || numbering.displacements.empty())
    damaged();
  std::vector<std::uint32_t> numbers;
  for (const auto word : row) numbers.push_back(numbering(word));
  while (!bytes.empty()) {
    const auto own = bytes.number();
    const Places places(bytes.take(bytes.number() * numbering.width), numbering.width);
    if ((!field || *field == own) && places.has(numbers)) return true;
  }
  return false;
}

}  // namespace speur::index
