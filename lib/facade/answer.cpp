// SPDX-License-Identifier: GPL-2.0-or-later
#include "facade/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "present/highlight.hpp"
#include "query/messages.hpp"
#include "query/relax.hpp"
#include "query/synonyms.hpp"
#include "search/compile.hpp"
#include "search/corrections.hpp"
#include "search/explain.hpp"
#include "search/joined_words.hpp"
#include "search/search.hpp"

namespace speur::facade {
namespace {

// A query with the other ways to say it that the index knows, and what was added.
struct Understood {
  query::ParsedQuery parsed;
  std::vector<AppliedSynonym> synonyms;
  std::vector<std::string> joined;
};

Understood understand(const SearchRequest& request, const index::Reader& reader,
                      const Analyzer& analyzer) {
  Understood understood;
  const auto& snapshot = *reader.snapshot;
  const auto with_synonyms = [&](query::Query query) {
    if (!request.synonyms) return query;
    return query::with_synonyms(
        std::move(query),
        {&snapshot.own_synonyms, &Synonyms::government(), &snapshot.abbreviations}, analyzer,
        understood.synonyms);
  };
  understood.parsed = query::parse(request.query, reader.schema(), analyzer, request.language,
                                   with_synonyms, request.limits);
  understood.parsed.query = search::with_joined_words(std::move(understood.parsed.query), reader,
                                                      analyzer, understood.joined);
  return understood;
}

Hit make_hit(const matching::Ranked& ranked, const SearchRequest& request,
             const present::WantedWords& wanted, const index::Reader& reader,
             const Analyzer& analyzer) {
  const auto& schema = reader.schema();
  Hit hit;
  hit.score = ranked.score;
  if (!request.documents) {
    hit.id = reader.id_of(ranked.id);
    return hit;
  }
  hit.document = reader.document(ranked.id);
  hit.id = hit.document.id;
  hit.title = present::mark(hit.document.first(schema.roles.title), wanted, analyzer);
  hit.url = hit.document.first(schema.roles.url);
  hit.snippet = present::snippet(hit.document, schema, wanted, analyzer, request.snippet_bytes);
  return hit;
}

Collapsed collapsed_by(const search::CollapsedHit& hit, const index::Reader& reader) {
  Collapsed collapsed{hit.others, {}};
  for (const auto id : hit.best_others) collapsed.ids.push_back(reader.document(id).id);
  return collapsed;
}

// A value that no document has is more likely a slip than a wish.
void add_unknown_values(const query::Query& query, const SearchRequest& request,
                        const index::Reader& reader, std::vector<Diagnostic>& diagnostics) {
  const auto* message = query::unknown_value.in(request.language);
  query::for_each_wanted(query, [&](const auto& leaf) {
    if constexpr (std::is_same_v<std::decay_t<decltype(leaf)>, query::Value>)
      if (search::terms_of(leaf, reader).empty())
        diagnostics.push_back(
            {leaf.begin, leaf.end, fmt::format(fmt::runtime(message), leaf.text)});
  });
}

// What was asked, and what is asked instead as long as nothing is found.
class Search {
 public:
  Search(const SearchRequest& request, const index::Reader& reader, const Analyzer& analyzer,
         const collection::Profile* profile)
      : asked_(request),
        request_(request),
        reader_(reader),
        analyzer_(analyzer),
        profile_(profile),
        deadline_(request.time_limit) {
    understood_ = understand(request_, reader_, analyzer_);
    diagnostics_ = std::move(understood_.parsed.diagnostics);
    add_unknown_values(understood_.parsed.query, request_, reader_, diagnostics_);
    if (!asked_.correct) return;
    auto correction =
        search::correct(understood_.parsed.text, understood_.parsed.query, reader_, analyzer_);
    suggestion_ = std::move(correction.text);
    // A word that occurs nowhere finds nothing, so its correction takes nothing away.
    if (correction.certain && asked_.relax && relax(Relaxation::spelling))
      relaxation_.push_back(Relaxation::spelling);
  }

  SearchResults run() && { return results(found()); }

