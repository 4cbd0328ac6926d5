// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace speur::analysis {

/// Whether a folded word is a function word of `stop_words.txt`.
bool is_stop_word(std::string_view word);

/// The list as it was compiled in; part of the analyser's fingerprint.
std::string_view stop_word_list();

}  // namespace speur::analysis
