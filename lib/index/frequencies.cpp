// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/frequencies.hpp"

#include <mutex>

namespace speur::index {

std::optional<Xapian::doccount> Frequencies::find(const std::string& term) const {
  const std::shared_lock lock(mutex_);
  const auto found = known_.find(term);
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

void Frequencies::put(const std::string& term, Xapian::doccount frequency) {
  const auto bytes = sizeof(decltype(known_)::value_type) + term.size() + 32;  // and its node
  const std::unique_lock lock(mutex_);
  if (bytes_ + bytes <= budget_ && known_.emplace(term, frequency).second) bytes_ += bytes;
}

std::size_t Frequencies::bytes() const {
  const std::shared_lock lock(mutex_);
  return bytes_;
}

}  // namespace speur::index
