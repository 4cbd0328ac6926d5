// SPDX-License-Identifier: GPL-2.0-or-later
// Documents that count as one, such as versions, show as one hit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "index/document_groups.hpp"
#include "index/reader.hpp"
#include "matching/match.hpp"

namespace speur::search {

/// The groups that `collapse` names: see `SearchRequest::collapse`. Made once for a state of the
/// index. \throws RequestError when it names nothing that documents can be grouped by.
std::shared_ptr<const index::DocumentGroups> groups_by(const std::string& collapse,
                                                       const index::Reader& reader);

/// A document that stands for its group.
struct CollapsedHit {
  matching::Ranked best;
  std::uint64_t others = 0;                ///< of its group, that match as well
  std::vector<std::uint32_t> best_others;  ///< at most 10 of them, best first
};

/// The best of each group, in the order of `ranked`.
std::vector<CollapsedHit> collapsed(const std::vector<matching::Ranked>& ranked,
                                    const index::DocumentGroups& groups);

}  // namespace speur::search
