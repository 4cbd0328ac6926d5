// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/bulk_builder.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <mutex>
#include <set>

#include "document/document.hpp"
#include "index/commit.hpp"
#include "index/directory.hpp"
#include "index/document_terms.hpp"
#include "index/terms.hpp"

namespace speur::index {
namespace {

namespace fs = std::filesystem;

// So many databases are put together at once: each takes some five open files.
constexpr std::size_t at_once = 64;

void add_all(const AbbreviationChanges& from, AbbreviationChanges& to) {
  for (const auto& [list, changes] : from)
    for (const auto& [pair, change] : changes) to[list][pair] += change;
}

// Documents keep their order: those of the second database are numbered on from the first.
void put_together(const std::vector<fs::path>& from, const fs::path& to) {
  Xapian::Database all;
  for (const auto& path : from) all.add_database(Xapian::Database(path.string()));
  all.compact(to.string(), static_cast<unsigned>(Xapian::Compactor::FULL));
}

}  // namespace

void count_abbreviations(const Schema& schema, const Document& document, AccessList list, int times,
                         AbbreviationChanges& changes) {
  std::set<analysis::Abbreviation> explained;
  for (const auto& field : schema.fields)
    if (field.kind == FieldKind::text)
      for (const auto& value : document.values(field.name))
        for (auto& pair : analysis::find_abbreviations(value)) explained.insert(std::move(pair));
  for (const auto& pair : explained) changes[list][pair] += times;
}

// The words that some part has told Xapian of already. A word is told of once, by whichever part
// comes first: putting databases together joins their vocabularies.
class BulkBuilder::Vocabulary {
 public:
  void tell(std::vector<std::string> words, Xapian::WritableDatabase& database) {
    std::sort(words.begin(), words.end());
    const std::lock_guard lock(mutex_);
    for (auto& word : words)
      if (const auto [key, is_new] = told_.insert(std::move(word)); is_new)
        database.set_metadata(*key, in_vocabulary);
  }

 private:
  std::mutex mutex_;
  std::unordered_set<std::string> told_;
};

BulkBuilder::BulkBuilder(fs::path directory, const Schema& schema, const Options& options)
    : directory_(std::move(directory)),
      schema_(schema),
      options_(options),
      vocabulary_(std::make_unique<Vocabulary>()),
      workers_(options.threads) {}

BulkBuilder::~BulkBuilder() = default;

fs::path BulkBuilder::next_path() { return directory_ / fmt::format("part{}", ++paths_); }

void BulkBuilder::add(Document document, AccessList list) {
  if (failure_) std::rethrow_exception(failure_);
  ids_.insert(document.id);
  waiting_bytes_ += document::size_of(document);
  waiting_.push_back({std::move(document), list});
  if (waiting_bytes_ >= options_.part_bytes) make_part();
}

void BulkBuilder::make_part() {
  auto path = next_path();
  auto documents = std::make_shared<const std::vector<Waiting>>(std::move(waiting_));
  waiting_.clear();
  waiting_bytes_ = 0;
  start([this, path = std::move(path), documents = std::move(documents)] {
    Part part{path, {}};
    Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                                                         Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    database.begin_transaction();
    DocumentIndexer indexer(schema_);
    Changes changes;
    for (const auto& [document, list] : *documents) {
      changes.count(document::size_of(document));
      database.add_document(indexer.index(document, list));
      count_abbreviations(schema_, document, list, 1, part.abbreviations);
    }
    vocabulary_->tell(indexer.take_new_words(), database);
    commit_transaction(database, path, changes);
    return part;
  });
}

void BulkBuilder::start(std::function<Part()> make) {
  // One more than are being made lies ready, so that no worker waits for the next.
  if (running_.size() > options_.threads) await_oldest();
  running_.push_back(workers_.run(std::move(make)));
}

void BulkBuilder::await_oldest() {
  try {
    auto oldest = std::move(running_.front());
    running_.pop_front();
    parts_.push_back(oldest.get());
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

void BulkBuilder::await_all() {
  while (!running_.empty()) await_oldest();
}

// One round; the parts that come of it stand in the order of those that they are made of.
void BulkBuilder::merge_in_groups() {
  const auto parts = std::exchange(parts_, {});
  for (std::size_t begin = 0; begin < parts.size(); begin += at_once) {
    std::vector<fs::path> group;
    Part merged{next_path(), {}};
    for (auto i = begin; i < std::min(begin + at_once, parts.size()); ++i) {
      group.push_back(parts[i].path);
      add_all(parts[i].abbreviations, merged.abbreviations);
    }
    start([group = std::move(group), merged = std::move(merged)] {
      put_together(group, merged.path);
      for (const auto& path : group) fs::remove_all(path);
      return merged;
    });
  }
  await_all();
}

AbbreviationChanges BulkBuilder::finish() {
  if (failure_) std::rethrow_exception(failure_);
  try {
    return put_all_together();
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

AbbreviationChanges BulkBuilder::put_all_together() {
  if (!waiting_.empty() || paths_ == 0) make_part();
  await_all();
  while (parts_.size() > at_once) merge_in_groups();
  std::vector<fs::path> last;
  AbbreviationChanges abbreviations;
  for (const auto& part : parts_) {
    last.push_back(part.path);
    add_all(part.abbreviations, abbreviations);
  }
  put_together(last, directory_);
  for (const auto& path : last) fs::remove_all(path);
  return abbreviations;
}

}  // namespace speur::index
