// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/search.hpp"

#include <algorithm>
#include <limits>

#include "index/terms.hpp"
#include "matching/match.hpp"
#include "search/compile.hpp"
#include "search/facet_counts.hpp"
#include "search/filters.hpp"
#include "search/reference.hpp"

namespace speur::search {
namespace {

using matching::Plan;

// Where no word tells one document from another, the newest say most.
Sort applied_sort(Sort asked, const query::Query& query) {
  return asked == Sort::relevance && !query::has_words(query) ? Sort::newest : asked;
}

// How many documents to rank so that the page is among them.
std::size_t ranked_for_page(const SearchRequest& request, const index::Reader& reader) {
  const std::size_t all = reader.database.get_doccount();
  if (!request.collapse.empty()) return all;
  if (request.limit == 0 || request.offset >= all) return 0;
  return request.offset + std::min(request.limit, all - request.offset);
}

/// One request, on its way through a matcher.
struct Job {
  const SearchRequest& request;
  Plan plan;
  std::vector<Filter> filters;
  matching::Selection selection;
  Sort sort;
  const index::Reader& reader;
  const collection::Profile* profile;
  const matching::Deadline& deadline;

  const Ranking& ranking() const {
    return request.ranking ? *request.ranking : reader.schema().ranking;
  }
  // Whether the order of the best is looked at again.
  bool lifts() const {
    return profile && sort == Sort::relevance &&
           (ranking().title > 0 || ranking().opening > 0 || ranking().semantic > 0);
  }
  std::size_t size() const {
    const auto page = ranked_for_page(request, reader);
    return lifts() && page > 0 ? ranked_for(page) : page;
  }
  bool counts() const {
    return request.exact_total || !request.facets.empty() || !request.collapse.empty();
  }
};

std::shared_ptr<const index::SortOrder> order_of(Sort sort, const index::Reader& reader) {
  switch (sort) {
    case Sort::newest: return reader.newest_first();
    case Sort::title: return reader.by_title();
    case Sort::relevance: break;
  }
  return nullptr;
}

matching::Matches match_in_memory(const Plan& plan, const Ranking& ranking,
                                  const matching::Selection& selection,
                                  const matching::Wanted& wanted, const index::Reader& reader) {
  const auto lengths = reader.lengths();
  matching::Scoring scoring;
  scoring.lengths = lengths.get();
  scoring.documents = reader.database.get_doccount();
  scoring.share = {ranking.k1 * index::wdf_per_occurrence, ranking.b, lengths->average};
  scoring.wanted = wanted.best > 0;
  const auto postings_of = [&](const Plan& leaf) {
    return leaf.kind == Plan::Kind::phrase ? reader.phrase(leaf.terms, leaf.field)
                                           : reader.postings(leaf.terms.front());
  };
  matching::Cursor cursor(plan, postings_of, scoring);
  return matching::match(cursor, selection, wanted);
}

matching::Matches match_in_memory(const Job& job, FacetCounter& counter) {
  matching::Wanted wanted;
  wanted.best = job.size();
  wanted.deadline = job.deadline;
  const auto order = order_of(job.sort, job.reader);
  if (order) wanted.order = &order->places;
  if (job.counts())
    wanted.on_block = [&](std::uint32_t block, const matching::Mask& matches) {
      counter.add(block, matches);
    };
  return match_in_memory(job.plan, job.ranking(), job.selection, wanted, job.reader);
}

void count_by_xapian(const Job& job, FacetCounter& counter) {
  matching::Mask matches;
  std::uint32_t block = 0;
  for (const auto id : all_matches(job.plan, job.reader)) {
    if (index::block_of(id) != block) {
      counter.add(block, matches);
      matches = {};
      block = index::block_of(id);
    }
    matches.set(id % index::block_size);
  }
  counter.add(block, matches);
}

matching::Matches match_by_reference(const Job& job, FacetCounter& counter) {
  count_by_xapian(job, counter);
  return {match_by_xapian({job.plan, compile(job.filters), job.ranking(), job.sort, job.size()},
                          job.reader),
          counter.total()};
}

template <typename Hit>
void cut_to_page(std::vector<Hit>& hits, const SearchRequest& request) {
  const auto begin = std::min(request.offset, hits.size());
  hits.resize(begin + std::min(request.limit, hits.size() - begin));
  hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(begin));
}

}  // namespace

std::vector<matching::Ranked> best(const Plan& plan, std::size_t size,
                                   const matching::Selection& selection, const Ranking& ranking,
                                   const index::Reader& reader) {
  matching::Wanted wanted;
  wanted.best = size;
  return match_in_memory(plan, ranking, selection, wanted, reader).best;
}

Found run(const SearchRequest& request, const query::Query& query, const index::Reader& reader,
          const collection::Profile* profile, Matcher matcher, const matching::Deadline& deadline) {
  auto filters = read_filters(request.filters, reader);
  std::vector<std::shared_ptr<const index::Bitmap>> passing;
  for (const auto& filter : filters) passing.push_back(filter.documents);
  const Job job{request,
                compile(query, request.match, reader),
                std::move(filters),
                matching::Selection(std::move(passing)),
                applied_sort(request.sort, query),
                reader,
                profile,
                deadline};
  const auto groups = request.collapse.empty() ? nullptr : groups_by(request.collapse, reader);
  FacetCounter counter(request.facets, job.filters, job.selection, reader);
  auto matches =
      matcher == Matcher::memory ? match_in_memory(job, counter) : match_by_reference(job, counter);
  Found found;
  found.sort = job.sort;
  found.exact_total = (job.counts() || matcher == Matcher::reference) && matches.all_counted;
  found.complete = matches.all_counted && matches.all_scored;
  found.total = job.counts() ? counter.total() : matches.seen;
  if (job.lifts()) found.head = put_in_order(matches.best, query, job.ranking(), *profile, reader);
  found.total_hits = found.total;
  if (groups) {
    found.collapsed = collapsed(matches.best, *groups);
    found.total_hits = found.collapsed.size();
    cut_to_page(found.collapsed, request);
    for (const auto& hit : found.collapsed) found.ranked.push_back(hit.best);
  } else {
    found.ranked = std::move(matches.best);
    cut_to_page(found.ranked, request);
  }
  found.facets = counter.counts(request.language);
  for (const auto& filter : job.filters) found.filters[filter.field->name] = filter.values;
  return found;
}

}  // namespace speur::search
