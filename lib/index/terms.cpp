// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/terms.hpp"

#include <algorithm>
#include <cmath>

namespace speur::index {
namespace {

std::string with_upper(char prefix, std::string_view field) {
  std::string term(1, prefix);
  for (const char c : field) term += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return term;
}

}  // namespace

std::string id_term(std::string_view id) { return std::string("Q").append(id); }

std::string stem_term(std::string_view stem) { return std::string("Z").append(stem); }

std::string field_prefix(std::string_view field) { return with_upper('X', field) += ':'; }

std::string part_term(std::string_view stem) { return std::string("Y").append(stem); }

std::string field_term(std::string_view field, std::string_view text) {
  return field_prefix(field).append(text);
}

unsigned wdf_of(const Field& field, bool in_compound) {
  const auto wdf = static_cast<unsigned>(std::lround(field.weight * wdf_per_occurrence));
  return in_compound ? std::max(wdf / 2, 1u) : wdf;
}

std::string presence_term(std::string_view field) { return with_upper('P', field); }

const Field* main_text(const Schema& schema) {
  const Field* main = nullptr;
  for (const auto& field : schema.fields)
    if (field.kind == FieldKind::text) main = &field;
  for (const auto& name : schema.roles.snippet)
    if (const auto* field = schema.find(name); field && field->kind == FieldKind::text)
      main = field;
  return main;
}

std::string absence_term(std::string_view field, std::string_view stem) {
  return (with_upper('N', field) += ':').append(stem);
}

std::string access_term(std::size_t list) {
  return std::string(access_prefix) + std::to_string(list);
}

// A folded word has no control character, and neither has a stem.
std::string vocabulary_prefix(std::size_t list, std::string_view begin) {
  std::string key(1, 'w');
  if (list != 0) key += '\1' + std::to_string(list) + '\1';
  return key.append(begin);
}

std::string vocabulary_key(std::size_t list, std::string_view word, std::string_view stem) {
  return (vocabulary_prefix(list, word) += before_stem).append(stem);
}

bool is_of_access_list(std::string_view vocabulary_key) {
  return vocabulary_key.starts_with("w\1");
}

std::string abbreviations_key(std::size_t list) {
  return list == 0 ? "speur.abbreviations" : "speur.abbreviations." + std::to_string(list);
}

}  // namespace speur::index
