// SPDX-License-Identifier: GPL-2.0-or-later
#include "vocabulary/phrase_counter.hpp"

#include <algorithm>
#include <utility>

#include "vocabulary/completion_text.hpp"

namespace speur::vocabulary {
namespace {

using std::string_view;

// The phrases that are counted exactly, to find those that are kept.
constexpr std::size_t most_candidates = 400'000;
// Keywords are candidates in any number; but not more than this, whatever they are.
constexpr std::size_t most_entries = 1'000'000;
// Beyond this further texts are not read: by then there are phrases enough.
constexpr std::size_t most_text = 512 << 20;

// Longer phrases than three words are names: `choose` says when they are kept.
constexpr std::size_t most_words = 6;

// Two documents may share a phrase by chance, where there are many documents.
constexpr std::size_t few_documents = 1000;

// In kept texts, in place of a form: that a run begins here, and what it is.
enum Mark : std::uint32_t {
  run_of_sentence = 1,
  run_of_name = 2,
  run_of_keyword = 4,
  first_form = 8
};

// Among noted candidates.
enum Note : std::uint32_t { next_document, first_candidate };

void append(std::uint32_t number, std::vector<std::uint8_t>& packed) {
  std::uint8_t bytes[5];
  packed.insert(packed.end(), bytes, pack(number, bytes));
}

}  // namespace

// ---- Reading texts ----

void PhraseCounter::begin_document(std::uint32_t id) {
  ids_.push_back(id);
  document_begins_.push_back(static_cast<std::uint32_t>(text_.size()));
}

std::size_t PhraseCounter::add_words(string_view text, std::size_t words, bool name) {
  WrittenWords reader(text);
  run_.clear();
  for (WrittenWord word; words > 0 && reader.next(word); --words) {
    if (word.before != Gap::space) {
      keep(run_);
      run_.sentence = word.before == Gap::sentence;
      run_.name = name;
    }
    run_.forms.push_back(forms_.number(word.text));
  }
  keep(run_);
  return words;
}

void PhraseCounter::add_keyword(string_view text) {
  WrittenWords reader(text);
  run_.clear();
  run_.name = true;
  run_.keyword = true;
  // Its signs are left out as in all that is typed: "Zorg, welzijn".
  for (WrittenWord word; reader.next(word);) run_.forms.push_back(forms_.number(word.text));
  keep(run_);
}

void PhraseCounter::keep(WordRun& run) {
  if (!run.forms.empty() && text_.size() < most_text) {
    append((run.sentence ? run_of_sentence : 0U) | (run.name ? run_of_name : 0U) |
               (run.keyword ? run_of_keyword : 0U),
           text_);
    for (const auto form : run.forms) append(first_form + form, text_);
    for (std::size_t i = run.sentence ? 1 : 0; i < run.forms.size(); ++i)
      ++forms_[run.forms[i]].within;
    count_roughly(run);
  }
  run.clear();
}

void PhraseCounter::count_roughly(const WordRun& run) {
  for_each_phrase(run, 0, run.forms.size(), [&](const Occurrence& occurrence) {
    rough_.add(occurrence.hash);
    return true;
  });
  if (!run.keyword) return;
  // A phrase is counted only if its beginnings are.
  for_each_phrase(run, 0, 1, [&](const Occurrence& occurrence) {
    rough_.want(occurrence.hash);
    return true;
  });
  rough_.want(whole(run).hash);
}

// ---- Walking over what was read ----

template <typename Visit>
void PhraseCounter::for_each_run(Visit visit) const {
  WordRun run;
  const auto documents = static_cast<std::uint32_t>(document_begins_.size());
  for (std::uint32_t document = 0; document < documents; ++document) {
    const auto* at = text_.data() + document_begins_[document];
    const auto* const end = document + 1 < documents ? text_.data() + document_begins_[document + 1]
                                                     : text_.data() + text_.size();
    while (at < end) {
      const auto place = static_cast<std::uint32_t>(at - text_.data());
      const auto number = unpack(at);
      if (number >= first_form) {
        run.forms.push_back(number - first_form);
        run.places.push_back(place);
        continue;
      }
      if (!run.forms.empty()) visit(document, std::as_const(run));
      run.clear();
      run.sentence = (number & run_of_sentence) != 0;
      run.name = (number & run_of_name) != 0;
      run.keyword = (number & run_of_keyword) != 0;
    }
    if (!run.forms.empty()) visit(document, std::as_const(run));
    run.clear();
  }
}

// Visits all phrases whose first word is one from `begin` to `end`, from short to long, until
// `visit` wants no longer ones.
template <typename Visit>
void PhraseCounter::for_each_phrase(const WordRun& run, std::size_t begin, std::size_t end,
                                    Visit visit) const {
  for (auto first = begin; first < end; ++first) {
    if (!forms_[run.forms[first]].frames) continue;
    Occurrence phrase;
    phrase.first = first;
    const auto last = std::min(run.forms.size(), first + most_words);
    for (auto i = first; i < last; ++i) {
      const auto& form = forms_[run.forms[i]];
      // "Home Home" stands where a page repeats itself.
      if (i > first && form.hash == forms_[run.forms[i - 1]].hash) break;
      phrase.hash = phrase.hash * form.factor + form.hash;
      phrase.form_hash = phrase.form_hash * 0x9e3779b1U + run.forms[i] + 1;
      phrase.words = i + 1 - first;
      if (form.frames && !visit(std::as_const(phrase))) break;
    }
  }
}

PhraseCounter::Occurrence PhraseCounter::whole(const WordRun& run) const {
  Occurrence all;
  for (const auto number : run.forms) {
    all.hash = all.hash * forms_[number].factor + forms_[number].hash;
    all.form_hash = all.form_hash * 0x9e3779b1U + number + 1;
  }
  all.words = run.forms.size();
  return all;
}

std::vector<std::uint32_t> PhraseCounter::forms_of(const Candidate& candidate) const {
  std::vector<std::uint32_t> forms;
  const auto* at = text_.data() + candidate.place;
  for (unsigned i = 0; i < candidate.words; ++i) forms.push_back(unpack(at) - first_form);
  return forms;
}

// ---- Counting exactly ----

void PhraseCounter::count() {
  least_documents_ = document_begins_.size() < few_documents ? 2 : 3;
  threshold_ = rough_.threshold(static_cast<std::uint16_t>(least_documents_), most_candidates);
  for_each_run([&](std::uint32_t document, const WordRun& run) { count_run(document, run); });
  rough_.clear();
}

void PhraseCounter::count_run(std::uint32_t document, const WordRun& run) {
  auto parent = none;
  for_each_phrase(run, 0, run.forms.size(), [&](const Occurrence& occurrence) {
    if (occurrence.words == 1) parent = none;
    // What is longer is no more frequent; except that "AI verordening" is counted with
    // "AI-verordening", where no "AI" stands by itself.
    if (rough_.count(occurrence.hash) < threshold_) return occurrence.words == 1;
    const auto number = candidate(occurrence.hash, parent);
    if (number == none) return false;
    count_occurrence(number, document, run, occurrence);
    parent = number;
    return true;
  });
  if (!run.keyword) return;
  const auto occurrence = whole(run);
  const auto number = candidate(occurrence.hash, none);
  if (number == none) return;
  candidates_[number].keyword = true;
  count_occurrence(number, document, run, occurrence);
}

// The place of a hash, or where it belongs.
std::size_t PhraseCounter::slot(std::uint64_t hash) const {
  const auto mask = slots_.size() - 1;
  auto slot = mix(hash) & mask;
  while (slots_[slot] != 0 && candidates_[slots_[slot] - 1].hash != hash) slot = (slot + 1) & mask;
  return slot;
}

void PhraseCounter::grow_slots() {
  slots_.assign(std::max<std::size_t>(slots_.size() * 2, 1024), 0);
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) slots_[slot(candidates_[i].hash)] = i + 1;
}

