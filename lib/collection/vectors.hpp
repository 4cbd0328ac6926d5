// SPDX-License-Identifier: GPL-2.0-or-later
// Latent semantic analysis: documents as points, near to each other where they use words that go
// together, even when they share none (S. Deerwester and others: Indexing by Latent Semantic
// Analysis, 1990).
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collection/storage.hpp"
#include "index/view.hpp"

namespace speur::collection {

/// More dimensions did not find more (bench/README.md).
inline constexpr std::size_t dimensions = 64;

/// A direction, as 127ths. All zero: nothing is known.
using Vector = std::array<std::int8_t, dimensions>;

/// 1 for the same direction; 0 where nothing is known.
double cosine(const Vector& a, const Vector& b);

/// The direction between several.
Vector mean_of(const std::vector<Vector>& vectors);

/// A term of a document, as the index names it, and its wdf there.
using TermCounts = std::vector<std::pair<std::string, double>>;

/// The stems and the parts of compounds in a document.
TermCounts terms_of(const index::View& database, Xapian::docid id);

/// Where terms point to: what turns any text into a vector, that of new documents too.
class TermVectors {
 public:
  /// Learns from `documents`, 30,000 of them at most; the same ones always give the same.
  static TermVectors learn(const index::View& database,
                           const std::vector<Xapian::docid>& documents);

  Vector vector_of(const TermCounts& terms) const;

  bool empty() const { return weights_.empty(); }

  void write(std::ostream& out) const;
  static TermVectors read(StorageReader& in);

 private:
  void make_slots();
  std::string_view term(std::size_t i) const;
  std::optional<std::size_t> find(std::string_view term) const;

  Values<char> text_;             // the terms, one after the other
  Values<std::uint32_t> starts_;  // where they begin in `text_`, and where the last one ends
  Values<std::uint32_t> slots_;   // where a term is found by its key; see `find`
  Values<float> weights_;         // what 127 stands for in a term's vector
  Values<std::int8_t> vectors_;
};

}  // namespace speur::collection
