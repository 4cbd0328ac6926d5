// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/compound_splitter.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "analysis/compound_table.hpp"

namespace speur::embedded {
extern const analysis::CompoundTable compound_table;  // written by train_compounds
}

namespace speur::analysis {
namespace {

constexpr std::size_t max_word = 64;

// In the steps of the table. A part costs what the table says plus `per_part`, so that fewer parts
// win; a cut of which the table's costs plus one per part stay below `max_cost` is a compound. Both
// were chosen by cross-validation.
constexpr int per_part = 8;
constexpr int max_cost = 36;

// The cheapest way to reach a place in the word.
struct Step {
  int cost = -1;  // -1: not reached
  std::uint8_t from = 0;
  std::uint8_t parts = 0;
  std::uint8_t linking = 0;  // letters before this place that belong to no part
};

class Cut {
 public:
  explicit Cut(std::string_view word) : word_(word) {
    steps_[0].cost = 0;
    for (std::size_t at = 0; at + shortest_part <= word_.size(); ++at)
      if (steps_[at].cost >= 0) try_parts_from(at);
  }

  bool is_compound() const {
    const auto& last = steps_[word_.size()];
    return last.cost >= 0 && last.parts > 1 && last.cost - last.parts * (per_part - 1) < max_cost;
  }

  std::vector<CompoundPart> parts() const {
    std::vector<CompoundPart> parts(steps_[word_.size()].parts);
    auto end = word_.size();
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      *part = {steps_[end].from, end - steps_[end].linking};
      end = steps_[end].from;
    }
    return parts;
  }

 private:
  void try_parts_from(std::size_t begin) {
    const auto& table = embedded::compound_table;
    const auto longest = std::min(word_.size(), begin + table.longest);
    PartHash hash;
    for (auto end = begin; end < longest;) {
      hash.add(word_[end++]);
      const auto left_over = word_.size() - end;
      if (end - begin < shortest_part || (left_over > 0 && left_over < shortest_part)) continue;
      const auto part = table.find(hash);
      if (left_over > 0) reach(begin, end, part.left(), part.linking() % PartEntry::simple_word);
      else if (begin > 0) reach(begin, end, part.right(), 0);
      else if (part.linking() == PartEntry::simple_word) steps_[end].cost = 0;  // in no parts
    }
  }

  void reach(std::size_t begin, std::size_t end, std::uint32_t part_cost, std::uint32_t linking) {
    if (part_cost == PartEntry::none) return;
    const auto cost = steps_[begin].cost + static_cast<int>(part_cost) + per_part;
    if (steps_[end].cost >= 0 && steps_[end].cost <= cost) return;
    steps_[end] = {cost, static_cast<std::uint8_t>(begin),
                   static_cast<std::uint8_t>(steps_[begin].parts + 1),
                   static_cast<std::uint8_t>(linking)};
  }

  std::string_view word_;
  std::array<Step, max_word + 1> steps_;
};

}  // namespace

std::vector<CompoundPart> CompoundSplitter::split(std::string_view word) const {
  if (word.size() > max_word || word.size() < 2 * shortest_part) return {};
  const Cut cut(word);
  return cut.is_compound() ? cut.parts() : std::vector<CompoundPart>();
}

std::uint64_t compound_table_hash() {
  PartHash hash;
  for (const auto entry : embedded::compound_table.entries)
    for (unsigned shift = 0; shift < 32; shift += 8) hash.add(static_cast<char>(entry >> shift));
  return hash.value();
}

}  // namespace speur::analysis
