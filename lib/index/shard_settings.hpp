// SPDX-License-Identifier: GPL-2.0-or-later
// What the shards of an index say beside their documents, which Xapian does not join.
#pragma once

#include <filesystem>

#include "index/access_lists.hpp"
#include "index/database.hpp"
#include "speur/schema.hpp"
#include "speur/synonyms.hpp"

namespace speur::index {

/// The schema of all shards: documents of all are found, counted and ranked alike. \throws
/// IndexError when they have different ones, or one was made by another analyser or in another
/// format.
Schema read_schema(const Database& database, const std::filesystem::path& path);

/// The portal's. Shards commonly have the same.
Synonyms read_own_synonyms(const Database& database);

/// Those that documents of these access lists explain, together.
Synonyms read_abbreviations(const Database& database, const ListsOfShards& lists);

}  // namespace speur::index
