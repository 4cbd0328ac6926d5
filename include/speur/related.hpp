// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "speur/document.hpp"
#include "speur/schema.hpp"
#include "speur/search.hpp"

namespace speur {

enum class ReasonKind {
  relation,     ///< one refers to the other; `values` holds how, if that was said
  mention,      ///< the source names the item by its title
  use,          ///< visitors often used both
  question,     ///< both ask the same question; `values` holds it as the item asks it
  next_step,    ///< the item is about the same theme, one step further in `field` (maturity)
  counterpart,  ///< from the same organisation on the same theme, for others in `field` (tier)
  facet,        ///< both have these values of `field`
  terms,        ///< both use these words
};

/// Why an item is related.
struct Reason {
  ReasonKind kind = ReasonKind::terms;
  std::string field;  ///< the facet or relation field; empty for others
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
  std::string id;  ///< the source; of several the first, of a text none
  std::vector<RelatedItem> items;
};

/// What related items are looked for: one document, several (a visitor's reading list), a text
/// ("my project is about ..."), or both.
struct Seeds {
  std::vector<std::string> ids;
  std::string text;
};

struct RelatedRequest {
  std::size_t limit = 10;
  std::vector<std::string> exclude = {};          ///< ids not to show; unknown ones do no harm
  Filters filters = {};                           ///< only documents that pass, as in a search
  std::optional<Ranking> ranking = std::nullopt;  ///< instead of the index's own
};

/// A reason as a visitor reads it: "Zelfde thema: Datakwaliteit".
std::string to_text(const Reason& reason, const Schema& schema, Language language);

}  // namespace speur
