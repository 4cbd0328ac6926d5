// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/resemblance.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace speur::related {
namespace {

// Bounds are taken this much too wide, so that rounding leaves nothing out.
constexpr double slack = 1e-6;

double share(std::uint32_t shared, std::uint32_t a, std::uint32_t b) {
  const auto either = std::uint64_t{a} + b - shared;
  return either > 0 ? shared / static_cast<double>(either) : 0;
}

// The weight that two texts share; 0 as soon as it cannot be `least`.
std::uint32_t shared_weight(std::span<const WordWeight> a, std::span<const WordWeight> b,
                            std::uint32_t most_a, std::uint32_t most_b, double least) {
  std::uint32_t shared = 0;
  auto in_a = a.begin();
  auto in_b = b.begin();
  // What is shared at most: what was, and all that is left of the text that has less.
  while (in_a != a.end() && in_b != b.end()) {
    if (in_a->word == in_b->word) {
      const auto both = std::min(in_a->weight, in_b->weight);
      shared += both;
      most_a -= (in_a++)->weight - both;
      most_b -= (in_b++)->weight - both;
    } else if (in_a->word < in_b->word) {
      most_a -= (in_a++)->weight;
    } else {
      most_b -= (in_b++)->weight;
    }
    if (static_cast<double>(std::min(most_a, most_b)) < least) return 0;
  }
  return shared;
}

std::uint32_t weight_of(std::span<const WordWeight> words) {
  return std::accumulate(
      words.begin(), words.end(), std::uint32_t{0},
      [](std::uint32_t sum, const WordWeight& word) { return sum + word.weight; });
}

bool has_unshared_words(const Bags& bags, std::size_t text) {
  return weight_of(bags.of(text)) < bags.weight(text);
}

std::uint64_t hash_of(std::span<const WordWeight> words) {
  std::uint64_t hash = words.size();
  for (const auto& [word, weight] : words) {
    hash = (hash ^ (std::uint64_t{word} << 32 | weight)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return hash;
}

// The texts that are not wholly the same as an earlier one; tells of those that are.
std::vector<std::size_t> different_texts(const Bags& bags, const OnAlike& on_alike) {
  std::vector<std::size_t> different;
  std::unordered_multimap<std::uint64_t, std::size_t> seen;
  for (std::size_t text = 0; text < bags.size(); ++text) {
    if (bags.weight(text) == 0) continue;
    if (has_unshared_words(bags, text)) {
      different.push_back(text);
      continue;
    }
    const auto hash = hash_of(bags.of(text));
    const auto [begin, end] = seen.equal_range(hash);
    const auto earlier = std::find_if(begin, end, [&](const auto& known) {
      return std::ranges::equal(bags.of(known.second), bags.of(text));
    });
    if (earlier != end) {
      on_alike(earlier->second, text, 1);
      continue;
    }
    seen.emplace(hash, text);
    different.push_back(text);
  }
  return different;
}

// Texts are taken from light to heavy. Each is compared with the lighter ones that share one of its
// rarest words, then put in the lists of its own rarest words.
class Join {
 public:
  Join(const Bags& bags, double threshold, const OnAlike& on_alike)
      : bags_(bags),
        threshold_(threshold),
        on_alike_(on_alike),
        lists_(bags.word_count()),
        compared_(bags.size(), none) {}

  void run() {
    auto texts = different_texts(bags_, on_alike_);
    std::stable_sort(texts.begin(), texts.end(), [&](std::size_t a, std::size_t b) {
      return bags_.weight(a) < bags_.weight(b);
    });
    for (const auto text : texts) {
      look_up(text);
      put_in_lists(text);
    }
  }

 private:
  struct Entry {
    std::uint32_t text;
    std::uint32_t rest;  // what the text weighs from this word on
    std::uint32_t weight;
  };
  // Those that weigh too little for the texts to come, at the front, are skipped.
  struct List {
    std::vector<Entry> entries;
    std::size_t begin = 0;
  };

  static constexpr auto none = std::numeric_limits<std::size_t>::max();

  // Calls `action(word, rest)` for the rarest words of a text, as many as one of them must be
  // shared with any text that it shares `least` with.
  template <typename Action>
  void for_rarest(std::size_t text, double least, Action action) const {
    auto rest = weight_of(bags_.of(text));
    for (const auto& [word, weight] : bags_.of(text)) {
      if (static_cast<double>(rest) < least - slack) return;
      action(word, rest);
      rest -= weight;
    }
  }

  // Of the many texts in a list, nearly all are passed over by what the list itself says of them.
  void look_up(std::size_t text) {
    const auto weight = static_cast<double>(bags_.weight(text));
    for_rarest(text, threshold_ * weight, [&](std::uint32_t word, std::uint32_t rest) {
      auto& [entries, begin] = lists_[word];
      while (begin < entries.size() && entries[begin].weight < threshold_ * weight - slack) ++begin;
      for (auto at = begin; at < entries.size(); ++at) {
        const auto& entry = entries[at];
        // The first word that they are found by is the rarest that they share.
        if (std::min(entry.rest, rest) < least_shared(entry.weight, weight)) continue;
        if (compared_[entry.text] == text) continue;
        compared_[entry.text] = text;
        compare(entry.text, text);
      }
    });
  }

  void compare(std::size_t a, std::size_t b) {
    const auto weight_a = bags_.weight(a);
    const auto weight_b = bags_.weight(b);
    const auto least = least_shared(static_cast<double>(weight_a), static_cast<double>(weight_b));
    const auto shared = shared_weight(bags_.of(a), bags_.of(b), weight_a, weight_b, least);
    const auto found = share(shared, weight_a, weight_b);
    if (found >= threshold_) on_alike_(std::min(a, b), std::max(a, b), found);
  }

  // Any text to come weighs at least as much, so it must share more of this one.
  void put_in_lists(std::size_t text) {
    const auto weight = bags_.weight(text);
    for_rarest(text, 2 * threshold_ / (1 + threshold_) * weight,
               [&](std::uint32_t word, std::uint32_t rest) {
                 lists_[word].entries.push_back({static_cast<std::uint32_t>(text), rest, weight});
               });
  }

  // From shared / (a + b - shared) >= threshold.
  double least_shared(double weight_a, double weight_b) const {
    return shared_of_both_ * (weight_a + weight_b) - slack;
  }

  const Bags& bags_;
  const double threshold_;
  const double shared_of_both_ = threshold_ / (1 + threshold_);
  const OnAlike& on_alike_;
  std::vector<List> lists_;            // by word
  std::vector<std::size_t> compared_;  // by text: the last one that it was compared with
};

}  // namespace

Bags::Bags(std::span<const std::uint32_t> words_per_text) {
  std::size_t all = 0;
  for (const auto words : words_per_text) {
    starts_.push_back(all);
    all += words;
  }
  ends_ = starts_;
  weights_.resize(words_per_text.size());
  words_.resize(all);
}

void Bags::add(std::size_t text, WordWeight word) {
  words_[ends_[text]++] = word;
  weights_[text] += word.weight;
  word_count_ = std::max(word_count_, std::size_t{word.word} + 1);
}

void Bags::add_unshared(std::size_t text, std::uint32_t weight) { weights_[text] += weight; }

double resemblance(const Bags& bags, std::size_t a, std::size_t b) {
  const auto shared = shared_weight(bags.of(a), bags.of(b), bags.weight(a), bags.weight(b), 0);
  return share(shared, bags.weight(a), bags.weight(b));
}

void for_each_alike(const Bags& bags, double threshold, const OnAlike& on_alike) {
  Join(bags, threshold, on_alike).run();
}

}  // namespace speur::related
