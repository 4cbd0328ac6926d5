// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/columns.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "index/bits.hpp"
#include "index/terms.hpp"

namespace speur::index {
namespace {

void add_documents(FacetColumn& column, Xapian::docid last) {
  constexpr std::size_t few = 64;
  if (column.values.size() > few) return;
  column.documents.assign(column.values.size(), Bitmap(last));
  for (Xapian::docid id = 1; id <= last; ++id)
    for (const auto ordinal : column.of(id)) column.documents[ordinal].add(id);
}

template <typename Visit>
void for_each_bit(const std::uint64_t* block, Visit visit) {
  for (std::size_t i = 0; i < Bitmap::words_per_block; ++i)
    for (auto word = block[i]; word != 0; word &= word - 1)
      visit(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
}

}  // namespace

void FacetColumn::count(std::uint32_t block, const std::uint64_t* chosen, std::size_t size,
                        std::vector<std::uint32_t>& counts) const {
  // To look at all bits of a value takes as long as to look up some documents.
  constexpr std::size_t documents_per_value = 4;
  if (!documents.empty() && size > documents_per_value * values.size()) {
    for (std::size_t ordinal = 0; ordinal < documents.size(); ++ordinal)
      counts[ordinal] += count_common_bits(chosen, documents[ordinal].block(block));
    return;
  }
  // Of their own, or the compiler would read them anew after every count.
  auto* const count_of = counts.data();
  const auto* const ordinal_at = ordinals.data();
  const auto first = std::size_t{block} << block_bits;
  if (single) {
    for_each_bit(chosen, [&](std::size_t place) {
      if (const auto ordinal = ordinal_at[first + place]; ordinal != none) ++count_of[ordinal];
    });
    return;
  }
  const auto* const start_of = starts.data();
  for_each_bit(chosen, [&](std::size_t place) {
    const auto finish = start_of[first + place + 1];
    for (auto at = start_of[first + place]; at < finish; ++at) ++count_of[ordinal_at[at]];
  });
}

std::optional<std::uint32_t> FacetColumn::ordinal_of(std::string_view value) const {
  const auto found = std::lower_bound(values.begin(), values.end(), value);
  if (found == values.end() || *found != value) return std::nullopt;
  return static_cast<std::uint32_t>(found - values.begin());
}

Bitmap FacetColumn::with_any_of(const std::vector<bool>& allowed) const {
  const auto last = static_cast<Xapian::docid>(single ? ordinals.size() - 1 : starts.size() - 2);
  Bitmap passing(last);
  for (Xapian::docid id = 1; id <= last; ++id) {
    const auto own = of(id);
    if (std::any_of(own.begin(), own.end(),
                    [&](std::uint32_t ordinal) { return allowed[ordinal]; }))
      passing.add(id);
  }
  return passing;
}

std::size_t FacetColumn::bytes() const {
  auto bytes = starts.capacity() * sizeof starts[0] + ordinals.capacity() * sizeof ordinals[0];
  for (const auto& value : values) bytes += sizeof value + value.capacity();
  for (const auto& bitmap : documents) bytes += bitmap.bytes();
  return bytes;
}

namespace {

using Entries = std::vector<std::pair<Xapian::docid, std::uint32_t>>;

void place_by_document(const Entries& entries, Xapian::docid last, FacetColumn& column) {
  column.starts.assign(std::size_t{last} + 2, 0);
  for (const auto& entry : entries) ++column.starts[entry.first + 1];
  std::partial_sum(column.starts.begin(), column.starts.end(), column.starts.begin());
  column.ordinals.resize(entries.size());
  auto next = column.starts;
  for (const auto& [id, ordinal] : entries) column.ordinals[next[id]++] = ordinal;
}

// Puts ordinals under their documents.
void place(const Entries& entries, Xapian::docid last, FacetColumn& column) {
  column.ordinals.assign(std::size_t{last} + 1, FacetColumn::none);
  for (const auto& [id, ordinal] : entries) {
    auto& own = column.ordinals[id];
    if (own != FacetColumn::none) return place_by_document(entries, last, column);
    own = ordinal;
  }
  column.single = true;
}

}  // namespace

FacetColumn read_column(const View& database, std::string_view field, std::size_t date_size) {
  const auto prefix = field_prefix(field);
  FacetColumn column;
  Entries entries;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto name = *term;
    if (date_size > 0 && name.size() != prefix.size() + date_size) continue;
    const auto ordinal = static_cast<std::uint32_t>(column.values.size());
    column.values.push_back(name.substr(prefix.size()));
    database.for_each_posting(
        name, [&](Xapian::docid id, Xapian::termcount) { entries.emplace_back(id, ordinal); });
  }
  place(entries, database.get_lastdocid(), column);
  add_documents(column, database.get_lastdocid());
  return column;
}

std::shared_ptr<const FacetColumn> Columns::get(const View& database, const std::string& field,
                                                std::size_t date_size) {
  Entry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    entry = &entries_[{field, date_size}];
  }
  const std::lock_guard lock(entry->mutex);
  if (!entry->column)
    entry->column = std::make_shared<const FacetColumn>(read_column(database, field, date_size));
  return entry->column;
}

std::size_t Columns::bytes() const {
  const std::lock_guard lock(mutex_);
  std::size_t bytes = 0;
  for (auto& [name, entry] : entries_) {
    const std::lock_guard entry_lock(entry.mutex);
    if (entry.column) bytes += entry.column->bytes();
  }
  return bytes;
}

}  // namespace speur::index
