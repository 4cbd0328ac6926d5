// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/index_writer.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <cstdint>
#include <optional>

#include "analysis/abbreviations.hpp"
#include "document/document.hpp"
#include "index/access_lists.hpp"
#include "index/bulk_builder.hpp"
#include "index/commit.hpp"
#include "index/directory.hpp"
#include "index/document_terms.hpp"
#include "index/stored_document.hpp"
#include "index/stub.hpp"
#include "index/terms.hpp"
#include "index/writer_lock.hpp"
#include "index/xapian_errors.hpp"
#include "speur/error.hpp"

namespace speur {

using index::translated;

// Everything happens inside a Xapian transaction: without one, Xapian makes changes visible by
// itself every 10,000 documents.
class IndexWriter::Impl {
 public:
  Impl(const std::filesystem::path& path, WriterOptions options)
      : path_(index::without_trailing_slash(path)), options_(options) {}

  void open() {
    refuse_shards();
    index::stamp_of(path_);
    take_lock(false);
    open_live();
    schema_ = translated(path_, [&] { return index::read_settings(database_, path_); });
    // An index that is built anew is smaller, and sooner there, than one that grows.
    if (database_.get_doccount() > 0 || !index::may_be_made(path_)) return;
    kept_synonyms_ = translated(path_, [&] { return database_.get_metadata(index::synonyms_key); });
    close();
    start_fresh(schema_);
  }

  void replace(const Schema& schema) {
    refuse_shards();
    take_lock(true);
    start_fresh(schema);
  }

  void open_or_create(const Schema& schema) {
    // Whether there is an index is certain only once nobody else can be making it.
    take_lock(!std::filesystem::exists(path_));
    if (std::filesystem::exists(path_)) open();
    else start_fresh(schema);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    bulk_.reset();
    discard_fresh();
  }

  bool add(const Document& given) {
    auto document = document::conform(schema_, given);
    if (bulk_ && !bulk_->holds(document.id)) {
      const auto list = list_of(document);
      translated(path_, [&] { bulk_->add(std::move(document), list); });
      return true;
    }
    ensure_open();
    return translated(path_, [&] {
      const auto list = list_of(document);
      const auto indexed = indexer().index(document, list);
      const auto existing = find(document.id);
      changes_.count(document::size_of(document));
      changed_ = true;
      if (existing) count_abbreviations(stored(*existing), -1);
      count_abbreviations(document, 1);
      if (existing) database_.replace_document(*existing, indexed);
      else database_.add_document(indexed);
      for (const auto& key : indexer().take_new_words())
        database_.set_metadata(key, index::in_vocabulary);
      return !existing;
    });
  }

  bool remove(std::string_view id) {
    if (bulk_ && !bulk_->holds(id)) return false;
    ensure_open();
    return translated(path_, [&] {
      const auto existing = find(id);
      if (!existing) return false;
      changes_.count(0);
      changed_ = true;
      count_abbreviations(stored(*existing), -1);
      database_.delete_document(*existing);
      return true;
    });
  }

  void commit() {
    ensure_open();
    translated(path_, [&] {
      access_.write(database_);
      write_abbreviations();
      if (changed_) index::write_commit_id(database_);
      index::commit_transaction(database_, fresh_ ? *fresh_ : path_, changes_);
      changes_ = {};
      changed_ = false;
      if (fresh_) go_live();
      else database_.begin_transaction();
    });
  }

  void rollback() {
    indexer_.reset();
    abbreviations_.clear();
    changes_ = {};
    changed_ = false;
    if (fresh_) {
      bulk_.reset();
      close();
      return start_fresh(schema_);
    }
    ensure_open();
    translated(path_, [&] {
      database_.cancel_transaction();
      access_ = index::AccessLists::read(database_);
      database_.begin_transaction();
    });
  }

  void set_synonyms(std::string_view text) {
    if (bulk_) {
      synonyms_ = text;
      return;
    }
    ensure_open();
    changed_ = true;
    translated(path_, [&] { database_.set_metadata(index::synonyms_key, std::string(text)); });
  }

  const Schema& schema() const { return schema_; }

 private:
  void refuse_shards() const { index::refuse_stub(path_, "write to the shard itself"); }

  void take_lock(bool required) {
    if (!lock_) lock_.emplace(path_, options_.lock_timeout, required);
  }

  void open_live() {
    database_ = index::open_writable(path_, Xapian::DB_OPEN, options_.lock_timeout);
    translated(path_, [&] {
      access_ = index::AccessLists::read(database_);
      database_.begin_transaction();
    });
    open_ = true;
  }

  void close() {
    database_.close();
    open_ = false;
  }

  // After a replacement went live, its database is opened again under its new path; but not before
  // somebody wants it, so that nothing can fail once the replacement is there.
  void ensure_open() {
    if (bulk_) end_bulk();
    if (!open_) open_live();
  }

  // From here on the fresh index is a database like another.
  void end_bulk() {
    translated(path_, [&] {
      abbreviations_ = bulk_->finish();
      bulk_.reset();
      database_ = index::open_writable(*fresh_, Xapian::DB_OPEN, options_.lock_timeout);
      open_ = true;
      database_.begin_transaction();
      index::write_settings(database_, schema_);
      changed_ = true;
      if (!synonyms_.empty()) database_.set_metadata(index::synonyms_key, synonyms_);
    });
  }

