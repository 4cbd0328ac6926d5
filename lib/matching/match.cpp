// SPDX-License-Identifier: GPL-2.0-or-later
#include "matching/match.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace speur::matching {
namespace {

struct Candidate {
  std::uint32_t order = 0;
  std::uint32_t id = 0;
  double score = 0;
};

bool is_before(const Candidate& a, const Candidate& b) {
  if (a.order != b.order) return a.order < b.order;
  return a.score != b.score ? a.score > b.score : a.id < b.id;
}

// The best so many, with the worst of them on top of the heap.
class Best {
 public:
  Best(std::size_t size, const std::vector<std::uint32_t>* order) : size_(size), order_(order) {}

  void add(std::uint32_t id, double score) {
    if (!order_ && score < least_) return;
    const Candidate candidate{order_ ? (*order_)[id] : 0, id, score};
    if (heap_.size() == size_) {
      if (size_ == 0 || !is_before(candidate, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), is_before);
      heap_.back() = candidate;
    } else {
      heap_.push_back(candidate);
    }
    std::push_heap(heap_.begin(), heap_.end(), is_before);
    if (heap_.size() == size_ && !order_) least_ = heap_.front().score;
  }

  /// A document must score this, or more. Negative: any may be among the best.
  double least() const { return least_; }

  std::vector<Ranked> take() && {
    std::sort_heap(heap_.begin(), heap_.end(), is_before);
    std::vector<Ranked> ranked;
    for (const auto& candidate : heap_) ranked.push_back({candidate.id, candidate.score});
    return ranked;
  }

 private:
  std::size_t size_;
  const std::vector<std::uint32_t>* order_;
  double least_ = -std::numeric_limits<double>::infinity();
  std::vector<Candidate> heap_;
};

// Scores are added up in another order than bounds are: who comes this near may be among the best.
double lowered(double least) { return least - std::abs(least) * 1e-12; }

struct Bound {
  double highest;
  std::uint32_t block;
};

// The blocks that may hold a match, those that may hold the best first.
std::vector<Bound> blocks_by_bound(Cursor& cursor, const Selection& selection, const Wanted& wanted,
                                   Matches& found) {
  std::vector<Bound> bounds;
  for (auto block = cursor.next_block(0); block != Cursor::end;
       block = cursor.next_block(block + 1)) {
    if (wanted.best > 0) bounds.push_back({cursor.bound(block), block});
    if (!wanted.on_block) continue;
    Mask matches;
    cursor.mark(block, matches);
    found.seen += selection.passing(block, matches).count();
    wanted.on_block(block, matches);
    if (!wanted.deadline.passed()) continue;
    found.all_counted = cursor.next_block(block + 1) == Cursor::end;
    break;
  }
  if (!wanted.order)
    std::stable_sort(bounds.begin(), bounds.end(),
                     [](const Bound& a, const Bound& b) { return a.highest > b.highest; });
  return bounds;
}

// The documents of a block that may score more than `least`: 64 of them or none.
Mask promising(Cursor& cursor, std::uint32_t block, double least) {
  // Bounds are added up as floats.
  const auto lowest = static_cast<float>(least * (1 - 1e-5));
  WordBounds bounds;
  cursor.bound_words(block, bounds);
  Mask mask;
  for (std::size_t word = 0; word < bounds.size(); ++word)
    mask[word] = bounds[word] >= lowest ? ~std::uint64_t{0} : 0;
  return mask;
}

}  // namespace

Matches match(Cursor& cursor, const Selection& selection, const Wanted& wanted) {
  Best best(wanted.best, wanted.order);
  Matches found;
  Sheets sheets;
  const auto sheet = sheets.borrow();
  std::size_t scored = 0;
  for (const auto& [highest, block] : blocks_by_bound(cursor, selection, wanted, found)) {
    const auto least = lowered(best.least());
    if (highest <= least && least >= 0) break;
    if (++scored > 1 && wanted.deadline.passed()) {
      found.all_scored = false;
      break;
    }
    Mask wanted_here;
    if (least > 0) wanted_here = promising(cursor, block, least);
    if (!selection.empty())
      wanted_here = least > 0 ? selection.passing(block, wanted_here) : selection.passing(block);
    const bool all = selection.empty() && least <= 0;
    if (!all && wanted_here.none()) continue;
    const Needed needed{all ? nullptr : &wanted_here, nullptr, least};
    cursor.add(block, *sheet, Cursor::How::sum, needed, sheets);
    if (!wanted.on_block) found.seen += sheet->mask.count();
    sheet->mask.for_each([&, first = block << index::block_bits](std::uint32_t place) {
      best.add(first + place, sheet->scores[place]);
    });
    sheet->clear();
  }
  found.best = std::move(best).take();
  return found;
}

}  // namespace speur::matching
