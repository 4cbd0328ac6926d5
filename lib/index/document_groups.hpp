// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace speur::index {

/// Documents that count as one: by document number, the lowest number in its group; its own where
/// it is alone.
struct DocumentGroups {
  std::vector<std::uint32_t> of;
  std::size_t bytes() const { return of.capacity() * sizeof of[0]; }
};

}  // namespace speur::index
