// SPDX-License-Identifier: GPL-2.0-or-later
// What a viewer gets must be what an index gives that holds only what the viewer may see: nothing
// that is hidden is found, counted, proposed, or weighs anything.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "collection.hpp"
#include "speur/error.hpp"
#include "speur/index_writer.hpp"
#include "speur/json.hpp"
#include "speur/maintenance.hpp"

using namespace speur;
using namespace speur::test;

namespace {

const std::vector<std::string> words{"berg",         "bergpad",    "visserij",
                                     "vissen",       "gemeente",   "gemeenten",
                                     "gemeentelijk", "privacy",    "Quotum Data Xenia (QDX)",
                                     "QDX",          "wolkenlucht"};
const std::vector<std::string> tiers{"gemeente", "provincie", "rijk"};
const std::vector<std::string> themes{"ethiek", "juridisch/privacy", "organisatie"};
// Tokens that folding would make the same are not.
const std::vector<std::string> tokens{"hr", "HR", "raad", "hr b"};
const std::vector<std::string> queries{"",
                                       "berg",
                                       "gemeente",
                                       "gemeent*",
                                       "vis*",
                                       "QDX",
                                       "\"berg vissen\"",
                                       "berggpad",
                                       "visserj",
                                       "privcy",
                                       "vissen -berg",
                                       "tier:rijk",
                                       "access:hr",
                                       "wolkenluchd",
                                       "berg pad",
                                       "title:berg",
                                       "body:berg",
                                       "-body:gemeente",
                                       "body:vissen title:gemeente",
                                       "\"gemeente privacy\"",
                                       "title:\"berg vissen\"",
                                       "body:\"visserij berg\"",
                                       "body:gemeent*"};

template <typename T>
std::vector<T> some_of(const std::vector<T>& values, int most) {
  return *rc::gen::mapcat(rc::gen::inRange(0, most + 1), [values](int size) {
    return rc::gen::container<std::vector<T>>(static_cast<std::size_t>(size),
                                              rc::gen::elementOf(values));
  });
}

std::string text_of(const std::vector<std::string>& chosen) {
  std::string text;
  for (const auto& word : chosen) text += word + ' ';
  return text;
}

std::vector<Document> documents_of_chance() {
  std::vector<Document> documents;
  const auto size = *rc::gen::inRange(1, 14);
  for (int i = 0; i < size; ++i) {
    auto each =
        product("d" + std::to_string(i), text_of(some_of(words, 3)), text_of(some_of(words, 12)));
    each.fields["tier"] = some_of(tiers, 2);
    each.fields["theme"] = some_of(themes, 2);
    each.fields["access"] = some_of(tokens, 2);
    each.fields["published"] = {*rc::gen::elementOf(std::vector<std::string>{"2023", "2024-05"})};
    if (*rc::gen::arbitrary<bool>())
      each.relations.push_back({"vervangt", "d" + std::to_string(*rc::gen::inRange(0, size))});
    documents.push_back(std::move(each));
  }
  return documents;
}

bool may_see(const Viewer& viewer, const Document& document) {
  const auto& needed = document.values("access");
  return viewer.all || needed.empty() ||
         std::any_of(needed.begin(), needed.end(), [&](const std::string& token) {
           return std::find(viewer.tokens.begin(), viewer.tokens.end(), token) !=
                  viewer.tokens.end();
         });
}

// Built at once, in parts, or grown with some documents given again as they were: whichever way, it
// holds the same.
class Built {
 public:
  explicit Built(const std::vector<Document>& documents) {
    const auto first = *rc::gen::inRange<std::size_t>(0, documents.size() + 1);
    const auto again = *rc::gen::inRange<std::size_t>(0, first + 1);
    WriterOptions options;
    options.part_bytes = *rc::gen::element<std::size_t>(1, 200, 1'000'000);
    options.threads = *rc::gen::element(1U, 3U);
    auto writer = IndexWriter::replace(directory_ / "index", Schema::knowledge_product(), options);
    for (std::size_t i = 0; i < first; ++i) writer.add(documents[i]);
    if (*rc::gen::arbitrary<bool>()) writer.commit();
    for (std::size_t i = again; i < documents.size(); ++i) writer.add(documents[i]);
    writer.commit();
  }

  Index index() const { return Index::open(directory_ / "index"); }

 private:
  TemporaryDirectory directory_;
};

std::string answers_to(const std::string& query, const Index& index, const Schema& schema) {
  std::string all;
  for (const auto* collapse : {"", "versions"})
    for (const auto* tier : {"", "rijk"}) {
      SearchRequest request;
      request.query = query;
      request.facets = {"tier", "theme", "published"};
      request.collapse = collapse;
      if (*tier != '\0') request.filters["tier"] = {tier};
      auto results = index.search(request);
      results.took_ms = 0;
      all += to_json(results, schema) + '\n';
    }
  return all;
}

// Whatever an index can be asked.
std::string told_by(const Index& index, const std::vector<Document>& documents) {
  const auto schema = index.schema();
  std::string all;
  for (const auto& query : queries) all += answers_to(query, index, schema);
  for (const auto* typed : {"b", "ge", "gemeentel", "q", "wolk", "vis", "p"})
    for (const auto* tier : {"", "rijk"}) {
      CompletionRequest request;
      if (*tier != '\0') request.filters["tier"] = {tier};
      all += to_json(index.complete(typed, request)) + '\n';
    }
  all += to_json(index.duplicates({.threshold = 0.5})) + '\n';
  for (const auto& document : documents) {
    RelatedRequest near;
    near.diversity = 0.5;
    near.group_by = "theme";
    all += to_json(index.related(document.id), schema) + '\n';
    all += to_json(index.related(document.id, near), schema) + '\n';
    SearchRequest request;
    request.query = "berg gemeent*";
    all += to_json(index.explain(request, document.id)) + '\n';
    all += to_json(*index.document(document.id), schema) + '\n';
  }
  std::vector<std::string> ids;
  for (const auto& document : documents) ids.push_back(document.id);
  all += std::to_string(index.diversity(ids)) + '\n';
  const auto stats = index.stats();
  for (const auto& counts : {stats.fields, stats.facets})
    for (const auto& [field, count] : counts) all += field + ' ' + std::to_string(count) + '\n';
  return all + std::to_string(stats.documents);
}

}  // namespace

TEST_CASE("what a viewer gets is what an index gives that holds only what the viewer may see") {
  CHECK(rc::check("viewers", [] {
    const auto documents = documents_of_chance();
    const Built built(documents);
    const Viewer viewer{some_of(tokens, 3), *rc::gen::inRange(0, 6) == 0};
    std::vector<Document> seen;
    for (const auto& document : documents)
      if (may_see(viewer, document)) seen.push_back(document);
    const Collection alone(seen);
    const auto index = built.index().as(viewer);
    RC_ASSERT(check(index.path()).sound());
    RC_ASSERT(told_by(index, seen) == told_by(alone.index().as(Viewer::everything()), seen));
    for (const auto& document : documents)
      if (!may_see(viewer, document)) {
        RC_ASSERT(!index.document(document.id));
        RC_ASSERT_THROWS_AS(index.related(document.id), RequestError);
        RC_ASSERT_THROWS_AS(index.explain({}, document.id), RequestError);
      }
  }));
}
