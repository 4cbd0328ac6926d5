// SPDX-License-Identifier: GPL-2.0-or-later
#include "collection/titles.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace speur::collection {
namespace {

// Of a title that more documents have, nobody can say which one is meant.
constexpr std::size_t max_namesakes = 20;

constexpr std::uint64_t no_stems = 14'695'981'039'346'656'037U;

// FNV-1a, from `hash` on.
std::uint64_t hashed(std::uint64_t hash, std::string_view bytes) {
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 1'099'511'628'211U;
  }
  return hash;
}

std::uint64_t with_next(std::uint64_t hash, StemKey key) {
  hash = (hash ^ key) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29);
}

std::uint64_t hash_of(std::span<const StemKey> keys) {
  return std::accumulate(keys.begin(), keys.end(), no_stems, with_next);
}

bool has_bit(std::span<const std::uint64_t> bits, std::uint64_t hash) {
  const auto bit = hash & (bits.size() * 64 - 1);
  return ((bits[bit / 64] >> (bit % 64)) & 1) != 0;
}

void set_bit(std::vector<std::uint64_t>& bits, std::uint64_t hash) {
  const auto bit = hash & (bits.size() * 64 - 1);
  bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

}  // namespace

StemKey key_of(std::string_view stem) {
  const auto hash = hashed(no_stems, stem);
  const auto key = static_cast<StemKey>(hash ^ (hash >> 32));
  return key == between_texts ? 1 : key;
}

std::vector<StemKey> keys_of(const std::vector<Token>& tokens) {
  std::vector<StemKey> keys;
  for (const auto& token : tokens)
    if (!token.stop_word) keys.push_back(key_of(token.term));
  return keys;
}

bool stands_in(std::span<const StemKey> title, std::span<const StemKey> text) {
  return !title.empty() &&
         std::search(text.begin(), text.end(), title.begin(), title.end()) != text.end();
}

void Titles::add(Xapian::docid id, std::span<const StemKey> title) {
  auto& starts = starts_.made();
  auto& keys = keys_.made();
  starts.resize(id + 1, starts.back());
  keys.insert(keys.end(), title.begin(), title.end());
  starts.push_back(static_cast<std::uint32_t>(keys.size()));
}

void Titles::finish() {
  std::vector<std::pair<std::uint64_t, Xapian::docid>> all;
  for (Xapian::docid id = 1; id + 1 < starts_.size(); ++id)
    if (const auto title = of(id); !title.empty()) all.emplace_back(hash_of(title), id);
  std::sort(all.begin(), all.end());
  // Ten bits for each stem keep the share of bits that are set by chance low.
  std::vector<std::uint64_t> beginnings(
      std::bit_ceil(std::max<std::size_t>(1, keys_.size() * 10 / 64)));
  for (auto first = all.begin(); first != all.end();) {
    const auto last = std::find_if(first, all.end(),
                                   [&](const auto& other) { return other.first != first->first; });
    if (static_cast<std::size_t>(last - first) <= max_namesakes) {
      auto hash = no_stems;
      for (const auto key : of(first->second)) {
        hash = with_next(hash, key);
        set_bit(beginnings, hash);
      }
      for (auto same = first; same != last; ++same) {
        whole_.made().push_back(same->first);
        documents_.made().push_back(same->second);
      }
    }
    first = last;
  }
  beginnings_ = std::move(beginnings);
}

std::span<const StemKey> Titles::of(Xapian::docid id) const {
  if (id + 1 >= starts_.size()) return {};
  return {keys_.data() + starts_[id], keys_.data() + starts_[id + 1]};
}

std::vector<Xapian::docid> Titles::named_in(std::span<const StemKey> text) const {
  std::vector<Xapian::docid> named;
  if (whole_.empty()) return named;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    auto hash = no_stems;
    for (auto end = begin; end < text.size(); ++end) {
      hash = with_next(hash, text[end]);
      if (!has_bit(beginnings_.all(), hash)) break;
      const auto [first, last] = std::equal_range(whole_.begin(), whole_.end(), hash);
      for (auto at = first; at != last; ++at) {
        const auto id = documents_[static_cast<std::size_t>(at - whole_.begin())];
        const auto title = of(id);
        if (std::equal(title.begin(), title.end(),
                       text.begin() + static_cast<std::ptrdiff_t>(begin),
                       text.begin() + static_cast<std::ptrdiff_t>(end + 1)))
          named.push_back(id);
      }
    }
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

void Titles::write(std::ostream& out) const {
  write_all(out, starts_);
  write_all(out, keys_);
  write_all(out, whole_);
  write_all(out, documents_);
  write_all(out, beginnings_);
}

Titles Titles::read(StorageReader& in) {
  Titles titles;
  read_all(in, titles.starts_);
  read_all(in, titles.keys_);
  read_all(in, titles.whole_);
  read_all(in, titles.documents_);
  read_all(in, titles.beginnings_);
  return titles;
}

}  // namespace speur::collection
