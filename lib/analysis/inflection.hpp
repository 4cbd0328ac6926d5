// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace speur::analysis {

/// The word without its inflection, by rule: "bronnen" -> "bron", "zaken" -> "zaak", "wettelijke"
/// -> "wettelijk". What makes another word of it stays: "-ing", "-heid", "-er", "-baar".
std::string without_inflection(std::string_view word);

/// Does it hold one run of vowels only ("school", "nieuw")?
bool one_syllable(std::string_view word);

}  // namespace speur::analysis
