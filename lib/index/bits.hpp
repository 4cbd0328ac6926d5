// SPDX-License-Identifier: GPL-2.0-or-later
// Counting bits with what the processor has for it, which is several times faster than with what
// every processor has.
#pragma once

#include <cstdint>

namespace speur::index {

/// How many bits are set in a block of documents (`Bitmap::words_per_block` words).
std::uint32_t count_bits(const std::uint64_t* block);

/// How many are set in both.
std::uint32_t count_common_bits(const std::uint64_t* a, const std::uint64_t* b);

}  // namespace speur::index
