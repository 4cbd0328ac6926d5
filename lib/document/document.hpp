// SPDX-License-Identifier: GPL-2.0-or-later
// How a document is held against its schema. Also what a facet counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur::document {

/// `given` as it will be kept: without white space around it. \throws DocumentError saying which
/// rule it breaks.
std::string conform_id(std::string_view given);

/// `given` as it will be kept: values trimmed, facet spellings and dates brought to one form, empty
/// and repeated values gone. \throws DocumentError naming the field and the rule.
Document conform(const Schema& schema, Document given);

/// The one spelling of a facet value: what people write -> what the schema declares. Nothing where
/// the facet refuses it.
std::optional<std::string> canonical_value(const Field& facet, std::string_view written);

/// From one value of an ordinal or date facet to another, both included: "pilot..productie". What
/// is left out is open: "pilot.." is pilot and everything after it.
class ValueRange {
 public:
  /// Nothing when `written` is no range of values of this facet.
  static std::optional<ValueRange> read(const Field& facet, std::string_view written);

  /// "2023-05..2024": the ends in their one spelling.
  std::string text() const;

  /// Whether `value`, in its one spelling, lies inside as a whole: "2024" does not in "2024-05..".
  bool holds(std::string_view value) const;

 private:
  const Field* facet_ = nullptr;
  std::string from_;
  std::string to_;
};

/// Everything a document with `values` counts for, each once: the values, what they imply, the
/// ancestors of a hierarchical value, the year and month of a date.
std::vector<std::string> counted_values(const Field& facet, const std::vector<std::string>& values);

/// "2024-5-7", "07-05-2024", "2024-05-07T10:00:00Z", "2024-05" or "2024" in ISO form, or nothing
/// when there is no such day.
std::optional<std::string> iso_date(std::string_view written);

/// How many bytes of text its id and values are.
std::size_t size_of(const Document& document);

/// Without white space at either end.
std::string_view trim(std::string_view text);

}  // namespace speur::document
