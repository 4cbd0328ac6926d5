// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/stat.h>

#include <memory>
#include <optional>

#include "speur/index.hpp"

namespace speur::python {

/// An index that may be closed. With the GIL.
class OpenIndex {
 public:
  explicit OpenIndex(Index index) : index_(std::move(index)) {}

  /// To work with, also without the GIL. \throws IndexError when it is closed.
  Index get();
  void close() { index_.reset(); }
  bool is_closed() const { return !index_; }

  /// The schema of `index`, which `get` gave. Copying it for every answer would cost as much as
  /// handing out the hits.
  std::shared_ptr<const Schema> schema_of(const Index& index);

 private:
  // Which directory it is, and when something last came into it: a replacement is another one.
  struct Stamp {
    dev_t device = 0;
    ino_t inode = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const Stamp&) const = default;
  };
  static std::optional<Stamp> stamp_of(const Index& index);

  std::optional<Index> index_;
  std::optional<Stamp> schema_stamp_;
  std::shared_ptr<const Schema> schema_;
};

}  // namespace speur::python
