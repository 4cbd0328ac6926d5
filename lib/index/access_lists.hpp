// SPDX-License-Identifier: GPL-2.0-or-later
// Which documents may be seen by whom. Documents with the same access tokens have one list, which
// has a number; what an index knows of the words of documents is kept apart by these numbers.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "speur/document.hpp"
#include "speur/schema.hpp"
#include "speur/viewer.hpp"

namespace speur::index {

/// The number of a list of tokens. Lists keep their numbers as long as the index is not replaced.
using AccessList = std::size_t;

/// Of documents without tokens, which everybody may see.
inline constexpr AccessList public_list = 0;

/// The tokens of a document, sorted; none where the schema has no field in that role.
std::vector<std::string> access_tokens(const Document& document, const Schema& schema);

class AccessLists {
 public:
  /// Those of an index. \throws IndexError when they cannot be read, or documents have others.
  static AccessLists read(const Xapian::Database& database);
  void write(Xapian::WritableDatabase& database);

  /// The number of a list, a new one where it is not there yet.
  AccessList number_of(const std::vector<std::string>& tokens);

  /// How many there are, the public one not counted; they are numbered from 1.
  std::size_t size() const { return lists_.size(); }

  /// Whether the viewer sees whatever there is.
  bool hide_nothing_from(const Viewer& viewer) const { return viewer.all || lists_.empty(); }

  /// The lists of what the viewer may see, the public one first, ascending.
  std::vector<AccessList> seen_by(const Viewer& viewer) const;

 private:
  bool has(const std::string& term) const;

  std::vector<std::vector<std::string>> lists_;  // by number, from 1
  std::map<std::vector<std::string>, AccessList> numbers_;
  std::map<std::string, std::vector<AccessList>, std::less<>> by_token_;
  bool changed_ = false;
};

/// Those of each shard of an index: the same tokens have another number in each.
using AccessOfShards = std::vector<AccessLists>;
using ListsOfShards = std::vector<std::vector<AccessList>>;

bool hide_nothing_from(const Viewer& viewer, const AccessOfShards& access);
ListsOfShards seen_by(const Viewer& viewer, const AccessOfShards& access);

}  // namespace speur::index
