// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace speur::analysis {

/// A word in a compound, as byte offsets, without its linking element: "opleiding" in
/// "opleidingsniveau", "kind" in "kinderopvang".
struct CompoundPart {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Cuts Dutch compounds into their words: "gegevensuitwisseling" -> "gegeven", "uitwisseling".
/// Stateless: any number of threads may share one.
class CompoundSplitter {
 public:
  /// The parts of a folded word, at least two; none when it is no compound. Words of more than 64
  /// bytes are not split.
  std::vector<CompoundPart> split(std::string_view word) const;
};

/// Of the table that it was compiled with; part of the analyser's fingerprint.
std::uint64_t compound_table_hash();

}  // namespace speur::analysis
