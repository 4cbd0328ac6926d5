// SPDX-License-Identifier: GPL-2.0-or-later
// Builds a new index out of parts. Xapian gathers what is not written yet in maps of maps, which
// grow slower as they grow larger: many small databases, put together at the end, take less time
// and less room on disk than one that grows. And parts can be made side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analysis/abbreviations.hpp"
#include "index/access_lists.hpp"
#include "index/workers.hpp"
#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur::index {

/// In how many more documents each abbreviation is explained, by their access list.
using AbbreviationChanges = std::map<AccessList, std::map<analysis::Abbreviation, std::int64_t>>;

/// Adds `times` for every abbreviation that the document, which is of `list`, explains.
void count_abbreviations(const Schema& schema, const Document& document, AccessList list, int times,
                         AbbreviationChanges& changes);

/// Documents go in, in order; `finish` makes one database of them. For one thread at a time.
class BulkBuilder {
 public:
  struct Options {
    unsigned threads = 1;        ///< that make parts; 1: none but the caller's
    std::size_t part_bytes = 0;  ///< of documents that make a part
  };

  /// `directory` is there, and empty.
  BulkBuilder(std::filesystem::path directory, const Schema& schema, const Options& options);
  BulkBuilder(const BulkBuilder&) = delete;
  BulkBuilder& operator=(const BulkBuilder&) = delete;
  /// Waits for the parts that are being made; leaves them where they are.
  ~BulkBuilder();

  bool holds(std::string_view id) const { return ids_.contains(std::string(id)); }

  /// Adds a document that conforms to the schema, has the tokens of `list`, and whose id is not
  /// held yet. May throw what went wrong with an earlier one's part.
  void add(Document document, AccessList list);

  /// The database in `directory`, with the documents numbered from 1 in the order in which they
  /// came, durable but for settings.
  AbbreviationChanges finish();

 private:
  struct Part {
    std::filesystem::path path;
    AbbreviationChanges abbreviations;
  };
  struct Waiting {
    Document document;
    AccessList list;
  };
  class Vocabulary;

  std::filesystem::path next_path();
  void start(std::function<Part()> make);
  void await_oldest();
  void await_all();
  void make_part();
  void merge_in_groups();
  AbbreviationChanges put_all_together();

  std::filesystem::path directory_;
  Schema schema_;
  Options options_;
  std::unique_ptr<Vocabulary> vocabulary_;
  std::unordered_set<std::string> ids_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::size_t paths_ = 0;
  std::deque<std::future<Part>> running_;  // parts in their order, after those of `parts_`
  std::vector<Part> parts_;
  std::exception_ptr failure_;  // after which no index can come of it
  Workers<Part> workers_;       // the last member: what they work with outlives them
};

}  // namespace speur::index
