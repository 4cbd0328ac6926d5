// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/completions.hpp"

#include <algorithm>
#include <optional>

#include "search/filters.hpp"
#include "vocabulary/completion_text.hpp"

namespace speur::search {
namespace {

// What a search takes for the same has the same terms.
std::string terms_of(std::string_view phrase, const Analyzer& analyzer) {
  std::string terms;
  for (const auto& token : analyzer.analyze(phrase)) terms += token.term + ' ';
  return terms;
}

// The documents that pass all filters; nothing where there is no filter.
std::optional<vocabulary::DocumentBits> passing(const Filters& asked, std::size_t words,
                                                const index::Reader& reader) {
  const auto filters = read_filters(asked, reader);
  if (filters.empty()) return std::nullopt;
  vocabulary::DocumentBits bits(words, ~std::uint64_t{0});
  for (const auto& filter : filters) {
    const auto known = filter.documents->words();
    for (std::size_t i = 0; i < words; ++i) bits[i] &= i < known.size() ? known[i] : 0;
  }
  return bits;
}

}  // namespace

std::vector<Completion> complete(std::string_view typed, const CompletionRequest& request,
                                 const index::Reader& reader, const Analyzer& analyzer) {
  const auto list = reader.completions();
  const auto allowed = passing(request.filters, list->bit_words(), reader);
  const auto sense = [&](std::string_view phrase) { return terms_of(phrase, analyzer); };
  std::vector<Completion> completions;
  for (auto& found : list->complete(typed, request.limit, allowed ? &*allowed : nullptr, sense)) {
    const auto typed_part = vocabulary::find_typed(found.text, typed);
    completions.push_back({{std::move(found.text), {typed_part}},
                           found.documents,
                           found.title ? CompletionKind::title : CompletionKind::phrase});
  }
  return completions;
}

}  // namespace speur::search
