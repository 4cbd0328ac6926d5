// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/view.hpp"

#include <algorithm>

#include "index/terms.hpp"

namespace speur::index {

std::shared_ptr<const Visible> read_visible(const Database& database, const ListsOfShards& lists,
                                            const AccessOfShards& access, std::size_t cache_bytes) {
  auto visible = std::make_shared<Visible>(cache_bytes);
  auto& documents = visible->documents = Bitmap(database.whole().get_lastdocid());
  const auto lengths = database.lengths();
  for (const auto& document : lengths) documents.add(document.id);
  for (std::size_t shard = 0; shard < access.size(); ++shard)
    for (AccessList list = 1; list <= access[shard].size(); ++list) {
      if (std::binary_search(lists[shard].begin(), lists[shard].end(), list)) continue;
      for (const auto& hidden : database.postings_of_shard(shard, access_term(list)))
        documents.remove(hidden.id);
    }
  double sum = 0;
  for (const auto& [id, length] : lengths) {
    if (!documents.holds(id)) continue;
    ++visible->count;
    sum += length;
  }
  if (visible->count > 0) visible->average_length = sum / visible->count;
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
  return visible_ ? visible_->count : whole().get_doccount();
}

double View::get_avlength() const {
  return visible_ ? visible_->average_length : whole().get_avlength();
}

Xapian::doccount View::get_termfreq(const std::string& term) const {
  if (!visible_) return whole().get_termfreq(term);
  return visible_->frequencies
      .get(term,
           [&] {
             Visible::Frequency frequency;
             for_each_posting(term,
                              [&](Xapian::docid, Xapian::termcount) { ++frequency.documents; });
             return frequency;
           })
      ->documents;
}

bool View::term_exists(const std::string& term) const {
  if (!visible_) return whole().term_exists(term);
  // A server sends whole lists only.
  if (database_.is_remote()) return get_termfreq(term) > 0;
  return postlist_begin(term) != postlist_end(term);
}

PostingIterator View::postlist_begin(const std::string& term) const {
  return {whole().postlist_begin(term), whole().postlist_end(term),
          visible_ ? &visible_->documents : nullptr};
}

PostingIterator View::postlist_end(const std::string& term) const {
  return {whole().postlist_end(term), whole().postlist_end(term), nullptr};
}

TermIterator View::allterms_begin(const std::string& prefix) const {
  return {whole().allterms_begin(prefix), whole().allterms_end(prefix), visible_ ? this : nullptr};
}

TermIterator View::allterms_end(const std::string& prefix) const {
  return {whole().allterms_end(prefix), whole().allterms_end(prefix), nullptr};
}

Xapian::TermIterator View::termlist_begin(Xapian::docid id) const {
  return whole().termlist_begin(id);
}

Xapian::TermIterator View::termlist_end(Xapian::docid id) const { return whole().termlist_end(id); }

Xapian::Document View::get_document(Xapian::docid id) const {
  if (!shows(id)) throw Xapian::DocNotFoundError("document " + std::to_string(id) + " is hidden");
  return whole().get_document(id, Xapian::DOC_ASSUME_VALID);
}

std::vector<Xapian::docid> View::documents() const {
  std::vector<Xapian::docid> all;
  for_each_posting("", [&](Xapian::docid id, Xapian::termcount) { all.push_back(id); });
  return all;
}

void View::for_each_word(
    const std::string& begin,
    const std::function<void(const std::string& word, const std::string& stem)>& visit) const {
  for (std::size_t shard = 0; shard < lists_.size(); ++shard) {
    const auto& database = database_.shards()[shard].database;
    for (const auto list : lists_[shard]) {
      const auto before = vocabulary_prefix(list, "").size();
      const auto prefix = vocabulary_prefix(list, begin);
      const auto end = database.metadata_keys_end(prefix);
      for (auto key = database.metadata_keys_begin(prefix); key != end; ++key) {
        const auto word = *key;
        if (list == public_list && is_of_access_list(word)) continue;
        const auto stem = word.find(before_stem);
        visit(word.substr(before, stem - before), word.substr(stem + 1));
      }
    }
  }
}

std::vector<std::pair<std::string, std::uint64_t>> View::count_by_shard() const {
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  if (database_.shards().size() == 1 && !database_.is_remote()) return counts;
  for (const auto& shard : database_.shards())
    counts.emplace_back(shard.name, visible_ ? 0 : shard.database.get_doccount());
  if (visible_)
    for_each_length(
        [&](Xapian::docid id, Xapian::termcount) { ++counts[database_.shard_of(id)].second; });
  return counts;
}

}  // namespace speur::index
