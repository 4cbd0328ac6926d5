// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "index/postings.hpp"
#include "matching/sheet.hpp"

namespace speur::matching {

/// Filters, each the set of documents that pass it.
class Selection {
 public:
  /// `sideways`: documents that fail one filter matter as well. They count for the facet of that
  /// filter (drill-sideways, as in Lucene).
  explicit Selection(std::vector<std::shared_ptr<const index::Bitmap>> filters, bool sideways)
      : filters_(std::move(filters)), sideways_(sideways) {}

  bool empty() const { return filters_.empty(); }

  /// Those of `mask` that pass all filters but number `without`, if given.
  Mask passing(std::uint32_t block, Mask mask,
               std::optional<std::size_t> without = std::nullopt) const {
    for (std::size_t i = 0; i < filters_.size(); ++i)
      if (i != without) mask &= filters_[i]->block(block);
    return mask;
  }

  /// The documents of `block` that can matter.
  Mask relevant(std::uint32_t block) const {
    // How many filters a document fails, one digit of two at a time: none, one, more.
    Mask any;
    Mask several;
    for (const auto& filter : filters_)
      for (std::size_t i = 0; i < Mask::words; ++i) {
        const auto fails = ~filter->block(block)[i];
        several[i] |= any[i] & fails;
        any[i] |= fails;
      }
    Mask relevant;
    for (std::size_t i = 0; i < Mask::words; ++i) relevant[i] = ~(sideways_ ? several[i] : any[i]);
    return relevant;
  }

 private:
  std::vector<std::shared_ptr<const index::Bitmap>> filters_;
  bool sideways_;
};

}  // namespace speur::matching
