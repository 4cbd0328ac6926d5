// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/facets.hpp"

#include <algorithm>
#include <cmath>

#include "index/terms.hpp"

namespace speur::related {
namespace {

// Calls `visit` for the values of the source that the item has as well.
template <typename Values, typename Visit>
void for_each_shared(const Values& values, std::span<const std::uint32_t> ordinals, Visit visit) {
  for (const auto& value : values)
    if (std::find(ordinals.begin(), ordinals.end(), value.ordinal) != ordinals.end()) visit(value);
}

}  // namespace

FacetComparison::FacetComparison(Xapian::docid source, const Affinities& affinities,
                                 const index::Reader& reader)
    : enough_(std::log(std::max(2.0, static_cast<double>(reader.database.get_doccount())))) {
  for (const auto* field : compared_facets(reader.schema()))
    facets_.push_back(read_facet(*field, source, affinities.of(field->name), reader));
  shape_ = std::min(0.0, affinities.shape.of(shape_of(source, reader)));
}

FacetComparison::Facet FacetComparison::read_facet(const Field& field, Xapian::docid source,
                                                   const Affinity& affinity,
                                                   const index::Reader& reader) {
  Facet facet{&field, reader.column(field.name), affinity.facet, {}, {}, {}, 0};
  const auto documents_with = [&](const std::string& value) {
    return static_cast<double>(reader.frequency(index::field_term(field.name, value)));
  };
  facet.holders = reader.frequency(index::presence_term(field.name));
  for (const auto ordinal : facet.column->of(source)) {
    const auto& value = facet.column->values[ordinal];
    facet.values.push_back(
        {ordinal, std::log(facet.holders / documents_with(value)), affinity.of(value)});
  }
  if (field.facet.kind != FacetKind::ordinal || facet.values.empty()) return facet;
  double documents = 0;
  for (const auto& step : field.facet.values) {
    const auto ordinal = facet.column->ordinal_of(step.value);
    if (!ordinal) continue;
    documents += documents_with(step.value);
    facet.steps.push_back(*ordinal);
    facet.documents_up_to_step.push_back(documents);
  }
  return facet;
}

double FacetComparison::agreement(Xapian::docid item) const {
  double shared = 0;
  double lowest = 0;
  for (const auto& facet : facets_) {
    if (facet.values.empty()) continue;
    if (facet.affinity < 0) lowest = std::min(lowest, contrast(facet, item));
    else shared += facet.affinity * information(facet, item);
  }
  if (shape_ < lowest && has_shape_of_source(item)) lowest = shape_;
  return std::sqrt(shared / enough_) + lowest;
}

double FacetComparison::information(const Facet& facet, Xapian::docid item) {
  double information = 0;
  for_each_shared(facet.values, facet.column->of(item),
                  [&](const Value& value) { information += value.information; });
  return information > 0 || facet.steps.empty() ? information : closeness(facet, item);
}

// Of an ordinal facet, being near says something too: as much as sharing a value would that stood
// for all steps from the one to the other.
double FacetComparison::closeness(const Facet& facet, Xapian::docid item) {
  const auto step_of = [&](std::uint32_t ordinal) {
    return std::find(facet.steps.begin(), facet.steps.end(), ordinal) - facet.steps.begin();
  };
  double closest = 0;
  for (const auto& value : facet.values)
    for (const auto ordinal : facet.column->of(item)) {
      const auto [low, high] = std::minmax({step_of(value.ordinal), step_of(ordinal)});
      if (high == static_cast<std::ptrdiff_t>(facet.steps.size())) continue;
      const auto up_to = [&](std::ptrdiff_t step) {
        return step < 0 ? 0 : facet.documents_up_to_step[static_cast<std::size_t>(step)];
      };
      // Documents with several steps are counted several times.
      const auto between = std::min(facet.holders, up_to(high) - up_to(low - 1));
      closest = std::max(closest, std::log(facet.holders / between));
    }
  return closest;
}

double FacetComparison::contrast(const Facet& facet, Xapian::docid item) {
  const auto ordinals = facet.column->of(item);
  if (ordinals.empty()) return 0;
  double sum = 0;
  for_each_shared(facet.values, ordinals, [&](const Value& value) { sum += value.affinity; });
  return sum / std::sqrt(static_cast<double>(facet.values.size() * ordinals.size()));
}

bool FacetComparison::has_shape_of_source(Xapian::docid item) const {
  return std::all_of(facets_.begin(), facets_.end(), [&](const Facet& facet) {
    return facet.values.empty() == facet.column->of(item).empty();
  });
}

std::vector<SharedValue> FacetComparison::shared(Xapian::docid item) const {
  std::vector<SharedValue> shared;
  for (const auto& facet : facets_)
    for_each_shared(facet.values, facet.column->of(item), [&](const Value& value) {
      shared.push_back({facet.field, facet.column->values[value.ordinal], value.information});
    });
  std::stable_sort(shared.begin(), shared.end(), [](const SharedValue& a, const SharedValue& b) {
    return a.information > b.information;
  });
  return shared;
}

}  // namespace speur::related
