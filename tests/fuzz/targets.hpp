// SPDX-License-Identifier: GPL-2.0-or-later
// What is tried with bytes that anybody may send. Each target asks for more than that nothing
// crashes: what comes out must keep what the headers promise. `fuzzer.cpp` makes up the bytes;
// `replay.cpp` takes them from the files in corpus/.
#pragma once

#include <stdexcept>
#include <string_view>

namespace speur::fuzz {

/// What somebody types: see `SearchRequest::query`.
void query(std::string_view input);
/// A line of typed text, and a document in which it is marked.
void snippets(std::string_view input);
/// A source of records.
void json_lines(std::string_view input);
void markdown(std::string_view input);
/// The settings of a portal.
void schema(std::string_view input);
void synonyms(std::string_view input);

inline void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

}  // namespace speur::fuzz
