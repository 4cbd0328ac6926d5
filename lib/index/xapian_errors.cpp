// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/xapian_errors.hpp"

#include <fmt/format.h>

#include "speur/error.hpp"

namespace speur::index {
namespace {

// Xapian names a server as "remote:tcp(HOST:PORT)", and sometimes not at all.
std::string shard_in(const std::string& context) {
  const auto begin = context.find('(');
  const auto end = context.rfind(')');
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    return "one of its shards";
  return fmt::format("its shard '{}'", context.substr(begin + 1, end - begin - 1));
}

// A write failed, and then so did Xapian's way back, which writes as well; it keeps the system's
// error in its text only. A failure that began with damage has another name in the brackets.
bool is_failed_write(const Xapian::Error& error) {
  return error.get_msg().starts_with("Modifications failed (DatabaseError: ");
}

}  // namespace

void rethrow(const Xapian::Error& error, const std::filesystem::path& path) {
  const std::string_view type = error.get_type();
  const auto text = [&](std::string_view meaning) {
    return fmt::format("index '{}': {} ({})", path.string(), meaning, error.get_msg());
  };
  const auto say = [&](std::string_view meaning) { throw IndexError(text(meaning)); };
  if (type == "DatabaseLockError")
    throw LockError(text("another process is writing to it; try again later"));
  if (type == "NetworkError" || type == "NetworkTimeoutError")
    throw ShardError(fmt::format("index '{}': {} is not there any more: {}", path.string(),
                                 shard_in(error.get_context()), error.get_msg()));
  // A full disk is none that damages anything: what was committed stays.
  const bool may_be_disk = type == "DatabaseError" || type == "DatabaseOpeningError";
  if (const auto* system = error.get_error_string(); system && may_be_disk)
    say(fmt::format("it cannot be read or written: {}", system));
  if (is_failed_write(error)) say("it cannot be written; what was committed before is still there");
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
