// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/search.hpp"

#include <algorithm>
#include <limits>

#include "index/terms.hpp"
#include "search/compile.hpp"
#include "search/facet_counts.hpp"
#include "search/filters.hpp"

namespace speur::search {
namespace {

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

// Where no word tells one document from another, the newest say most.
Sort applied_sort(Sort asked, const query::Query& query) {
  return asked == Sort::relevance && !query::has_words(query) ? Sort::newest : asked;
}

void set_order(Xapian::Enquire& enquire, Sort sort) {
  if (sort == Sort::newest) enquire.set_sort_by_value_then_relevance(index::date_slot, true);
  if (sort == Sort::title) enquire.set_sort_by_value_then_relevance(index::title_slot, false);
}

struct Matches {
  Xapian::MSet page;
  std::vector<Xapian::docid> all;
};

Xapian::doccount clamp(std::size_t number) {
  return static_cast<Xapian::doccount>(
      std::min<std::size_t>(number, std::numeric_limits<Xapian::doccount>::max() / 2));
}

Matches match(const Xapian::Query& query, Sort sort, const SearchRequest& request,
              const index::Reader& reader) {
  Xapian::Enquire enquire(reader.database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(bm25(request.ranking.value_or(reader.schema().ranking)));
  set_order(enquire, sort);
  DocidSpy spy;
  enquire.add_matchspy(&spy);
  // Checking every document makes the total exact and shows all of them to the spy.
  auto page =
      enquire.get_mset(clamp(request.offset), clamp(request.limit), reader.database.get_doccount());
  return {std::move(page), std::move(spy).ids()};
}

std::vector<Xapian::docid> all_matches(const Xapian::Query& query, const index::Reader& reader) {
  Xapian::Enquire enquire(reader.database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  DocidSpy spy;
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 1, reader.database.get_doccount());
  return std::move(spy).ids();
}

}  // namespace

Found run(const SearchRequest& request, const query::Query& query, const index::Reader& reader) {
  const auto filters = read_filters(request.filters, reader);
  const auto words = compile(query, request.match, reader);
  const auto filtered =
      filters.empty() ? words : Xapian::Query(Xapian::Query::OP_FILTER, words, compile(filters));
  const auto sort = applied_sort(request.sort, query);
  auto matches = match(filtered, sort, request, reader);
  // Drill-sideways also needs the documents that a filter keeps out.
  const bool sideways = !filters.empty() && !request.facets.empty();
  const auto documents = sideways ? all_matches(words, reader) : std::move(matches.all);
  auto counted = count_facets(documents, filters, request.facets, reader, request.language);

  Found found{counted.total, {}, std::move(counted.facets), {}, sort};
  for (auto match = matches.page.begin(); match != matches.page.end(); ++match)
    found.ranked.push_back({*match, match.get_weight()});
  for (const auto& filter : filters) found.filters[filter.field->name] = filter.values;
  return found;
}

}  // namespace speur::search
