// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "index/reader.hpp"
#include "query/query.hpp"
#include "speur/analyzer.hpp"

namespace speur::search {

/// `query` in which two words side by side also mean the one word that they make, if the index has
/// it: "data gebruik" finds "datagebruik", "verwerking register" finds "verwerkingsregister". What
/// was joined is added to `joined`. Dutch writes compounds as one word, and people often do not.
query::Query with_joined_words(query::Query query, const index::Reader& reader,
                               const Analyzer& analyzer, std::vector<std::string>& joined);

}  // namespace speur::search