  Explanation explain(std::string_view id) && {
    // As it scores in a list that shows it, however far down.
    request_.offset = 0;
    request_.limit = search::head_ends.back() + 1;
    deadline_ = {};
    const auto head = found().head;
    return search::explain(request_, understood_.parsed.query, head, reader_.get(id), reader_,
                           analyzer_);
  }

 private:
  search::Found found() {
    auto found = search_as_understood();
    if (!asked_.relax || !query::has_words(understood_.parsed.query)) return found;
    for (const auto step :
         {Relaxation::spelling, Relaxation::quotes, Relaxation::any_word, Relaxation::filters}) {
      // Where not all was looked through, nothing found says nothing yet.
      if (found.total > 0 || !found.complete) return found;
      if (std::count(relaxation_.begin(), relaxation_.end(), step) > 0 || !relax(step)) continue;
      relaxation_.push_back(step);
      found = search_as_understood();
    }
    return found.total > 0 ? std::move(found) : found_as_asked();
  }

  // What helped nothing is not worth telling, nor doing.
  search::Found found_as_asked() {
    relaxation_.clear();
    request_ = asked_;
    understood_ = understand(request_, reader_, analyzer_);
    return search_as_understood();
  }

  search::Found search_as_understood() const {
    return search::run(request_, understood_.parsed.query, reader_, profile_,
                       search::Matcher::memory, deadline_);
  }

  // Whether the step can change anything; each keeps what the steps before it did.
  bool relax(Relaxation step) {
    auto& query = understood_.parsed.query;
    const auto before = wanted();
    switch (step) {
      case Relaxation::spelling:
        if (suggestion_.empty()) return false;
        request_.query = suggestion_;
        understood_ = understand(request_, reader_, analyzer_);
        return true;
      case Relaxation::quotes: query = query::without_quotes(std::move(query)); break;
      case Relaxation::any_word:
        query = query::with_any_word(std::move(query), request_.match);
        request_.match = Match::any;
        break;
      case Relaxation::filters: return !std::exchange(request_.filters, {}).empty();
    }
    return wanted() != before;
  }

  // What the index is asked for; unlike the query as a value, equal where the meaning is.
  matching::Plan wanted() const {
    return search::compile(understood_.parsed.query, request_.match, reader_);
  }

  SearchResults results(search::Found found) {
    SearchResults results;
    results.query = asked_.query;
    results.suggestion = std::move(suggestion_);
    results.total = found.total;
    results.exact_total = found.exact_total;
    results.complete = found.complete;
    const auto wanted = present::wanted_words(understood_.parsed.query);
    for (const auto& ranked : found.ranked) {
      results.hits.push_back(make_hit(ranked, request_, wanted, reader_, analyzer_));
      results.hits.back().rank = request_.offset + results.hits.size();
    }
    results.total_hits = found.total_hits;
    for (std::size_t i = 0; i < found.collapsed.size(); ++i)
      results.hits[i].collapsed = collapsed_by(found.collapsed[i], reader_);
    results.facets = std::move(found.facets);
    results.applied = {std::move(found.filters),
                       found.sort,
                       request_.match,
                       std::move(understood_.parsed.stop_words),
                       std::move(understood_.synonyms),
                       std::move(understood_.joined),
                       std::move(relaxation_)};
    results.diagnostics = std::move(diagnostics_);
    return results;
  }

  const SearchRequest& asked_;
  SearchRequest request_;
  const index::Reader& reader_;
  const Analyzer& analyzer_;
  const collection::Profile* profile_;
  matching::Deadline deadline_;
  Understood understood_;
  std::string suggestion_;
  std::vector<Diagnostic> diagnostics_;
  std::vector<Relaxation> relaxation_;
};

}  // namespace

SearchResults answer(const SearchRequest& request, const index::Reader& reader,
                     const Analyzer& analyzer, const collection::Profile* profile) {
  return Search(request, reader, analyzer, profile).run();
}

Explanation explain(const SearchRequest& request, std::string_view id, const index::Reader& reader,
                    const Analyzer& analyzer, const collection::Profile* profile) {
  return Search(request, reader, analyzer, profile).explain(id);
}

}  // namespace speur::facade
