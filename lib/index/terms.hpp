// SPDX-License-Identifier: GPL-2.0-or-later
// How things are called inside the Xapian database: every term, value slot and metadata key of
// speur is named here and nowhere else.
//
//     Qdeda              the document with id "deda"
//     Zgegeven           a stem, in any text field; its wdf is the field weights added up
//     Ygegeven           a stem that is part of a compound, in any text field; its wdf is half the
//                        field weights added up
//     XTITLE:gegeven     a stem in one text field, but for the main one; without wdf
//     NBODY:gegeven      a stem that the document has, but not in the main text field: there are
//                        far fewer of these than of stems that it has there
//     XTIER:gemeente     a facet value (with all it implies) or a folded keyword
//     XRELATIONS:deda    the document points at the one with id "deda"
//     PTIER              the document has a value for the field
//
// The table of synonyms holds the vocabulary: every folded word with its stem.
#pragma once

#include <string>
#include <string_view>

#include "speur/schema.hpp"

namespace speur::index {

std::string id_term(std::string_view id);

std::string stem_term(std::string_view stem);

/// A stem where it is part of a compound.
std::string part_term(std::string_view stem);

/// A stem in a text field, a facet value, a folded keyword, or the id that a relation points at.
std::string field_term(std::string_view field, std::string_view text);

/// What all terms of a field begin with.
std::string field_prefix(std::string_view field);

std::string presence_term(std::string_view field);

/// The text field that holds most of the words: the last one that snippets are taken from, or the
/// last one of all. Null if no field holds text.
const Field* main_text(const Schema& schema);

/// A stem in other text fields than the main one, which is `field`.
std::string absence_term(std::string_view field, std::string_view stem);

/// wdf that one occurrence of weight 1 adds; Xapian's wdf are whole numbers, weights are tenths.
inline constexpr unsigned wdf_per_occurrence = 10;

/// What an occurrence in a field adds to the wdf: by itself, or as part of a compound, which says
/// half as much.
unsigned wdf_of(const Field& field, bool in_compound);

inline constexpr unsigned date_slot = 0;   ///< ISO date of the first date role that has one
inline constexpr unsigned title_slot = 1;  ///< collation key of the title
inline constexpr unsigned words_slot = 2;  ///< its words in order (index/word_order.hpp)
/// Its id, which is read for every hit: much sooner found here than in the compressed document.
inline constexpr unsigned id_slot = 3;

inline constexpr const char* format_key = "speur.format";
inline constexpr const char* schema_key = "speur.schema";
inline constexpr const char* analyzer_key = "speur.analyzer";
inline constexpr const char* synonyms_key = "speur.synonyms";            ///< the portal's own
inline constexpr const char* abbreviations_key = "speur.abbreviations";  ///< explained in documents

/// Raise it when what is stored under the names above changes its meaning.
inline constexpr const char* format_version = "3";

}  // namespace speur::index
