// SPDX-License-Identifier: GPL-2.0-or-later
#include "matching/cursor.hpp"

#include <algorithm>
#include <optional>

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

}  // namespace

Cursor::Cursor(const Plan& plan, const PostingsOf& postings_of, const Scoring& scoring,
               double outer_factor)
    : kind_(plan.kind), scoring_(&scoring) {
  const double factor = outer_factor * plan.factor;
  if (kind_ == Kind::term || kind_ == Kind::phrase) {
    postings_ = postings_of(plan);
    at_ = postings_->blocks.data();
    bound_ = index::ShareBound(postings_->share, scoring.share);
    if (kind_ == Kind::term && scoring.wanted)
      weight_ = factor * (scoring.share.k1 + 1) *
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
  const auto* first = postings_->blocks.data();
  if (at_ != first && (at_ - 1)->number >= block)
    at_ = std::lower_bound(first, at_, block, [](const Block& each, std::uint32_t number) {
      return each.number < number;
    });
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

// What a document adds at most whose share, by the ranking that the list was read for, is no
// larger.
double Cursor::highest(float share) const {
  return weight_ * bound_.most(std::min(share, 1.0F)) * rounding;
}

double Cursor::bound(std::uint32_t block) {
  double bound = 0;
  switch (kind_) {
    case Kind::nothing:
    case Kind::everything:
    case Kind::phrase: return 0;
    case Kind::term: {
      const auto* at = seek(block);
      return at->number == block ? highest(at->most) : 0;
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

void Cursor::bound_words(std::uint32_t block, WordBounds& bounds) {
  bounds.fill(0);
  switch (kind_) {
    case Kind::nothing:
    case Kind::everything:
    case Kind::phrase: return;
    case Kind::term:
      if (const auto* at = seek(block); at->number == block) bound_list(*at, bounds);
      return;
    case Kind::without: return children_.front().bound_words(block, bounds);
    case Kind::best:
    case Kind::sum:
    case Kind::all:
      for (auto& child : children_) {
        if (child.bound(block) == 0) continue;
        WordBounds of_child;
        child.bound_words(block, of_child);
        for (std::size_t word = 0; word < bounds.size(); ++word)
          bounds[word] = kind_ == Kind::best ? std::max(bounds[word], of_child[word])
                                             : bounds[word] + of_child[word];
      }
  }
}

void Cursor::bound_list(const Block& at, WordBounds& bounds) const {
  const auto weight = static_cast<float>(weight_);
  if (const auto* most = postings_->most_of_words_of(at)) {
    for (std::size_t word = 0; word < bounds.size(); ++word)
      bounds[word] = weight * bound_.most(static_cast<float>(most[word]) / Postings::share_steps);
    return;
  }
  const auto highest_of_all = static_cast<float>(highest(at.most));
  for (const auto entry : postings_->entries_of(at))
    bounds[Postings::place_of(entry) / 64] = highest_of_all;
}

void Cursor::mark(std::uint32_t block, Mask& mask) {
  switch (kind_) {
    case Kind::nothing: return;
    case Kind::everything: mask |= scoring_->lengths->live.block(block); return;
    case Kind::term:
    case Kind::phrase: return mark_list(*seek(block), block, mask);
    case Kind::sum:
    case Kind::best:
      for (auto& child : children_) child.mark(block, mask);
      return;
    case Kind::all:
    case Kind::without: {
      if (next_block(block) != block) return;
      Mask own;
      children_.front().mark(block, own);
      for (std::size_t i = 1; i < children_.size(); ++i) {
        Mask other;
        children_[i].mark(block, other);
        if (kind_ == Kind::all) own &= other;
        else own -= other;
      }
      mask |= own;
      return;
    }
  }
}

void Cursor::mark_list(const Block& at, std::uint32_t block, Mask& mask) const {
  if (at.number != block) return;
  if (const auto* bits = postings_->bits_of(at)) {
    mask |= bits;
    return;
  }
  for (const auto entry : postings_->entries_of(at)) mask.set(Postings::place_of(entry));
}

void Cursor::add(std::uint32_t block, Sheet& sheet, How how, const Needed& needed, Sheets& sheets) {
  const auto own_how = kind_ == Kind::best ? How::best : How::sum;
  switch (kind_) {
    case Kind::nothing: return;
    case Kind::everything: return add_everything(block, sheet, needed);
    case Kind::term:
    case Kind::phrase:
      if (const auto* at = seek(block); at->number == block) add_list(*at, sheet, how, needed);
      return;
    case Kind::sum:
    case Kind::best: {
      if (own_how == how || sheet.mask.none())
        return add_each(block, sheet, own_how, needed, sheets);
      const auto own = sheets.borrow();
      add_each(block, *own, own_how, needed, sheets);
      return merge(sheet, *own, how);
    }
    case Kind::all: return add_all(block, sheet, how, needed, sheets);
    case Kind::without: return add_without(block, sheet, how, needed, sheets);
  }
}

void Cursor::add_each(std::uint32_t block, Sheet& sheet, How how, const Needed& needed,
                      Sheets& sheets) {
  if (how == How::sum && !needed.all()) return add_sum(block, sheet, needed, sheets);
  for (auto& child : children_) child.add(block, sheet, how, needed, sheets);
}

// MaxScore (H. Turtle, J. Flood: Query Evaluation: Strategies and Optimizations, 1995) by block,
// the children that can add most first. A document that no child brought up so far must get more
// than `least` from those that are left. Where it cannot, they are only asked about documents that
// others brought up.
void Cursor::add_sum(std::uint32_t block, Sheet& sheet, const Needed& needed, Sheets& sheets) {
  by_bound_.clear();
  double rest = 0;
  for (auto& child : children_)
    if (const auto highest = child.bound(block); highest > 0) {
      by_bound_.emplace_back(highest, &child);
      rest += highest;
    }
  std::sort(by_bound_.begin(), by_bound_.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  std::optional<Mask> left;  // who may still get enough, once no others can come up
  for (const auto& [highest, child] : by_bound_) {
    if (rest > needed.least) {
      auto known = sheet.mask;
      if (needed.known) known |= *needed.known;
      child->add(block, sheet, How::sum, {needed.only, &known, needed.least - (rest - highest)},
                 sheets);
    } else {
      if (!left) {
        left = sheet.mask;
        if (needed.known) *left |= *needed.known;
        if (needed.only) *left &= *needed.only;
      }
      // What others know of a document is not on this sheet.
      if (!needed.known)
        left->for_each([&](std::uint32_t place) {
          if (sheet.scores[place] + rest <= needed.least) left->clear(place);
        });
      if (left->none()) return;
      child->add(block, sheet, How::sum, {&*left}, sheets);
    }
    rest -= highest;
  }
}

void Cursor::add_list(const Block& block, Sheet& sheet, How how, const Needed& needed) const {
  if (weight_ == 0 && !needed.all()) return;
  const auto entries = postings_->entries_of(block);
  const auto* lengths =
      scoring_->lengths->of.data() + std::size_t{block.number} * index::block_size;
  const auto& [k1, b, average_length] = scoring_->share;
  const double fixed = k1 * (1 - b);
  const double by_length = k1 * b / average_length;
  const auto add = [&](std::uint32_t entry) {
    const auto place = Postings::place_of(entry);
    const double wdf = Postings::wdf_of(entry);
    const double score =
        weight_ == 0 ? 0 : weight_ * wdf / (wdf + fixed + by_length * lengths[place]);
    if (score <= needed.least && !(needed.known && needed.known->test(place))) return;
    sheet.mask.set(place);
    auto& so_far = sheet.scores[place];
    so_far = how == How::sum ? so_far + score : std::max(so_far, score);
  };
  if (!needed.only) {
    for (const auto entry : entries) add(entry);
  } else if (const auto* bits = postings_->bits_of(block)) {
    auto both = *needed.only;
    both &= bits;
    both.for_each([&](std::uint32_t place) { add(postings_->entry_at(block, place)); });
  } else if (needed.only->count() * std::size_t{8} < entries.size()) {
    auto at = entries.begin();
    needed.only->for_each([&](std::uint32_t place) {
      at = std::lower_bound(at, entries.end(), place << Postings::wdf_bits);
      if (at != entries.end() && Postings::place_of(*at) == place) add(*at);
    });
  } else {
    for (const auto entry : entries)
      if (needed.only->test(Postings::place_of(entry))) add(entry);
  }
}

void Cursor::add_everything(std::uint32_t block, Sheet& sheet, const Needed& needed) const {
  if (!needed.all()) return;
  Mask live;
  live |= scoring_->lengths->live.block(block);
  if (needed.only) live &= *needed.only;
  sheet.mask |= live;
}

void Cursor::add_all(std::uint32_t block, Sheet& sheet, How how, const Needed& needed,
                     Sheets& sheets) {
  Mask wanted;
  mark(block, wanted);
  if (needed.only) wanted &= *needed.only;
  if (!needed.all() && bound(block) <= needed.least) {
    if (!needed.known) return;
    wanted &= *needed.known;
  }
  if (wanted.none()) return;
  const auto own = sheets.borrow();
  for (auto& child : children_)
    if (child.next_block(block) == block)
      child.add(block, *own, How::sum, {&wanted, &wanted, 0}, sheets);
  own->mask = wanted;
  merge(sheet, *own, how);
}

void Cursor::add_without(std::uint32_t block, Sheet& sheet, How how, const Needed& needed,
                         Sheets& sheets) {
  Mask excluded;
  children_.back().mark(block, excluded);
  Mask kept;
  if (needed.only) kept = *needed.only;
  else children_.front().mark(block, kept);
  kept -= excluded;
  children_.front().add(block, sheet, how, {&kept, needed.known, needed.least}, sheets);
}

}  // namespace speur::matching
