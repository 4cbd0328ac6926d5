// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/related.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "related/diversity.hpp"
#include "related/groups.hpp"
#include "related/ranker.hpp"
#include "related/reasons.hpp"
#include "speur/error.hpp"

namespace speur::related {
namespace {

// Further down nobody looks for variety, and what is there is hardly related any more.
constexpr std::size_t max_varied = 50;

double diversity_of(const RelatedRequest& request, const Ranking& ranking) {
  const auto diversity = request.diversity.value_or(ranking.related_diversity);
  if (!(diversity >= 0 && diversity <= 1))
    throw RequestError(fmt::format("diversity is 0 to 1, not {}", diversity));
  return diversity;
}

// Places in the ranking in the order of the page. It is the same whatever the size of the page.
std::vector<std::size_t> page_of(const std::vector<Item>& ranked, std::size_t limit,
                                 double diversity, const TraitReader& traits_of) {
  const auto size = std::min(limit, ranked.size());
  std::vector<std::size_t> page;
  const auto varied = std::min(ranked.size(), max_varied);
  if (diversity > 0 && varied > 0 && ranked.front().score > 0) {
    std::vector<double> relevance;
    std::vector<Traits> traits;
    for (std::size_t i = 0; i < varied; ++i) {
      relevance.push_back(ranked[i].score / ranked.front().score);
      traits.push_back(traits_of.of(ranked[i].id));
    }
    page = by_marginal_relevance(
        relevance, diversity, std::min(size, varied),
        [&](std::size_t a, std::size_t b) { return likeness(traits[a], traits[b]); });
  }
  const auto in_order = page.size();
  page.resize(size);
  std::iota(page.begin() + static_cast<std::ptrdiff_t>(in_order), page.end(), in_order);
  return page;
}

}  // namespace

RelatedItems run(const Seeds& seeds, const RelatedRequest& request, const index::Reader& reader,
                 const Analyzer& analyzer, const Model* model, const Use* use) {
  const Ranker ranker(seeds, request, reader, analyzer, model, use);
  const auto diversity = diversity_of(request, ranker.ranking());
  const auto ranked = ranker.ranked();
  RelatedItems related;
  if (!ranker.sources().empty()) related.id = ranker.sources().front().document.id;
  const Reasons reasons(ranker.sources(), ranker.terms(), ranker.facets(), reader, analyzer);
  for (const auto place :
       page_of(ranked, request.limit, diversity, TraitReader(reader, ranker.profile()))) {
    const auto& found = ranked[place];
    RelatedItem item;
    item.rank = related.items.size() + 1;
    item.document = reader.document(found.id);
    item.id = item.document.id;
    item.score = found.score;
    item.reasons =
        reasons.of(found.id, item.document, found.signals.mention > 0, found.signals.use > 0);
    related.items.push_back(std::move(item));
  }
  related.grouped_by = request.group_by;
  if (!request.group_by.empty()) related.groups = groups_of(ranked, request.group_by, reader);
  return related;
}

double diversity_of(const std::vector<std::string>& ids, const index::Reader& reader,
                    const Model* model) {
  std::vector<collection::Vector> directions;
  for (const auto& id : ids)
    if (const auto found = reader.find(id))
      directions.push_back(model ? model->profile().vector_of(*found, reader)
                                 : collection::Vector{});
  return intra_list_diversity(directions);
}

}  // namespace speur::related
