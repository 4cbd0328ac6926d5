// SPDX-License-Identifier: GPL-2.0-or-later
// Related items by a facet: which organisations have experience with this.
#pragma once

#include <string_view>
#include <vector>

#include "index/reader.hpp"
#include "related/ranker.hpp"
#include "speur/related.hpp"

namespace speur::related {

/// The first items of a ranking by the values of the facet called `name`, see
/// `RelatedRequest::group_by`. \throws RequestError when there is no such facet.
std::vector<RelatedGroup> groups_of(const std::vector<Item>& ranked, std::string_view name,
                                    const index::Reader& reader);

}  // namespace speur::related
