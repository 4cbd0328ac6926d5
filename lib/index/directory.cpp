// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <random>
#include <thread>

#include "index/terms.hpp"
#include "index/xapian_errors.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"

namespace speur::index {
namespace {

constexpr const char* version_file = "iamglass";

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view what) {
  throw IndexError(fmt::format("index '{}': {}", path.string(), what));
}

bool is_writable(const std::filesystem::path& folder) {
  return access(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
}

[[noreturn]] void fail_to_write(const std::filesystem::path& path,
                                const std::filesystem::path& folder) {
  fail(path, fmt::format("cannot be written in '{}': {}", folder.string(), std::strerror(errno)));
}

void check_setting(const std::filesystem::path& path, std::string_view what,
                   const std::string& found, std::string_view expected) {
  if (found == expected) return;
  fail(path, fmt::format(
                 "it was made with {} '{}', this program has '{}'; make it anew from what it keeps "
                 "(speur reindex), or rebuild it from its sources",
                 what, found, expected));
}

// Puts `fresh` in the place of `live`, and removes `live`. rename(2) cannot put a directory over a
// full one; renameat2(2) exchanges two in one step. On a file system that cannot, there is for a
// moment no index, and readers are told so. Once the new index is there, nothing fails any more:
// what cannot be removed is left for the next replacement.
void exchange(const std::filesystem::path& fresh, const std::filesystem::path& live) {
  std::error_code ignored;
  if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, live.c_str(), RENAME_EXCHANGE) == 0) {
    std::filesystem::remove_all(fresh, ignored);
    return;
  }
  if (errno != EINVAL && errno != ENOSYS)
    fail(live, fmt::format("cannot be replaced: {}", std::strerror(errno)));
  const auto aside = std::filesystem::path(live).concat(".old");
  if (holds_only_glass_files(aside)) std::filesystem::remove_all(aside, ignored);
  std::filesystem::rename(live, aside);
  std::filesystem::rename(fresh, live);
  std::filesystem::remove_all(aside, ignored);
}

}  // namespace

Stamp stamp_of(const std::filesystem::path& path) {
  struct stat directory {};
  struct stat file {};
  if (stat(path.c_str(), &directory) != 0) {
    if (errno == ENOENT) fail(path, "there is no index here; make one first");
    fail(path, fmt::format("cannot be read: {}", std::strerror(errno)));
  }
  if (stat((path / version_file).c_str(), &file) != 0)
    fail(path, "this is no index; name the directory that speur made");
  return {directory.st_dev, directory.st_ino, file.st_ino,
          file.st_mtim.tv_sec * 1'000'000'000 + file.st_mtim.tv_nsec};
}

std::filesystem::path without_trailing_slash(const std::filesystem::path& path) {
  return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

bool is_index(const std::filesystem::path& path) {
  return std::filesystem::exists(path / version_file);
}

bool holds_only_glass_files(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return false;
  const auto entries = std::filesystem::directory_iterator(path, error);
  return !error && std::all_of(begin(entries), end(entries), [](const auto& entry) {
    const auto name = entry.path().filename();
    if (entry.is_directory()) return holds_only_glass_files(entry.path());  // a part
    return name == version_file || name == "flintlock" || name.extension() == ".glass" ||
           name.extension() == ".tmp";
  });
}

Xapian::Database open_database(const std::filesystem::path& path) {
  return translated(path, [&] {
    for (int attempt = 1;; ++attempt) {
      const auto before = stamp_of(path);
      try {
        Xapian::Database database(path.string(), Xapian::DB_BACKEND_GLASS);
        if (stamp_of(path).directory == before.directory) return database;
      } catch (const Xapian::DatabaseError&) {
        // A directory that is being swapped can look damaged for a moment.
        if (attempt == 5) throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
    }
  });
}

bool may_be_made(const std::filesystem::path& path) { return is_writable(path.parent_path()); }

void make_empty(const std::filesystem::path& path) {
  if (!may_be_made(path)) fail_to_write(path, path.parent_path());
  std::error_code error;
  std::filesystem::remove_all(path, error);
  std::filesystem::create_directory(path, error);
  if (error) fail(path, fmt::format("cannot be made: {}", error.message()));
}

Xapian::WritableDatabase open_writable(const std::filesystem::path& path, int flags,
                                       std::chrono::milliseconds timeout) {
  // Xapian would call this a lock that another process holds.
  const auto folder = std::filesystem::exists(path) ? path : path.parent_path();
  if (!is_writable(folder)) fail_to_write(path, folder);
  // Xapian can wait for the lock itself, but without limit, and on a directory that may meanwhile
  // have been replaced.
  const auto until = std::chrono::steady_clock::now() + timeout;
  return translated(path, [&] {
    for (;;) {
      try {
        return Xapian::WritableDatabase(path.string(), flags | Xapian::DB_BACKEND_GLASS);
      } catch (const Xapian::DatabaseLockError&) {
        if (std::chrono::steady_clock::now() >= until) throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
}

Schema read_settings(const Xapian::Database& database, const std::filesystem::path& path) {
  const auto format = database.get_metadata(format_key);
  if (format.empty()) fail(path, "this is a Xapian database, but not one that speur made");
  check_setting(path, "format", format, format_version);
  check_setting(path, "analyser", database.get_metadata(analyzer_key), Analyzer::fingerprint());
  return Schema::from_json(database.get_metadata(schema_key));
}

void write_settings(Xapian::WritableDatabase& database, const Schema& schema) {
  database.set_metadata(format_key, format_version);
  database.set_metadata(analyzer_key, Analyzer::fingerprint());
  database.set_metadata(schema_key, schema.to_json());
}

void write_commit_id(Xapian::WritableDatabase& database) {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) id += fmt::format("{:08x}", random());
  database.set_metadata(commit_key, id);
}

void swap_in(const std::filesystem::path& fresh, const std::filesystem::path& live, bool replaces) {
  try {
    // Renaming also fails, as it should, when an index has come to stand here meanwhile.
    if (!replaces) return std::filesystem::rename(fresh, live);
    exchange(fresh, live);
  } catch (const std::filesystem::filesystem_error& error) {
    fail(live, fmt::format("cannot be replaced: {}", error.code().message()));
  }
}

}  // namespace speur::index
