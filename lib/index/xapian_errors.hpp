// SPDX-License-Identifier: GPL-2.0-or-later
// The one place where Xapian's errors become speur's.
#pragma once

#include <xapian.h>

#include <filesystem>

#include "speur/error.hpp"

namespace speur::index {

/// Throws the IndexError that says what `error` means for the index at `path`, and what to do.
[[noreturn]] void rethrow(const Xapian::Error& error, const std::filesystem::path& path);

/// Runs `action` with Xapian's errors translated.
template <typename Action>
auto translated(const std::filesystem::path& path, Action action) {
  try {
    return action();
  } catch (const Xapian::Error& error) {
    rethrow(error, path);
  }
}

}  // namespace speur::index
