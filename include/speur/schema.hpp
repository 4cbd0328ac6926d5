// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The language of labels, reasons and diagnostics. Documents are Dutch whatever it is.
enum class Language { dutch, english };

/// What a value or field is called in front of people. An empty text means: none given.
struct Label {
  std::string nl;
  std::string en;

  /// The label in `language`; the other language's where that is empty.
  const std::string& in(Language language) const;
  bool operator==(const Label&) const = default;
};

enum class FieldKind {
  text,      ///< analysed and searched; counts `weight` times
  keyword,   ///< found only whole, as `field:value`; not counted
  stored,    ///< kept and given back, not searched
  facet,     ///< filtered and counted
  relation,  ///< points at other documents, with a type
};

enum class FacetKind {
  flat,          ///< values side by side
  hierarchical,  ///< paths; a document counts for every ancestor of its values
  ordinal,       ///< a closed list of values in declared order
  date,          ///< ISO dates; a document counts for its year, month and day
};

/// A declared value of a facet.
struct FacetValue {
  std::string value;
  Label label;
  std::vector<std::string> implies;  ///< values of the same facet that a document then has as well
  std::vector<std::string> from;     ///< other spellings accepted in records
  bool operator==(const FacetValue&) const = default;
};

struct FacetSpec {
  FacetKind kind = FacetKind::flat;
  std::vector<FacetValue> values;  ///< declared values; an ordinal facet's order is theirs
  bool closed = false;             ///< refuse values that are not declared (ordinals always do)
  std::string separator = "/";     ///< between the steps of a hierarchical value
  bool operator==(const FacetSpec&) const = default;
};

struct Field {
  std::string name;  ///< [a-z][a-z0-9_]*, at most 32 bytes
  FieldKind kind = FieldKind::text;
  std::vector<std::string> from;  ///< names in records before `name` itself; the first that holds
                                  ///< something wins; "meta.soort" looks inside an object
  Label label;
  double weight = 1;  ///< text only: how much an occurrence counts; 0.1 to 100, in tenths
  bool many = true;   ///< whether a document may have several values
  FacetSpec facet;    ///< facets only
  /// Relations only: the types by which documents are versions of one, such as "vervangt".
  std::vector<std::string> versions = {};
  bool operator==(const Field&) const = default;
};

/// Which fields play a part in every answer. Empty names: no field plays it.
struct Roles {
  std::string title;                 ///< a text field
  std::string url;                   ///< a stored field
  std::vector<std::string> date;     ///< date facets; `newest` sorts on the first that has a value
  std::vector<std::string> snippet;  ///< text fields; the first that matches makes the snippet
  // Facets by which related items are varied and explained.
  std::string type;          ///< what kind of thing a document is
  std::string theme;         ///< what it is about
  std::string organisation;  ///< who publishes it
  std::string tier;          ///< for which government tier it is
  std::string maturity;      ///< an ordinal facet: how far what it tells of has come
  std::string series;        ///< a facet with one value; who share it are versions of one
  std::string access = {};   ///< a keyword field: tokens of who may see the document; see `Viewer`
  bool operator==(const Roles&) const = default;
};

/// The few numbers that ranking depends on beside the field weights. `speur tune` finds better ones
/// for a collection with judged topics.
struct Ranking {
  double k1 = 1.2;  ///< BM25: how slowly further occurrences of a word stop to count; 0 to 10
  double b = 0.75;  ///< BM25: how much long documents are held back; 0 to 1
  /// What is added to the score of the best 200 documents, where their best score by words is 1; 0
  /// to 100, 0 for nothing. All use what `Index::optimize` learns; without it nothing is added. It
  /// puts the best 20 in order among themselves, and then the next 180.
  double title = 0.2;     ///< the title is what was asked
  double opening = 0.4;   ///< what was asked stands where the text begins
  double semantic = 0.2;  ///< the words go together with those of the query in this collection
  /// What makes an item related, where the best match by words is worth 1; 0 to 100. Learnt on
  /// links that authors made and on judged lists, in half of six sets (bench/README.md).
  double related_title = 0.1;      ///< alike titles
  double related_mentions = 0.5;   ///< the document names the item by its title
  double related_semantic = 0.2;   ///< words that go together in this collection
  double related_facets = 0.9;     ///< shared facet values
  double related_relations = 0.5;  ///< a declared relation
  double related_use = 0.2;        ///< used together (`Index::record_use`); not learnt
  /// How much variety among related items is worth, as a part of what relevance is worth less; 0 to
  /// 1, 0 for the order of the scores.
  double related_diversity = 0.2;

  /// \throws SchemaError naming the number that is out of its range.
  void validate() const;

  bool operator==(const Ranking&) const = default;
};

/// What the documents of an index look like. A plain value; thread-safe as long as nobody changes
/// it.
struct Schema {
  std::string name;
  std::vector<std::string> id_from{"id"};  ///< names of the id in records, before "id"
  Roles roles;
  std::vector<Field> fields;
  Ranking ranking;

  /// The field called `field_name`, or null.
  const Field* find(std::string_view field_name) const;

  /// The built-in schema of a Dutch knowledge product (kennisproduct).
  static const Schema& knowledge_product();

  /// Reads a schema. \throws SchemaError naming the field and the rule it breaks.
  static Schema from_json(std::string_view json);

  /// The schema as JSON text that `from_json` reads back to an equal schema.
  std::string to_json() const;

  /// This schema with the field weights and the ranking of a settings file:
  /// {"weights": {"title": 3}, "ranking": {"k1": 1.2, "b": 0.75, "title": 0.2,
  /// "opening": 0.4, "semantic": 0.2, "related": {"title": 0.1, "mentions": 0.5, "semantic": 0.2,
  /// "facets": 0.9, "relations": 0.5, "use": 0.2, "diversity": 0.2}}}. What the file does not name
  /// stays as it is.
  /// \throws SchemaError naming the setting and the rule it breaks.
  Schema with_settings(std::string_view json) const;

  /// All that `with_settings` reads, as JSON text on several lines.
  std::string settings_json() const;

  /// \throws SchemaError naming the field and the rule it breaks.
  void validate() const;

  bool operator==(const Schema&) const = default;
};

/// The label of a facet's value, or where none is declared: the value itself (a hierarchical
/// value's last step).
std::string label_of(const Field& field, std::string_view value, Language language);

/// The label of a field, or where none is declared: its name.
const std::string& label_of(const Field& field, Language language);

}  // namespace speur
