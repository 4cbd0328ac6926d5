// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/shard_settings.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>

#include "analysis/abbreviations.hpp"
#include "index/directory.hpp"
#include "index/terms.hpp"
#include "speur/error.hpp"

namespace speur::index {
namespace {

// In what two schemas differ, for a person to look at.
std::string difference(const Schema& one, const Schema& other) {
  for (const auto& field : one.fields)
    if (const auto* same = other.find(field.name); !same || *same != field)
      return fmt::format("the field '{}'", field.name);
  for (const auto& field : other.fields)
    if (!one.find(field.name)) return fmt::format("the field '{}'", field.name);
  if (one.fields != other.fields) return "the order of the fields";
  if (one.roles != other.roles) return "the roles of fields";
  if (one.ranking != other.ranking) return "the ranking";
  return one.name != other.name ? "the name" : "the names of the id";
}

}  // namespace

Schema read_schema(const Database& database, const std::filesystem::path& path) {
  const auto& shards = database.shards();
  if (shards.size() == 1 && !shards.front().remote)
    return read_settings(shards.front().database, shards.front().name);
  std::optional<Schema> first;
  for (const auto& shard : shards) {
    const auto schema = read_settings(shard.database, shard.name);
    if (!first) first = schema;
    else if (schema != *first)
      throw IndexError(fmt::format(
          "index '{}': its shards '{}' and '{}' have different schemas; they differ in {}",
          path.string(), shards.front().name, shard.name, difference(*first, schema)));
  }
  return *std::move(first);
}

Synonyms read_own_synonyms(const Database& database) {
  std::set<std::string> texts;
  for (const auto& shard : database.shards())
    texts.insert(shard.database.get_metadata(synonyms_key));
  return Synonyms::from_text(fmt::format("{}", fmt::join(texts, "\n")));
}

Synonyms read_abbreviations(const Database& database, const ListsOfShards& lists) {
  analysis::AbbreviationCounts all;
  for (std::size_t shard = 0; shard < lists.size(); ++shard)
    for (const auto list : lists[shard])
      for (const auto& [pair, count] : analysis::counts_from_text(
               database.shards()[shard].database.get_metadata(abbreviations_key(list))))
        all[pair] += count;
  return Synonyms::from_text(analysis::synonyms_of(all));
}

}  // namespace speur::index
