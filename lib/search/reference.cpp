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

class Shown final : public Xapian::MatchDecider {
 public:
  explicit Shown(const index::View& view) : view_(view) {}
  bool operator()(const Xapian::Document& document) const override {
    return view_.shows(document.get_docid());
  }

 private:
  const index::View& view_;
};

// Documents that are known beforehand: those with a phrase, which Xapian's own positions would need
// twice the room for.
class Listed final : public Xapian::PostingSource {
 public:
  explicit Listed(std::vector<Xapian::docid> ids) : ids_(std::move(ids)) {}

  void init(const Xapian::Database&) override { at_ = before; }
  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void next(double) override { ++at_; }
  void skip_to(Xapian::docid id, double) override {
    const auto from = ids_.begin() + static_cast<std::ptrdiff_t>(at_ == before ? 0 : at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, ids_.end(), id) - ids_.begin());
  }
  bool at_end() const override { return at_ != before && at_ >= ids_.size(); }
  Xapian::docid get_docid() const override { return ids_[at_]; }

 private:
  static constexpr std::size_t before = std::numeric_limits<std::size_t>::max();

  Xapian::doccount size() const { return static_cast<Xapian::doccount>(ids_.size()); }

  std::vector<Xapian::docid> ids_;
  std::size_t at_ = before;
};

XQuery combine(XQuery::op op, const Plan& plan, const index::Reader& reader) {
  std::vector<XQuery> queries;
  for (const auto& child : plan.children) queries.push_back(to_xapian(child, reader));
  return {op, queries.begin(), queries.end()};
}

// Xapian 1.4 takes the children of an OR right under a MAX for children of the MAX, and so would
// not add them up; scaling by 1 keeps them together.
XQuery best_of(const Plan& plan, const index::Reader& reader) {
  std::vector<XQuery> queries;
  for (const auto& child : plan.children)
    queries.emplace_back(XQuery::OP_SCALE_WEIGHT, to_xapian(child, reader), 1.0);
  return {XQuery::OP_MAX, queries.begin(), queries.end()};
}

XQuery unscaled(const Plan& plan, const index::Reader& reader) {
  switch (plan.kind) {
    case Kind::nothing: return XQuery::MatchNothing;
    case Kind::everything: return XQuery::MatchAll;
    case Kind::term: return XQuery(plan.terms.front());
    case Kind::phrase:
      return XQuery((new Listed(reader.phrase(plan.terms, plan.field)->ids()))->release());
    case Kind::sum: return combine(XQuery::OP_OR, plan, reader);
    case Kind::best: return best_of(plan, reader);
    case Kind::all: return combine(XQuery::OP_AND, plan, reader);
    case Kind::without: return combine(XQuery::OP_AND_NOT, plan, reader);
  }
  return XQuery::MatchNothing;
}

Xapian::doccount clamp(std::size_t number) {
  return static_cast<Xapian::doccount>(
      std::min<std::size_t>(number, std::numeric_limits<Xapian::doccount>::max() / 2));
}

}  // namespace

Xapian::Query to_xapian(const Plan& plan, const index::Reader& reader) {
  auto query = unscaled(plan, reader);
  return plan.factor == 1 ? query : XQuery(XQuery::OP_SCALE_WEIGHT, query, plan.factor);
}

std::vector<matching::Ranked> match_by_xapian(const ReferenceRequest& request,
                                              const index::Reader& reader) {
  Xapian::Enquire enquire(reader.database.whole());
  enquire.set_query(
      {XQuery::OP_FILTER, to_xapian(request.plan, reader), to_xapian(request.filters, reader)});
  const auto k1 = request.ranking.k1 * index::wdf_per_occurrence;
  enquire.set_weighting_scheme(Xapian::BM25Weight(k1, 0, 1, request.ranking.b, 0));
  if (request.sort == Sort::newest)
    enquire.set_sort_by_value_then_relevance(index::date_slot, true);
  if (request.sort == Sort::title)
    enquire.set_sort_by_value_then_relevance(index::title_slot, false);
  const Shown shown(reader.database);
  // Every document is checked: where one scores exactly what its term can give at most, Xapian
  // 1.4.22 passes over others that score more.
  const auto found =
      enquire.get_mset(0, clamp(request.best), reader.database.get_doccount(), nullptr, &shown);
  std::vector<matching::Ranked> ranked;
  for (auto match = found.begin(); match != found.end(); ++match)
    ranked.push_back({*match, match.get_weight()});
  return ranked;
}

std::vector<Xapian::docid> all_matches(const Plan& plan, const index::Reader& reader) {
  const auto& whole = reader.database.whole();
  Xapian::Enquire enquire(whole);
  enquire.set_query(to_xapian(plan, reader));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  DocidSpy spy;
  enquire.add_matchspy(&spy);
  // Checking every document shows all of them to the spy.
  const Shown shown(reader.database);
  enquire.get_mset(0, 1, whole.get_doccount(), nullptr, &shown);
  auto ids = std::move(spy).ids();
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace speur::search
