// SPDX-License-Identifier: GPL-2.0-or-later
// The documents that use the words of a source.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "index/reader.hpp"
#include "matching/selection.hpp"
#include "related/source.hpp"

namespace speur::related {

struct Candidate {
  Xapian::docid id = 0;
  double text = 0;  ///< by terms
};

/// The documents of `selection` that share most of `terms`, `limit` of them at most, best first.
std::vector<Candidate> candidates_by_terms(const std::vector<SourceTerm>& terms, std::size_t limit,
                                           const matching::Selection& selection,
                                           const index::Reader& reader);

}  // namespace speur::related
