// SPDX-License-Identifier: GPL-2.0-or-later
#include "search.hpp"

#include "document.hpp"
#include "json.hpp"
#include "module.hpp"
#include "sequence.hpp"
#include "speur/json.hpp"

namespace speur::python {
namespace {

using Answer = std::shared_ptr<SearchAnswer>;
using KnownHit = PartOf<SearchAnswer, Hit>;

py::object hit_at(const Answer& answer, std::size_t at) {
  return object_of(std::make_shared<KnownHit>(KnownHit{answer, &answer->results.hits[at]}));
}

py::tuple hits(const Answer& answer) {
  py::tuple all(answer->results.hits.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = hit_at(answer, i);
  return all;
}

py::dict facets(const Answer& answer) {
  py::dict all;
  for (const auto& facet : answer->results.facets)
    all[to_python(facet.field)] = part_of(answer, facet);
  return all;
}

py::object hit_dict(const KnownHit& self) {
  SearchResults alone;
  alone.hits.push_back(*self.part);
  const auto whole = loads(to_json(alone, *self.whole->schema));
  return whole["hits"][py::int_(0)];
}

void add_hits(py::module_& module) {
  const auto document = [](const KnownHit& self) -> py::object {
    return py::cast(std::make_shared<KnownDocument>(KnownDocument{
        std::shared_ptr<const Document>(self.whole, &self.part->document), self.whole->schema}));
  };
  ValueClass<Collapsed>(module, "Collapsed", "Documents that match and that a hit stands for.")
      .field("count", &Collapsed::count, "How many.")
      .field("ids", &Collapsed::ids, "Of at most 10 of them, best first.");
  ValueClass<KnownHit>(module, "Hit", "A document that a search found.")
      .field(
          "rank", [](const KnownHit& self) { return self.part->rank; }, "1 is the best.")
      .field(
          "id", [](const KnownHit& self) -> const auto& { return self.part->id; },
          "Of the document.")
      .field(
          "score", [](const KnownHit& self) { return self.part->score; },
          "Compares hits of one answer only; 0 where nothing was ranked.")
      .field(
          "title", [](const KnownHit& self) -> const auto& { return self.part->title; },
          "A MarkedText: a str that knows where it matches.")
      .field(
          "url", [](const KnownHit& self) -> const auto& { return self.part->url; },
          "Its address; '' where it has none.")
      .field(
          "snippet", [](const KnownHit& self) -> const auto& { return self.part->snippet; },
          "A MarkedText: the piece of the document that matches best.")
      .field("document", document, "The document as it was indexed.")
      .field(
          "collapsed", [](const KnownHit& self) -> const auto& { return self.part->collapsed; },
          "The Collapsed documents that it stands for.")
      .method("to_dict", &hit_dict,
              "to_dict(self)\n--\n\n"
              "The hit as a dict of plain values: a snippet in HTML, and of the document what is\n"
              "no text.");
}

constexpr std::array limit_options{
    option<QueryLimits, &QueryLimits::bytes>("bytes"),
    option<QueryLimits, &QueryLimits::words>("words"),
    option<QueryLimits, &QueryLimits::prefixes>("prefixes"),
    option<QueryLimits, &QueryLimits::expansions>("expansions"),
};

std::shared_ptr<QueryLimits> make_limits(const py::kwargs& given) {
  auto limits = std::make_shared<QueryLimits>();
  set_options(*limits, given, limit_options);
  return limits;
}

void add_query_limits(py::module_& module) {
  ValueClass<QueryLimits> limits(
      module, "QueryLimits",
      "How much of what is typed is taken; the rest is left out, and a diagnostic says so.");
  limits.def(py::init(&make_limits),
             "__init__(self, *, bytes=10000, words=200, prefixes=10, expansions=100)"
             "\n--\n\nSee the fields.");
  limits.field("bytes", &QueryLimits::bytes, "Of the query in UTF-8.")
      .field("words", &QueryLimits::words, "Also those of phrases, and facet values.")
      .field("prefixes", &QueryLimits::prefixes, "begin*; more of them are searched as words.")
      .field("expansions", &QueryLimits::expansions,
             "How many stems a prefix stands for: the most frequent ones. Nothing is said of "
             "others.");
}

constexpr std::array facet_options{
    option<FacetRequest, &FacetRequest::order>("order"),
    option<FacetRequest, &FacetRequest::limit>("limit"),
    option<FacetRequest, &FacetRequest::containing>("containing"),
    option<FacetRequest, &FacetRequest::unit>("unit"),
};

std::shared_ptr<FacetRequest> make_facet_request(py::handle field, const py::kwargs& given) {
  auto request = std::make_shared<FacetRequest>(text_from(field, "field"));
  set_options(*request, given, facet_options);
  return request;
}

void add_facet_requests(py::module_& module) {
  ValueClass<FacetRequest> request(module, "FacetRequest",
                                   "A facet to count; its name by itself will do.");
  request.def(py::init(&make_facet_request), py::arg("field"),
              "__init__(self, field, *, order='natural', limit=0, containing='', unit='year')"
              "\n--\n\nSee the fields.");
  request.field("field", &FacetRequest::field, "The facet.")
      .field(
          "order", &FacetRequest::order,
          "'natural' (ordinals as declared, dates newest first, hierarchies as a tree, others by\n"
          "count), 'count', 'label' (dates oldest first) or 'declared'.")
      .field("limit", &FacetRequest::limit,
             "At most so many values, those that count most; selected ones in any case. 0: all.")
      .field("containing", &FacetRequest::containing,
             "Only values whose label holds this text, in any case and with or without accents.")
      .field("unit", &FacetRequest::unit, "What a date facet lists: by 'year', 'month' or 'day'.");
}

void add_facets(py::module_& module) {
  ValueClass<FacetCount>(module, "FacetCount", "A value of a facet, and how often it occurs.")
      .field("value", &FacetCount::value, "As filters have it.")
      .field("label", &FacetCount::label, "What people see.")
      .field("count", &FacetCount::count, "Documents, exact.")
      .field("selected", &FacetCount::selected, "Whether the request filters on it.");
  using Counts = std::shared_ptr<FacetCounts>;
  ValueClass<FacetCounts> counts(
      module, "FacetCounts",
      "The values of a facet that occur, and selected ones: a sequence of FacetCount. Counts "
      "leave\n"
      "the facet's own filter out, so that they show what another choice would give.");
  counts.field("field", &FacetCounts::field, "The facet.")
      .field("label", &FacetCounts::label, "What people call it.")
      .field("values", &FacetCounts::values, "That occur, and selected ones.")
      .field("different", &FacetCounts::different,
             "How many there are without the limit of a FacetRequest.");
  add_sequence(
      counts, [](const Counts& self) { return self->values.size(); },
      [](const Counts& self, std::size_t at) { return part_of(self, self->values[at]); });
}

void add_applied(py::module_& module) {
  ValueClass<AppliedSynonym>(module, "AppliedSynonym",
                             "That something typed was also searched under other names.")
      .field("typed", &AppliedSynonym::typed, "What was typed.")
      .field("also", &AppliedSynonym::also, "The other names.");
  ValueClass<Applied>(module, "Applied", "How a request was understood.")
      .field("filters", &Applied::filters, "A dict of facets and the values kept.")
      .field("sort", &Applied::sort,
             "What was done: 'newest' where relevance had no word to go by.")
      .field("match", &Applied::match, "'any' or 'all'.")
      .field("stop_words", &Applied::stop_words, "Words of the query that were left out.")
      .field("synonyms", &Applied::synonyms, "What was searched under other names as well.")
      .field("joined", &Applied::joined, "Words made of two of the query, searched as well.")
      .field("relaxation", &Applied::relaxation,
             "What was let go because nothing was found: 'spelling', 'quotes', 'any_word',\n"
             "'filters'. Empty where something was found at once.");
  ValueClass<Diagnostic>(module, "Diagnostic",
                         "Something in the query that was not taken as it stands.")
      .field("begin", &Diagnostic::begin, "Where it begins in the query, in characters.")
      .field("end", &Diagnostic::end, "Where it ends in the query, in characters.")
      .field("message", &Diagnostic::message, "What was done with it.");
}

}  // namespace

void add_search(py::module_& module) {
  add_hits(module);
  add_query_limits(module);
  add_facet_requests(module);
  add_facets(module);
  add_applied(module);
  const auto json = [](const SearchAnswer& self) { return to_json(self.results, *self.schema); };
  ValueClass<SearchAnswer> answers(
      module, "SearchResults",
      "The answer to a search: a sequence of its hits, and what goes with them.");
  answers
      .field(
          "query", [](const SearchAnswer& self) -> const auto& { return self.results.query; },
          "What was typed.")
      .field(
          "suggestion",
          [](const SearchAnswer& self) -> const auto& { return self.results.suggestion; },
          "The query in a better spelling (\"Bedoelde u ...?\"); '' for nothing to suggest.")
      .field(
          "total", [](const SearchAnswer& self) { return self.results.total; },
          "Documents that match.")
      .field(
          "exact_total", [](const SearchAnswer& self) { return self.results.exact_total; },
          "Whether `total` is exact; otherwise it is the least that it can be.")
      .field(
          "complete", [](const SearchAnswer& self) { return self.results.complete; },
          "Whether all was looked through; otherwise `time_limit` was over: there may be better\n"
          "hits, and where `total` is not exact, facets count the same documents as it does.")
      .field(
          "total_hits", [](const SearchAnswer& self) { return self.results.total_hits; },
          "As `total`, but what is collapsed counts once: for paging.")
      .field(
          "took_ms", [](const SearchAnswer& self) { return self.results.took_ms; },
          "How long the search took, in milliseconds.")
      .field("hits", &hits, "The hits as a tuple, best first.")
      .field("facets", &facets, "A dict of the facets that were asked for: FacetCounts by field.")
      .field(
          "applied", [](const SearchAnswer& self) -> const auto& { return self.results.applied; },
          "How the request was understood.")
      .field(
          "diagnostics",
          [](const SearchAnswer& self) -> const auto& { return self.results.diagnostics; },
          "What could not be taken as it stands.")
      .method(
          "to_json", [json](const SearchAnswer& self) { return to_python(json(self)); },
          "to_json(self)\n--\n\n"
          "The answer as JSON text, of the shape of `speur search --json`; offsets count\n"
          "characters.")
      .method(
          "to_dict", [json](const SearchAnswer& self) { return loads(json(self)); },
          "to_dict(self)\n--\n\nThe same as a dict of plain values.")
      .def_property_readonly(
          "schema",
          [](const Answer& self) { return std::const_pointer_cast<Schema>(self->schema); },
          "The schema of the index, as it was when the answer was given.");
  add_sequence(
      answers, [](const Answer& self) { return self->results.hits.size(); }, &hit_at);
}

}  // namespace speur::python
