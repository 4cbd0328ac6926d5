// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "speur/evaluation.hpp"

namespace speur::evaluation {

/// The mean of `values` with the middle 95 % of the means of 10,000 samples drawn with replacement.
/// The same values give the same interval, on every machine.
Estimate bootstrap(const std::vector<double>& values);

}  // namespace speur::evaluation
