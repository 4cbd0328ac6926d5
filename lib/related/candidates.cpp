// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/candidates.hpp"

#include <algorithm>
#include <cmath>

#include "index/terms.hpp"
#include "search/search.hpp"

namespace speur::related {
namespace {

constexpr std::size_t max_terms = 40;
constexpr std::size_t max_candidates = 100;

struct Occurrences {
  double weighted = 0;  // field weights added up
  std::map<std::string, int> spellings;
};

std::map<std::string, Occurrences> count_stems(const Document& source, const Schema& schema,
                                               const Analyzer& analyzer) {
  std::map<std::string, Occurrences> stems;
  for (const auto& field : schema.fields) {
    if (field.kind != FieldKind::text) continue;
    for (const auto& value : source.values(field.name))
      for (const auto& token : analyzer.analyze(value)) {
        if (token.stop_word || token.word.size() < 2) continue;
        auto& occurrences = stems[token.term];
        occurrences.weighted += field.weight;
        ++occurrences.spellings[value.substr(token.begin, token.end - token.begin)];
      }
  }
  return stems;
}

std::string most_written(const std::map<std::string, int>& spellings) {
  return std::max_element(spellings.begin(), spellings.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

bool is_number(const std::string& stem) {
  return std::all_of(stem.begin(), stem.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace

std::vector<SourceTerm> source_terms(const Document& source, const index::Reader& reader,
                                     const Analyzer& analyzer) {
  const double documents = reader.database.get_doccount();
  std::vector<SourceTerm> terms;
  for (const auto& [stem, occurrences] : count_stems(source, reader.schema(), analyzer)) {
    if (is_number(stem)) continue;
    const double frequency = reader.database.get_termfreq(index::stem_term(stem));
    if (frequency < 2 || frequency > documents * 0.5) continue;
    const double tf = occurrences.weighted / (occurrences.weighted + 2);
    terms.push_back(
        {stem, most_written(occurrences.spellings), tf * std::log(documents / frequency)});
  }
  const auto kept = std::min(terms.size(), max_terms);
  std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(kept), terms.end(),
                    [](const SourceTerm& a, const SourceTerm& b) { return a.weight > b.weight; });
  terms.resize(kept);
  return terms;
}

std::vector<Candidate> candidates_by_terms(const std::vector<SourceTerm>& terms,
                                           Xapian::docid source, const Ranking& ranking,
                                           const index::Reader& reader) {
  std::vector<matching::Plan> plans;
  for (const auto& term : terms)
    plans.push_back(matching::term(index::stem_term(term.stem), term.weight));
  const auto plan = matching::combined(matching::Plan::Kind::sum, std::move(plans));
  std::vector<Candidate> candidates;
  for (const auto& [id, score] : search::best(plan, max_candidates + 1, ranking, reader))
    if (id != source) candidates.push_back({id, score});
  if (!candidates.empty()) {
    const double best = candidates.front().term_score;
    for (auto& candidate : candidates) candidate.term_score /= best;
  }
  return candidates;
}

}  // namespace speur::related
