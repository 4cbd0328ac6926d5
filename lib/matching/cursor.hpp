// SPDX-License-Identifier: GPL-2.0-or-later
// A plan with its posting lists, walked over block by block.
#pragma once

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
  double k1 = 0;  ///< in units of wdf
  double b = 0;
  bool wanted = true;  ///< without: only which documents match
};

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

  enum class How { sum, best };

  /// Adds the matches of `block` to `sheet`. Of documents that are not in `only` nothing needs to
  /// be known.
  void add(std::uint32_t block, Sheet& sheet, const Mask* only, How how, Sheets& sheets);

  /// The same for documents that score more than `least`; of others nothing needs to be known.
  void add_best(std::uint32_t block, Sheet& sheet, const Mask* only, double least, Sheets& sheets);

 private:
  using Block = index::Postings::Block;

  const Block* seek(std::uint32_t block);
  void add_list(const Block& block, Sheet& sheet, const Mask* only, How how) const;
  void add_everything(std::uint32_t block, Sheet& sheet, const Mask* only) const;
  void add_all(std::uint32_t block, Sheet& sheet, const Mask* only, Sheets& sheets);
  void add_without(std::uint32_t block, Sheet& sheet, const Mask* only, Sheets& sheets);
  std::size_t size() const;

  Plan::Kind kind_;
  double weight_ = 0;  // of a list: what a saturation of 1 is worth
  const Scoring* scoring_;
  std::shared_ptr<const index::Postings> postings_;
  const Block* at_ = nullptr;
  std::vector<Cursor> children_;
  std::vector<std::pair<double, Cursor*>> by_bound_;
};

}  // namespace speur::matching
