// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/postings.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace speur::index {

DocumentLengths read_lengths(const Xapian::Database& database) {
  const auto last = database.get_lastdocid();
  DocumentLengths lengths;
  lengths.of.resize(std::size_t{last} + 1);
  lengths.live = Bitmap(last);
  lengths.average = database.get_avlength();
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
       ++posting) {
    lengths.of[*posting] = posting.get_doclength();
    lengths.live.add(*posting);
  }
  return lengths;
}

void Postings::add(Xapian::docid id, std::uint32_t wdf, std::uint32_t length) {
  const auto number = block_of(id);
  if (blocks.empty() || blocks.back().number != number)
    blocks.push_back({number, static_cast<std::uint32_t>(entries.size()), 0,
                      std::numeric_limits<std::uint32_t>::max()});
  auto& block = blocks.back();
  const auto kept = std::min(wdf, max_wdf);
  block.most_wdf = std::max(block.most_wdf, kept);
  block.least_length = std::min(block.least_length, length);
  entries.push_back((id % block_size) << wdf_bits | kept);
}

void Postings::finish() {
  blocks.push_back({std::numeric_limits<std::uint32_t>::max(),
                    static_cast<std::uint32_t>(entries.size()), 0, 0});
  blocks.shrink_to_fit();
  entries.shrink_to_fit();
}

Postings read_postings(const Xapian::Database& database, const std::string& term,
                       const DocumentLengths& lengths) {
  Postings postings;
  postings.entries.reserve(database.get_termfreq(term));
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
       ++posting)
    postings.add(*posting, posting.get_wdf(), lengths.of[*posting]);
  postings.finish();
  return postings;
}

SortOrder read_order(const Xapian::Database& database, Xapian::valueno slot, bool descending) {
  std::map<std::string, std::vector<Xapian::docid>> by_value;
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
       ++value)
    by_value[*value].push_back(value.get_docid());
  // A document without a value has the lowest one.
  const auto last = static_cast<std::uint32_t>(by_value.size());
  SortOrder order;
  order.places.assign(std::size_t{database.get_lastdocid()} + 1, descending ? last : 0);
  std::uint32_t place = 0;
  for (const auto& [value, ids] : by_value) {
    ++place;
    for (const auto id : ids) order.places[id] = descending ? last - place : place;
  }
  return order;
}

Postings read_phrase(const Xapian::Database& database, const std::vector<std::string>& terms) {
  Xapian::Enquire enquire(database);
  enquire.set_query({Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                     static_cast<Xapian::termcount>(terms.size())});
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const auto found = enquire.get_mset(0, database.get_doccount());
  std::vector<Xapian::docid> ids;
  for (auto match = found.begin(); match != found.end(); ++match) ids.push_back(*match);
  std::sort(ids.begin(), ids.end());
  Postings postings;
  for (const auto id : ids) postings.add(id, 0, 0);
  postings.finish();
  return postings;
}

}  // namespace speur::index
