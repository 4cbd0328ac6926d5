// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/stored_document.hpp"

#include "speur/error.hpp"

namespace speur::index {
namespace {

// Every text and count is preceded by its size, seven bits a byte, lowest first (as in Protocol
// Buffers' varint). JSON would do, but a search reads ten of these and parsing would outweigh it.
void put_number(std::string& bytes, std::size_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>((number & 0x7F) | 0x80);
  bytes += static_cast<char>(number);
}

void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size());
  bytes += text;
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  std::size_t number() {
    std::size_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      number |= static_cast<std::size_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
    damaged();
  }

  std::string text() { return std::string(take(number())); }

 private:
  [[noreturn]] static void damaged() {
    throw IndexError("a stored document is damaged; rebuild the index from its sources");
  }

  std::string_view take(std::size_t size) {
    if (size > rest_.size()) damaged();
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
};

}  // namespace

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
    auto& values = document.fields[bytes.text()];
    for (auto count = bytes.number(); count > 0; --count) values.push_back(bytes.text());
  }
  for (auto relations = bytes.number(); relations > 0; --relations) {
    auto type = bytes.text();
    document.relations.push_back({std::move(type), bytes.text()});
  }
  return document;
}

std::string id_from_bytes(std::string_view bytes) { return Bytes(bytes).text(); }

}  // namespace speur::index
