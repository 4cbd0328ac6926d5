// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "document/document.hpp"

namespace speur::document {
namespace {

constexpr std::string_view dots = "..";

// The first or the last day that a date of a year, a month or a day may mean; as text, which sorts
// as days do.
std::string first_day(std::string_view date) {
  return std::string(date) + std::string("0000-01-01").substr(date.size());
}
std::string last_day(std::string_view date) {
  return std::string(date) + std::string("0000-12-31").substr(date.size());
}

std::ptrdiff_t place_of(const Field& facet, std::string_view value) {
  const auto& values = facet.facet.values;
  return std::find_if(values.begin(), values.end(),
                      [&](const FacetValue& declared) { return declared.value == value; }) -
         values.begin();
}

}  // namespace

std::optional<ValueRange> ValueRange::read(const Field& facet, std::string_view written) {
  const auto middle = written.find(dots);
  const auto kind = facet.facet.kind;
  if (middle == std::string_view::npos || (kind != FacetKind::date && kind != FacetKind::ordinal))
    return std::nullopt;
  ValueRange range;
  range.facet_ = &facet;
  const auto read_end = [&](std::string_view end, std::string& value) {
    if (trim(end).empty()) return true;
    const auto canonical = canonical_value(facet, end);
    value = canonical.value_or("");
    return canonical.has_value();
  };
  if (!read_end(written.substr(0, middle), range.from_) ||
      !read_end(written.substr(middle + dots.size()), range.to_))
    return std::nullopt;
  return range;
}

std::string ValueRange::text() const { return from_ + std::string(dots) + to_; }

bool ValueRange::holds(std::string_view value) const {
  if (facet_->facet.kind == FacetKind::date)
    return (from_.empty() || first_day(value) >= first_day(from_)) &&
           (to_.empty() || last_day(value) <= last_day(to_));
  const auto place = place_of(*facet_, value);
  return (from_.empty() || place >= place_of(*facet_, from_)) &&
         (to_.empty() || place <= place_of(*facet_, to_));
}

}  // namespace speur::document
