// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/completion.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "vocabulary/completion_phrases.hpp"
#include "vocabulary/completion_text.hpp"
#include "vocabulary/completion_titles.hpp"
#include "vocabulary/phrase_counter.hpp"

namespace speur::vocabulary {
namespace {

using std::string_view;

constexpr std::size_t longest_typed = 1000;  // bytes; no title is that long
constexpr std::size_t most_completions = 100;
constexpr std::size_t most_text_words = 400;
constexpr std::size_t longest_keyword = 100;  // bytes; beyond it is running text

bool none_is_stop_word(string_view) { return false; }

void erase(std::vector<Match>& matches, const Match& match) {
  std::erase_if(matches, [&](const Match& other) { return other.id == match.id; });
}

}  // namespace

struct CompletionList::Parts {
  std::uint32_t last_document = 0;
  TitleList titles;
  PhraseList phrases;
};

// ---- Completing ----

namespace {

// A title that is a phrase as well is given once: as what more documents have, unless that is a
// phrase beyond the first `certain`, which may not be given after all.
void give_once(const TitleList& titles, std::vector<Match>& title_matches,
               const PhraseList& phrases, std::vector<Match>& phrase_matches, std::size_t certain) {
  for (const auto& title : std::vector(title_matches)) {
    const auto key = folded_words(titles.text(title.id));
    const auto phrase = std::find_if(phrase_matches.begin(), phrase_matches.end(),
                                     [&](const Match& p) { return phrases.key(p.id) == key; });
    if (phrase == phrase_matches.end()) continue;
    const auto place = static_cast<std::size_t>(phrase - phrase_matches.begin());
    if (phrase->documents > title.documents && place < certain) erase(title_matches, title);
    else phrase_matches.erase(phrase);
  }
}

// A search for "gemeente" is one for "gemeenten".
template <typename Sense>
void give_each_sense_once(const PhraseList& phrases, std::vector<Match>& matches, Sense sense) {
  std::set<std::string> given;
  std::erase_if(matches, [&](const Match& match) {
    return !given.insert(sense(phrases.text(match.id))).second;
  });
}

std::size_t most_titles(std::size_t limit) { return limit / 2; }

// There are more titles where phrases are short.
void share(std::size_t limit, std::vector<Match>& titles, std::vector<Match>& phrases) {
  const auto left = limit - std::min(limit, phrases.size());
  titles.resize(std::min(titles.size(), std::max(most_titles(limit), left)));
  phrases.resize(std::min(phrases.size(), limit - titles.size()));
}

}  // namespace

CompletionList::CompletionList() : parts_(std::make_shared<const Parts>()) {}

CompletionList::CompletionList(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

std::vector<Completion> CompletionList::complete(
    string_view typed, std::size_t limit, const DocumentBits* allowed,
    const std::function<std::string(string_view)>& sense) const {
  limit = std::min(limit, most_completions);
  if (limit == 0 || typed.size() > longest_typed) return {};
  const auto key = typed_key(typed);
  if (key.empty()) return {};
  const AllowedDocuments documents(allowed);
  // Twice as many, for what will be left out because it is there already.
  auto phrases = parts_->phrases.best(key, 2 * limit, documents);
  auto titles = parts_->titles.best(key, 2 * limit, documents);
  if (sense) give_each_sense_once(parts_->phrases, phrases, sense);
  give_once(parts_->titles, titles, parts_->phrases, phrases, limit - most_titles(limit));
  share(limit, titles, phrases);
  std::vector<Completion> result;
  for (const auto& phrase : phrases)
    result.push_back({std::string(parts_->phrases.text(phrase.id)), phrase.documents, false});
  for (const auto& title : titles)
    result.push_back({std::string(parts_->titles.text(title.id)), title.documents, true});
  return result;
}

std::size_t CompletionList::bit_words() const {
  return vocabulary::bit_words(parts_->last_document);
}

std::size_t CompletionList::bytes() const {
  return parts_->titles.bytes() + parts_->phrases.bytes();
}

// ---- Building ----

struct CompletionList::Builder::State {
  explicit State(bool (*is_stop_word)(string_view)) : titles(is_stop_word), phrases(is_stop_word) {}

  std::uint32_t last_document = 0;
  TitleList::Builder titles;
  PhraseCounter phrases;
};

CompletionList::Builder::Builder(bool (*is_stop_word)(string_view))
    : state_(std::make_unique<State>(is_stop_word != nullptr ? is_stop_word : none_is_stop_word)) {}

CompletionList::Builder::~Builder() = default;
CompletionList::Builder::Builder(Builder&&) noexcept = default;
CompletionList::Builder& CompletionList::Builder::operator=(Builder&&) noexcept = default;

void CompletionList::Builder::add(std::uint32_t document, string_view title,
                                  const std::vector<string_view>& keywords,
                                  const std::vector<string_view>& texts) {
  state_->last_document = document;
  state_->titles.add(document, title);
  state_->phrases.begin_document(document);
  state_->phrases.add_title(title, most_text_words);
  auto left = most_text_words;
  for (const auto keyword : keywords) {
    if (keyword.size() <= longest_keyword) state_->phrases.add_keyword(keyword);
    else left = state_->phrases.add_text(keyword, left);
  }
  for (const auto text : texts) left = state_->phrases.add_text(text, left);
}

CompletionList CompletionList::Builder::build() && {
  const auto state = std::move(state_);
  auto parts = std::make_shared<Parts>();
  parts->last_document = state->last_document;
  parts->titles = std::move(state->titles).build();
  parts->phrases = std::move(state->phrases).build();
  return CompletionList(std::move(parts));
}

}  // namespace speur::vocabulary
