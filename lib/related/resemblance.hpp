// SPDX-License-Identifier: GPL-2.0-or-later
// Which of many texts are nearly the same, found without comparing all with all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace speur::related {

/// A word by its number, and how heavily it counts in a text.
struct WordWeight {
  std::uint32_t word = 0;
  std::uint32_t weight = 0;
  bool operator==(const WordWeight&) const = default;
};

/// Texts as what they say, whatever the order. The rarer a word, the lower its number.
class Bags {
 public:
  /// Room for texts with so many different words each.
  explicit Bags(std::span<const std::uint32_t> words_per_text);

  /// Words are added in the order of their numbers.
  void add(std::size_t text, WordWeight word);

  /// That a text has words which no other text has.
  void add_unshared(std::size_t text, std::uint32_t weight);

  std::size_t size() const { return ends_.size(); }
  std::span<const WordWeight> of(std::size_t text) const {
    return {words_.data() + starts_[text], ends_[text] - starts_[text]};
  }
  /// Of all words of a text together, the unshared ones too.
  std::uint32_t weight(std::size_t text) const { return weights_[text]; }
  /// One more than the highest number of a word.
  std::size_t word_count() const { return word_count_; }

 private:
  std::vector<std::size_t> starts_;  // by text
  std::vector<std::size_t> ends_;
  std::vector<std::uint32_t> weights_;
  std::vector<WordWeight> words_;
  std::size_t word_count_ = 0;
};

/// The resemblance of two texts, 0 to 1: the weight that they share divided by the weight that
/// either has (A. Z. Broder, "On the resemblance and containment of documents", 1997; with shingles
/// of one word, and an occurrence numbered as a shingle of its own, the union and intersection of
/// his sets are sums of the greater and the smaller weights). 0 for texts without words.
double resemblance(const Bags& bags, std::size_t a, std::size_t b);

using OnAlike = std::function<void(std::size_t a, std::size_t b, double resemblance)>;

/// Calls `on_alike` for every two texts that resemble each other at least as much as `threshold`,
/// 0.5 to 1; but of texts that are wholly the same, each is only compared by the first of them.
/// Always gives the same, in the same order. None is missed: texts that resemble each other that
/// much share one of the rarest words of both (R. J. Bayardo e.a., "Scaling up all pairs similarity
/// search", 2007; C. Xiao e.a., "Efficient similarity joins for near duplicate detection", 2008).
void for_each_alike(const Bags& bags, double threshold, const OnAlike& on_alike);

}  // namespace speur::related
