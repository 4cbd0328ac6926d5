// SPDX-License-Identifier: GPL-2.0-or-later
#include "matching/bm25.hpp"

#include <cmath>

namespace speur::matching {

double idf(double documents, double holding) {
  const double odds = (documents - holding + 0.5) / (holding + 0.5);
  return std::log(odds < 2 ? odds / 2 + 1 : odds);
}

}  // namespace speur::matching
