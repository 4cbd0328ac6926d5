// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/completions.hpp"

#include <algorithm>
#include <functional>

#include "search/filters.hpp"
#include "vocabulary/completion_text.hpp"

namespace speur::search {

std::vector<Completion> complete(std::string_view typed, const CompletionRequest& request,
                                 const index::Reader& reader) {
  const auto filters = read_filters(request.filters, reader);
  std::function<bool(Xapian::docid)> passes;
  if (!filters.empty())
    passes = [&](Xapian::docid id) {
      return std::all_of(filters.begin(), filters.end(),
                         [&](const Filter& filter) { return filter.passes(id); });
    };
  std::vector<Completion> completions;
  for (auto& found : reader.completions()->complete(typed, request.limit, passes)) {
    const auto typed_part = vocabulary::find_typed(found.text, typed);
    completions.push_back({{std::move(found.text), {typed_part}},
                           found.documents,
                           found.title ? CompletionKind::title : CompletionKind::phrase});
  }
  return completions;
}

}  // namespace speur::search
