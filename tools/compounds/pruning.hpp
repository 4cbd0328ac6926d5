// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "model.hpp"

namespace speur::compounds {

/// Leaves out of a trained model what would only make the table larger.
void prune(Model& model, const std::vector<std::string>& list);

}  // namespace speur::compounds
