// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur {

enum class ReasonKind {
  terms,     ///< both use these words
  facet,     ///< both have these values of `field`
  relation,  ///< one refers to the other; `values` holds how, if that was said
};

/// Why an item is related.
struct Reason {
  ReasonKind kind = ReasonKind::terms;
  std::string field;  ///< the facet or relation field; empty for terms
  /// Words as the source writes them, facet values, or types of relations.
  std::vector<std::string> values;
  bool incoming = false;  ///< relations: the item refers to the source, not the other way round
};

struct RelatedItem {
  std::size_t rank = 0;
  std::string id;
  double score = 0;  ///< compares items of one list only
  std::vector<Reason> reasons;
  Document document;
};

struct RelatedItems {
  std::string id;  ///< the source
  std::vector<RelatedItem> items;
};

struct RelatedRequest {
  std::size_t limit = 10;
  std::optional<Ranking> ranking = std::nullopt;  ///< instead of the index's own
};

/// A reason as a visitor reads it: "Zelfde thema: Datakwaliteit".
std::string to_text(const Reason& reason, const Schema& schema, Language language);

}  // namespace speur
