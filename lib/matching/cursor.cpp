// SPDX-License-Identifier: GPL-2.0-or-later
#include "matching/cursor.hpp"

#include <algorithm>

namespace speur::matching {

using index::Postings;
using Kind = Plan::Kind;

namespace {

// Scores are added up in another order than bounds are.
constexpr double rounding = 1 + 1e-9;

void merge(Sheet& sheet, const Sheet& from, Cursor::How how) {
  from.mask.for_each([&](std::uint32_t place) {
    auto& score = sheet.scores[place];
    score =
        how == Cursor::How::sum ? score + from.scores[place] : std::max(score, from.scores[place]);
  });
  sheet.mask |= from.mask;
}

// Takes out what is not in `kept`.
void keep(Sheet& sheet, const Mask& kept) {
  for (std::size_t i = 0; i < Mask::words; ++i) {
    for (auto gone = sheet.mask[i] & ~kept[i]; gone != 0; gone &= gone - 1)
      sheet.scores[i * 64 + static_cast<std::size_t>(std::countr_zero(gone))] = 0;
    sheet.mask[i] &= kept[i];
  }
}

}  // namespace

Cursor::Cursor(const Plan& plan, const PostingsOf& postings_of, const Scoring& scoring,
               double outer_factor)
    : kind_(plan.kind), scoring_(&scoring) {
  const double factor = outer_factor * plan.factor;
  if (kind_ == Kind::term || kind_ == Kind::phrase) {
    postings_ = postings_of(plan);
    at_ = postings_->blocks.data();
    if (kind_ == Kind::term && scoring.wanted)
      weight_ = factor * (scoring.k1 + 1) *
                idf(scoring.documents, static_cast<double>(postings_->size()));
  }
  for (const auto& child : plan.children)
    children_.emplace_back(child, postings_of, scoring, factor);
  // The rarest first leaves the others least to look at.
  if (kind_ == Kind::all)
    std::stable_sort(children_.begin(), children_.end(),
                     [](const Cursor& a, const Cursor& b) { return a.size() < b.size(); });
}

// About how many documents match.
std::size_t Cursor::size() const {
  std::size_t size = 0;
  switch (kind_) {
    case Kind::term:
    case Kind::phrase: return postings_->size();
    case Kind::everything: return std::numeric_limits<std::size_t>::max();
    case Kind::all:
    case Kind::without: return children_.empty() ? 0 : children_.front().size();
    default:
      for (const auto& child : children_) size += std::min(child.size(), std::size_t{end});
      return size;
  }
}

const Postings::Block* Cursor::seek(std::uint32_t block) {
  while (at_->number < block) ++at_;
  return at_;
}

std::uint32_t Cursor::next_block(std::uint32_t block) {
  switch (kind_) {
    case Kind::nothing: return end;
    case Kind::everything: return block < scoring_->lengths->live.blocks() ? block : end;
    case Kind::term:
    case Kind::phrase: return seek(block)->number;
    case Kind::without: return children_.front().next_block(block);
    case Kind::sum:
    case Kind::best: {
      auto first = end;
      for (auto& child : children_) first = std::min(first, child.next_block(block));
      return first;
    }
    case Kind::all: {
      if (children_.empty()) return end;
      for (std::size_t agreed = 0; agreed < children_.size();) {
        agreed = 0;
        for (auto& child : children_) {
          const auto next = child.next_block(block);
          if (next == end) return end;
          agreed += next == block ? 1 : 0;
          block = next;
        }
      }
      return block;
    }
  }
  return end;
}

double Cursor::bound(std::uint32_t block) {
  double bound = 0;
  switch (kind_) {
    case Kind::nothing:
    case Kind::everything:
    case Kind::phrase: return 0;
    case Kind::term: {
      const auto* at = seek(block);
      if (at->number != block || weight_ == 0) return 0;
      const double norm =
          scoring_->k1 *
          (1 - scoring_->b + scoring_->b * at->least_length / scoring_->lengths->average);
      return weight_ * at->most_wdf / (at->most_wdf + norm) * rounding;
    }
    case Kind::without: return children_.front().bound(block);
    case Kind::best:
      for (auto& child : children_) bound = std::max(bound, child.bound(block));
      return bound;
    case Kind::sum:
    case Kind::all:
      for (auto& child : children_) bound += child.bound(block);
      return bound;
  }
  return bound;
}

void Cursor::add(std::uint32_t block, Sheet& sheet, const Mask* only, How how, Sheets& sheets) {
  const auto by_itself = [&](auto add_to) {
    const auto own = sheets.borrow();
    add_to(*own);
    merge(sheet, *own, how);
  };
  const auto children_to = [&](Sheet& target, How with) {
    for (auto& child : children_) child.add(block, target, only, with, sheets);
  };
  const auto own_how = kind_ == Kind::best ? How::best : How::sum;
  switch (kind_) {
    case Kind::nothing: return;
    case Kind::everything: return add_everything(block, sheet, only);
    case Kind::term:
    case Kind::phrase:
      if (const auto* at = seek(block); at->number == block) add_list(*at, sheet, only, how);
      return;
    case Kind::sum:
    case Kind::best:
      if (own_how == how) return children_to(sheet, how);
      return by_itself([&](Sheet& own) { children_to(own, own_how); });
    case Kind::all: return by_itself([&](Sheet& own) { add_all(block, own, only, sheets); });
    case Kind::without:
      return by_itself([&](Sheet& own) { add_without(block, own, only, sheets); });
  }
}

void Cursor::add_list(const Block& block, Sheet& sheet, const Mask* only, How how) const {
  const auto* begin = postings_->entries.data() + block.begin;
  const auto* finish = postings_->entries.data() + (&block + 1)->begin;
  const auto place_of = [](std::uint32_t entry) { return entry >> Postings::wdf_bits; };
  const auto* lengths =
      scoring_->lengths->of.data() + std::size_t{block.number} * index::block_size;
  const double fixed = scoring_->k1 * (1 - scoring_->b);
  const double by_length = scoring_->k1 * scoring_->b / scoring_->lengths->average;
  const auto score = [&](std::uint32_t entry) {
    const double wdf = entry & Postings::max_wdf;
    return weight_ * wdf / (wdf + fixed + by_length * lengths[place_of(entry)]);
  };
  const auto add = [&](std::uint32_t entry) {
    const auto place = place_of(entry);
    sheet.mask.set(place);
    if (weight_ == 0) return;
    auto& so_far = sheet.scores[place];
    so_far = how == How::sum ? so_far + score(entry) : std::max(so_far, score(entry));
  };
  if (!only) {
    std::for_each(begin, finish, add);
  } else if (const auto wanted = only->count();
             std::size_t{wanted} * 8 < static_cast<std::size_t>(finish - begin)) {
    only->for_each([&](std::uint32_t place) {
      begin = std::lower_bound(begin, finish, place << Postings::wdf_bits);
      if (begin != finish && place_of(*begin) == place) add(*begin);
    });
  } else {
    std::for_each(begin, finish, [&](std::uint32_t entry) {
      if (only->test(place_of(entry))) add(entry);
    });
  }
}

void Cursor::add_everything(std::uint32_t block, Sheet& sheet, const Mask* only) const {
  const auto* live = scoring_->lengths->live.block(block);
  for (std::size_t i = 0; i < Mask::words; ++i)
    sheet.mask[i] |= live[i] & (only ? (*only)[i] : ~std::uint64_t{0});
}

// `sheet` is empty.
void Cursor::add_all(std::uint32_t block, Sheet& sheet, const Mask* only, Sheets& sheets) {
  children_.front().add(block, sheet, only, How::sum, sheets);
  for (std::size_t i = 1; i < children_.size(); ++i) {
    const auto other = sheets.borrow();
    children_[i].add(block, *other, &sheet.mask, How::sum, sheets);
    keep(sheet, other->mask);
    keep(*other, sheet.mask);
    merge(sheet, *other, How::sum);
  }
}

// `sheet` is empty.
void Cursor::add_without(std::uint32_t block, Sheet& sheet, const Mask* only, Sheets& sheets) {
  children_.front().add(block, sheet, only, How::sum, sheets);
  auto& excluded = children_.back();
  if (excluded.next_block(block) != block) return;
  const auto other = sheets.borrow();
  excluded.add(block, *other, &sheet.mask, How::sum, sheets);
  Mask kept;
  for (std::size_t i = 0; i < Mask::words; ++i) kept[i] = ~other->mask[i];
  keep(sheet, kept);
}

// MaxScore (H. Turtle, J. Flood: Query Evaluation: Strategies and Optimizations, 1995) by block:
// those children that even together cannot lift a document above `least` are only asked about
// documents that others brought up.
void Cursor::add_best(std::uint32_t block, Sheet& sheet, const Mask* only, double least,
                      Sheets& sheets) {
  if (least < 0 || kind_ != Kind::sum || children_.size() < 2) {
    if (least < 0 || bound(block) > least) add(block, sheet, only, How::sum, sheets);
    return;
  }
  by_bound_.clear();
  for (auto& child : children_)
    if (const auto highest = child.bound(block); highest > 0)
      by_bound_.emplace_back(highest, &child);
  std::sort(by_bound_.begin(), by_bound_.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  double rest = 0;
  for (const auto& child : by_bound_) rest += child.first;
  if (rest <= least) return;
  for (const auto& [highest, child] : by_bound_) {
    if (rest > least) {
      child->add(block, sheet, only, How::sum, sheets);
    } else {
      Mask hopeful;
      sheet.mask.for_each([&](std::uint32_t place) {
        if (sheet.scores[place] + rest > least) hopeful.set(place);
      });
      child->add(block, sheet, &hopeful, How::sum, sheets);
    }
    rest -= highest;
  }
}

}  // namespace speur::matching
