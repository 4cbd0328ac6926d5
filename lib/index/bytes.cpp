// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/bytes.hpp"

#include "speur/error.hpp"

namespace speur::index {

void damaged() {
  throw IndexError("a stored document is damaged; rebuild the index from its sources");
}

void put_number(std::string& bytes, std::size_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>((number & 0x7F) | 0x80);
  bytes += static_cast<char>(number);
}

void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size());
  bytes += text;
}

std::size_t Bytes::number() {
  std::size_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(take(1).front());
    number |= static_cast<std::size_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return number;
  }
  damaged();
}

std::string_view Bytes::take(std::size_t size) {
  if (size > rest_.size()) damaged();
  const auto taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

}  // namespace speur::index
