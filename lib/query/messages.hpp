// SPDX-License-Identifier: GPL-2.0-or-later
// What a searcher is told about a query; {} is the piece of the query it is about.
#pragma once

#include "speur/schema.hpp"

namespace speur::query {

struct Message {
  const char* nl;
  const char* en;

  const char* in(Language language) const { return language == Language::dutch ? nl : en; }
};

inline constexpr Message invalid_text{"De zoekvraag bevat ongeldige tekens. Die zijn overgeslagen.",
                                      "The query has invalid characters. They were skipped."};
inline constexpr Message unclosed_quote{
    "Het tweede aanhalingsteken ontbreekt. Er is op losse woorden gezocht.",
    "The closing quote is missing. The words were searched one by one."};
inline constexpr Message lonely_operator{"Bij ‘{}’ ontbreekt een woord. Het is overgeslagen.",
                                         "‘{}’ lacks a word beside it. It was skipped."};
inline constexpr Message unmatched_bracket{"Dit haakje heeft geen tegenhanger.",
                                           "The other parenthesis is missing."};
inline constexpr Message too_deep{
    "Er staan te veel haakjes in elkaar. De binnenste zijn overgeslagen.",
    "Parentheses are nested too deep. The inner ones were skipped."};
inline constexpr Message unknown_field{"‘{}’ is geen veld. Het is als gewoon woord gezocht.",
                                       "‘{}’ is no field. It was searched as a word."};
inline constexpr Message not_searchable{
    "In het veld ‘{}’ kun je niet zoeken. Het is als gewoon woord gezocht.",
    "The field ‘{}’ cannot be searched. It was searched as a word."};
inline constexpr Message short_prefix{"Zet minstens twee letters vóór het sterretje.",
                                      "Put at least two letters before the asterisk."};
inline constexpr Message no_prefix_here{"Het sterretje werkt hier niet en is overgeslagen.",
                                        "The asterisk does not work here and was skipped."};
inline constexpr Message too_many_prefixes{
    "Er staan te veel sterretjes in de zoekvraag. De rest is overgeslagen.",
    "The query has too many asterisks. The rest was skipped."};
inline constexpr Message field_of_group{
    "Een veld werkt niet voor een groep tussen haakjes. Het is als gewoon woord gezocht.",
    "A field does not work for a group in parentheses. It was searched as a word."};
inline constexpr Message unknown_value{"‘{}’ komt in deze verzameling niet voor.",
                                       "‘{}’ does not occur in this collection."};
inline constexpr Message too_long{"De zoekvraag is te lang. Alleen het begin is gebruikt.",
                                  "The query is too long. Only its beginning was used."};
inline constexpr Message no_words{"De zoekvraag bevat geen woorden om op te zoeken.",
                                  "The query has no words to search for."};

}  // namespace speur::query
