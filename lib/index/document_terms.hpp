// SPDX-License-Identifier: GPL-2.0-or-later
// What the index keeps of a document.
#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>

#include "speur/analyzer.hpp"
#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur::index {

using StemsOfWords = std::unordered_map<std::string, std::string>;

struct IndexedDocument {
  Xapian::Document xapian;
  StemsOfWords words;  ///< its folded words
};

/// Terms, positions, sort keys and stored bytes of a document that conforms to `schema`.
IndexedDocument make_indexed(const Schema& schema, const Analyzer& analyzer,
                             const Document& document);

}  // namespace speur::index
