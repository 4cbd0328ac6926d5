// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/groups.hpp"

#include <algorithm>
#include <map>

#include "search/facet_counts.hpp"
#include "search/filters.hpp"

namespace speur::related {
namespace {

bool is_better(const RelatedGroup& a, const RelatedGroup& b) {
  return a.score != b.score ? a.score > b.score : a.value < b.value;
}

}  // namespace

std::vector<RelatedGroup> groups_of(const std::vector<Item>& ranked, std::string_view name,
                                    const index::Reader& reader) {
  const auto& field = search::facet_field(reader.schema(), name);
  const auto column = reader.column(field.name);
  const auto& title = reader.schema().roles.title;
  std::map<std::uint32_t, RelatedGroup> groups;
  for (std::size_t i = 0; i < std::min(ranked.size(), grouped_items); ++i) {
    const auto& item = ranked[i];
    if (item.score <= 0) break;
    std::optional<RelatedReference> reference;
    for (const auto ordinal : column->of(item.id)) {
      const auto& value = column->values[ordinal];
      if (!search::is_listed(field, value)) continue;
      if (!reference) {
        const auto document = reader.document(item.id);
        reference = {document.id, document.first(title)};
      }
      auto& group = groups[ordinal];
      group.value = value;
      group.score += item.score / ranked.front().score;
      group.items.push_back(*reference);
    }
  }
  std::vector<RelatedGroup> sorted;
  for (auto& [ordinal, group] : groups) sorted.push_back(std::move(group));
  std::sort(sorted.begin(), sorted.end(), is_better);
  return sorted;
}

}  // namespace speur::related
