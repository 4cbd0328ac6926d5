// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "index/reader.hpp"
#include "speur/duplicates.hpp"

namespace speur::related {

/// The documents that are nearly the same as others, in groups, most alike first.
/// \throws RequestError when the threshold is out of its range, or there is no document of an id.
std::vector<DuplicateGroup> find_duplicates(const DuplicatesRequest& request,
                                            const index::Reader& reader);

}  // namespace speur::related
