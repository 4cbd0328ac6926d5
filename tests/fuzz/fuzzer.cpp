// SPDX-License-Identifier: GPL-2.0-or-later
// One target as libFuzzer wants it. What the target throws ends the run, and the input is kept.
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  speur::fuzz::TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
