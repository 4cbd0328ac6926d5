// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "model.hpp"
#include "words.hpp"

namespace speur::compounds {

/// Writes a trained model as the source of the table that `CompoundSplitter` reads.
void write_table(const char* path, Model& model, const Advice& advice);

}  // namespace speur::compounds
