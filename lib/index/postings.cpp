// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/postings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "index/view.hpp"

namespace speur::index {

DocumentLengths read_lengths(const View& database) {
  const auto last = database.get_lastdocid();
  DocumentLengths lengths;
  lengths.of.resize(std::size_t{last} + 1);
  lengths.live = Bitmap(last);
  lengths.average = database.get_avlength();
  database.for_each_length([&](Xapian::docid id, Xapian::termcount length) {
    lengths.of[id] = length;
    lengths.live.add(id);
  });
  return lengths;
}

// The part of x that is fixed and the part that goes by length each have a ratio; that of their
// sums is between the two.
ShareBound::ShareBound(const Share& own, const Share& other) {
  if (own == other) return;
  const auto fixed = [](const Share& share) { return share.k1 * (1 - share.b); };
  const auto by_length = [](const Share& share) {
    return share.k1 * share.b / share.average_length;
  };
  ratio_ = std::numeric_limits<double>::infinity();
  if (fixed(own) > 0) ratio_ = fixed(other) / fixed(own);
  if (by_length(own) > 0) ratio_ = std::min(ratio_, by_length(other) / by_length(own));
  if (!std::isfinite(ratio_)) ratio_ = 0;  // every share by `own` is 1, which tells nothing
}

std::uint32_t Postings::wdf(Xapian::docid id) const {
  const auto last = blocks.end() - (blocks.empty() ? 0 : 1);
  const auto block = std::lower_bound(
      blocks.begin(), last, block_of(id),
      [](const Block& each, std::uint32_t number) { return each.number < number; });
  if (block == last || block->number != block_of(id)) return 0;
  const auto own = entries_of(*block);
  const auto place = id % block_size;
  const auto entry = std::lower_bound(own.begin(), own.end(), place << wdf_bits);
  return entry != own.end() && place_of(*entry) == place ? wdf_of(*entry) : 0;
}

void Postings::add(Xapian::docid id, std::uint32_t wdf, std::uint32_t length) {
  const auto number = block_of(id);
  if (blocks.empty() || blocks.back().number != number) {
    finish_block();
    blocks.push_back({number, static_cast<std::uint32_t>(entries.size()), none, none, 0});
  }
  const auto kept = std::min(wdf, max_wdf);
  // A share may be rounded down to a float.
  const auto own = std::nextafter(static_cast<float>(share(kept, length)), 2.0F);
  const auto place = id % block_size;
  shares_[place / 64] = std::max(shares_[place / 64], own);
  blocks.back().most = std::max(blocks.back().most, own);
  entries.push_back(place << wdf_bits | kept);
}

void Postings::finish_block() {
  // Fewer take no longer to look through than the words.
  constexpr std::size_t more_than_a_few = 64;
  if (blocks.empty()) return;
  if (entries.size() - blocks.back().begin >= more_than_a_few) {
    blocks.back().words = static_cast<std::uint32_t>(most_of_words.size());
    for (const auto own : shares_)
      most_of_words.push_back(
          static_cast<std::uint8_t>(std::ceil(std::min(own, 1.0F) * share_steps)));
  }
  shares_.fill(0);
}

void Postings::add_bits(Block& block) {
  block.bits = static_cast<std::uint32_t>(bits.size());
  bits.resize(bits.size() + Bitmap::words_per_block + Bitmap::words_per_block / counts_per_word);
  auto* own = bits.data() + block.bits;
  for (const auto entry : entries_of(block))
    own[place_of(entry) / 64] |= std::uint64_t{1} << (place_of(entry) % 64);
  std::uint64_t before = 0;
  for (std::size_t word = 0; word < Bitmap::words_per_block; ++word) {
    own[Bitmap::words_per_block + word / counts_per_word] |= before
                                                             << (16 * (word % counts_per_word));
    before += static_cast<std::uint64_t>(std::popcount(own[word]));
  }
}

void Postings::finish() {
  // From here on the bits take a third of what the entries take, or less.
  constexpr std::size_t many = 512;
  finish_block();
  blocks.push_back({std::numeric_limits<std::uint32_t>::max(),
                    static_cast<std::uint32_t>(entries.size()), none, none, 0});
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i)
    if (entries_of(blocks[i]).size() >= many) add_bits(blocks[i]);
  blocks.shrink_to_fit();
  entries.shrink_to_fit();
  most_of_words.shrink_to_fit();
  bits.shrink_to_fit();
}

Postings read_postings(const View& database, const std::string& term,
                       const DocumentLengths& lengths, const Share& share) {
  Postings postings(share);
  postings.entries.reserve(database.get_termfreq(term));
  database.for_each_posting(term, [&](Xapian::docid id, Xapian::termcount wdf) {
    postings.add(id, wdf, lengths.of[id]);
  });
  postings.finish();
  return postings;
}

SortOrder read_order(const View& database, Xapian::valueno slot, bool descending) {
  std::map<std::string, std::vector<Xapian::docid>> by_value;
  database.for_each_value(
      slot, [&](Xapian::docid id, const std::string& value) { by_value[value].push_back(id); });
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

std::vector<Xapian::docid> Postings::ids() const {
  std::vector<Xapian::docid> all;
  all.reserve(size());
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i)
    for (const auto entry : entries_of(blocks[i]))
      all.push_back((blocks[i].number << block_bits) + place_of(entry));
  return all;
}

std::vector<Xapian::docid> in_all(std::vector<std::shared_ptr<const Postings>> lists) {
  std::sort(lists.begin(), lists.end(),
            [](const auto& a, const auto& b) { return a->size() < b->size(); });
  auto common = lists.front()->ids();
  for (std::size_t i = 1; i < lists.size() && !common.empty(); ++i) {
    const auto others = lists[i]->ids();
    const auto end = std::set_intersection(common.begin(), common.end(), others.begin(),
                                           others.end(), common.begin());
    common.erase(end, common.end());
  }
  return common;
}

}  // namespace speur::index
