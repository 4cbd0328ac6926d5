// SPDX-License-Identifier: GPL-2.0-or-later
// What documents say of each other in their relation field.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "speur/document.hpp"

namespace speur::related {

/// The documents that `source` refers to, and those that refer to it, ascending; of a hub the
/// first ones.
std::vector<Xapian::docid> related_by_declaration(const Document& source,
                                                  const index::Reader& reader);

/// The name of the relation field; empty when the schema has none.
const std::string& relation_field(const Schema& schema);

/// How `from` refers to the document called `to`: the types that are named. Nothing when it does
/// not.
std::optional<std::vector<std::string>> relation_types(const Document& from, const std::string& to);

}  // namespace speur::related
