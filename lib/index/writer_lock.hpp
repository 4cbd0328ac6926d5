// SPDX-License-Identifier: GPL-2.0-or-later
// One writer at a time, also while the directory of the index is made or replaced.
#pragma once

#include <chrono>
#include <filesystem>

namespace speur::index {

/// Holds the file INDEX.lock beside an index. Xapian's own lock stands inside the directory and
/// goes with it when it is replaced; this one stays. A process that dies lets go of it.
class WriterLock {
 public:
  /// Waits at most `timeout`. \throws LockError when another writer still has it, IndexError when
  /// no file can be made there. A folder in which only the index itself may be written needs none,
  /// unless `required`: nobody can replace an index there.
  WriterLock(const std::filesystem::path& index, std::chrono::milliseconds timeout, bool required);
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  ~WriterLock();

 private:
  bool try_lock();

  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace speur::index
