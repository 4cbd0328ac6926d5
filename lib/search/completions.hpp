// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "index/reader.hpp"
#include "speur/analyzer.hpp"
#include "speur/completion.hpp"

namespace speur::search {

/// \throws RequestError when the request names a facet that the index does not have.
std::vector<Completion> complete(std::string_view typed, const CompletionRequest& request,
                                 const index::Reader& reader, const Analyzer& analyzer);

}  // namespace speur::search
