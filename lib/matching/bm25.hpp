// SPDX-License-Identifier: GPL-2.0-or-later
// BM25 as Xapian has it (S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and
// Beyond, 2009).
#pragma once

namespace speur::matching {

/// log of (documents - holding + 0.5) / (holding + 0.5); where that ratio is under 2, half of it
/// plus 1 is taken, so that a common word still counts a little.
double idf(double documents, double holding);

/// What one occurrence more adds to a score, less for each, and less in a long document. In units
/// of wdf, k1 too.
struct Saturation {
  double k1 = 0;
  double b = 0;
  double average_length = 1;

  double operator()(double wdf, double length) const {
    return wdf * (k1 + 1) / (wdf + k1 * (1 - b + b * length / average_length));
  }
};

}  // namespace speur::matching
