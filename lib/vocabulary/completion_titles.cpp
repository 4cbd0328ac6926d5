// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/completion_titles.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "unicode/unicode.hpp"
#include "vocabulary/completion_text.hpp"

namespace speur::vocabulary {
namespace {

using std::string_view;

// What one request looks at, at the most; more than that would be felt while typing.
constexpr std::uint32_t most_beginnings = 50'000;
constexpr std::uint32_t most_postings = 25'000;
constexpr std::uint32_t most_folded = 600;

constexpr std::size_t longest_title = 500;  // bytes; beyond it is a text rather than a title

template <typename Visit>
void for_each_word(string_view key, Visit visit) {
  while (!key.empty()) {
    const auto end = std::min(key.find(' '), key.size());
    visit(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
}

}  // namespace

// ---- Looking up ----

std::uint32_t TitleList::documents(std::uint32_t title, const AllowedDocuments& allowed) const {
  if (allowed.all()) return all_documents(title);
  std::uint32_t count = 0;
  for (auto i = document_begins_[title]; i < document_begins_[title + 1]; ++i)
    if (allowed(documents_[i])) ++count;
  return count;
}

std::vector<Match> TitleList::best(string_view typed, std::size_t size,
                                   const AllowedDocuments& allowed) const {
  std::string key;
  const auto key_of = [&](std::uint32_t title) -> const std::string& {
    folded_words(titles_[title], key);
    return key;
  };
  const auto range =
      range_with_beginning(static_cast<std::uint32_t>(titles_.size()), typed, key_of);
  auto matches = beginning(range, size, allowed);
  if (matches.size() < size) {
    const auto others = further_on(typed, range, size - matches.size(), allowed);
    matches.insert(matches.end(), others.begin(), others.end());
  }
  return matches;
}

std::vector<Match> TitleList::beginning(IdRange range, std::size_t size,
                                        const AllowedDocuments& allowed) const {
  BestMatches best(size);
  const auto end = std::min(range.end, range.begin + most_beginnings);
  for (auto title = range.begin; title < end; ++title) {
    if (!best.wants(all_documents(title), title)) continue;
    if (const auto count = documents(title, allowed)) best.add({title, count, count, title});
  }
  return std::move(best).take();
}

std::vector<Match> TitleList::further_on(string_view typed, IdRange beginning, std::size_t size,
                                         const AllowedDocuments& allowed) const {
  BestMatches best(size);
  const bool one_word = typed.find(' ') >= typed.size() - 1;
  auto folded = most_folded;
  std::string key;
  for_each_title(rarest_words(typed), [&](std::uint32_t title) {
    if (title >= beginning.begin && title < beginning.end) return true;
    if (!best.wants(all_documents(title), title)) return true;
    const auto count = documents(title, allowed);
    if (count == 0) return true;
    if (!one_word) {
      if (folded-- == 0) return false;
      folded_words(titles_[title], key);
      if (!stands_further_on(key, typed)) return true;
    }
    best.add({title, count, count, title});
    return true;
  });
  return std::move(best).take();
}

// Until `visit` has had enough, or the whole has taken long enough.
template <typename Visit>
void TitleList::for_each_title(IdRange words, Visit visit) const {
  auto left = most_postings;
  for (auto word = words.begin; word < words.end; ++word) {
    std::uint32_t title = 0;
    const auto* const end = word_titles_.data() + word_begins_[word + 1];
    for (const auto* at = word_titles_.data() + word_begins_[word]; at < end; --left) {
      title += unpack(at);
      if (left == 0 || !visit(title)) return;
    }
  }
}

bool TitleList::may_become_stop_word(string_view beginning) const {
  return std::any_of(stop_words_.begin(), stop_words_.end(),
                     [&](const auto& word) { return word.starts_with(beginning); });
}

// Of what was typed, the word with the fewest titles; all that an unfinished one may become count
// as one. Empty where no title can match.
IdRange TitleList::rarest_words(string_view typed) const {
  const auto split = typed.rfind(' ') + 1;  // 0 where there is no space
  const auto unfinished = typed.substr(split);
  std::optional<IdRange> rarest;
  // "kader voor" need not go on as "kader voorbeelden", of which alone the last word tells.
  if (!unfinished.empty() && !may_become_stop_word(unfinished))
    rarest = words_with_beginning(unfinished);
  for_each_word(typed.substr(0, split), [&](string_view whole) {
    if (is_stop_word_(whole)) return;
    const auto same = word(whole);
    if (!rarest || packed_size_of(same) < packed_size_of(*rarest)) rarest = same;
  });
  if (rarest) return *rarest;
  return unfinished.empty() ? IdRange{} : words_with_beginning(unfinished);
}

IdRange TitleList::word(string_view word) const {
  auto same = words_with_beginning(word);
  same.end = same.begin + (same.size() > 0 && words_[same.begin] == word ? 1 : 0);
  return same;
}

IdRange TitleList::words_with_beginning(string_view beginning) const {
  return range_with_beginning(static_cast<std::uint32_t>(words_.size()), beginning,
                              [&](std::uint32_t word) { return words_[word]; });
}

std::size_t TitleList::packed_size_of(IdRange words) const {
  return word_begins_[words.end] - word_begins_[words.begin];
}

// At the beginning of a word that is not the first, covering more than stop words.
bool TitleList::stands_further_on(string_view key, string_view typed) const {
  const bool whole = typed.ends_with(' ');
  const auto wanted = ' ' + std::string(typed.substr(0, typed.size() - (whole ? 1 : 0)));
  for (auto at = key.find(wanted); at != string_view::npos; at = key.find(wanted, at + 1)) {
    const auto end = std::min(key.find(' ', at + wanted.size()), key.size());
    if (whole && end > at + wanted.size()) continue;
    bool says_something = false;
    for_each_word(key.substr(at + 1, end - at - 1), [&](string_view word) {
      if (!is_stop_word_(word)) says_something = true;
    });
    if (says_something) return true;
  }
  return false;
}

std::size_t TitleList::bytes() const {
  return titles_.bytes() + bytes_of(document_begins_) + bytes_of(documents_) + words_.bytes() +
         bytes_of(word_begins_) + bytes_of(word_titles_);
}

// ---- Building ----

void TitleList::Builder::add(std::uint32_t document, string_view title) {
  if (title.size() > longest_title) return;
  const auto valid = unicode::make_valid(title);
  auto key = folded_words(valid);
  if (key.empty()) return;
  texts_.add(valid);
  keys_.add(key);
  documents_.push_back(document);
}

std::vector<std::uint32_t> TitleList::Builder::sorted() const {
  std::vector<std::uint32_t> order(documents_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    if (const auto compared = keys_[a].compare(keys_[b]); compared != 0) return compared < 0;
    return a < b;
  });
  return order;
}

TitleList TitleList::Builder::build() && {
  const auto order = sorted();
  list_.document_begins_.push_back(0);
  std::vector<std::uint32_t> same;
  for (std::size_t i = 0; i < order.size(); ++i) {
    same.push_back(order[i]);
    if (i + 1 < order.size() && keys_[order[i + 1]] == keys_[order[i]]) continue;
    add_title(same);
    same.clear();
  }
  list_.titles_.shrink();
  list_.document_begins_.shrink_to_fit();
  list_.documents_.shrink_to_fit();
  texts_ = {};
  keys_ = {};
  index_words(distinct_keys_);
  return std::move(list_);
}

// `entries` have one key. Of their texts the most frequent one is shown, or the first of those.
void TitleList::Builder::add_title(const std::vector<std::uint32_t>& entries) {
  std::unordered_map<string_view, std::size_t> counts;
  for (const auto entry : entries) ++counts[texts_[entry]];
  auto shown = entries.front();
  for (const auto entry : entries)
    if (counts[texts_[entry]] > counts[texts_[shown]]) shown = entry;
  list_.titles_.add(texts_[shown]);
  distinct_keys_.add(keys_[shown]);
  for (const auto entry : entries) list_.documents_.push_back(documents_[entry]);
  list_.document_begins_.push_back(static_cast<std::uint32_t>(list_.documents_.size()));
}

void TitleList::Builder::index_words(const TextList& keys) {
  constexpr auto stop_word = static_cast<std::uint32_t>(-1);
  std::unordered_map<string_view, std::uint32_t> numbers;
  std::vector<string_view> words;
  std::vector<Occurrence> occurrences;
  for (std::uint32_t title = 0; title < keys.size(); ++title) {
    const auto further = std::min(keys[title].find(' '), keys[title].size());
    for_each_word(keys[title].substr(further), [&](string_view word) {
      if (word.empty()) return;
      const auto [at, is_new] = numbers.try_emplace(word, stop_word);
      if (is_new && list_.is_stop_word_(word)) list_.stop_words_.emplace_back(word);
      else if (is_new) {
        at->second = static_cast<std::uint32_t>(words.size());
        words.push_back(word);
      }
      if (at->second != stop_word) occurrences.push_back({at->second, title});
    });
  }
  sort_words(words, occurrences);
  pack_words(std::move(occurrences));
}

// Words were numbered as they came; from here on by the alphabet.
void TitleList::Builder::sort_words(const std::vector<string_view>& words,
                                    std::vector<Occurrence>& occurrences) {
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return words[a] < words[b]; });
  std::vector<std::uint32_t> rank(words.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    list_.words_.add(words[order[i]]);
  }
  list_.words_.shrink();
  for (auto& occurrence : occurrences) occurrence.word = rank[occurrence.word];
}

void TitleList::Builder::pack_words(std::vector<Occurrence> occurrences) {
  // They came in the order of the titles, which a stable sort keeps within a word.
  std::stable_sort(occurrences.begin(), occurrences.end(),
                   [](const Occurrence& a, const Occurrence& b) { return a.word < b.word; });
  const auto words = list_.words_.size();
  list_.word_begins_.reserve(words + 1);
  std::size_t at = 0;
  for (std::uint32_t word = 0; word < words; ++word) {
    list_.word_begins_.push_back(static_cast<std::uint32_t>(list_.word_titles_.size()));
    std::uint32_t before = 0;
    for (bool first = true; at < occurrences.size() && occurrences[at].word == word; ++at) {
      const auto title = occurrences[at].title;
      if (!first && title == before) continue;
      std::uint8_t bytes[5];
      list_.word_titles_.insert(list_.word_titles_.end(), bytes, pack(title - before, bytes));
      before = title;
      first = false;
    }
  }
  list_.word_begins_.push_back(static_cast<std::uint32_t>(list_.word_titles_.size()));
  list_.word_titles_.shrink_to_fit();
}

}  // namespace speur::vocabulary
