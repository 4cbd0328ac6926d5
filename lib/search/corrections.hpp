// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "index/reader.hpp"
#include "speur/analyzer.hpp"

namespace speur::search {

struct Correction {
  /// The query with its misspelled words as the index has them; empty where none is likely
  /// misspelled.
  std::string text;
  /// Whether all that was corrected occurs nowhere, so that nothing is lost by searching `text`.
  bool certain = true;
};

/// At most five words are corrected.
Correction correct(std::string_view text, const index::Reader& reader, const Analyzer& analyzer);

}  // namespace speur::search
