// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/completion_phrases.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>

namespace speur::vocabulary {
namespace {

// A bit per document takes more room than packed numbers, but counts them 64 at a time.
constexpr std::size_t documents_per_bit = 16;

// What one filtered request reads at the most, in documents. Phrases that score high in all
// documents come first; what is beyond scores low, or there are few allowed ones.
constexpr std::size_t most_read = 120'000;
constexpr std::size_t cost_of_phrase = 20;

}  // namespace

// ---- Looking up ----

// Phrases of a range, those that score highest first. Few are wanted of many, so those of long
// beginnings come from a heap.
class PhraseList::InOrder {
  auto comes_later() const {
    return [this](std::uint32_t a, std::uint32_t b) { return list_.is_before(b, a); };
  }

 public:
  InOrder(const PhraseList& list, IdRange range, std::size_t beginning) : list_(list) {
    if (beginning <= short_beginning) {
      const auto& ordered = list.ordered_[beginning - 1];
      next_ = ordered.data() + range.begin;
      end_ = ordered.data() + range.end;
    } else {
      heap_.resize(range.size());
      std::iota(heap_.begin(), heap_.end(), range.begin);
      std::make_heap(heap_.begin(), heap_.end(), comes_later());
    }
  }

  std::optional<std::uint32_t> next() {
    if (next_ != end_) return *next_++;
    if (heap_.empty()) return std::nullopt;
    std::pop_heap(heap_.begin(), heap_.end(), comes_later());
    const auto phrase = heap_.back();
    heap_.pop_back();
    return phrase;
  }

 private:
  const PhraseList& list_;
  const std::uint32_t* next_ = nullptr;
  const std::uint32_t* end_ = nullptr;
  std::vector<std::uint32_t> heap_;
};

std::vector<Match> PhraseList::best(std::string_view typed, std::size_t size,
                                    const AllowedDocuments& allowed) const {
  const auto range = range_with_beginning(static_cast<std::uint32_t>(keys_.size()), typed,
                                          [&](std::uint32_t phrase) { return keys_[phrase]; });
  InOrder phrases(*this, range, typed.size());
  // More than asked for, since some may only be beginnings of others.
  BestMatches best(2 * size);
  std::size_t read = 0;
  std::uint32_t order = 0;
  while (const auto phrase = phrases.next()) {
    if (!best.wants(highest_score(*phrase), order) || read > most_read) break;
    const auto count = documents(*phrase, allowed);
    if (!allowed.all()) read += cost(*phrase);
    if (count > 0) best.add({*phrase, count, score(*phrase, count), order});
    ++order;
  }
  auto matches = std::move(best).take();
  drop_beginnings(matches);
  matches.resize(std::min(matches.size(), size));
  return matches;
}

bool PhraseList::has_bits(std::uint32_t phrase) const {
  return counts_[phrase] * documents_per_bit > bit_words_ * 64;
}

std::size_t PhraseList::cost(std::uint32_t phrase) const {
  return cost_of_phrase + (has_bits(phrase) ? bit_words_ : counts_[phrase]);
}

std::uint32_t PhraseList::documents(std::uint32_t phrase, const AllowedDocuments& allowed) const {
  if (allowed.all()) return counts_[phrase];
  if (!has_bits(phrase))
    return allowed.count_packed(packed_.data() + postings_[phrase], counts_[phrase]);
  const auto& allowed_bits = allowed.bits();
  const auto* const bits = bits_.data() + postings_[phrase];
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < bit_words_; ++i)
    count += static_cast<std::uint32_t>(std::popcount(bits[i] & allowed_bits[i]));
  return count;
}

// Under filters a phrase may be no more than the beginning of another one though it is more
// elsewhere.
void PhraseList::drop_beginnings(std::vector<Match>& matches) const {
  const auto is_beginning = [&](const Match& shorter) {
    return std::any_of(matches.begin(), matches.end(), [&](const Match& longer) {
      const auto shorter_key = key(shorter.id);
      const auto longer_key = key(longer.id);
      return longer_key.size() > shorter_key.size() && longer_key.starts_with(shorter_key) &&
             longer_key[shorter_key.size()] == ' ' &&
             nearly_all(longer.documents, shorter.documents);
    });
  };
  std::vector<Match> kept;
  std::copy_if(matches.begin(), matches.end(), std::back_inserter(kept),
               [&](const Match& match) { return !is_beginning(match); });
  matches = std::move(kept);
}

std::size_t PhraseList::bytes() const {
  std::size_t sum = keys_.bytes() + texts_.bytes() + bytes_of(counts_) + bytes_of(weights_) +
                    bytes_of(postings_) + bytes_of(packed_) + bytes_of(bits_);
  for (const auto& ordered : ordered_) sum += bytes_of(ordered);
  return sum;
}

// ---- Building ----

PhraseList::PhraseList(const std::vector<Phrase>& phrases, std::uint32_t last_document)
    : bit_words_(bit_words(last_document)) {
  std::size_t packed = 0;
  std::size_t bits = 0;
  for (const auto& phrase : phrases) {
    keys_.add(phrase.key);
    texts_.add(phrase.text == phrase.key ? std::string_view() : phrase.text);
    counts_.push_back(phrase.documents);
    weights_.push_back(phrase.weight);
    const bool as_bits = has_bits(static_cast<std::uint32_t>(counts_.size() - 1));
    auto& end = as_bits ? bits : packed;
    postings_.push_back(static_cast<std::uint32_t>(end));
    end += as_bits ? bit_words_ : phrase.packed_bytes;
  }
  keys_.shrink();
  texts_.shrink();
  counts_.shrink_to_fit();
  weights_.shrink_to_fit();
  postings_.shrink_to_fit();
  packed_.resize(packed);
  bits_.resize(bits);
  sort_short_beginnings();
}

void PhraseList::sort_short_beginnings() {
  for (std::size_t n = 1; n <= short_beginning; ++n) {
    auto& ordered = ordered_[n - 1];
    ordered.resize(keys_.size());
    std::iota(ordered.begin(), ordered.end(), 0U);
    for (std::size_t begin = 0, end = 0; begin < ordered.size(); begin = end) {
      const auto beginning = keys_[begin].substr(0, n);
      while (end < ordered.size() && keys_[end].substr(0, n) == beginning) ++end;
      const auto first = ordered.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = ordered.begin() + static_cast<std::ptrdiff_t>(end);
      std::sort(first, last, [&](auto a, auto b) { return is_before(a, b); });
    }
  }
}

PhraseList::Writer::Writer(PhraseList& list)
    : list_(list), next_(list.postings_), before_(list.size()) {}

void PhraseList::Writer::add(std::uint32_t phrase, std::uint32_t document) {
  if (before_[phrase] == document + 1) return;
  if (list_.has_bits(phrase)) {
    list_.bits_[next_[phrase] + document / 64] |= std::uint64_t{1} << (document % 64);
  } else {
    auto* const at = list_.packed_.data() + next_[phrase];
    const auto gap = before_[phrase] == 0 ? document : document - (before_[phrase] - 1);
    next_[phrase] += static_cast<std::uint32_t>(pack(gap, at) - at);
  }
  before_[phrase] = document + 1;
}

}  // namespace speur::vocabulary
