// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/xapian_errors.hpp"

#include <fmt/format.h>

#include "speur/error.hpp"

namespace speur::index {

void rethrow(const Xapian::Error& error, const std::filesystem::path& path) {
  const std::string_view type = error.get_type();
  const auto text = [&](std::string_view meaning) {
    return fmt::format("index '{}': {} ({})", path.string(), meaning, error.get_msg());
  };
  const auto say = [&](std::string_view meaning) { throw IndexError(text(meaning)); };
  if (type == "DatabaseLockError")
    throw LockError(text("another process is writing to it; try again later"));
  // A full disk is none that damages anything: what was committed stays.
  const bool may_be_disk = type == "DatabaseError" || type == "DatabaseOpeningError";
  if (const auto* system = error.get_error_string(); system && may_be_disk)
    say(fmt::format("it cannot be read or written: {}", system));
  if (type == "DatabaseCorruptError" || type == "DatabaseError")
    say("it is damaged; repair it (speur repair), or rebuild it from its sources");
  if (type == "DatabaseVersionError") say("it was made by another version of Xapian; rebuild it");
  if (type == "DatabaseModifiedError") say("it changes faster than it can be read; try again");
  if (type == "DatabaseNotFoundError") say("there is no index here");
  if (type == "DatabaseOpeningError") say("it cannot be opened; check its permissions");
  say("Xapian failed");
  throw;  // never reached: `say` throws
}

}  // namespace speur::index
