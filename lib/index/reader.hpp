// SPDX-License-Identifier: GPL-2.0-or-later
// Reading an index from many threads while it changes.
#pragma once

#include <xapian.h>

#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "index/cache.hpp"
#include "index/columns.hpp"
#include "index/connections.hpp"
#include "index/document_groups.hpp"
#include "index/frequencies.hpp"
#include "index/lazy.hpp"
#include "index/postings.hpp"
#include "index/view.hpp"
#include "index/xapian_errors.hpp"
#include "speur/document.hpp"
#include "speur/schema.hpp"
#include "speur/synonyms.hpp"
#include "vocabulary/completion.hpp"
#include "vocabulary/spelling.hpp"

namespace speur::index {

/// The ids of documents with numbers that follow on each other. To Xapian it is about as much work
/// to tell one of them.
struct IdGroup {
  static constexpr Xapian::docid size = 64;
  std::array<std::string, size> ids;  // by the number's remainder

  std::size_t bytes() const;
};

/// What is derived from what a viewer may see of one committed state; shared by all who read that
/// and see as much.
struct Snapshot {
  /// `cache_bytes`: the budget for posting lists, and for parts of it for the other caches.
  explicit Snapshot(std::size_t cache_bytes)
      : frequencies(cache_bytes / 8),
        postings(cache_bytes),
        filters(cache_bytes / 8),
        groups(cache_bytes / 8),
        ids(cache_bytes / 8) {}

  std::filesystem::path path;
  IndexStamp stamp;
  std::string viewed_as;                         ///< tells apart who see different documents
  std::shared_ptr<const AccessOfShards> access;  ///< of the whole index
  ListsOfShards lists;                           ///< those that are seen
  std::shared_ptr<const Visible> visible;        ///< null: everything
  Schema schema;
  Synonyms own_synonyms;   ///< the portal's
  Synonyms abbreviations;  ///< that documents explain which are seen
  Columns columns;
  Lazy<DocumentLengths> lengths;
  Lazy<SortOrder> newest_first;
  Lazy<SortOrder> by_title;
  Frequencies frequencies;
  Cache<Postings> postings;
  Cache<Bitmap> filters;         ///< the documents that pass a filter, by its terms
  Cache<DocumentGroups> groups;  ///< by what they are collapsed by
  Cache<IdGroup> ids;            ///< by their number among groups
  Lazy<vocabulary::SpellingDictionary> spelling;
  Lazy<vocabulary::CompletionList> completions;

  /// The memory that all of this takes now, but for words and completions.
  std::size_t bytes() const;
};

/// One committed state of an index as one viewer sees it, for one thread.
struct Reader {
  View database;
  std::shared_ptr<Snapshot> snapshot;

  const Schema& schema() const { return snapshot->schema; }
  /// See `read_column`.
  std::shared_ptr<const FacetColumn> column(const std::string& field,
                                            std::size_t date_size = 0) const {
    return snapshot->columns.get(database, field, date_size);
  }
  std::shared_ptr<const DocumentLengths> lengths() const;
  /// In how many documents a term stands.
  Xapian::doccount frequency(const std::string& term) const {
    return snapshot->frequencies.get(term, [&] { return database.get_termfreq(term); });
  }
  std::shared_ptr<const Postings> postings(const std::string& term) const;
  /// The documents in which `stems` stand side by side in one text, in that order, without wdf; if
  /// a field is named, only in that one.
  std::shared_ptr<const Postings> phrase(const std::vector<std::string>& stems,
                                         const std::string& field) const;
  std::shared_ptr<const SortOrder> newest_first() const;
  std::shared_ptr<const SortOrder> by_title() const;
  /// All words of the index, read when first asked for.
  std::shared_ptr<const vocabulary::SpellingDictionary> spelling() const;
  /// What titles and texts hold to complete to, made of every document when first asked for.
  std::shared_ptr<const vocabulary::CompletionList> completions() const;
  std::optional<Xapian::docid> find(std::string_view id) const;
  /// \throws RequestError when there is no document `id`.
  Xapian::docid get(std::string_view id) const;
  Document document(Xapian::docid id) const;
  std::string id_of(Xapian::docid id) const;

 private:
  Postings read_phrase(const std::vector<std::string>& stems, const std::string& field) const;
};

/// Lends readers of the newest state. A Xapian database object serves one thread and one state;
/// this hides both: any number of threads may call `read`.
class Readers {
 public:
  /// `shard_timeout`: how long a server of a shard may take to be reached, and to answer.
  Readers(std::filesystem::path path, std::size_t cache_bytes, std::size_t views = 8,
          std::chrono::milliseconds shard_timeout = std::chrono::seconds{10});

  /// Gives `action` a reader of what `viewer` may see, and runs it again with a newer one if a
  /// writer took away the state it was reading, or a server ended the connection. Xapian's errors
  /// come out as IndexError.
  template <typename Action>
  auto read(const Viewer& viewer, Action action) const;

  const std::filesystem::path& path() const { return path_; }

  /// A reader to keep; one that commits may take its state away from.
  Reader take(const Viewer& viewer) const;

 private:
  // What the threads of one process share. A forked child starts with an empty one: in the
  // parent's, a lock may be held by a thread that the child does not have.
  struct Shared {
    Shared(const std::filesystem::path& path, std::chrono::milliseconds timeout)
        : connections(path, timeout) {}

    int process = 0;
    Connections connections;
    std::mutex mutex;
    std::vector<std::shared_ptr<Snapshot>> newest;  // all of one state, last used first
    std::vector<Database> idle;                     // of that state

    bool is_of(const IndexStamp& stamp) const {
      return !newest.empty() && newest[0]->stamp == stamp;
    }
    std::shared_ptr<Snapshot> find(const Viewer& viewer);
  };

  // Frees it also when a constructor fails. A child forgets its parent's, which it may not touch.
  struct Owner {
    std::atomic<Shared*> shared{nullptr};
    ~Owner();
  };

  Shared& shared() const;
  std::optional<Reader> known(const IndexStamp& stamp, const Viewer& viewer) const;
  Reader with_snapshot(Database database, const IndexStamp& stamp, const Viewer& viewer) const;
  std::shared_ptr<Snapshot> read_snapshot(const Database& database, const IndexStamp& stamp,
                                          const Viewer& viewer) const;
  /// Nothing when a commit came between.
  std::optional<Reader> take_from(const std::vector<ShardAddress>& shards,
                                  const Viewer& viewer) const;
  void forget_connections() const;
  std::shared_ptr<Snapshot> share(std::shared_ptr<Snapshot> snapshot) const;
  void give_back(Reader reader) const;

  std::filesystem::path path_;
  std::size_t cache_bytes_;
  std::size_t views_;
  std::chrono::milliseconds shard_timeout_;
  mutable Owner owner_;
};

template <typename Action>
auto Readers::read(const Viewer& viewer, Action action) const {
  // A writer that commits in a loop can take a state away more than once.
  constexpr int attempts = 20;
  return translated(path_, [&] {
    bool cut_off = false;
    for (int attempt = 1;; ++attempt) {
      try {
        auto reader = take(viewer);
        auto result = action(static_cast<const Reader&>(reader));
        give_back(std::move(reader));
        return result;
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == attempts) throw;
      } catch (const Xapian::NetworkError&) {
        // A server ends a connection that nothing came over for some time; once, a new one may do.
        if (std::exchange(cut_off, true)) throw;
        forget_connections();
      }
    }
  });
}

}  // namespace speur::index
