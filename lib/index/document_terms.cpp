// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/document_terms.hpp"

#include <algorithm>

#include "document/document.hpp"
#include "index/stored_document.hpp"
#include "index/terms.hpp"
#include "unicode/unicode.hpp"

namespace speur::index {
namespace {

// Positions between two values of a field, so that no phrase spans them.
constexpr Xapian::termpos value_gap = 100;

class FieldIndexer {
 public:
  FieldIndexer(const Field& field, IndexedDocument& target) : field_(field), target_(target) {}

  void add_value(const std::vector<Token>& tokens) {
    for (const auto& token : tokens) add_token(token);
    position_ += value_gap;
  }

 private:
  // The parts of "data-analyse" stand side by side, so that the phrase "data analyse" finds it.
  void add_token(const Token& token) {
    add_word(token.word, token.term, position_);
    auto position = position_;
    for (const auto& part : token.parts) add_word(part.word, part.term, position++);
    for (const auto& piece : token.compound)
      target_.xapian.add_term(part_term(piece.term), wdf_of(field_, true));
    position_ = std::max(position, position_ + 1);
  }

  void add_word(const std::string& word, const std::string& term, Xapian::termpos position) {
    target_.xapian.add_term(stem_term(term), wdf_of(field_, false));
    target_.xapian.add_posting(field_term(field_.name, term), position, 0);
    target_.words.emplace(word, term);
  }

  const Field& field_;
  IndexedDocument& target_;
  Xapian::termpos position_ = 1;
};

void add_exact_values(const Field& field, const std::vector<std::string>& values,
                      Xapian::Document& target) {
  if (field.kind == FieldKind::keyword)
    for (const auto& value : values)
      target.add_boolean_term(field_term(field.name, unicode::fold(value)));
  if (field.kind == FieldKind::facet)
    for (const auto& value : document::counted_values(field, values))
      target.add_boolean_term(field_term(field.name, value));
}

// So that a document finds those that point at it.
void add_relations(const Schema& schema, const Document& document, Xapian::Document& target) {
  for (const auto& field : schema.fields) {
    if (field.kind != FieldKind::relation || document.relations.empty()) continue;
    target.add_boolean_term(presence_term(field.name));
    for (const auto& relation : document.relations)
      target.add_boolean_term(field_term(field.name, relation.id));
  }
}

void add_sort_keys(const Schema& schema, const Document& document, Xapian::Document& target) {
  for (const auto& name : schema.roles.date)
    if (const auto& date = document.first(name); !date.empty()) {
      target.add_value(date_slot, date);
      break;
    }
  if (schema.roles.title.empty()) return;
  const auto& title = document.first(schema.roles.title);
  // Documents without a title come last.
  target.add_value(title_slot, title.empty() ? "\xFF" : unicode::sort_key(title));
}

}  // namespace

IndexedDocument make_indexed(const Schema& schema, const Analyzer& analyzer,
                             const Document& document) {
  IndexedDocument target;
  target.xapian.add_boolean_term(id_term(document.id));
  for (const auto& field : schema.fields) {
    const auto& values = document.values(field.name);
    if (values.empty()) continue;
    target.xapian.add_boolean_term(presence_term(field.name));
    add_exact_values(field, values, target.xapian);
    if (field.kind != FieldKind::text) continue;
    FieldIndexer indexer(field, target);
    for (const auto& value : values) indexer.add_value(analyzer.analyze(value));
  }
  add_relations(schema, document, target.xapian);
  add_sort_keys(schema, document, target.xapian);
  target.xapian.set_data(to_bytes(document));
  return target;
}

}  // namespace speur::index
