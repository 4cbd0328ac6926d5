// SPDX-License-Identifier: GPL-2.0-or-later
#include "asking.hpp"

#include "collection.hpp"
#include "speur/json.hpp"

namespace speur::test {
namespace {

const std::vector<std::string> words{"berg",         "bergpad",    "visserij",
                                     "vissen",       "gemeente",   "gemeenten",
                                     "gemeentelijk", "privacy",    "Quotum Data Xenia (QDX)",
                                     "QDX",          "wolkenlucht"};
const std::vector<std::string> tiers{"gemeente", "provincie", "rijk"};
const std::vector<std::string> themes{"ethiek", "juridisch/privacy", "organisatie"};
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

std::string text_of(const std::vector<std::string>& chosen) {
  std::string text;
  for (const auto& word : chosen) text += word + ' ';
  return text;
}

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

}  // namespace

std::vector<Document> documents_of_chance(int fewest) {
  std::vector<Document> documents;
  const auto size = *rc::gen::inRange(fewest, 14);
  for (int i = 0; i < size; ++i) {
    auto each =
        product("d" + std::to_string(i), text_of(some_of(words, 3)), text_of(some_of(words, 12)));
    each.fields["tier"] = some_of(tiers, 2);
    each.fields["theme"] = some_of(themes, 2);
    each.fields["access"] = some_of(access_tokens, 2);
    each.fields["published"] = {*rc::gen::elementOf(std::vector<std::string>{"2023", "2024-05"})};
    if (*rc::gen::arbitrary<bool>())
      each.relations.push_back({"vervangt", "d" + std::to_string(*rc::gen::inRange(0, size))});
    documents.push_back(std::move(each));
  }
  return documents;
}

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

}  // namespace speur::test
