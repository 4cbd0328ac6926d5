// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace speur::index {

/// Values that are costly to make, by name, within a budget of bytes: what was not asked for
/// longest goes first. For any number of threads; what was given out stays with who has it.
template <typename Value>
class Cache {
 public:
  explicit Cache(std::size_t budget) : budget_(budget) {}

  /// The value called `name`, from `make()` if it is not here. Two threads that ask for it at once
  /// may both make it: neither waits for the other.
  template <typename Make>
  std::shared_ptr<const Value> get(const std::string& name, Make make) {
    if (auto known = find(name)) return known;
    auto made = std::make_shared<const Value>(make());
    put(name, made);
    return made;
  }

  std::size_t bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  struct Entry {
    std::string name;
    std::shared_ptr<const Value> value;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;

  std::shared_ptr<const Value> find(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  void put(const std::string& name, std::shared_ptr<const Value> value) {
    const auto bytes = value->bytes() + 2 * name.size() + sizeof(Entry) + 64;  // and its nodes
    if (bytes > budget_) return;
    const std::lock_guard lock(mutex_);
    if (by_name_.contains(name)) return;
    entries_.push_front({name, std::move(value), bytes});
    by_name_.emplace(name, entries_.begin());
    bytes_ += bytes;
    for (; bytes_ > budget_; entries_.pop_back()) {
      bytes_ -= entries_.back().bytes;
      by_name_.erase(entries_.back().name);
    }
  }

  const std::size_t budget_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  Entries entries_;  // latest first
  std::unordered_map<std::string, typename Entries::iterator> by_name_;
};

}  // namespace speur::index
