// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "speur/analyzer.hpp"

namespace speur::analysis {

struct Stem {
  std::string term;
  StemRule rule = StemRule::unchanged;
};

/// The stem of a folded word: the exception lexicon first, then the verbs, then the rules of Dutch
/// inflection. Snowball's Dutch algorithm joins half of the pairs that these join, and also "taken"
/// and "tak".
Stem stem(std::string_view word);

/// The lexicon as it was compiled in; part of the analyser's fingerprint.
std::string_view stem_lexicon();

}  // namespace speur::analysis
