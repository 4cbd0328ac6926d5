// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and texts in a file, as this machine has them in memory, so that the file can be used
// where it lies: opening one of a hundred megabytes reads no more than what is asked of it. Such a
// file is made anew where it cannot be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace speur::collection {

/// Values that were made here, or that lie in a mapped file.
template <typename Value>
class Values {
 public:
  using value_type = Value;

  Values() = default;
  Values(std::vector<Value> made) : made_(std::move(made)) {}
  explicit Values(std::span<const Value> mapped) : mapped_(mapped) {}

  std::span<const Value> all() const { return mapped_.data() ? mapped_ : made_; }
  const Value* data() const { return all().data(); }
  std::size_t size() const { return all().size(); }
  bool empty() const { return all().empty(); }
  const Value& operator[](std::size_t i) const { return all()[i]; }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }

  /// To go on making them; not of a mapped file.
  std::vector<Value>& made() { return made_; }

 private:
  std::vector<Value> made_;
  std::span<const Value> mapped_;
};

// Everything begins where any of these values may lie.
inline constexpr std::size_t alignment = 8;

template <typename All>
void write_all(std::ostream& out, const All& values) {
  using Value = typename All::value_type;
  static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) <= alignment);
  const std::uint64_t size = values.size();
  const auto bytes = size * sizeof(Value);
  out.write(reinterpret_cast<const char*>(&size), sizeof size);
  out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(bytes));
  constexpr char nothing[alignment] = {};
  out.write(nothing, static_cast<std::streamsize>((alignment - bytes % alignment) % alignment));
}

/// A file, mapped for reading from its beginning to its end. What lies in it can be used as long as
/// `file` is there.
class StorageReader {
 public:
  /// Failed at once when there is no such file.
  explicit StorageReader(const std::filesystem::path& path);

  bool failed() const { return failed_; }
  void fail() { failed_ = true; }
  std::shared_ptr<const void> file() const { return file_; }

  /// What does not fit in the rest of the file leaves this failed and gives nothing.
  template <typename Value>
  std::span<const Value> next() {
    const auto size = next_size();
    if (failed_ || size > rest_.size() / sizeof(Value)) {
      failed_ = true;
      return {};
    }
    const auto* first = reinterpret_cast<const Value*>(rest_.data());
    const auto bytes = size * sizeof(Value);
    pass(bytes + (alignment - bytes % alignment) % alignment);
    return {first, first + size};
  }

  std::string next_text() {
    const auto text = next<char>();
    return {text.begin(), text.end()};
  }

 private:
  std::uint64_t next_size();
  void pass(std::size_t bytes);

  std::shared_ptr<const void> file_;
  std::string_view rest_;
  bool failed_ = false;
};

template <typename Value>
void read_all(StorageReader& in, Values<Value>& values) {
  values = Values<Value>(in.next<Value>());
}

}  // namespace speur::collection
