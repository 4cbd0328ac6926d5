// SPDX-License-Identifier: GPL-2.0-or-later
// A search engine without an index, slow and obvious: it walks over all documents for everything.
// It knows nothing of lib/; its words are chosen such that each is its own stem.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace speur::test::model {

using Words = std::vector<std::string>;

struct Product {
  Words title;
  Words body;
  std::set<std::string> tiers;   // "allen" implies every other tier
  std::set<std::string> themes;  // paths with "/"
  std::string maturity;          // empty: none
  std::string published;         // ISO date; empty: none
};

/// One thing a row of a query asks for.
struct Item {
  enum class Kind { word, phrase, title_word, prefix, both, without, tier } kind = Kind::word;
  std::string first;   // of `tier`: the value, which narrows the row like a filter
  std::string second;  // of a phrase, and of "first AND second"
};

using Row = std::vector<Item>;

/// Rows between OR. No row at all: every document.
struct Query {
  std::vector<Row> rows;
  bool match_all = false;
  std::string text() const;
};

using Filters = std::map<std::string, std::set<std::string>>;
using Counts = std::map<std::string, std::uint64_t>;

struct Answer {
  std::set<std::string> ids;
  std::map<std::string, Counts> facets;
};

using Products = std::map<std::string, Product>;

Answer answer(const Products& products, const Query& query, const Filters& filters);

/// The BM25 score of a product for single words, up to a constant factor (k1 1.2, b 0.75; words of
/// the title count three times).
double score(const Products& products, const std::string& id, const Words& words);

}  // namespace speur::test::model
