// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/facet_counts.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <set>

namespace speur::search {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

struct Counter {
  const Field* field;
  std::shared_ptr<const index::FacetColumn> column;
  std::size_t filter = none;  // the facet's own filter, if it has one
  std::vector<std::uint64_t> counts;

  void add(Xapian::docid id) {
    for (const auto ordinal : column->of(id)) ++counts[ordinal];
  }
};

std::vector<Counter> make_counters(const std::vector<std::string>& facets,
                                   const std::vector<Filter>& filters,
                                   const index::Reader& reader) {
  std::vector<Counter> counters;
  for (const auto& name : facets) {
    Counter counter{&facet_field(reader.schema(), name), reader.column(name), none, {}};
    for (std::size_t i = 0; i < filters.size(); ++i)
      if (filters[i].field == counter.field) counter.filter = i;
    counter.counts.resize(counter.column->values.size());
    counters.push_back(std::move(counter));
  }
  return counters;
}

// Which single filter the document fails: `none` if it passes all, nothing if it fails several.
std::optional<std::size_t> failed_filter(Xapian::docid id, const std::vector<Filter>& filters) {
  auto failed = none;
  for (std::size_t i = 0; i < filters.size(); ++i) {
    if (filters[i].passes(id)) continue;
    if (failed != none) return std::nullopt;
    failed = i;
  }
  return failed;
}

using Values = std::vector<FacetCount>;

void sort_by_count(Values& values) {
  std::sort(values.begin(), values.end(), [](const FacetCount& a, const FacetCount& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
}

void sort_as_declared(const Field& field, Values& values) {
  const auto place = [&](const FacetCount& count) {
    return std::find_if(field.facet.values.begin(), field.facet.values.end(),
                        [&](const FacetValue& value) { return value.value == count.value; });
  };
  std::sort(values.begin(), values.end(),
            [&](const FacetCount& a, const FacetCount& b) { return place(a) < place(b); });
}

// Every value after its parent, brothers by count.
void sort_as_tree(const Field& field, Values& values) {
  sort_by_count(values);
  std::map<std::string, Values> children;
  std::set<std::string> present;
  for (const auto& value : values) present.insert(value.value);
  for (auto& value : values) {
    auto parent = value.value;
    do {
      const auto step = parent.rfind(field.facet.separator);
      parent.resize(step == std::string::npos ? 0 : step);
    } while (!parent.empty() && !present.contains(parent));
    children[parent].push_back(std::move(value));
  }
  values.clear();
  const std::function<void(const std::string&)> append = [&](const std::string& parent) {
    for (auto& child : children[parent]) {
      const auto name = child.value;
      values.push_back(std::move(child));
      append(name);
    }
  };
  append("");
}

void sort_values(const Field& field, Values& values) {
  switch (field.facet.kind) {
    case FacetKind::flat: return sort_by_count(values);
    case FacetKind::ordinal: return sort_as_declared(field, values);
    case FacetKind::hierarchical: return sort_as_tree(field, values);
    case FacetKind::date:
      std::sort(values.begin(), values.end(),
                [](const FacetCount& a, const FacetCount& b) { return a.value > b.value; });
  }
}

FacetCounts result_of(const Counter& counter, const std::vector<Filter>& filters,
                      Language language) {
  const auto& field = *counter.field;
  FacetCounts result{field.name, label_of(field, language), {}};
  const auto add = [&](const std::string& value, std::uint64_t count, bool selected) {
    result.values.push_back({value, label_of(field, value, language), count, selected});
  };
  std::set<std::string> selected;
  if (counter.filter != none)
    selected.insert(filters[counter.filter].values.begin(), filters[counter.filter].values.end());
  for (std::size_t ordinal = 0; ordinal < counter.counts.size(); ++ordinal) {
    const auto& value = counter.column->values[ordinal];
    const bool is_selected = selected.erase(value) > 0;
    if (is_selected || (counter.counts[ordinal] > 0 && is_listed(field, value)))
      add(value, counter.counts[ordinal], is_selected);
  }
  for (const auto& unknown : selected) add(unknown, 0, true);
  sort_values(field, result.values);
  return result;
}

}  // namespace

bool is_listed(const Field& facet, std::string_view value) {
  return facet.facet.kind != FacetKind::date || value.size() == 4;
}

Counted count_facets(const std::vector<Xapian::docid>& documents,
                     const std::vector<Filter>& filters, const std::vector<std::string>& facets,
                     const index::Reader& reader, Language language) {
  auto counters = make_counters(facets, filters, reader);
  Counted counted;
  for (const auto id : documents) {
    const auto failed = failed_filter(id, filters);
    if (!failed) continue;
    if (*failed == none) ++counted.total;
    for (auto& counter : counters)
      if (*failed == none || *failed == counter.filter) counter.add(id);
  }
  for (const auto& counter : counters)
    counted.facets.push_back(result_of(counter, filters, language));
  return counted;
}

}  // namespace speur::search
