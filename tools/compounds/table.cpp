// SPDX-License-Identifier: GPL-2.0-or-later
#include "table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>

#include "analysis/compound_table.hpp"

namespace speur::compounds {
namespace {

using analysis::bucket_of;
using analysis::PartEntry;
using analysis::PartHash;
using analysis::slot_of;

/// What goes into the table: a text and its entry.
using Entries = std::map<std::string, PartEntry>;

std::uint64_t hash_of(std::string_view text) {
  PartHash hash;
  for (const auto c : text) hash.add(c);
  return hash.value();
}

// Costs of 4.8 to 22.8 in steps of 0.6; what costs more is never cheap enough.
std::uint32_t in_steps(double cost) {
  if (cost == never) return PartEntry::none;
  const auto steps = std::lround(cost / 0.6) - 8;
  return static_cast<std::uint32_t>(std::clamp(steps, 0L, long{PartEntry::none}));
}

Entries table_entries(Model& model, const Advice& advice) {
  Entries entries;
  for (const auto& part : model.parts()) {
    const auto left = in_steps(part.left_cost);
    const auto right = in_steps(part.right_cost);
    if (left == PartEntry::none && right == PartEntry::none) continue;
    const auto linking = left == PartEntry::none ? 0 : static_cast<std::uint32_t>(part.linking);
    entries.emplace(part.text, PartEntry(hash_of(part.text), left, right, linking));
  }
  for (const auto& word : advice.simple)
    for (const auto* end : {"", "e", "en", "s"}) {
      const auto form = word + end;
      const auto known = entries.find(form);
      const auto entry = known == entries.end() ? PartEntry() : known->second;
      if (model.cost_of_cutting(form) == never) continue;
      entries[form] = PartEntry(hash_of(form), entry.left(), entry.right(), PartEntry::simple_word);
    }
  return entries;
}

/// Finds for each bucket the shift at which none of its entries takes another's slot.
class PerfectHash {
 public:
  explicit PerfectHash(const Entries& entries)
      : shifts(entries.size() / 4 + 1),
        slots(entries.size() + entries.size() / 64 + 1, PartEntry().bits()),
        taken_(slots.size()) {
    std::vector<std::vector<Hashed>> buckets(shifts.size());
    for (const auto& [text, entry] : entries)
      buckets[bucket_of(hash_of(text), shifts.size())].push_back({hash_of(text), entry});
    std::vector<std::size_t> order(buckets.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return buckets[a].size() > buckets[b].size();  // the large ones while there is room
    });
    for (const auto bucket : order) shifts[bucket] = place(buckets[bucket]);
  }

 private:
  struct Hashed {
    std::uint64_t hash;
    PartEntry entry;
  };

 public:
  std::vector<std::uint16_t> shifts;
  std::vector<std::uint32_t> slots;

 private:
  std::uint16_t place(const std::vector<Hashed>& bucket) {
    for (unsigned shift = 0; shift <= 0xFFFF; ++shift)
      if (fits(bucket, static_cast<std::uint16_t>(shift))) return static_cast<std::uint16_t>(shift);
    throw std::runtime_error("no perfect hash for these parts");
  }

  bool fits(const std::vector<Hashed>& bucket, std::uint16_t shift) {
    std::vector<std::size_t> places;
    for (const auto& [hash, entry] : bucket) {
      const auto slot = slot_of(hash, shift, slots.size());
      if (taken_[slot] || std::find(places.begin(), places.end(), slot) != places.end())
        return false;
      places.push_back(slot);
    }
    for (std::size_t i = 0; i < bucket.size(); ++i) {
      taken_[places[i]] = true;
      slots[places[i]] = bucket[i].entry.bits();
    }
    return true;
  }

  std::vector<bool> taken_;
};

template <typename Number>
void write_array(std::ostream& out, const char* declaration, const std::vector<Number>& numbers) {
  out << declaration << "[] = {";
  for (std::size_t i = 0; i < numbers.size(); ++i)
    out << (i % 16 == 0 ? "\n" : "") << numbers[i] << ',';
  out << "};\n";
}

}  // namespace

void write_table(const char* path, Model& model, const Advice& advice) {
  const auto entries = table_entries(model, advice);
  std::size_t longest = 0;
  for (const auto& [text, entry] : entries) longest = std::max(longest, text.size());
  const PerfectHash table(entries);
  std::ofstream out(path);
  out << "// Made by train_compounds from the word list of the OpenTaal project\n"
         "// (https://www.opentaal.org), BSD or CC BY 3.0. Do not edit.\n"
         "#include \"analysis/compound_table.hpp\"\n"
         "namespace {\n";
  write_array(out, "constexpr std::uint16_t shifts", table.shifts);
  write_array(out, "constexpr std::uint32_t entries", table.slots);
  out << "}\nnamespace speur::embedded {\n"
         "extern const analysis::CompoundTable compound_table;\n"
         "constinit const analysis::CompoundTable compound_table{shifts, entries, "
      << longest << "};\n}\n";
  if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + path);
}

}  // namespace speur::compounds
