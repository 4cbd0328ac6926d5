// SPDX-License-Identifier: GPL-2.0-or-later
// Answers as JSON text in UTF-8, on one line. Bytes that are no UTF-8 come out as U+FFFD.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "speur/analyzer.hpp"
#include "speur/completion.hpp"
#include "speur/document.hpp"
#include "speur/duplicates.hpp"
#include "speur/evaluation.hpp"
#include "speur/explanation.hpp"
#include "speur/index.hpp"
#include "speur/maintenance.hpp"
#include "speur/related.hpp"
#include "speur/schema.hpp"
#include "speur/search.hpp"
#include "speur/tuning.hpp"

namespace speur {

/// {"query","suggestion","total","total_hits","took_ms","hits":[{"rank","id","score","title","url","snippet","fields":{}}],
///  "facets":{"theme":[{"value","label","count","selected"}]},"applied":{},"diagnostics":
///  [{"begin","end","message"}]}
/// "title" is plain text, "snippet" is HTML with <mark>. "fields" holds what is not text: facets,
/// keywords and stored fields, as lists where the schema allows several values. A hit that stands
/// for others also has "collapsed": {"count","ids":[]}.
std::string to_json(const SearchResults& results, const Schema& schema);

/// {"completions":[{"text","html","documents","kind"}]}
/// "html" is the text with <mark> around what was typed; "kind" is "phrase" or "title".
std::string to_json(const std::vector<Completion>& completions);

/// {"id","items":[{"rank","id","score","title","reasons":[{"kind","field","values":[]}]}]}
/// A relation that points from the item to the source also has "incoming": true, one that goes both
/// ways "mutual": true. Where groups were asked for, there are also "grouped_by" and
/// "groups":[{"value","count","score","items":[{"id","title"}]}].
std::string to_json(const RelatedItems& related, const Schema& schema);

/// {"groups":[{"likeness","documents":[{"id","likeness","nearest","title","url","date"}]}]}
std::string to_json(const std::vector<DuplicateGroup>& groups);

/// {"documents","fields":{},"facets":{},"analyzer","revision","bytes"}
std::string to_json(const IndexStats& stats);

/// {"sound","documents","revision","findings":[{"kind","where","what"}]}
std::string to_json(const CheckReport& report);

/// {"documents","differences":[],"lost":[{"document","why"}]}
std::string to_json(const RebuildReport& report);

/// {"id", every field, "relations":[{"type","id"}]}: a record that can be indexed again.
std::string to_json(const Document& document, const Schema& schema);

/// {"tokens":[{"text","begin","end","term","parts":[],"compound":[]}]} for the tokens of `text`.
std::string to_json(const std::vector<Token>& tokens, std::string_view text);

/// {"name","means":{"nDCG@10":{"mean","low","high"}},"topics":[{"id","text","scores":{}}],
///  "skipped":[],"missing":[]}
/// Of related items also "variety":
/// {"documents","recommended","coverage","diversity":{"mean","low", "high"}}.
std::string to_json(const Evaluation& evaluation);

/// {"first":{},"second":{},"differences":{"nDCG@10":{"mean","low","high","better","worse",
///  "proven"}}}, with the two evaluations as above. Of related items there is also a difference
/// called "diversity".
std::string to_json(const Comparison& comparison);

/// {"metric","proven","steps":[{"parameter","from","to","mean"}],"settings":{},"tuning":{},
///  "held_out":{}}, with two comparisons as above.
std::string to_json(const Tuning& tuning);

/// {"kind","text","matches","value","parts":[]}, with the numbers of a StemScore for a stem.
std::string to_json(const Explanation& explanation);

}  // namespace speur
