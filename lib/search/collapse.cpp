// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/collapse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <span>

#include "index/terms.hpp"
#include "speur/error.hpp"
#include "unicode/unicode.hpp"

namespace speur::search {
namespace {

constexpr const char* versions = "versions";
constexpr std::size_t max_others = 10;

// Documents are joined to those that they belong with; the lowest number is the root.
class Joined {
 public:
  explicit Joined(const index::Reader& reader)
      : roots_(std::size_t{reader.database.get_lastdocid()} + 1) {
    std::iota(roots_.begin(), roots_.end(), 0U);
  }

  void join(std::uint32_t a, std::uint32_t b) {
    const auto [first, second] = std::minmax({root(a), root(b)});
    roots_[second] = first;
  }

  index::DocumentGroups groups() && {
    for (std::uint32_t id = 0; id < roots_.size(); ++id) roots_[id] = root(id);
    return {std::move(roots_)};
  }

 private:
  std::uint32_t root(std::uint32_t id) {
    while (roots_[id] != id) id = roots_[id] = roots_[roots_[id]];
    return id;
  }

  std::vector<std::uint32_t> roots_;
};

// All that a document counts for is compared, so of a path or a date the whole of it.
void join_by_value(const Field& facet, const index::Reader& reader, Joined& joined) {
  const auto column = reader.column(facet.name);
  std::map<std::vector<std::uint32_t>, std::uint32_t> first_with;
  for (std::uint32_t id = 1; id <= reader.database.get_lastdocid(); ++id) {
    const auto values = column->of(id);
    if (values.empty()) continue;
    const auto [first, is_new] = first_with.try_emplace({values.begin(), values.end()}, id);
    if (!is_new) joined.join(first->second, id);
  }
}

// Two documents that are versions of a third are so of each other, also when the third is not here.
void join_by_relation(const Field& relations, const index::Reader& reader, Joined& joined) {
  std::set<std::string> types;
  for (const auto& type : relations.versions) types.insert(unicode::fold(type));
  std::map<std::string, std::uint32_t> first_with;
  const auto term = index::presence_term(relations.name);
  reader.database.for_each_posting(term, [&](Xapian::docid id, Xapian::termcount) {
    for (const auto& relation : reader.document(id).relations) {
      if (!types.contains(unicode::fold(relation.type))) continue;
      if (const auto other = reader.find(relation.id)) joined.join(id, *other);
      else joined.join(id, first_with.try_emplace(relation.id, id).first->second);
    }
  });
}

// What says that documents are versions of one: relations, and a facet that they share.
std::vector<const Field*> version_fields(const Schema& schema) {
  std::vector<const Field*> fields;
  for (const auto& field : schema.fields)
    if (!field.versions.empty() || (!field.name.empty() && field.name == schema.roles.series))
      fields.push_back(&field);
  if (fields.empty())
    throw RequestError(
        "collapse: this index knows no versions; name types of relations in 'versions' of the "
        "relation field of its schema, or a facet in the role 'series'");
  return fields;
}

const Field& facet_with_one_value(const std::string& name, const Schema& schema) {
  const auto* field = schema.find(name);
  if (!field || field->kind != FieldKind::facet)
    throw RequestError(
        fmt::format("collapse: '{}' is no facet in this index; name one, or '{}'", name, versions));
  if (field->many)
    throw RequestError(fmt::format(
        "collapse: documents may have several values of '{}'; name a facet with one", name));
  return *field;
}

index::DocumentGroups read_groups(const std::string& collapse, const index::Reader& reader) {
  Joined joined(reader);
  if (collapse != versions) {
    join_by_value(facet_with_one_value(collapse, reader.schema()), reader, joined);
  } else {
    for (const auto* field : version_fields(reader.schema())) {
      if (field->kind == FieldKind::relation) join_by_relation(*field, reader, joined);
      else join_by_value(*field, reader, joined);
    }
  }
  return std::move(joined).groups();
}

}  // namespace

std::shared_ptr<const index::DocumentGroups> groups_by(const std::string& collapse,
                                                       const index::Reader& reader) {
  return reader.snapshot->groups.get(collapse, [&] { return read_groups(collapse, reader); });
}

std::vector<CollapsedHit> collapsed(const std::vector<matching::Ranked>& ranked,
                                    const index::DocumentGroups& groups) {
  std::vector<CollapsedHit> hits;
  std::vector<std::uint32_t> places(groups.of.size());  // by group: one more than that of its hit
  for (const auto& document : ranked) {
    auto& place = places[groups.of[document.id]];
    if (place == 0) {
      hits.push_back({document, 0, {}});
      place = static_cast<std::uint32_t>(hits.size());
      continue;
    }
    auto& hit = hits[place - 1];
    ++hit.others;
    if (hit.best_others.size() < max_others) hit.best_others.push_back(document.id);
  }
  return hits;
}

}  // namespace speur::search
