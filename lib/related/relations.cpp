// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/relations.hpp"

#include <algorithm>

#include "index/terms.hpp"

namespace speur::related {

namespace {

constexpr std::size_t max_declared = 200;
constexpr std::size_t max_types = 3;

}  // namespace

const std::string& relation_field(const Schema& schema) {
  static const std::string none;
  for (const auto& field : schema.fields)
    if (field.kind == FieldKind::relation) return field.name;
  return none;
}

std::vector<Xapian::docid> related_by_declaration(const Document& source,
                                                  const index::Reader& reader) {
  std::vector<Xapian::docid> ids;
  const auto& field = relation_field(reader.schema());
  if (field.empty() || source.id.empty()) return ids;
  for (const auto& relation : source.relations) {
    if (ids.size() == max_declared / 2) break;
    if (const auto id = reader.find(relation.id)) ids.push_back(*id);
  }
  const auto term = index::field_term(field, source.id);
  const auto end = reader.database.postlist_end(term);
  for (auto id = reader.database.postlist_begin(term); id != end && ids.size() < max_declared; ++id)
    ids.push_back(*id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::optional<std::vector<std::string>> relation_types(const Document& from,
                                                       const std::string& to) {
  std::vector<std::string> types;
  bool related = false;
  for (const auto& relation : from.relations) {
    if (relation.id != to) continue;
    related = true;
    if (!relation.type.empty() && types.size() < max_types &&
        std::find(types.begin(), types.end(), relation.type) == types.end())
      types.push_back(relation.type);
  }
  if (!related) return std::nullopt;
  return types;
}

}  // namespace speur::related
