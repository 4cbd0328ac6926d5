// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/document_terms.hpp"

#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "document/document.hpp"
#include "index/stored_document.hpp"
#include "index/terms.hpp"
#include "index/word_order.hpp"
#include "unicode/unicode.hpp"

namespace speur::index {
namespace {

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

// The words of the text fields of a document, gathered before Xapian hears of them: it is told of
// each stem once, however often it stands there.
class DocumentIndexer::Texts {
 public:
  explicit Texts(const Schema& schema) : schema_(schema), main_(main_text(schema)) {}

  /// What is added from here on is of a document of `list`.
  void begin(AccessList list) {
    list_ = list;
    words_ = &words_by_list_[list];
  }

  void add_value(const Field& field, const std::vector<Token>& tokens) {
    texts_.push_back({static_cast<std::size_t>(&field - schema_.fields.data()), {}});
    texts_.back().words.reserve(tokens.size());
    for (const auto& token : tokens) add_token(field, token);
  }

  /// Gives the document what was added, and is ready for the next one.
  void move_to(Xapian::Document& target) {
    for (auto* stem : present_) {
      if (stem->wdf > 0) add_stem(*stem, target);
      if (stem->part_wdf > 0) target.add_term(part_term(*stem->name), stem->part_wdf);
      stem->wdf = stem->part_wdf = 0;
      stem->fields.clear();
    }
    if (!texts_.empty()) target.add_value(words_slot, pack_word_order(texts_));
    present_.clear();
    texts_.clear();
  }

  std::vector<std::string> take_new_words() { return std::exchange(new_words_, {}); }

 private:
  // Of the document at hand; nothing but the name and the hash outlives it.
  struct Stem {
    const std::string* name = nullptr;
    WordHash hash = 0;
    unsigned wdf = 0;
    unsigned part_wdf = 0;
    std::vector<const Field*> fields;
  };

  void add_stem(const Stem& stem, Xapian::Document& target) const {
    target.add_term(stem_term(*stem.name), stem.wdf);
    bool in_main = false;
    for (const auto* field : stem.fields) {
      if (field == main_) in_main = true;
      else target.add_boolean_term(field_term(field->name, *stem.name));
    }
    if (!in_main) target.add_boolean_term(absence_term(main_->name, *stem.name));
  }

  // The parts of "data-analyse" stand side by side, so that the phrase "data analyse" finds it.
  void add_token(const Field& field, const Token& token) {
    add_word(field, token.word, token.term);
    for (const auto& part : token.parts) {
      if (&part == token.parts.data()) texts_.back().words.push_back(beside);
      add_word(field, part.word, part.term);
    }
    for (const auto& piece : token.compound) present(piece.term).part_wdf += wdf_of(field, true);
  }

  void add_word(const Field& field, const std::string& word, const std::string& term) {
    auto& stem = present(word, term);
    stem.wdf += wdf_of(field, false);
    if (stem.fields.empty() || stem.fields.back() != &field) stem.fields.push_back(&field);
    texts_.back().words.push_back(stem.hash);
  }

  // A word nearly always has the stem that it had before.
  Stem& present(const std::string& word, const std::string& term) {
    const auto known = words_->find(word);
    if (known != words_->end() && *known->second->name == term) return mark(*known->second);
    auto& stem = present(term);
    auto key = vocabulary_key(list_, word, term);
    if (known == words_->end()) {
      words_->emplace(word, &stem);
      new_words_.push_back(std::move(key));
    } else if (other_stems_.insert(key).second) {
      new_words_.push_back(std::move(key));
    }
    return stem;
  }

  Stem& present(const std::string& term) {
    const auto [known, is_new] = stems_.try_emplace(term);
    auto& stem = known->second;
    if (is_new) {
      stem.name = &known->first;
      stem.hash = hash_of_word(term);
    }
    return mark(stem);
  }

  Stem& mark(Stem& stem) {
    if (stem.wdf == 0 && stem.part_wdf == 0) present_.push_back(&stem);
    return stem;
  }

  const Schema& schema_;
  const Field* main_;
  std::unordered_map<std::string, Stem> stems_;  // nodes stay where they are
  std::unordered_map<AccessList, std::unordered_map<std::string, Stem*>> words_by_list_;
  AccessList list_ = public_list;
  std::unordered_map<std::string, Stem*>* words_ = nullptr;  // those of `list_`
  std::unordered_set<std::string> other_stems_;  // keys of words with a stem beside their first
  std::vector<std::string> new_words_;
  std::vector<Stem*> present_;  // in the document at hand
  std::vector<TextInOrder> texts_;
};

DocumentIndexer::DocumentIndexer(const Schema& schema)
    : schema_(schema), texts_(std::make_unique<Texts>(schema)) {}

DocumentIndexer::~DocumentIndexer() = default;

Xapian::Document DocumentIndexer::index(const Document& document, AccessList list) {
  Xapian::Document target;
  target.add_boolean_term(id_term(document.id));
  target.add_value(id_slot, document.id);
  if (list != public_list) target.add_boolean_term(access_term(list));
  texts_->begin(list);
  for (const auto& field : schema_.fields) {
    const auto& values = document.values(field.name);
    if (values.empty()) continue;
    target.add_boolean_term(presence_term(field.name));
    add_exact_values(field, values, target);
    if (field.kind != FieldKind::text) continue;
    for (const auto& value : values) texts_->add_value(field, analyzer_.analyze(value));
  }
  texts_->move_to(target);
  add_relations(schema_, document, target);
  add_sort_keys(schema_, document, target);
  target.set_data(to_bytes(document));
  return target;
}

std::vector<std::string> DocumentIndexer::take_new_words() { return texts_->take_new_words(); }

}  // namespace speur::index
