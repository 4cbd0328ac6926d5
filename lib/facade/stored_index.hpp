// SPDX-License-Identifier: GPL-2.0-or-later
// What can be read of an index that this version could not answer from.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur::facade {

class StoredIndex {
 public:
  /// Whatever made it. \throws IndexError when it is none of speur's, or its schema is lost.
  explicit StoredIndex(const std::filesystem::path& path);

  const Xapian::Database& database() const { return database_; }
  const Schema& schema() const { return schema_; }

  /// In what it was made with that this version does not have: "format '2', now '4'".
  std::vector<std::string> differences() const;

  /// Calls `keep` for every stored document, and `lost` for those that cannot be read: with a name
  /// for it and why.
  void for_each_document(
      const std::function<void(Xapian::docid, Document)>& keep,
      const std::function<void(const std::string&, const std::string&)>& lost) const;

 private:
  std::vector<Xapian::docid> numbers() const;

  std::filesystem::path path_;
  Xapian::Database database_;
  Schema schema_;
};

}  // namespace speur::facade
