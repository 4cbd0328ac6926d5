// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace speur::analysis {

/// The stem of a verb's form, or nothing if it is no form of a verb that the list or a rule knows:
/// "uitgevoerde" -> "uitvoer", "georganiseerd" -> "organiseer".
std::string verb_stem(std::string_view word);

/// The list of verbs as it was compiled in: the stem, the infinitive, and the irregular forms.
std::string_view verb_list();

}  // namespace speur::analysis
