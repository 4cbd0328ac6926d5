// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "model.hpp"

namespace speur::compounds {

/// Learns from the words of the list what each part costs: Viterbi training. Each word is cut in
/// the cheapest way, the cuts are counted, and the counts make the next costs.
void train(Model& model, const std::vector<std::string>& list);

}  // namespace speur::compounds
