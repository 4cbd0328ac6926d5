// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/facet_counts.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "unicode/unicode.hpp"

namespace speur::search {
namespace {

using Values = std::vector<FacetCount>;

// A value before it is written out: most are not among those that count most.
struct Counted {
  std::string_view value;
  std::uint64_t count;
  bool selected;
};

bool counts_more(const Counted& a, const Counted& b) {
  return a.count != b.count ? a.count > b.count : a.value < b.value;
}

// By count, at most so many; what was selected stays. 0: all.
void keep_highest(std::size_t limit, std::vector<Counted>& values) {
  if (limit == 0 || limit >= values.size())
    return std::sort(values.begin(), values.end(), counts_more);
  const auto rest = values.begin() + static_cast<std::ptrdiff_t>(limit);
  std::partial_sort(values.begin(), rest, values.end(), counts_more);
  values.erase(
      std::remove_if(rest, values.end(), [](const Counted& each) { return !each.selected; }),
      values.end());
  std::sort(values.begin() + static_cast<std::ptrdiff_t>(limit), values.end(), counts_more);
}

void sort_as_declared(const Field& field, Values& values) {
  const auto place = [&](const FacetCount& count) {
    return std::find_if(field.facet.values.begin(), field.facet.values.end(),
                        [&](const FacetValue& value) { return value.value == count.value; });
  };
  std::stable_sort(values.begin(), values.end(),
                   [&](const FacetCount& a, const FacetCount& b) { return place(a) < place(b); });
}

// Every value after its parent, brothers by count.
void sort_as_tree(const Field& field, Values& values) {
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

void sort_by_label(const Field& field, Values& values) {
  const bool date = field.facet.kind == FacetKind::date;
  const auto key = [&](const FacetCount& count) {
    return date ? count.value : unicode::sort_key(count.label);
  };
  std::vector<std::pair<std::string, FacetCount>> keyed;
  for (auto& value : values) keyed.emplace_back(key(value), std::move(value));
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::move(keyed[i].second);
}

void sort_naturally(const Field& field, Values& values) {
  switch (field.facet.kind) {
    case FacetKind::flat: return;  // by count
    case FacetKind::ordinal: return sort_as_declared(field, values);
    case FacetKind::hierarchical: return sort_as_tree(field, values);
    case FacetKind::date:
      std::sort(values.begin(), values.end(),
                [](const FacetCount& a, const FacetCount& b) { return a.value > b.value; });
  }
}

// They come by count.
void sort_values(const Field& field, FacetOrder order, Values& values) {
  switch (order) {
    case FacetOrder::natural: return sort_naturally(field, values);
    case FacetOrder::count: return;
    case FacetOrder::label: return sort_by_label(field, values);
    case FacetOrder::declared: return sort_as_declared(field, values);
  }
}

std::size_t size_of_date(DateUnit unit) {
  switch (unit) {
    case DateUnit::year: return std::size("2024") - 1;
    case DateUnit::month: return std::size("2024-05") - 1;
    case DateUnit::day: return std::size("2024-05-17") - 1;
  }
  return 0;
}

}  // namespace

bool is_listed(const Field& facet, std::string_view value, DateUnit unit) {
  return facet.facet.kind != FacetKind::date || value.size() == size_of_date(unit);
}

FacetCounter::FacetCounter(const std::vector<FacetRequest>& facets,
                           const std::vector<Filter>& filters, const matching::Selection& selection,
                           const index::Reader& reader)
    : filters_(filters), selection_(selection) {
  for (const auto& request : facets) {
    Facet facet{&request, &facet_field(reader.schema(), request.field), nullptr, std::nullopt, {}};
    for (std::size_t i = 0; i < filters.size(); ++i)
      if (filters[i].field == facet.field) facet.filter = i;
    // A selected month shows among years.
    const bool only_listed = facet.field->facet.kind == FacetKind::date && !facet.filter;
    facet.column = reader.column(request.field, only_listed ? size_of_date(request.unit) : 0);
    facet.counts.resize(facet.column->values.size());
    facets_.push_back(std::move(facet));
  }
}

void FacetCounter::add(std::uint32_t block, const matching::Mask& matches) {
  const auto passing = selection_.passing(block, matches);
  const auto size = passing.count();
  total_ += size;
  for (auto& facet : facets_) {
    if (!facet.filter) {
      facet.column->count(block, passing.data(), size, facet.counts);
      continue;
    }
    const auto sideways = selection_.passing(block, matches, facet.filter);
    facet.column->count(block, sideways.data(), sideways.count(), facet.counts);
  }
}

std::vector<FacetCounts> FacetCounter::counts(Language language) const {
  std::vector<FacetCounts> counts;
  for (const auto& facet : facets_) counts.push_back(result_of(facet, language));
  return counts;
}

FacetCounts FacetCounter::result_of(const Facet& facet, Language language) const {
  const auto& field = *facet.field;
  const auto& request = *facet.request;
  const auto wanted = unicode::fold(unicode::make_valid(request.containing));
  std::vector<Counted> counted;
  const auto add_value = [&](std::string_view value, std::uint64_t count, bool selected) {
    if (wanted.empty() ||
        unicode::fold(label_of(field, value, language)).find(wanted) != std::string::npos)
      counted.push_back({value, count, selected});
  };
  std::set<std::string, std::less<>> selected;
  if (facet.filter) selected = filters_[*facet.filter].selected;
  for (std::size_t ordinal = 0; ordinal < facet.counts.size(); ++ordinal) {
    const auto& value = facet.column->values[ordinal];
    const bool is_selected = selected.erase(value) > 0;
    const bool listed = is_listed(field, value, request.unit);
    if (listed ? is_selected || facet.counts[ordinal] > 0 : is_typed(facet, value))
      add_value(value, facet.counts[ordinal], is_selected);
  }
  for (const auto& unknown : selected) add_value(unknown, 0, true);
  FacetCounts result{field.name, label_of(field, language), {}, counted.size()};
  keep_highest(request.limit, counted);
  for (const auto& [value, count, is_selected] : counted)
    result.values.push_back(
        {std::string(value), label_of(field, value, language), count, is_selected});
  sort_values(field, request.order, result.values);
  return result;
}

// Selected by itself, not as part of a range.
bool FacetCounter::is_typed(const Facet& facet, std::string_view value) const {
  if (!facet.filter) return false;
  const auto& values = filters_[*facet.filter].values;
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace speur::search
