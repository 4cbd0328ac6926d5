// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/json.hpp"

#include "present/json_text.hpp"

namespace speur {
namespace {

using present::dump;
using present::Json;
using present::rounded;

Json values_json(const Field& field, const std::vector<std::string>& values) {
  if (field.many) return values;
  return values.front();
}

// The fields of a document, in the schema's order.
template <typename Keep>
void add_fields(Json& json, const Document& document, const Schema& schema, Keep keep) {
  for (const auto& field : schema.fields)
    if (const auto& values = document.values(field.name); !values.empty() && keep(field))
      json[field.name] = values_json(field, values);
}

Json hit_json(const Hit& hit, const Schema& schema) {
  Json json{{"rank", hit.rank},        {"id", hit.id},   {"score", rounded(hit.score)},
            {"title", hit.title.text}, {"url", hit.url}, {"snippet", to_html(hit.snippet)},
            {"fields", Json::object()}};
  add_fields(json["fields"], hit.document, schema, [&](const Field& field) {
    return field.kind != FieldKind::text && field.name != schema.roles.url;
  });
  if (hit.collapsed.count > 0)
    json["collapsed"] = {{"count", hit.collapsed.count}, {"ids", hit.collapsed.ids}};
  return json;
}

Json facet_json(const FacetCounts& facet) {
  Json json = Json::array();
  for (const auto& value : facet.values)
    json.push_back({{"value", value.value},
                    {"label", value.label},
                    {"count", value.count},
                    {"selected", value.selected}});
  return json;
}

const char* name_of(Sort sort) {
  switch (sort) {
    case Sort::relevance: return "relevance";
    case Sort::newest: return "newest";
    case Sort::title: return "title";
  }
  return "";
}

const char* name_of(Relaxation step) {
  switch (step) {
    case Relaxation::spelling: return "spelling";
    case Relaxation::quotes: return "quotes";
    case Relaxation::any_word: return "any_word";
    case Relaxation::filters: return "filters";
  }
  return "";
}

Json applied_json(const Applied& applied) {
  Json json{{"filters", Json::object()},
            {"sort", name_of(applied.sort)},
            {"match", applied.match == Match::all ? "all" : "any"},
            {"stop_words", applied.stop_words},
            {"synonyms", Json::array()},
            {"joined", applied.joined},
            {"relaxation", Json::array()}};
  for (const auto step : applied.relaxation) json["relaxation"].push_back(name_of(step));
  for (const auto& synonym : applied.synonyms)
    json["synonyms"].push_back({{"typed", synonym.typed}, {"also", synonym.also}});
  for (const auto& [field, values] : applied.filters) json["filters"][field] = values;
  return json;
}

const char* name_of(CompletionKind kind) {
  switch (kind) {
    case CompletionKind::phrase: return "phrase";
    case CompletionKind::title: return "title";
  }
  return "";
}

const char* name_of(ReasonKind kind) {
  switch (kind) {
    case ReasonKind::relation: return "relation";
    case ReasonKind::mention: return "mention";
    case ReasonKind::use: return "use";
    case ReasonKind::question: return "question";
    case ReasonKind::next_step: return "next_step";
    case ReasonKind::counterpart: return "counterpart";
    case ReasonKind::facet: return "facet";
    case ReasonKind::terms: return "terms";
  }
  return "";
}

Json reason_json(const Reason& reason) {
  Json json{{"kind", name_of(reason.kind)}, {"field", reason.field}, {"values", reason.values}};
  if (reason.incoming) json["incoming"] = true;
  if (reason.mutual) json["mutual"] = true;
  return json;
}

Json group_json(const RelatedGroup& group) {
  Json items = Json::array();
  for (const auto& item : group.items) items.push_back({{"id", item.id}, {"title", item.title}});
  return {{"value", group.value},
          {"count", group.items.size()},
          {"score", rounded(group.score)},
          {"items", std::move(items)}};
}

}  // namespace

std::string to_json(const SearchResults& results, const Schema& schema) {
  Json json{{"query", results.query},
            {"suggestion", results.suggestion},
            {"total", results.total},
            {"exact_total", results.exact_total},
            {"complete", results.complete},
            {"total_hits", results.total_hits},
            {"took_ms", rounded(results.took_ms)},
            {"hits", Json::array()},
            {"facets", Json::object()},
            {"facet_values", Json::object()},
            {"applied", applied_json(results.applied)},
            {"diagnostics", Json::array()}};
  for (const auto& hit : results.hits) json["hits"].push_back(hit_json(hit, schema));
  for (const auto& facet : results.facets) {
    json["facets"][facet.field] = facet_json(facet);
    json["facet_values"][facet.field] = facet.different;
  }
  for (const auto& diagnostic : results.diagnostics)
    json["diagnostics"].push_back(
        {{"begin", diagnostic.begin}, {"end", diagnostic.end}, {"message", diagnostic.message}});
  return dump(json);
}

std::string to_json(const std::vector<Completion>& completions) {
  Json json{{"completions", Json::array()}};
  for (const auto& completion : completions)
    json["completions"].push_back({{"text", completion.text.text},
                                   {"html", to_html(completion.text)},
                                   {"documents", completion.documents},
                                   {"kind", name_of(completion.kind)}});
  return dump(json);
}

std::string to_json(const RelatedItems& related, const Schema& schema) {
  Json json{{"id", related.id}, {"items", Json::array()}};
  for (const auto& item : related.items) {
    Json reasons = Json::array();
    for (const auto& reason : item.reasons) reasons.push_back(reason_json(reason));
    json["items"].push_back({{"rank", item.rank},
                             {"id", item.id},
                             {"score", rounded(item.score)},
                             {"title", item.document.first(schema.roles.title)},
                             {"reasons", std::move(reasons)}});
  }
  if (related.grouped_by.empty()) return dump(json);
  json["grouped_by"] = related.grouped_by;
  json["groups"] = Json::array();
  for (const auto& group : related.groups) json["groups"].push_back(group_json(group));
  return dump(json);
}

std::string to_json(const std::vector<DuplicateGroup>& groups) {
  Json json{{"groups", Json::array()}};
  for (const auto& group : groups) {
    Json documents = Json::array();
    for (const auto& each : group.documents)
      documents.push_back({{"id", each.id},
                           {"likeness", rounded(each.likeness)},
                           {"nearest", each.nearest},
                           {"title", each.title},
                           {"url", each.url},
                           {"date", each.date}});
    json["groups"].push_back(
        {{"likeness", rounded(group.likeness)}, {"documents", std::move(documents)}});
  }
  return dump(json);
}

std::string to_json(const IndexStats& stats) {
  Json json{{"documents", stats.documents}, {"fields", stats.fields},     {"facets", stats.facets},
            {"analyzer", stats.analyzer},   {"revision", stats.revision}, {"memory", stats.memory},
            {"learnt", stats.learnt},       {"bytes", stats.bytes}};
  for (const auto& shard : stats.shards)
    json["shards"].push_back({{"name", shard.name}, {"documents", shard.documents}});
  return dump(json);
}

std::string to_json(const Document& document, const Schema& schema) {
  Json json{{"id", document.id}};
  add_fields(json, document, schema, [](const Field&) { return true; });
  for (const auto& field : schema.fields) {
    if (field.kind != FieldKind::relation) continue;
    for (const auto& relation : document.relations)
      json[field.name].push_back({{"type", relation.type}, {"id", relation.id}});
  }
  return dump(json);
}

std::string to_json(const std::vector<Token>& tokens, std::string_view text) {
  Json json{{"tokens", Json::array()}};
  for (const auto& token : tokens) {
    Json parts = Json::array();
    for (const auto& part : token.parts) parts.push_back(part.term);
    Json compound = Json::array();
    for (const auto& piece : token.compound) compound.push_back(piece.term);
    json["tokens"].push_back({{"text", text.substr(token.begin, token.end - token.begin)},
                              {"begin", token.begin},
                              {"end", token.end},
                              {"term", token.term},
                              {"parts", std::move(parts)},
                              {"compound", std::move(compound)}});
  }
  return dump(json);
}

}  // namespace speur
