// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "index/reader.hpp"
#include "speur/analyzer.hpp"

namespace speur::search {

/// How documents write a folded word, with its accents and in lower case: "coördinatie" for
/// "coordinatie". Some of the shortest documents that hold the word are asked; the word as it is,
/// where they do not tell.
std::string written_word(const std::string& folded, const index::Reader& reader,
                         const Analyzer& analyzer);

}  // namespace speur::search
