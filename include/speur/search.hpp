// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur {

enum class Sort {
  relevance,  ///< best first; newest first where no word of the query can rank
  newest,     ///< latest date first, documents without a date last
  title,      ///< as a Dutch reader orders titles
};

/// Which documents a row of words finds. Either way the best match comes first.
enum class Match {
  any,  ///< those with at least one of the words
  all,  ///< those with every word
};

/// Facet values to keep per facet: several values of one facet widen, several facets narrow. Of
/// ordinal and date facets also ranges: "pilot.." (at least pilot), "2023-05..2024", "..2020".
using Filters = std::map<std::string, std::vector<std::string>, std::less<>>;

enum class FacetOrder {
  /// Ordinals as declared, dates newest first, hierarchies as a tree, all others by count.
  natural,
  count,     ///< highest first
  label,     ///< as a Dutch reader orders labels; dates oldest first
  declared,  ///< as the schema lists them, others after that by count
};

enum class DateUnit { year, month, day };

/// A facet to count. A name by itself will do.
struct FacetRequest {
  FacetRequest() = default;
  FacetRequest(std::string name) : field(std::move(name)) {}
  FacetRequest(const char* name) : field(name) {}

  std::string field;
  FacetOrder order = FacetOrder::natural;
  /// At most so many values, those that count most; selected ones in any case. 0: all.
  std::size_t limit = 0;
  /// Only values whose label holds this text, in any case and with or without accents.
  std::string containing = {};
  DateUnit unit = DateUnit::year;  ///< what a date facet lists: a histogram by year, month or day
};

/// How much of what is typed is taken. The rest is left out, and a diagnostic says so.
struct QueryLimits {
  std::size_t bytes = 10'000;  ///< of the query, as far as whole characters go
  std::size_t words = 200;     ///< also those of phrases, and facet values
  std::size_t prefixes = 10;   ///< begin*; more of them are searched as words
  /// How many stems a prefix stands for: the most frequent ones. Nothing is said of others.
  std::size_t expansions = 100;
};

struct SearchRequest {
  /// What the searcher typed. Words, "a phrase", -without, field:word, begin*, OR/AND/NOT (also
  /// OF/EN/NIET) and parentheses. Empty: all documents.
  std::string query;
  Filters filters;
  /// Facets to count. Each one costs time; name what the page shows.
  std::vector<FacetRequest> facets;
  Sort sort = Sort::relevance;
  Match match = Match::any;
  bool synonyms = true;  ///< search abbreviations and synonyms as well
  bool correct = true;   ///< look for a better spelling
  /// When nothing is found, ask for less: see `Relaxation`.
  bool relax = true;
  /// What shows as one hit, the best of them: "versions" for documents that are versions of one by
  /// what the schema says (`Field::versions`, `Roles::series`), or the name of a facet with one
  /// value for those that share it. A document without a version or value is a hit by itself. Total
  /// and facets still count documents; `limit` and `offset` count hits. Empty: every document is a
  /// hit.
  std::string collapse = {};
  std::size_t limit = 10;  ///< how many hits
  std::size_t offset = 0;  ///< how many to skip first
  /// Whether the total must be exact. Without it, and without facets, documents that cannot come on
  /// the page are passed over, which is faster.
  bool exact_total = true;
  Language language = Language::dutch;  ///< of labels and diagnostics
  /// About how long a snippet is, in bytes; 0 for none.
  std::size_t snippet_bytes = 240;
  /// Whether hits come with what the index holds of them. Without, they have a rank, an id and a
  /// score only, which is faster: for whoever keeps the documents elsewhere.
  bool documents = true;
  std::optional<Ranking> ranking = std::nullopt;  ///< instead of the index's own
  QueryLimits limits = {};
  /// How long to go on looking for matches; 0: as long as it takes. When it is over, the answer has
  /// what was found by then, see `SearchResults::complete`. The clock is looked at after every
  /// 4,096 documents, so that a small index is always looked through; what is read from disk
  /// beforehand, and hits that are written out afterwards, come on top.
  std::chrono::microseconds time_limit{0};
};

/// Something in the query that was not taken as it stands. Offsets are bytes of the query.
struct Diagnostic {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message;
  bool operator==(const Diagnostic&) const = default;
};

/// A text with marks where it matches: half-open byte ranges, in order, never overlapping.
struct MarkedText {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;
  bool operator==(const MarkedText&) const = default;
};

/// `text` as HTML: escaped, with each mark between <mark> and </mark>.
std::string to_html(const MarkedText& text);

/// Documents that match and that a hit stands for.
struct Collapsed {
  std::uint64_t count = 0;
  std::vector<std::string> ids;  ///< at most 10 of them, best first
  bool operator==(const Collapsed&) const = default;
};

struct Hit {
  std::size_t rank = 0;  ///< 1 is the best
  std::string id;
  double score = 0;  ///< compares hits of one answer only; 0 where nothing was ranked
  MarkedText title;
  std::string url;
  MarkedText snippet;
  Document document;
  Collapsed collapsed = {};  ///< see `SearchRequest::collapse`
};

struct FacetCount {
  std::string value;
  std::string label;
  std::uint64_t count = 0;  ///< documents, exact
  bool selected = false;
};

/// Counts are drill-sideways: those of a facet leave that facet's own filter out, so that a
/// selected facet still shows what its other values would give.
struct FacetCounts {
  std::string field;
  std::string label;
  std::vector<FacetCount> values;  ///< that occur, and selected ones
  std::size_t different = 0;       ///< how many there are without `FacetRequest::limit`
};

/// That something typed was also searched under other names.
struct AppliedSynonym {
  std::string typed;
  std::vector<std::string> also;
  bool operator==(const AppliedSynonym&) const = default;
};

/// What was let go of the request because nothing was found, in this order and no more than needed.
enum class Relaxation {
  /// Misspelled words were replaced, see `SearchResults::suggestion`: always where they occur in no
  /// document at all.
  spelling,
  quotes,    ///< the words of a phrase need not stand side by side
  any_word,  ///< one of the words is enough
  filters,   ///< the filters were left out
};

/// How the request was understood.
struct Applied {
  Filters filters;
  Sort sort = Sort::relevance;  ///< what was done: `newest` where relevance had no word to go by
  Match match = Match::any;
  std::vector<std::string> stop_words;  ///< words of the query that were left out
  std::vector<AppliedSynonym> synonyms;
  std::vector<std::string> joined;  ///< words made of two of the query, searched as well
  /// What was let go. Empty where something was found at once, and where nothing helped: then the
  /// request is answered as it was asked.
  std::vector<Relaxation> relaxation;
};

struct SearchResults {
  std::string query;
  /// The query in a better spelling ("Bedoelde u ...?"); empty when there is nothing to suggest.
  std::string suggestion;
  std::uint64_t total = 0;  ///< documents that match
  bool exact_total = true;  ///< otherwise `total` is the least that it can be
  /// Whether all was looked through. Otherwise `SearchRequest::time_limit` was over: there may be
  /// better hits, and where the total is not exact, the counts of facets are of the same documents
  /// as the total: the least that they can be.
  bool complete = true;
  std::uint64_t total_hits = 0;  ///< as `total`, but what is collapsed counts once: for paging
  double took_ms = 0;
  std::vector<Hit> hits;
  std::vector<FacetCounts> facets;
  Applied applied;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace speur
