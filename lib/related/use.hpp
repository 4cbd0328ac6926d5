// SPDX-License-Identifier: GPL-2.0-or-later
// What visitors used together: sums per pair of documents, which fade.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "speur/use.hpp"

namespace speur::related {

/// After so many days an event counts for half.
inline constexpr double half_life_days = 180;

/// \throws RequestError when the date is none, or is still to come.
void check(const UseEvent& event);

/// Of each pair of documents how much they were used together, as of their last day.
class Use {
 public:
  /// In whatever order; the sum is the same. \throws as `check`.
  void add(const UseEvent& event);

  /// How much a document was used with each other one, 0 to 1: the share of the events that either
  /// has (Salton's cosine, n / sqrt(n_a n_b)), times how sure that is: m / (m + 10) for m = n - 1
  /// events more than one, so that one does nothing. Events are counted back from the newest of
  /// all. Only documents that `is_known` says true for count.
  std::map<std::string, double> with(std::string_view id,
                                     const std::function<bool(const std::string&)>& is_known) const;

  /// JSON Lines: {"seed","item","uses","date"}. What has faded to a hundredth is left out.
  std::string to_text() const;
  /// Lines that are none of ours are passed over.
  static Use from_text(std::string_view text);

 private:
  using Day = std::chrono::sys_days;
  struct Pair {
    double uses = 0;  // as of `last`
    Day last;
  };

  void add(const std::string& a, const std::string& b, double uses, Day day);
  double now(const Pair& pair) const;

  std::map<std::pair<std::string, std::string>, Pair> pairs_;  // the lesser id first
  std::map<std::string, std::vector<std::string>, std::less<>> partners_;
  Day newest_{};
};

/// Where the use of an index is kept.
std::filesystem::path use_file(const std::filesystem::path& index);

Use read_use(const std::filesystem::path& file);
/// \throws IndexError when it cannot be written. Readers see the old file or the new one.
void write_use(const Use& use, const std::filesystem::path& file);

/// Keeps the use of an index at hand. For any number of threads.
class UseOfIndex {
 public:
  /// Null where there is none.
  std::shared_ptr<const Use> get(const std::filesystem::path& index) const;
  /// After a change, which may come too soon to show in the time of the file.
  void forget() const;

 private:
  mutable std::mutex mutex_;
  mutable std::filesystem::file_time_type read_;
  mutable std::shared_ptr<const Use> use_;
};

}  // namespace speur::related
