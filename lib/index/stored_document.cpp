// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/stored_document.hpp"

#include "index/bytes.hpp"

namespace speur::index {

// JSON would do, but a search reads ten of these and parsing would outweigh it.
std::string to_bytes(const Document& document) {
  std::string bytes;
  put_text(bytes, document.id);
  put_number(bytes, document.fields.size());
  for (const auto& [name, values] : document.fields) {
    put_text(bytes, name);
    put_number(bytes, values.size());
    for (const auto& value : values) put_text(bytes, value);
  }
  put_number(bytes, document.relations.size());
  for (const auto& relation : document.relations) {
    put_text(bytes, relation.type);
    put_text(bytes, relation.id);
  }
  return bytes;
}

Document from_bytes(std::string_view given) {
  Bytes bytes(given);
  Document document;
  document.id = bytes.text();
  for (auto fields = bytes.number(); fields > 0; --fields) {
    auto& values = document.fields[std::string(bytes.text())];
    for (auto count = bytes.number(); count > 0; --count) values.emplace_back(bytes.text());
  }
  for (auto relations = bytes.number(); relations > 0; --relations) {
    std::string type(bytes.text());
    document.relations.push_back({std::move(type), std::string(bytes.text())});
  }
  return document;
}

}  // namespace speur::index
