// SPDX-License-Identifier: GPL-2.0-or-later
// Which pieces of a text matched, and the piece of a text that shows best why it matched.
#pragma once

#include <cstddef>
#include <string_view>

#include "present/matches.hpp"
#include "speur/analyzer.hpp"
#include "speur/document.hpp"
#include "speur/schema.hpp"
#include "speur/search.hpp"

namespace speur::present {

/// All of a title, with every wanted word of its first kilobyte marked; of a word with parts only
/// the parts that match.
MarkedText mark(std::string_view text, const WantedWords& wanted, const Analyzer& analyzer);

/// About `max_bytes` of the first field of the snippet role that matches, cut at words, around the
/// place where most of the wanted words stand together. Without a match: the beginning.
MarkedText snippet(const Document& document, const Schema& schema, const WantedWords& wanted,
                   const Analyzer& analyzer, std::size_t max_bytes);

}  // namespace speur::present
