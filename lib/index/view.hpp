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

/// The documents of `lists`, which are among the lists up to number `all`.
std::shared_ptr<const Visible> read_visible(const Xapian::Database& database,
                                            const std::vector<AccessList>& lists, std::size_t all,
                                            std::size_t cache_bytes);

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
  /// Of everything.
  View(Xapian::Database database) : database_(std::move(database)) {}
  View(Xapian::Database database, std::shared_ptr<const Visible> visible,
       std::vector<AccessList> lists)
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
  Xapian::termcount get_doclength(Xapian::docid id) const { return database_.get_doclength(id); }

  /// The words that begin with `begin`, each with its stem, of documents that may be seen; also
  /// words whose documents are gone. A word may come several times.
  void for_each_word(
      const std::string& begin,
      const std::function<void(const std::string& word, const std::string& stem)>& visit) const;

  Xapian::docid get_lastdocid() const { return database_.get_lastdocid(); }
  std::string get_metadata(const std::string& key) const { return database_.get_metadata(key); }
  std::string get_uuid() const { return database_.get_uuid(); }
  Xapian::rev get_revision() const { return database_.get_revision(); }

  /// All of it: for Xapian's own matcher and the streams of values, whose documents are then to be
  /// asked of `shows`.
  const Xapian::Database& whole() const { return database_; }
  /// The same, for another thread to have.
  Xapian::Database release() && { return std::move(database_); }

 private:
  Xapian::Database database_;
  std::shared_ptr<const Visible> visible_;  // null: everything
  std::vector<AccessList> lists_{public_list};
};

}  // namespace speur::index
