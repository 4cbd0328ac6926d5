// SPDX-License-Identifier: GPL-2.0-or-later
#include "matching/match.hpp"

#include <algorithm>
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
    if (!order_ && score <= least_) return;
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

  /// A later document must score more than this. Negative: any may be among the best.
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

}  // namespace

Matches match(Cursor& cursor, const Selection& selection, const Wanted& wanted) {
  Best best(wanted.best, wanted.order);
  std::uint64_t seen = 0;
  Sheets sheets;
  const auto sheet = sheets.borrow();
  for (auto block = cursor.next_block(0); block != Cursor::end;
       block = cursor.next_block(block + 1)) {
    const auto relevant = selection.relevant(block);
    const auto* only = selection.empty() ? nullptr : &relevant;
    if (wanted.on_block) {
      cursor.add(block, *sheet, only, Cursor::How::sum, sheets);
      wanted.on_block(block, sheet->mask);
    } else {
      cursor.add_best(block, *sheet, only, best.least(), sheets);
    }
    const auto passing = selection.passing(block, sheet->mask);
    seen += passing.count();
    if (wanted.best > 0)
      passing.for_each([&](std::uint32_t place) {
        best.add((block << index::block_bits) + place, sheet->scores[place]);
      });
    sheet->clear();
  }
  return {std::move(best).take(), seen};
}

}  // namespace speur::matching
