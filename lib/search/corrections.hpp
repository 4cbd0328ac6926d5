// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "index/reader.hpp"
#include "query/query.hpp"
#include "speur/analyzer.hpp"

namespace speur::search {

struct Correction {
  /// The query with its misspelled words as the index has them; empty where none is likely
  /// misspelled.
  std::string text;
  /// Whether all that was corrected occurs nowhere, so that nothing is lost by searching `text`.
  bool certain = true;
};

/// A better spelling of `typed`, valid UTF-8 that was understood as `query`: of the words that are
/// looked for by themselves, and not of what is excluded, of facet values, nor of words that
/// synonyms or a neighbour are known to give a meaning. At most five words are corrected.
Correction correct(std::string_view typed, const query::Query& query, const index::Reader& reader,
                   const Analyzer& analyzer);

}  // namespace speur::search
