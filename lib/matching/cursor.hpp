// SPDX-License-Identifier: GPL-2.0-or-later
// A plan with its posting lists, walked over block by block.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <vector>

#include "index/postings.hpp"
#include "matching/bm25.hpp"
#include "matching/plan.hpp"
#include "matching/sheet.hpp"

namespace speur::matching {

/// The documents of a leaf of a plan: a term or a phrase.
using PostingsOf = std::function<std::shared_ptr<const index::Postings>(const Plan&)>;

/// By what documents are scored.
struct Scoring {
  const index::DocumentLengths* lengths = nullptr;
  double documents = 0;
  index::Share share;
  bool wanted = true;  ///< without: only which documents match
};

/// Which documents somebody who adds up scores needs to hear of.
struct Needed {
  const Mask* only = nullptr;   ///< no others
  const Mask* known = nullptr;  ///< these, whatever they score
  /// Others only if they score more than this. The lowest number there is: all, also those that
  /// match without a score.
  double least = -std::numeric_limits<double>::infinity();

  bool all() const { return least == -std::numeric_limits<double>::infinity(); }
};

/// A number for each word of a mask.
using WordBounds = std::array<float, Mask::words>;

/// Blocks are asked for in ascending order.
class Cursor {
 public:
  static constexpr std::uint32_t end = std::numeric_limits<std::uint32_t>::max();

  Cursor(const Plan& plan, const PostingsOf& postings_of, const Scoring& scoring,
         double outer_factor = 1);

  /// The first block from `block` on that may hold a match, or `end`.
  std::uint32_t next_block(std::uint32_t block);

  /// What a document of `block` scores at most. After `next_block` gave that block, or an earlier
  /// `from` for it.
  double bound(std::uint32_t block);

  /// The same for each word of a mask of `block`, in the precision of a float.
  void bound_words(std::uint32_t block, WordBounds& bounds);

  /// Sets the bits of the documents of `block` that match.
  void mark(std::uint32_t block, Mask& mask);

  enum class How { sum, best };

  /// Adds the matches of `block` to `sheet`, as far as they are needed.
  void add(std::uint32_t block, Sheet& sheet, How how, const Needed& needed, Sheets& sheets);

 private:
  using Block = index::Postings::Block;

  const Block* seek(std::uint32_t block);
  void bound_list(const Block& at, WordBounds& bounds) const;
  void mark_list(const Block& at, std::uint32_t block, Mask& mask) const;
  void add_list(const Block& block, Sheet& sheet, How how, const Needed& needed) const;
  void add_everything(std::uint32_t block, Sheet& sheet, const Needed& needed) const;
  void add_each(std::uint32_t block, Sheet& sheet, How how, const Needed& needed, Sheets& sheets);
  void add_sum(std::uint32_t block, Sheet& sheet, const Needed& needed, Sheets& sheets);
  void add_all(std::uint32_t block, Sheet& sheet, How how, const Needed& needed, Sheets& sheets);
  void add_without(std::uint32_t block, Sheet& sheet, How how, const Needed& needed,
                   Sheets& sheets);
  std::size_t size() const;
  double highest(float share) const;

  Plan::Kind kind_;
  double weight_ = 0;  // of a list: what a share of 1 is worth
  const Scoring* scoring_;
  std::shared_ptr<const index::Postings> postings_;
  index::ShareBound bound_{{}, {}};  // from what the list knows of shares to those wanted
  const Block* at_ = nullptr;
  std::vector<Cursor> children_;
  std::vector<std::pair<double, Cursor*>> by_bound_;
};

}  // namespace speur::matching