  // A new index is built in a directory of its own.
  void start_fresh(const Schema& schema) {
    schema_ = schema;
    schema_.validate();
    replaces_ = std::filesystem::exists(path_);
    if (replaces_ && !index::is_index(path_)) refuse(path_, "replaced");
    const auto fresh = std::filesystem::path(path_).concat(".new");
    // What a builder left that was killed may go; anything else may not.
    if (std::filesystem::exists(fresh) && !index::holds_only_glass_files(fresh))
      refuse(fresh, "overwritten");
    index::make_empty(fresh);
    fresh_ = fresh;
    synonyms_ = kept_synonyms_;
    access_ = {};
    bulk_.emplace(fresh, schema_,
                  index::BulkBuilder::Options{options_.threads, options_.part_bytes});
  }

  [[noreturn]] static void refuse(const std::filesystem::path& path, std::string_view what) {
    throw IndexError(
        fmt::format("'{}' exists and is no index; it will not be {}", path.string(), what));
  }

  void discard_fresh() {
    if (!fresh_) return;
    std::error_code ignored;
    std::filesystem::remove_all(*fresh_, ignored);
    fresh_.reset();
  }

  // Xapian writes to a path, so the fresh database is closed before its directory moves.
  void go_live() {
    close();
    index::swap_in(*fresh_, path_, replaces_);
    fresh_.reset();
  }

  std::optional<Xapian::docid> find(std::string_view id) const {
    const auto term = index::id_term(id);
    // Asking for a posting list makes Xapian write out pending changes; asking whether it is there
    // does not.
    if (!database_.term_exists(term)) return std::nullopt;
    return *database_.postlist_begin(term);
  }

  index::AccessList list_of(const Document& document) {
    return access_.number_of(index::access_tokens(document, schema_));
  }

  // Tells of words that are new to it, for the vocabulary, which `begin*` looks in.
  index::DocumentIndexer& indexer() {
    if (!indexer_) indexer_.emplace(schema_);
    return *indexer_;
  }

  // Nothing where it is damaged, so that it can be replaced or removed.
  Document stored(Xapian::docid id) const {
    try {
      return index::from_bytes(database_.get_document(id).get_data());
    } catch (const IndexError&) {
      return {};
    }
  }

  // Each document counts once for each pair; what is updated or removed counts no more.
  void count_abbreviations(const Document& document, int times) {
    index::count_abbreviations(schema_, document, list_of(document), times, abbreviations_);
  }

  void write_abbreviations() {
    for (const auto& [list, changes] : abbreviations_) {
      const auto key = index::abbreviations_key(list);
      auto all = analysis::counts_from_text(database_.get_metadata(key));
      for (const auto& [pair, change] : changes) {
        const auto count = std::int64_t{all[pair]} + change;
        if (count > 0) all[pair] = static_cast<std::uint32_t>(count);
        else all.erase(pair);
      }
      database_.set_metadata(key, analysis::to_text(all));
    }
    abbreviations_.clear();
  }

  std::filesystem::path path_;
  WriterOptions options_;
  Schema schema_;
  std::optional<index::WriterLock> lock_;
  std::optional<std::filesystem::path> fresh_;  // where a replacement is built
  bool replaces_ = false;                       // whether something is there to be replaced
  bool open_ = false;                           // whether `database_` is, within a transaction
  bool changed_ = false;                        // whether there is something to commit
  std::optional<index::DocumentIndexer>
      indexer_;                               // knows the words told of since the last rollback
  index::AbbreviationChanges abbreviations_;  // since the last commit
  index::Changes changes_;                    // since the last commit, but for what parts hold
  std::string kept_synonyms_;                 // of the index that the fresh one goes on from
  std::string synonyms_;                      // of a fresh index that is built in parts
  index::AccessLists access_;                 // of the database, and of what is added to it
  std::optional<index::BulkBuilder> bulk_;    // as long as a fresh index is built in parts
  Xapian::WritableDatabase database_;
};

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

IndexWriter IndexWriter::open(const std::filesystem::path& path, const WriterOptions& options) {
  auto impl = std::make_unique<Impl>(path, options);
  impl->open();
  return IndexWriter(std::move(impl));
}

IndexWriter IndexWriter::open_or_create(const std::filesystem::path& path, const Schema& schema,
                                        const WriterOptions& options) {
  auto impl = std::make_unique<Impl>(path, options);
  impl->open_or_create(schema);
  return IndexWriter(std::move(impl));
}

IndexWriter IndexWriter::replace(const std::filesystem::path& path, const Schema& schema,
                                 const WriterOptions& options) {
  auto impl = std::make_unique<Impl>(path, options);
  impl->replace(schema);
  return IndexWriter(std::move(impl));
}

bool IndexWriter::add(const Document& document) { return impl_->add(document); }
bool IndexWriter::remove(std::string_view id) { return impl_->remove(id); }
void IndexWriter::set_synonyms(const Synonyms& synonyms) { impl_->set_synonyms(synonyms.text()); }
void IndexWriter::commit() { impl_->commit(); }
void IndexWriter::rollback() { impl_->rollback(); }
const Schema& IndexWriter::schema() const { return impl_->schema(); }

}  // namespace speur
