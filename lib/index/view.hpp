// SPDX-License-Identifier: GPL-2.0-or-later
// A database as one viewer may see it. Whatever reads an index reads it through this, so that what
// is hidden from a viewer is not there: it is not found, not counted, and weighs nothing.
#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "index/access_lists.hpp"
#include "index/cache.hpp"
#include "index/database.hpp"
#include "index/postings.hpp"

namespace speur::index {

/// The documents of one state that a viewer may see; for any number of threads.
struct Visible {
  struct Frequency {
    Xapian::doccount documents = 0;
    static constexpr std::size_t bytes() { return sizeof(Frequency); }
  };

  explicit Visible(std::size_t cache_bytes) : frequencies(cache_bytes) {}

  Bitmap documents;
  Xapian::doccount count = 0;
  double average_length = 0;
  mutable Cache<Frequency> frequencies;  ///< by term
};

/// The documents of `lists`, which of each shard are some of those in `access`.
std::shared_ptr<const Visible> read_visible(const Database& database, const ListsOfShards& lists,
                                            const AccessOfShards& access, std::size_t cache_bytes);

/// The documents of a posting list that can be seen. Named and used as Xapian's.
class PostingIterator {
 public:
  PostingIterator(Xapian::PostingIterator at, Xapian::PostingIterator end, const Bitmap* visible);

  Xapian::docid operator*() const { return *at_; }
  PostingIterator& operator++();
  bool operator==(const PostingIterator& other) const { return at_ == other.at_; }
  Xapian::termcount get_wdf() const { return at_.get_wdf(); }
  Xapian::termcount get_doclength() const { return at_.get_doclength(); }

 private:
  void pass_hidden();

  Xapian::PostingIterator at_;
  Xapian::PostingIterator end_;
  const Bitmap* visible_;
};

class View;

/// The terms of a database that can be seen. Named and used as Xapian's.
class TermIterator {
 public:
  TermIterator(Xapian::TermIterator at, Xapian::TermIterator end, const View* view);

  std::string operator*() const { return *at_; }
  TermIterator& operator++();
  bool operator==(const TermIterator& other) const { return at_ == other.at_; }
  Xapian::doccount get_termfreq() const;

 private:
  void pass_hidden();

  Xapian::TermIterator at_;
  Xapian::TermIterator end_;
  const View* view_;  // null: nothing is hidden
};

/// Has those functions of Xapian::Database that the rooms need, under the same names. A copy is for
/// one thread, as Xapian's.
class View {
 public:
  View() = default;
  /// Of everything in one database.
  View(Xapian::Database database)
      : database_({{"", false, std::move(database)}}), lists_{{public_list}} {}
  View(Database database, std::shared_ptr<const Visible> visible, ListsOfShards lists)
      : database_(std::move(database)), visible_(std::move(visible)), lists_(std::move(lists)) {}

  /// Whether the document, which is there, may be seen.
  bool shows(Xapian::docid id) const { return !visible_ || visible_->documents.holds(id); }

  Xapian::doccount get_doccount() const;
  double get_avlength() const;
  Xapian::doccount get_termfreq(const std::string& term) const;
  bool term_exists(const std::string& term) const;
  PostingIterator postlist_begin(const std::string& term) const;
  PostingIterator postlist_end(const std::string& term) const;
  TermIterator allterms_begin(const std::string& prefix) const;
  TermIterator allterms_end(const std::string& prefix) const;
  /// Of a document that may be seen.
  Xapian::TermIterator termlist_begin(Xapian::docid id) const;
  Xapian::TermIterator termlist_end(Xapian::docid id) const;
  /// \throws Xapian::DocNotFoundError when the document may not be seen.
  Xapian::Document get_document(Xapian::docid id) const;
  Xapian::termcount get_doclength(Xapian::docid id) const { return whole().get_doclength(id); }

  /// The number and wdf of every document with a term, by number; for whole lists, as it takes one
  /// message where a server has them.
  template <typename Visit>
  void for_each_posting(const std::string& term, Visit visit) const;
  /// The numbers of all documents, ascending.
  std::vector<Xapian::docid> documents() const;
  /// The number and length of every document.
  template <typename Visit>
  void for_each_length(Visit visit) const;
  /// The number and value of every document that has a value in the slot, in whatever order.
  template <typename Visit>
  void for_each_value(Xapian::valueno slot, Visit visit) const;
  /// The same for the documents that have all of `terms`, which are `ids`.
  template <typename Visit>
  void for_each_value(Xapian::valueno slot, const std::vector<std::string>& terms,
                      const std::vector<Xapian::docid>& ids, Visit visit) const;

  /// The words that begin with `begin`, each with its stem, of documents that may be seen; also
  /// words whose documents are gone. A word may come several times.
  void for_each_word(
      const std::string& begin,
      const std::function<void(const std::string& word, const std::string& stem)>& visit) const;

  /// Whether some of it is read from a server.
  bool is_remote() const { return database_.is_remote(); }
  Xapian::docid get_lastdocid() const { return whole().get_lastdocid(); }
  std::string get_uuid() const { return database_.uuid(); }
  std::uint64_t get_revision() const { return database_.revision(); }
  /// How many documents of each shard may be seen, by its name; none where there is but one.
  std::vector<std::pair<std::string, std::uint64_t>> count_by_shard() const;

  /// All of it: for Xapian's own matcher, whose documents are then to be asked of `shows`.
  const Xapian::Database& whole() const { return database_.whole(); }
  /// The same, for another thread to have.
  Database release() && { return std::move(database_); }

 private:
  Database database_;
  std::shared_ptr<const Visible> visible_;  // null: everything
  ListsOfShards lists_;
};

template <typename Visit>
void View::for_each_posting(const std::string& term, Visit visit) const {
  if (database_.is_remote()) {
    for (const auto& [id, wdf] : database_.postings(term))
      if (shows(id)) visit(id, wdf);
    return;
  }
  const auto end = postlist_end(term);
  for (auto id = postlist_begin(term); id != end; ++id) visit(*id, id.get_wdf());
}

template <typename Visit>
void View::for_each_length(Visit visit) const {
  for (const auto& [id, length] : database_.lengths())
    if (shows(id)) visit(id, length);
}

template <typename Visit>
void View::for_each_value(Xapian::valueno slot, Visit visit) const {
  if (database_.is_remote()) return for_each_value(slot, {}, {}, visit);
  const auto end = whole().valuestream_end(slot);
  for (auto value = whole().valuestream_begin(slot); value != end; ++value)
    if (shows(value.get_docid())) visit(value.get_docid(), *value);
}

template <typename Visit>
void View::for_each_value(Xapian::valueno slot, const std::vector<std::string>& terms,
                          const std::vector<Xapian::docid>& ids, Visit visit) const {
  if (database_.is_remote()) {
    for (const auto& [id, value] : database_.values(slot, terms))
      if (shows(id)) visit(id, value);
    return;
  }
  auto value = whole().valuestream_begin(slot);
  for (const auto id : ids) {
    value.skip_to(id);
    if (value != whole().valuestream_end(slot) && value.get_docid() == id) visit(id, *value);
  }
}

}  // namespace speur::index
