// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/bits.hpp"

#include <bit>

#include "index/postings.hpp"

// A compiler that is told of more instructions makes other code of the same lines. It can do so by
// itself (`target_clones`), but not for the instructions that matter most here.
#if defined(__x86_64__) && defined(__GNUC__)
#define SPEUR_HAS_X86 1
#define SPEUR_TARGET(instructions) __attribute__((target(instructions)))
#else
#define SPEUR_HAS_X86 0
#endif

namespace speur::index {
namespace {

__attribute__((always_inline)) inline std::uint32_t count(const std::uint64_t* a,
                                                          const std::uint64_t* b) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < Bitmap::words_per_block; ++i)
    bits += static_cast<std::uint64_t>(std::popcount(a[i] & b[i]));
  return static_cast<std::uint32_t>(bits);
}

std::uint32_t count_anywhere(const std::uint64_t* a, const std::uint64_t* b) { return count(a, b); }

#if SPEUR_HAS_X86
SPEUR_TARGET("popcnt")
std::uint32_t count_by_word(const std::uint64_t* a, const std::uint64_t* b) { return count(a, b); }

SPEUR_TARGET("avx512f,avx512vpopcntdq,prefer-vector-width=512")
std::uint32_t count_by_eight_words(const std::uint64_t* a, const std::uint64_t* b) {
  return count(a, b);
}
#endif

using Count = std::uint32_t (*)(const std::uint64_t*, const std::uint64_t*);

Count fastest() {
#if SPEUR_HAS_X86
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512vpopcntdq")) return count_by_eight_words;
  if (__builtin_cpu_supports("popcnt")) return count_by_word;
#endif
  return count_anywhere;
}

}  // namespace

std::uint32_t count_common_bits(const std::uint64_t* a, const std::uint64_t* b) {
  static const Count chosen = fastest();
  return chosen(a, b);
}

std::uint32_t count_bits(const std::uint64_t* block) { return count_common_bits(block, block); }

}  // namespace speur::index
