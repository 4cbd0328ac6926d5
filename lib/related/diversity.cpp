// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/diversity.hpp"

#include <algorithm>

namespace speur::related {
namespace {

constexpr double same_trait = 0.1;
constexpr int nearly_a_copy = 16;  // a power of the cosine

bool share_one(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  return std::any_of(a.begin(), a.end(), [&](std::uint32_t ordinal) {
    return std::binary_search(b.begin(), b.end(), ordinal);
  });
}

std::shared_ptr<const index::FacetColumn> column_of(const std::string& role,
                                                    const index::Reader& reader) {
  const auto* field = reader.schema().find(role);
  return field && field->kind == FieldKind::facet ? reader.column(role) : nullptr;
}

std::vector<std::uint32_t> ordinals(const std::shared_ptr<const index::FacetColumn>& column,
                                    Xapian::docid id) {
  if (!column) return {};
  const auto all = column->of(id);
  std::vector<std::uint32_t> sorted(all.begin(), all.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

double cosine_of(const collection::Vector& a, const collection::Vector& b) {
  return std::max(0.0, collection::cosine(a, b));
}

}  // namespace

double likeness(const Traits& a, const Traits& b) {
  auto copied = cosine_of(a.direction, b.direction);
  for (int power = 1; power < nearly_a_copy; power *= 2) copied *= copied;
  auto new_in_b = 1 - copied;
  if (share_one(a.types, b.types)) new_in_b *= 1 - same_trait;
  if (share_one(a.organisations, b.organisations)) new_in_b *= 1 - same_trait;
  return 1 - new_in_b;
}

TraitReader::TraitReader(const index::Reader& reader, const collection::Profile* profile)
    : reader_(reader),
      profile_(profile),
      types_(column_of(reader.schema().roles.type, reader)),
      organisations_(column_of(reader.schema().roles.organisation, reader)) {}

Traits TraitReader::of(Xapian::docid id) const {
  Traits traits;
  if (profile_) traits.direction = profile_->vector_of(id, reader_);
  traits.types = ordinals(types_, id);
  traits.organisations = ordinals(organisations_, id);
  return traits;
}

std::vector<std::size_t> by_marginal_relevance(const std::vector<double>& relevance,
                                               double diversity, std::size_t limit,
                                               const LikenessOf& likeness_of) {
  std::vector<std::size_t> left(relevance.size());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = i;
  std::vector<double> nearest(relevance.size(), 0);  // the highest likeness to one chosen
  std::vector<std::size_t> chosen;
  while (!left.empty() && chosen.size() < limit) {
    const auto marginal = [&](std::size_t item) {
      return (1 - diversity) * relevance[item] - diversity * nearest[item];
    };
    const auto best = std::max_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
      return marginal(a) < marginal(b);
    });
    chosen.push_back(*best);
    left.erase(best);  // the others stay in order
    for (const auto item : left)
      nearest[item] = std::max(nearest[item], likeness_of(item, chosen.back()));
  }
  return chosen;
}

double intra_list_diversity(const std::vector<collection::Vector>& directions) {
  double sum = 0;
  for (std::size_t i = 0; i < directions.size(); ++i)
    for (std::size_t j = i + 1; j < directions.size(); ++j)
      sum += 1 - cosine_of(directions[i], directions[j]);
  const auto size = static_cast<double>(directions.size());
  return size < 2 ? 0 : sum / (size * (size - 1) / 2);
}

}  // namespace speur::related
