// SPDX-License-Identifier: GPL-2.0-or-later
// What the index keeps of a document.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "index/access_lists.hpp"
#include "speur/analyzer.hpp"
#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur::index {

/// Makes what the index keeps of documents. Remembers the words that it has seen, as most come
/// again: keep one for many documents. For one thread at a time.
class DocumentIndexer {
 public:
  explicit DocumentIndexer(const Schema& schema);
  ~DocumentIndexer();

  /// Terms, sort keys, the order of words and stored bytes of a document that conforms to the
  /// schema and has the tokens of `list`.
  Xapian::Document index(const Document& document, AccessList list);

  /// The keys in the vocabulary of the folded words that came up since this was last asked, for the
  /// first time among the documents of their access list.
  std::vector<std::string> take_new_words();

 private:
  class Texts;
  const Schema& schema_;
  Analyzer analyzer_;
  std::unique_ptr<Texts> texts_;
};

}  // namespace speur::index
