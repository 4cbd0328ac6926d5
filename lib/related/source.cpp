// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/source.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "index/terms.hpp"

namespace speur::related {
namespace {

// More terms take more time and find no more (bench/README.md).
constexpr std::size_t max_terms = 40;
constexpr double max_share = 0.5;  // of the documents; a word that stands in more tells nothing

struct Text {
  std::string_view text;
  std::vector<Token> tokens;
  double weight = 1;  // what an occurrence in it counts for
  bool is_title = false;
};

struct Occurrences {
  double weighted = 0;  // weights of the texts added up
  std::vector<std::pair<std::string_view, int>> spellings;

  void add(std::string_view written, double weight) {
    weighted += weight;
    const auto same = std::find_if(spellings.begin(), spellings.end(),
                                   [&](const auto& each) { return each.first == written; });
    if (same == spellings.end()) spellings.emplace_back(written, 1);
    else ++same->second;
  }

  // Of equals the first in the alphabet.
  std::string most_written() const {
    const auto most =
        std::min_element(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
          return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
    return std::string(most->first);
  }
};

using Stems = std::unordered_map<std::string_view, Occurrences>;

Stems count_stems(const std::vector<Text>& texts) {
  Stems stems;
  for (const auto& text : texts)
    for (const auto& token : text.tokens)
      if (!token.stop_word)
        stems[token.term].add(text.text.substr(token.begin, token.end - token.begin), text.weight);
  return stems;
}

// A letter by itself or a number is no subject.
bool can_be_subject(const std::string& stem) {
  return stem.size() > 1 && !std::all_of(stem.begin(), stem.end(),
                                         [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

void read_stems(Source& source, const std::vector<Text>& texts, const index::Reader& reader) {
  const double documents = reader.database.get_doccount();
  // The words of a document that no other document has find nothing; those of nearly all find
  // everything, which only a typed text may have meant.
  const Xapian::doccount least = source.id ? 2 : 1;
  const auto most = source.id ? documents * max_share : documents;
  source.enough = std::log(std::max(2.0, documents));
  const auto stems = count_stems(texts);
  for (const auto& [name, occurrences] : stems) {
    const std::string stem(name);
    const auto frequency = reader.frequency(index::stem_term(stem));
    const auto information = std::log(documents / std::max<Xapian::doccount>(frequency, 1));
    source.information.emplace(collection::key_of(stem), information);
    if (frequency >= least && frequency <= most && can_be_subject(stem))
      source.terms.push_back(
          {stem, "", std::sqrt(occurrences.weighted) * information, occurrences.weighted});
  }
  const auto kept = std::min(source.terms.size(), max_terms);
  std::partial_sort(source.terms.begin(), source.terms.begin() + static_cast<std::ptrdiff_t>(kept),
                    source.terms.end(), [](const SourceTerm& a, const SourceTerm& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
                    });
  source.terms.resize(kept);
  for (auto& term : source.terms) term.written = stems.at(term.stem).most_written();
}

// Or a digit, or a letter of which that is not so easily seen.
bool has_capital(std::string_view text, const Token& token) {
  const auto word = text.substr(token.begin, token.end - token.begin);
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return (c < 'a' || c > 'z') && c != '-' && c != '\''; });
}

void read_texts(Source& source, const std::vector<Text>& texts, const collection::Titles* titles,
                const index::Reader& reader) {
  for (const auto& text : texts) {
    const auto keys = collection::keys_of(text.tokens);
    auto& target = text.is_title ? source.title : source.text;
    target.insert(target.end(), keys.begin(), keys.end());
    if (text.is_title) continue;
    for (const auto& token : text.tokens)
      if (!token.stop_word) source.capital.push_back(has_capital(text.text, token));
    source.text.push_back(collection::between_texts);
    source.capital.push_back(false);
  }
  read_stems(source, texts, reader);
  if (!titles) return;
  for (const auto id : titles->named_in(source.text))
    if (id != source.id) source.named.push_back({id, source.weight_of_title(titles->of(id))});
}

}  // namespace

double Source::weight_of_title(std::span<const collection::StemKey> other) const {
  double sum = 0;
  for (const auto key : std::set<collection::StemKey>(other.begin(), other.end()))
    sum += information.at(key);
  return std::min(1.0, sum / enough);
}

bool Source::names(std::span<const collection::StemKey> name) const {
  if (!id) return collection::stands_in(name, text);
  if (name.empty()) return false;
  for (auto at = text.begin();; ++at) {
    at = std::search(at, text.end(), name.begin(), name.end());
    if (at == text.end()) return false;
    if (capital[static_cast<std::size_t>(at - text.begin())]) return true;
  }
}

Source source_of(Xapian::docid id, const collection::Titles* titles, const index::Reader& reader,
                 const Analyzer& analyzer) {
  Source source;
  source.id = id;
  source.document = reader.document(id);
  std::vector<Text> texts;
  for (const auto& field : reader.schema().fields)
    if (field.kind == FieldKind::text)
      for (const auto& value : source.document.values(field.name))
        texts.push_back({value, analyzer.analyze(value), field.weight,
                         field.name == reader.schema().roles.title});
  read_texts(source, texts, titles, reader);
  return source;
}

Source source_of(std::string_view text, const collection::Titles* titles,
                 const index::Reader& reader, const Analyzer& analyzer) {
  Source source;
  read_texts(source, {{text, analyzer.analyze(text), 1, false}}, titles, reader);
  return source;
}

}  // namespace speur::related
