// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <unordered_set>

#include "document/document.hpp"
#include "unicode/unicode.hpp"

namespace speur {

std::string label_of(const Field& field, std::string_view value, Language language) {
  for (const auto& declared : field.facet.values)
    if (declared.value == value && !declared.label.in(language).empty())
      return declared.label.in(language);
  if (field.facet.kind == FacetKind::hierarchical)
    if (const auto step = value.rfind(field.facet.separator); step != std::string_view::npos)
      return std::string(value.substr(step + field.facet.separator.size()));
  return std::string(value);
}

const std::string& label_of(const Field& field, Language language) {
  const auto& label = field.label.in(language);
  return label.empty() ? field.name : label;
}

}  // namespace speur

namespace speur::document {
namespace {

// "data / kwaliteit/" -> "data/kwaliteit"
std::string tidy_path(std::string_view path, std::string_view separator) {
  std::string tidy;
  for (;;) {
    const auto end = path.find(separator);
    if (const auto step = trim(path.substr(0, end)); !step.empty()) {
      if (!tidy.empty()) tidy += separator;
      tidy += step;
    }
    if (end == std::string_view::npos) return tidy;
    path.remove_prefix(end + separator.size());
  }
}

const FacetValue* declared_value(const FacetSpec& facet, std::string_view written) {
  const auto folded = unicode::fold(written);
  const auto same = [&](const std::string& name) { return unicode::fold(name) == folded; };
  const auto found = std::find_if(facet.values.begin(), facet.values.end(), [&](const auto& value) {
    return same(value.value) || std::any_of(value.from.begin(), value.from.end(), same);
  });
  return found == facet.values.end() ? nullptr : &*found;
}

// A path whose beginning is declared takes the declared spelling of it.
std::string with_declared_beginning(const FacetSpec& facet, const std::string& path) {
  for (auto end = path.rfind(facet.separator); end != std::string::npos && end > 0;
       end = path.rfind(facet.separator, end - 1))
    if (const auto* declared = declared_value(facet, std::string_view(path).substr(0, end)))
      return declared->value + path.substr(end);
  return path;
}

/// Values in the order in which they came, each once.
class ValueList {
 public:
  bool add(std::string_view value) {
    const bool added = seen_.emplace(value).second;
    if (added) values_.emplace_back(value);
    return added;
  }
  const std::vector<std::string>& values() const { return values_; }

 private:
  std::vector<std::string> values_;
  std::unordered_set<std::string> seen_;
};

// Calls `visit` for the ancestors of `path` and for `path` itself, from the top down.
template <typename Visit>
void for_each_prefix(std::string_view path, std::string_view separator, Visit visit) {
  for (auto end = path.find(separator); end != std::string_view::npos;
       end = path.find(separator, end + separator.size()))
    visit(path.substr(0, end));
  visit(path);
}

// What is implied may itself imply; adding a value only once ends the walk where that is circular.
void add_with_implied(const Field& field, std::string_view value, ValueList& counted) {
  if (!counted.add(value)) return;
  for (const auto& declared : field.facet.values)
    if (declared.value == value)
      for (const auto& implied : declared.implies) add_with_implied(field, implied, counted);
}

}  // namespace

std::optional<std::string> canonical_value(const Field& field, std::string_view written) {
  const auto& facet = field.facet;
  if (facet.kind == FacetKind::date) return iso_date(written);
  const std::string value = facet.kind == FacetKind::hierarchical
                                ? tidy_path(written, facet.separator)
                                : std::string(trim(written));
  if (const auto* declared = declared_value(facet, value)) return declared->value;
  if (facet.closed || facet.kind == FacetKind::ordinal) return std::nullopt;
  return facet.kind == FacetKind::hierarchical ? with_declared_beginning(facet, value) : value;
}

std::vector<std::string> counted_values(const Field& field,
                                        const std::vector<std::string>& values) {
  ValueList counted;
  for (const auto& value : values) add_with_implied(field, value, counted);
  const bool date = field.facet.kind == FacetKind::date;
  if (!date && field.facet.kind != FacetKind::hierarchical) return counted.values();
  for (const auto& value : std::vector(counted.values()))
    for_each_prefix(value, date ? "-" : field.facet.separator,
                    [&](std::string_view prefix) { counted.add(prefix); });
  return counted.values();
}

}  // namespace speur::document
