// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>

namespace speur::index {

/// Something that is made when first asked for, once, whichever thread asks. What it gave out stays
/// as it is.
template <typename Value>
class Lazy {
 public:
  template <typename Make>
  std::shared_ptr<const Value> get(Make make) {
    const std::lock_guard lock(mutex_);
    if (!value_) value_ = std::make_shared<const Value>(make());
    return value_;
  }

  /// The memory it takes now.
  std::size_t bytes() const {
    const std::lock_guard lock(mutex_);
    return value_ ? value_->bytes() : 0;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Value> value_;
};

}  // namespace speur::index
