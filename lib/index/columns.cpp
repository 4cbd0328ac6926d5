// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/columns.hpp"

#include <algorithm>
#include <numeric>

#include "index/terms.hpp"

namespace speur::index {

std::optional<std::uint32_t> FacetColumn::ordinal_of(std::string_view value) const {
  const auto found = std::lower_bound(values.begin(), values.end(), value);
  if (found == values.end() || *found != value) return std::nullopt;
  return static_cast<std::uint32_t>(found - values.begin());
}

Bitmap FacetColumn::with_any_of(const std::vector<bool>& allowed) const {
  const auto last = static_cast<Xapian::docid>(starts.size() - 2);
  Bitmap documents(last);
  for (Xapian::docid id = 1; id <= last; ++id) {
    const auto own = of(id);
    if (std::any_of(own.begin(), own.end(),
                    [&](std::uint32_t ordinal) { return allowed[ordinal]; }))
      documents.add(id);
  }
  return documents;
}

std::size_t FacetColumn::bytes() const {
  auto bytes = starts.capacity() * sizeof starts[0] + ordinals.capacity() * sizeof ordinals[0];
  for (const auto& value : values) bytes += sizeof value + value.capacity();
  return bytes;
}

FacetColumn read_column(const Xapian::Database& database, std::string_view field) {
  const auto prefix = field_prefix(field);
  FacetColumn column;
  std::vector<std::pair<Xapian::docid, std::uint32_t>> entries;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const auto ordinal = static_cast<std::uint32_t>(column.values.size());
    column.values.push_back((*term).substr(prefix.size()));
    for (auto id = database.postlist_begin(*term); id != database.postlist_end(*term); ++id)
      entries.emplace_back(*id, ordinal);
  }
  column.starts.assign(database.get_lastdocid() + 2, 0);
  for (const auto& entry : entries) ++column.starts[entry.first + 1];
  std::partial_sum(column.starts.begin(), column.starts.end(), column.starts.begin());
  column.ordinals.resize(entries.size());
  auto next = column.starts;
  for (const auto& [id, ordinal] : entries) column.ordinals[next[id]++] = ordinal;
  return column;
}

std::shared_ptr<const FacetColumn> Columns::get(const Xapian::Database& database,
                                                const std::string& field) {
  Entry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    entry = &entries_[field];
  }
  const std::lock_guard lock(entry->mutex);
  if (!entry->column)
    entry->column = std::make_shared<const FacetColumn>(read_column(database, field));
  return entry->column;
}

std::size_t Columns::bytes() const {
  const std::lock_guard lock(mutex_);
  std::size_t bytes = 0;
  for (auto& [field, entry] : entries_) {
    const std::lock_guard entry_lock(entry.mutex);
    if (entry.column) bytes += entry.column->bytes();
  }
  return bytes;
}

}  // namespace speur::index
