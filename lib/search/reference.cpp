// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/reference.hpp"

#include <algorithm>
#include <limits>

#include "index/terms.hpp"

namespace speur::search {
namespace {

using XQuery = Xapian::Query;
using matching::Plan;
using Kind = matching::Plan::Kind;

// Notes which documents match, and nothing else about them.
class DocidSpy final : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    ids_.push_back(document.get_docid());
  }
  std::vector<Xapian::docid> ids() && { return std::move(ids_); }

 private:
  std::vector<Xapian::docid> ids_;
};

XQuery combine(XQuery::op op, const Plan& plan) {
  std::vector<XQuery> queries;
  for (const auto& child : plan.children) queries.push_back(to_xapian(child));
  return {op, queries.begin(), queries.end()};
}

// Xapian 1.4 takes the children of an OR right under a MAX for children of the MAX, and so would
// not add them up; scaling by 1 keeps them together.
XQuery best_of(const Plan& plan) {
  std::vector<XQuery> queries;
  for (const auto& child : plan.children)
    queries.emplace_back(XQuery::OP_SCALE_WEIGHT, to_xapian(child), 1.0);
  return {XQuery::OP_MAX, queries.begin(), queries.end()};
}

XQuery unscaled(const Plan& plan) {
  switch (plan.kind) {
    case Kind::nothing: return XQuery::MatchNothing;
    case Kind::everything: return XQuery::MatchAll;
    case Kind::term: return XQuery(plan.terms.front());
    case Kind::phrase:
      return {XQuery::OP_PHRASE, plan.terms.begin(), plan.terms.end(),
              static_cast<Xapian::termcount>(plan.terms.size())};
    case Kind::sum: return combine(XQuery::OP_OR, plan);
    case Kind::best: return best_of(plan);
    case Kind::all: return combine(XQuery::OP_AND, plan);
    case Kind::without: return combine(XQuery::OP_AND_NOT, plan);
  }
  return XQuery::MatchNothing;
}

Xapian::doccount clamp(std::size_t number) {
  return static_cast<Xapian::doccount>(
      std::min<std::size_t>(number, std::numeric_limits<Xapian::doccount>::max() / 2));
}

}  // namespace

Xapian::Query to_xapian(const Plan& plan) {
  auto query = unscaled(plan);
  return plan.factor == 1 ? query : XQuery(XQuery::OP_SCALE_WEIGHT, query, plan.factor);
}

std::vector<matching::Ranked> match_by_xapian(const ReferenceRequest& request,
                                              const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query({XQuery::OP_FILTER, to_xapian(request.plan), to_xapian(request.filters)});
  const auto k1 = request.ranking.k1 * index::wdf_per_occurrence;
  enquire.set_weighting_scheme(Xapian::BM25Weight(k1, 0, 1, request.ranking.b, 0));
  if (request.sort == Sort::newest)
    enquire.set_sort_by_value_then_relevance(index::date_slot, true);
  if (request.sort == Sort::title)
    enquire.set_sort_by_value_then_relevance(index::title_slot, false);
  const auto found = enquire.get_mset(0, clamp(request.best));
  std::vector<matching::Ranked> ranked;
  for (auto match = found.begin(); match != found.end(); ++match)
    ranked.push_back({*match, match.get_weight()});
  return ranked;
}

std::vector<Xapian::docid> all_matches(const Plan& plan, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(to_xapian(plan));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  DocidSpy spy;
  enquire.add_matchspy(&spy);
  // Checking every document shows all of them to the spy.
  enquire.get_mset(0, 1, database.get_doccount());
  auto ids = std::move(spy).ids();
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace speur::search
