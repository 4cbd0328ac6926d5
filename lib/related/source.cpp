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
  std::map<std::string, int> spellings;
};

std::map<std::string, Occurrences> count_stems(const std::vector<Text>& texts) {
  std::map<std::string, Occurrences> stems;
  for (const auto& text : texts)
    for (const auto& token : text.tokens) {
      if (token.stop_word) continue;
      auto& occurrences = stems[token.term];
      occurrences.weighted += text.weight;
      ++occurrences.spellings[std::string(text.text.substr(token.begin, token.end - token.begin))];
    }
  return stems;
}

std::string most_written(const std::map<std::string, int>& spellings) {
  return std::max_element(spellings.begin(), spellings.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
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
  for (const auto& [stem, occurrences] : count_stems(texts)) {
    const auto frequency = reader.database.get_termfreq(index::stem_term(stem));
    const auto information = std::log(documents / std::max<Xapian::doccount>(frequency, 1));
    source.information.emplace(collection::key_of(stem), information);
    if (frequency >= least && frequency <= most && can_be_subject(stem))
      source.terms.push_back({stem, most_written(occurrences.spellings),
                              std::sqrt(occurrences.weighted) * information});
  }
  const auto kept = std::min(source.terms.size(), max_terms);
  std::partial_sort(source.terms.begin(), source.terms.begin() + static_cast<std::ptrdiff_t>(kept),
                    source.terms.end(), [](const SourceTerm& a, const SourceTerm& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
                    });
  source.terms.resize(kept);
}

void read_texts(Source& source, const std::vector<Text>& texts, const collection::Titles* titles,
                const index::Reader& reader) {
  for (const auto& text : texts) {
    const auto keys = collection::keys_of(text.tokens);
    auto& target = text.is_title ? source.title : source.text;
    target.insert(target.end(), keys.begin(), keys.end());
    if (!text.is_title) target.push_back(collection::between_texts);
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
