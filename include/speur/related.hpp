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
  bool mutual = false;    ///< relations: they refer to each other; `incoming` is false
  bool operator==(const Reason&) const = default;
};

struct RelatedItem {
  std::size_t rank = 0;
  std::string id;
  double score = 0;  ///< compares items of one list only
  std::vector<Reason> reasons;
  Document document;
};

/// A document by name.
struct RelatedReference {
  std::string id;
  std::string title;
  bool operator==(const RelatedReference&) const = default;
};

/// The related items with one value of a facet, such as one organisation.
struct RelatedGroup {
  std::string value;
  /// The scores of its items added up, as parts of the best item's (CombSUM, as in C. Macdonald,
  /// I. Ounis: Voting for candidates, adapting data fusion techniques for an expert search task,
  /// 2006): who has much that is near comes first.
  double score = 0;
  std::vector<RelatedReference> items;  ///< nearest first
  bool operator==(const RelatedGroup&) const = default;
};

struct RelatedItems {
  std::string id;  ///< the source; of several the first, of a text none
  /// In the order to show them; where the list is varied that is not quite the order of the scores.
  std::vector<RelatedItem> items;
  std::string grouped_by = {};            ///< the facet, if groups were asked for
  std::vector<RelatedGroup> groups = {};  ///< highest score first
};

/// What related items are looked for: one document, several (a visitor's reading list), a text
/// ("my project is about ..."), or both.
struct Seeds {
  std::vector<std::string> ids;
  std::string text;
};

/// Of so many related items at most, the nearest ones, groups are made, whatever the limit.
inline constexpr std::size_t grouped_items = 100;

struct RelatedRequest {
  std::size_t limit = 10;
  std::vector<std::string> exclude = {};          ///< ids not to show; unknown ones do no harm
  Filters filters = {};                           ///< only documents that pass, as in a search
  std::optional<Ranking> ranking = std::nullopt;  ///< instead of the index's own
  /// How much variety in type, organisation and content is worth, 0 (none) to 1 (all), instead of
  /// `Ranking::related_diversity`.
  std::optional<double> diversity = std::nullopt;
  /// A facet to put the nearest items together by: with that of organisations, who has experience
  /// with this. Empty: no groups.
  std::string group_by = {};
};

/// A reason as a visitor reads it: "Zelfde thema: Datakwaliteit".
std::string to_text(const Reason& reason, const Schema& schema, Language language);

}  // namespace speur
