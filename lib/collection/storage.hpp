// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and texts in a file, as this machine has them in memory: such a file is made anew where
// it cannot be read.
#pragma once

#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <type_traits>
#include <vector>

namespace speur::collection {

template <typename Values>
void write_all(std::ostream& out, const Values& values) {
  using Value = typename Values::value_type;
  static_assert(std::is_trivially_copyable_v<Value>);
  const std::uint64_t size = values.size();
  out.write(reinterpret_cast<const char*>(&size), sizeof size);
  out.write(reinterpret_cast<const char*>(values.data()),
            static_cast<std::streamsize>(size * sizeof(Value)));
}

/// What does not fit in the rest of the file leaves `in` failed and `values` empty.
template <typename Values>
void read_all(std::istream& in, Values& values) {
  using Value = typename Values::value_type;
  static_assert(std::is_trivially_copyable_v<Value>);
  values.clear();
  std::uint64_t size = 0;
  if (!in.read(reinterpret_cast<char*>(&size), sizeof size)) return;
  const auto here = in.tellg();
  in.seekg(0, std::ios::end);
  const auto left = static_cast<std::uint64_t>(in.tellg() - here);
  in.seekg(here);
  if (size > left / sizeof(Value)) return in.setstate(std::ios::failbit);
  values.resize(size);
  in.read(reinterpret_cast<char*>(values.data()),
          static_cast<std::streamsize>(size * sizeof(Value)));
}

}  // namespace speur::collection
