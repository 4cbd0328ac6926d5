// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace speur::index {

/// In how many documents terms stand, kept once they were asked for: Xapian reads some blocks of
/// the file for each, and a whole document has hundreds of terms. What does not fit within the
/// budget is looked up each time. For any number of threads.
class Frequencies {
 public:
  explicit Frequencies(std::size_t budget) : budget_(budget) {}

  /// That of `term`, from `look_up()` if it is not here.
  template <typename LookUp>
  Xapian::doccount get(const std::string& term, LookUp look_up) {
    if (const auto known = find(term)) return *known;
    const Xapian::doccount frequency = look_up();
    put(term, frequency);
    return frequency;
  }

  std::size_t bytes() const;

 private:
  std::optional<Xapian::doccount> find(const std::string& term) const;
  void put(const std::string& term, Xapian::doccount frequency);

  const std::size_t budget_;
  mutable std::shared_mutex mutex_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, Xapian::doccount> known_;
};

}  // namespace speur::index
