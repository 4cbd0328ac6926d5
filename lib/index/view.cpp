// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/view.hpp"

#include <algorithm>

#include "index/terms.hpp"

namespace speur::index {

std::shared_ptr<const Visible> read_visible(const Xapian::Database& database,
                                            const std::vector<AccessList>& lists, std::size_t all,
                                            std::size_t cache_bytes) {
  auto visible = std::make_shared<Visible>(cache_bytes);
  visible->documents = Bitmap(database.get_lastdocid());
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
    visible->documents.add(*id);
  for (AccessList list = 1; list <= all; ++list) {
    if (std::binary_search(lists.begin(), lists.end(), list)) continue;
    const auto term = access_term(list);
    for (auto id = database.postlist_begin(term); id != database.postlist_end(term); ++id)
      visible->documents.remove(*id);
  }
  double length = 0;
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
    if (!visible->documents.holds(*id)) continue;
    ++visible->count;
    length += id.get_doclength();
  }
  if (visible->count > 0) visible->average_length = length / visible->count;
  return visible;
}

PostingIterator::PostingIterator(Xapian::PostingIterator at, Xapian::PostingIterator end,
                                 const Bitmap* visible)
    : at_(std::move(at)), end_(std::move(end)), visible_(visible) {
  if (visible_) pass_hidden();
}

PostingIterator& PostingIterator::operator++() {
  ++at_;
  if (visible_) pass_hidden();
  return *this;
}

void PostingIterator::pass_hidden() {
  while (at_ != end_ && !visible_->holds(*at_)) ++at_;
}

TermIterator::TermIterator(Xapian::TermIterator at, Xapian::TermIterator end, const View* view)
    : at_(std::move(at)), end_(std::move(end)), view_(view) {
  if (view_) pass_hidden();
}

TermIterator& TermIterator::operator++() {
  ++at_;
  if (view_) pass_hidden();
  return *this;
}

Xapian::doccount TermIterator::get_termfreq() const {
  return view_ ? view_->get_termfreq(*at_) : at_.get_termfreq();
}

void TermIterator::pass_hidden() {
  while (at_ != end_ && !view_->term_exists(*at_)) ++at_;
}

Xapian::doccount View::get_doccount() const {
  return visible_ ? visible_->count : database_.get_doccount();
}

double View::get_avlength() const {
  return visible_ ? visible_->average_length : database_.get_avlength();
}

Xapian::doccount View::get_termfreq(const std::string& term) const {
  if (!visible_) return database_.get_termfreq(term);
  return visible_->frequencies
      .get(term,
           [&] {
             Visible::Frequency frequency;
             for (auto id = postlist_begin(term); id != postlist_end(term); ++id)
               ++frequency.documents;
             return frequency;
           })
      ->documents;
}

bool View::term_exists(const std::string& term) const {
  if (!visible_) return database_.term_exists(term);
  return postlist_begin(term) != postlist_end(term);
}

PostingIterator View::postlist_begin(const std::string& term) const {
  return {database_.postlist_begin(term), database_.postlist_end(term),
          visible_ ? &visible_->documents : nullptr};
}

PostingIterator View::postlist_end(const std::string& term) const {
  return {database_.postlist_end(term), database_.postlist_end(term), nullptr};
}

TermIterator View::allterms_begin(const std::string& prefix) const {
  return {database_.allterms_begin(prefix), database_.allterms_end(prefix),
          visible_ ? this : nullptr};
}

TermIterator View::allterms_end(const std::string& prefix) const {
  return {database_.allterms_end(prefix), database_.allterms_end(prefix), nullptr};
}

Xapian::TermIterator View::termlist_begin(Xapian::docid id) const {
  return database_.termlist_begin(id);
}

Xapian::TermIterator View::termlist_end(Xapian::docid id) const {
  return database_.termlist_end(id);
}

Xapian::Document View::get_document(Xapian::docid id) const {
  if (!shows(id)) throw Xapian::DocNotFoundError("document " + std::to_string(id) + " is hidden");
  return database_.get_document(id, Xapian::DOC_ASSUME_VALID);
}

void View::for_each_word(
    const std::string& begin,
    const std::function<void(const std::string& word, const std::string& stem)>& visit) const {
  for (const auto list : lists_) {
    const auto before = vocabulary_key(list, "");
    const auto prefix = before + begin;
    const auto end = database_.synonym_keys_end(prefix);
    for (auto key = database_.synonym_keys_begin(prefix); key != end; ++key) {
      const auto word = *key;
      if (list == public_list && is_of_access_list(word)) continue;
      for (auto stem = database_.synonyms_begin(word); stem != database_.synonyms_end(word); ++stem)
        visit(word.substr(before.size()), *stem);
    }
  }
}

}  // namespace speur::index
