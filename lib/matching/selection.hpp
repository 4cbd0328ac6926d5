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
  explicit Selection(std::vector<std::shared_ptr<const index::Bitmap>> filters)
      : filters_(std::move(filters)) {}

  bool empty() const { return filters_.empty(); }

  /// Those of `mask` that pass all filters but number `without`, if given.
  Mask passing(std::uint32_t block, Mask mask,
               std::optional<std::size_t> without = std::nullopt) const {
    for (std::size_t i = 0; i < filters_.size(); ++i)
      if (i != without) mask &= filters_[i]->block(block);
    return mask;
  }

  /// The documents of `block` that pass all filters, of which there is at least one.
  Mask passing(std::uint32_t block) const {
    Mask mask;
    mask |= filters_.front()->block(block);
    return passing(block, mask);
  }

 private:
  std::vector<std::shared_ptr<const index::Bitmap>> filters_;
};

}  // namespace speur::matching
