// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/filters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "document/document.hpp"
#include "index/terms.hpp"
#include "speur/error.hpp"
#include "unicode/unicode.hpp"

namespace speur::search {

bool Filter::passes(Xapian::docid id) const {
  const auto ordinals = column->of(id);
  return std::any_of(ordinals.begin(), ordinals.end(),
                     [&](std::uint32_t ordinal) { return allowed[ordinal]; });
}

const Field& facet_field(const Schema& schema, std::string_view name) {
  if (const auto* field = schema.find(name); field && field->kind == FieldKind::facet)
    return *field;
  std::string facets;
  for (const auto& field : schema.fields)
    if (field.kind == FieldKind::facet) facets += (facets.empty() ? "" : ", ") + field.name;
  throw RequestError(fmt::format("'{}' is no facet of this index; facets are: {}", name, facets));
}

std::vector<Filter> read_filters(const Filters& filters, const index::Reader& reader) {
  std::vector<Filter> read;
  for (const auto& [name, values] : filters) {
    if (values.empty()) continue;
    Filter filter;
    filter.field = &facet_field(reader.schema(), name);
    filter.column = reader.column(name);
    filter.allowed.resize(filter.column->values.size());
    for (const auto& value : values) {
      const auto valid = unicode::make_valid(value);
      filter.values.push_back(document::canonical_value(*filter.field, valid).value_or(valid));
      if (filter.values.back().empty()) {  // "theme=" in an address keeps nothing out
        filter.values.pop_back();
        continue;
      }
      if (const auto ordinal = filter.column->ordinal_of(filter.values.back()))
        filter.allowed[*ordinal] = true;
    }
    if (!filter.values.empty()) read.push_back(std::move(filter));
  }
  return read;
}

Xapian::Query compile(const std::vector<Filter>& filters) {
  std::vector<Xapian::Query> every;
  for (const auto& filter : filters) {
    std::vector<Xapian::Query> any;
    for (std::size_t ordinal = 0; ordinal < filter.allowed.size(); ++ordinal)
      if (filter.allowed[ordinal])
        any.emplace_back(index::field_term(filter.field->name, filter.column->values[ordinal]));
    every.emplace_back(Xapian::Query::OP_OR, any.begin(), any.end());
  }
  return {Xapian::Query::OP_AND, every.begin(), every.end()};
}

}  // namespace speur::search
