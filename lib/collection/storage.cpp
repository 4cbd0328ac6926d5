// SPDX-License-Identifier: GPL-2.0-or-later
#include "collection/storage.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace speur::collection {
namespace {

// The mapping outlives the descriptor, and the file's name: a new file takes its place.
std::pair<std::shared_ptr<const void>, std::size_t> mapped(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {};
  struct stat status {};
  std::pair<std::shared_ptr<const void>, std::size_t> file;
  if (::fstat(descriptor, &status) == 0 && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    if (auto* bytes = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
        bytes != MAP_FAILED)
      file = {{bytes, [size](void* each) { ::munmap(each, size); }}, size};
  }
  ::close(descriptor);
  return file;
}

}  // namespace

StorageReader::StorageReader(const std::filesystem::path& path) {
  auto [file, size] = mapped(path);
  failed_ = !file;
  rest_ = {static_cast<const char*>(file.get()), size};
  file_ = std::move(file);
}

std::uint64_t StorageReader::next_size() {
  std::uint64_t size = 0;
  if (rest_.size() < sizeof size) failed_ = true;
  else std::memcpy(&size, rest_.data(), sizeof size);
  pass(sizeof size);
  return size;
}

void StorageReader::pass(std::size_t bytes) { rest_.remove_prefix(std::min(bytes, rest_.size())); }

}  // namespace speur::collection
