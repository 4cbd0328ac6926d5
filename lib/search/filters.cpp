// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/filters.hpp"

#include <fmt/format.h>

#include "document/document.hpp"
#include "index/terms.hpp"
#include "speur/error.hpp"
#include "unicode/unicode.hpp"

namespace speur::search {
namespace {

using matching::Plan;
using Kind = matching::Plan::Kind;

// Adds what a value or a range, as written in a request, selects.
void select(Filter& filter, const std::string& written, const index::FacetColumn& column) {
  if (const auto range = document::ValueRange::read(*filter.field, written)) {
    filter.values.push_back(range->text());
    for (const auto& value : column.values)
      if (range->holds(value)) filter.selected.insert(value);
    return;
  }
  auto value = document::canonical_value(*filter.field, written).value_or(written);
  if (value.empty()) return;  // "theme=" in an address keeps nothing out
  filter.selected.insert(value);
  filter.values.push_back(std::move(value));
}

void find_documents(Filter& filter, const index::Reader& reader, const index::FacetColumn& column) {
  std::vector<bool> allowed(column.values.size());
  for (const auto& value : filter.selected) {
    const auto ordinal = column.ordinal_of(value);
    if (!ordinal) continue;
    allowed[*ordinal] = true;
    filter.terms.push_back(index::field_term(filter.field->name, value));
  }
  const auto name = fmt::format("{}", fmt::join(filter.terms, "\n"));
  filter.documents =
      reader.snapshot->filters.get(name, [&] { return column.with_any_of(allowed); });
}

}  // namespace

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
    const auto column = reader.column(name);
    for (const auto& value : values) select(filter, unicode::make_valid(value), *column);
    if (filter.values.empty()) continue;
    find_documents(filter, reader, *column);
    read.push_back(std::move(filter));
  }
  return read;
}

Plan compile(const std::vector<Filter>& filters) {
  std::vector<Plan> every;
  for (const auto& filter : filters) {
    std::vector<Plan> any;
    for (const auto& name : filter.terms) any.push_back(matching::term(name));
    every.push_back(matching::combined(Kind::sum, std::move(any)));
  }
  return every.empty() ? matching::combined(Kind::everything, {})
                       : matching::combined(Kind::all, std::move(every));
}

}  // namespace speur::search