// The candidate with this hash, a new one if need be; `none` if there are too many.
std::uint32_t PhraseCounter::candidate(std::uint64_t hash, std::uint32_t parent) {
  if (candidates_.size() * 2 >= slots_.size()) grow_slots();
  const auto at = slot(hash);
  if (slots_[at] != 0) return slots_[at] - 1;
  if (candidates_.size() >= most_entries) return none;
  candidates_.push_back({});
  candidates_.back().hash = hash;
  candidates_.back().parent = parent;
  slots_[at] = static_cast<std::uint32_t>(candidates_.size());
  return slots_[at] - 1;
}

void PhraseCounter::count_occurrence(std::uint32_t number, std::uint32_t document,
                                     const WordRun& run, const Occurrence& occurrence) {
  auto& candidate = candidates_[number];
  vote(candidate, run, occurrence);
  if (run.name && candidate.last_named != document) {
    candidate.last_named = document;
    ++candidate.named;
  }
  if (candidate.documents > 0 && candidate.last_document == document) return;
  for (; noted_documents_ <= document; ++noted_documents_) append(next_document, noted_);
  append(first_candidate + number, noted_);
  const auto gap = ids_[document] - (candidate.documents == 0 ? 0 : ids_[candidate.last_document]);
  candidate.packed_bytes += static_cast<std::uint32_t>(packed_size(gap));
  candidate.last_document = document;
  ++candidate.documents;
}

void PhraseCounter::vote(Candidate& candidate, const WordRun& run, const Occurrence& occurrence) {
  const bool by_position =
      run.sentence && occurrence.first == 0 && forms_[run.forms.front()].capitalised;
  const auto place = run.places[occurrence.first];
  const auto words = static_cast<std::uint8_t>(std::min<std::size_t>(occurrence.words, 255));
  if (candidate.place == none || (!by_position && candidate.votes == 0)) {
    candidate.place = place;
    candidate.words = words;
    candidate.form_hash = occurrence.form_hash;
    candidate.votes = by_position ? 0 : 1;
  } else if (!by_position) {
    if (candidate.form_hash == occurrence.form_hash) ++candidate.votes;
    else --candidate.votes;
  }
}

// ---- Building ----

void PhraseCounter::write_documents(PhraseList& list) const {
  PhraseList::Writer writer(list);
  std::uint32_t documents = 0;
  for (const auto* at = noted_.data(); at < noted_.data() + noted_.size();) {
    const auto number = unpack(at);
    if (number == next_document) {
      ++documents;
      continue;
    }
    const auto phrase = candidates_[number - first_candidate].phrase;
    if (phrase != none) writer.add(phrase, ids_[documents - 1]);
  }
}

PhraseList PhraseCounter::build() && {
  count();
  choose();
  PhraseList list(describe(), ids_.empty() ? 0 : ids_.back());
  write_documents(list);
  return list;
}

}  // namespace speur::vocabulary
