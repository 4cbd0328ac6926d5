// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/written_word.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "index/terms.hpp"
#include "unicode/unicode.hpp"

namespace speur::search {
namespace {

// So that a suggestion costs little, however long the documents are.
constexpr std::size_t max_looked_at = 50;
constexpr std::size_t max_read = 5;
constexpr std::size_t max_bytes = 20'000;

// Of the first ones that hold the stem, the shortest.
std::vector<Xapian::docid> short_documents(const std::string& stem, const index::Reader& reader) {
  auto ids = reader.postings(index::stem_term(stem))->ids();
  ids.resize(std::min(ids.size(), max_looked_at));
  const auto lengths = reader.lengths();
  std::stable_sort(ids.begin(), ids.end(), [&](Xapian::docid a, Xapian::docid b) {
    return lengths->of[a] < lengths->of[b];
  });
  ids.resize(std::min(ids.size(), max_read));
  return ids;
}

}  // namespace

std::string written_word(const std::string& folded, const index::Reader& reader,
                         const Analyzer& analyzer) {
  const auto tokens = analyzer.analyze(folded);
  if (tokens.size() != 1) return folded;
  std::map<std::string, int> forms;
  const auto count_in = [&](std::string_view text) {
    text = text.substr(0, unicode::floor_boundary(text, std::min(text.size(), max_bytes)));
    for (const auto& token : analyzer.analyze(text))
      if (token.word == folded && token.parts.empty())
        ++forms[unicode::lower(text.substr(token.begin, token.end - token.begin))];
  };
  for (const auto id : short_documents(tokens.front().term, reader)) {
    const auto document = reader.document(id);
    for (const auto& field : reader.schema().fields)
      if (field.kind == FieldKind::text)
        for (const auto& value : document.values(field.name)) count_in(value);
  }
  const auto most = std::max_element(
      forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == forms.end() || unicode::fold(most->first) != folded ? folded : most->first;
}

}  // namespace speur::search
