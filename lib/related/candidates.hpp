// SPDX-License-Identifier: GPL-2.0-or-later
// The terms that say what a document is about, and the documents that share them.
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "speur/analyzer.hpp"
#include "speur/document.hpp"

namespace speur::related {

struct SourceTerm {
  std::string stem;
  std::string written;  ///< as the source most often writes it
  double weight = 0;    ///< tf-idf
};

/// The heaviest terms of a document, heaviest first. Words of no other document and words of nearly
/// every document tell nothing and are left out.
std::vector<SourceTerm> source_terms(const Document& source, const index::Reader& reader,
                                     const Analyzer& analyzer);

struct Candidate {
  Xapian::docid id = 0;
  double term_score = 0;  ///< 1 for the best
};

/// The documents that share most of `terms`; never `source` itself.
std::vector<Candidate> candidates_by_terms(const std::vector<SourceTerm>& terms,
                                           Xapian::docid source, const Ranking& ranking,
                                           const index::Reader& reader);

}  // namespace speur::related
