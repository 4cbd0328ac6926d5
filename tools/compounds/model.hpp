// SPDX-License-Identifier: GPL-2.0-or-later
// The parts, their costs, and the cheapest cut of a word.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "candidates.hpp"

namespace speur::compounds {

struct Arc {
  std::uint32_t part;
  std::uint8_t begin, end;
  bool last;
};

class Model {
 public:
  explicit Model(std::vector<Part> parts);

  std::vector<Part>& parts() { return parts_; }
  Part* find(std::string_view text);

  /// All parts of a word that lie on a way from its begin to its end, in the order of their begin.
  std::vector<Arc> arcs(std::string_view word) const;

  /// The cheapest way along the arcs; empty if there is none.
  std::vector<Arc> cheapest(const std::vector<Arc>& arcs, std::size_t length, double& cost) const;

  double cost_of_cutting(std::string_view word) const;

 private:
  using Places = std::array<bool, 256>;

  double cost_of(const Arc& arc) const;
  void add_arcs(std::string_view word, std::size_t begin, std::vector<Arc>& arcs,
                Places& reached) const;

  std::vector<Part> parts_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
};

/// What a cut may cost to be taken for a compound while training; longer words may cost more.
inline double training_limit(std::size_t length) { return 12 + 1.2 * static_cast<double>(length); }

}  // namespace speur::compounds
