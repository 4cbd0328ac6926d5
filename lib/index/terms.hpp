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
//     A3                 the document has the access tokens of list 3; who may see all has none
//
// Among the metadata stands the vocabulary: every folded word with its stem, those of documents
// with access tokens by themselves. Word and stem are in the key, as all keys that begin alike can
// be read at once, also from another machine; of Xapian's table of synonyms that machine sends
// nothing.
//
//     wgegevens\2gegeven        a word of documents that everybody may see
//     w\1 3\1gegevens\2gegeven  one of documents with the access tokens of list 3 (no space)
#pragma once

#include <cstddef>
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

inline constexpr std::string_view access_prefix = "A";

/// That a document has the access tokens of the list with this number, from 1.
std::string access_term(std::size_t list);

/// A word with its stem in the vocabulary of the documents of an access list; 0: of those without
/// tokens.
std::string vocabulary_key(std::size_t list, std::string_view word, std::string_view stem);

/// What the keys of all words of an access list that begin with `begin` begin with. Those of list 0
/// also begin those of other lists as long as `begin` is empty, see `is_of_access_list`.
std::string vocabulary_prefix(std::size_t list, std::string_view begin);

/// Whether a key of the vocabulary is of a list other than 0.
bool is_of_access_list(std::string_view vocabulary_key);

/// Between word and stem in a key of the vocabulary.
inline constexpr char before_stem = '\2';
/// What stands under such a key.
inline constexpr const char* in_vocabulary = "1";

/// Where the abbreviations are counted that the documents of an access list explain.
std::string abbreviations_key(std::size_t list);

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
inline constexpr unsigned slots = 4;  ///< so many of these there are

inline constexpr const char* format_key = "speur.format";
inline constexpr const char* schema_key = "speur.schema";
inline constexpr const char* analyzer_key = "speur.analyzer";
inline constexpr const char* synonyms_key = "speur.synonyms";  ///< the portal's own
inline constexpr const char* access_key = "speur.access";      ///< the access lists, by number
/// Another one for every commit: tells a state from all others, also where no file of it is seen.
inline constexpr const char* commit_key = "speur.commit";

/// Raise it when what is stored under the names above changes its meaning.
inline constexpr const char* format_version = "5";

}  // namespace speur::index
