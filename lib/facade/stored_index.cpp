// SPDX-License-Identifier: GPL-2.0-or-later
#include "facade/stored_index.hpp"

#include <fmt/format.h>

#include <optional>

#include "index/directory.hpp"
#include "index/stored_document.hpp"
#include "index/terms.hpp"
#include "index/xapian_errors.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"

namespace speur::facade {

StoredIndex::StoredIndex(const std::filesystem::path& path)
    : path_(index::without_trailing_slash(path)), database_(index::open_database(path_)) {
  index::translated(path_, [&] {
    if (database_.get_metadata(index::format_key).empty())
      throw IndexError(fmt::format(
          "index '{}': this is a Xapian database, but not one that speur made", path_.string()));
    try {
      schema_ = Schema::from_json(database_.get_metadata(index::schema_key));
    } catch (const SchemaError& error) {
      throw IndexError(
          fmt::format("index '{}': its schema cannot be read ({}); build it from its "
                      "sources",
                      path_.string(), error.what()));
    }
  });
}

std::vector<std::string> StoredIndex::differences() const {
  std::vector<std::string> all;
  const auto compare = [&](const char* what, const char* key, const std::string& now) {
    const auto was = database_.get_metadata(key);
    if (was != now) all.push_back(fmt::format("{} '{}', now '{}'", what, was, now));
  };
  compare("format", index::format_key, index::format_version);
  compare("analyser", index::analyzer_key, Analyzer::fingerprint());
  return all;
}

// Where the list of documents is damaged, every number is tried.
std::vector<Xapian::docid> StoredIndex::numbers() const {
  std::vector<Xapian::docid> all;
  try {
    for (auto id = database_.postlist_begin(""); id != database_.postlist_end(""); ++id)
      all.push_back(*id);
  } catch (const Xapian::DatabaseError&) {
    all.clear();
    for (Xapian::docid id = 1; id <= database_.get_lastdocid(); ++id) all.push_back(id);
  }
  return all;
}

void StoredIndex::for_each_document(
    const std::function<void(Xapian::docid, Document)>& keep,
    const std::function<void(const std::string&, const std::string&)>& lost) const {
  for (const auto number : numbers()) {
    std::optional<Document> document;
    std::string why;
    try {
      document = index::from_bytes(database_.get_document(number).get_data());
    } catch (const Xapian::DocNotFoundError&) {
      continue;  // a number that is not in use
    } catch (const Xapian::Error& error) {
      why = error.get_msg();
    } catch (const IndexError& error) {
      why = error.what();
    }
    if (document) keep(number, *std::move(document));
    else lost(fmt::format("number {}", number), why);
  }
}

}  // namespace speur::facade
