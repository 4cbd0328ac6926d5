// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and texts one after the other, as the index keeps them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace speur::index {

/// What is read is not what was put. \throws IndexError
[[noreturn]] void damaged();

/// Seven bits a byte, lowest first (as in Protocol Buffers' varint).
void put_number(std::string& bytes, std::size_t number);

/// A text, preceded by its size.
void put_text(std::string& bytes, std::string_view text);

/// Takes back what was put. The bytes must stay where they are meanwhile.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  /// \throws IndexError, as all here, when there is not as much as is asked for.
  std::size_t number();
  std::string_view text() { return take(number()); }
  std::string_view take(std::size_t size);
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace speur::index
