// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/writer_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "index/xapian_errors.hpp"

namespace speur::index {

WriterLock::WriterLock(const std::filesystem::path& index, std::chrono::milliseconds timeout,
                       bool required)
    : path_(std::filesystem::path(index).concat(".lock")) {
  const auto until = std::chrono::steady_clock::now() + timeout;
  while (!try_lock()) {
    if (errno != EWOULDBLOCK) {
      const bool forbidden = errno == EACCES || errno == EROFS || errno == EPERM;
      if (forbidden && !required) return;
      throw IndexError(fmt::format("index '{}': cannot be written, '{}' cannot be made: {}",
                                   index.string(), path_.string(), std::strerror(errno)));
    }
    if (std::chrono::steady_clock::now() >= until)
      throw LockError(fmt::format("index '{}': another process is writing to it; try again later",
                                  index.string()));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

// The file goes when its holder is done. Who waited for it may then hold a file that has no name
// any more, which locks nothing; hence the look at whether it is still the one at this path.
bool WriterLock::try_lock() {
  const int descriptor = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return false;
  struct stat held{};
  struct stat named{};
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && fstat(descriptor, &held) == 0 &&
      stat(path_.c_str(), &named) == 0 && held.st_ino == named.st_ino) {
    descriptor_ = descriptor;
    return true;
  }
  close(descriptor);
  errno = EWOULDBLOCK;
  return false;
}

WriterLock::~WriterLock() {
  if (descriptor_ < 0) return;
  unlink(path_.c_str());
  close(descriptor_);
}

}  // namespace speur::index
