// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/completions.hpp"

#include <algorithm>
#include <functional>

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

}  // namespace

std::vector<Completion> complete(std::string_view typed, const CompletionRequest& request,
                                 const index::Reader& reader, const Analyzer& analyzer) {
  const auto filters = read_filters(request.filters, reader);
  std::function<bool(Xapian::docid)> passes;
  if (!filters.empty())
    passes = [&](Xapian::docid id) {
      return std::all_of(filters.begin(), filters.end(),
                         [&](const Filter& filter) { return filter.passes(id); });
    };
  std::vector<Completion> completions;
  for (auto& found : reader.completions()->complete(
           typed, request.limit, passes, [&](auto phrase) { return terms_of(phrase, analyzer); })) {
    const auto typed_part = vocabulary::find_typed(found.text, typed);
    completions.push_back({{std::move(found.text), {typed_part}},
                           found.documents,
                           found.title ? CompletionKind::title : CompletionKind::phrase});
  }
  return completions;
}

}  // namespace speur::search
