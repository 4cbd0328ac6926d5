// SPDX-License-Identifier: GPL-2.0-or-later
// Files that subcommands read and write whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "speur/schema.hpp"
#include "speur/synonyms.hpp"
#include "speur/use.hpp"

namespace speur::command {

/// All of `file`. \throws RequestError when it cannot be read.
std::string text_of(const std::string& file);

/// The synonyms in `file`. \throws Error when it cannot be read.
Synonyms synonyms_from(const std::string& file);

/// The schema in `file`. \throws SchemaError naming the file.
Schema schema_from(const std::string& file);

/// `schema` with the settings in `file`. \throws SchemaError naming the file.
Schema with_settings_from(const std::string& file, const Schema& schema);

/// The ranking in `file`, for an index with `schema`. \throws RequestError when the file asks for
/// other field weights, which only indexing can give.
Ranking ranking_from(const std::string& file, const Schema& schema);

/// What was used together, by `file`. \throws RequestError naming the file when it cannot be read
/// or holds anything else.
std::vector<UseEvent> use_events_from(const std::string& file);

/// \throws Error when not all of `text` could be written.
void write_file(const std::string& file, std::string_view text);

}  // namespace speur::command
