// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "speur/document.hpp"
#include "speur/index.hpp"

namespace speur::bench {

/// `count` documents made of sentences and facet values of the bundled collection, drawn with a
/// fixed seed: the same in every run and on every machine. About 120 words each.
std::vector<Document> resampled(std::size_t count);

/// An index of `count` such documents below the temporary directory; gone at the end of the
/// program.
const Index& resampled_index(std::size_t count);

}  // namespace speur::bench
