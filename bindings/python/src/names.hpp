// SPDX-License-Identifier: GPL-2.0-or-later
// What the values of C++'s enums are called in Python: those of a keyword argument, and of a
// result.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "speur/speur.hpp"

namespace speur::python {

template <typename Enum>
using NameOf = std::pair<std::string_view, Enum>;

/// The names of an enum; none but those that Python sees have any.
template <typename Enum>
inline constexpr int names_of = 0;

template <>
inline constexpr auto names_of<Language> =
    std::to_array<NameOf<Language>>({{"nl", Language::dutch}, {"en", Language::english}});

template <>
inline constexpr auto names_of<FieldKind> =
    std::to_array<NameOf<FieldKind>>({{"text", FieldKind::text},
                                      {"keyword", FieldKind::keyword},
                                      {"stored", FieldKind::stored},
                                      {"facet", FieldKind::facet},
                                      {"relation", FieldKind::relation}});

template <>
inline constexpr auto names_of<FacetKind> =
    std::to_array<NameOf<FacetKind>>({{"flat", FacetKind::flat},
                                      {"hierarchical", FacetKind::hierarchical},
                                      {"ordinal", FacetKind::ordinal},
                                      {"date", FacetKind::date}});

template <>
inline constexpr auto names_of<RecordFormat> =
    std::to_array<NameOf<RecordFormat>>({{"auto", RecordFormat::automatic},
                                         {"jsonl", RecordFormat::json_lines},
                                         {"markdown", RecordFormat::markdown}});

template <>
inline constexpr auto names_of<Sort> = std::to_array<NameOf<Sort>>({{"relevance", Sort::relevance},
                                                                    {"newest", Sort::newest},
                                                                    {"title", Sort::title}});

template <>
inline constexpr auto names_of<Match> = std::to_array<NameOf<Match>>({{"any", Match::any},
                                                                      {"all", Match::all}});

template <>
inline constexpr auto names_of<Relaxation> =
    std::to_array<NameOf<Relaxation>>({{"spelling", Relaxation::spelling},
                                       {"quotes", Relaxation::quotes},
                                       {"any_word", Relaxation::any_word},
                                       {"filters", Relaxation::filters}});

template <>
inline constexpr auto names_of<ReasonKind> =
    std::to_array<NameOf<ReasonKind>>({{"relation", ReasonKind::relation},
                                       {"mention", ReasonKind::mention},
                                       {"use", ReasonKind::use},
                                       {"question", ReasonKind::question},
                                       {"next_step", ReasonKind::next_step},
                                       {"counterpart", ReasonKind::counterpart},
                                       {"facet", ReasonKind::facet},
                                       {"terms", ReasonKind::terms}});

template <>
inline constexpr auto names_of<StemRule> =
    std::to_array<NameOf<StemRule>>({{"unchanged", StemRule::unchanged},
                                     {"lexicon", StemRule::lexicon},
                                     {"ending", StemRule::ending},
                                     {"verb", StemRule::verb},
                                     {"inflection", StemRule::inflection}});

template <>
inline constexpr auto names_of<Explanation::Kind> =
    std::to_array<NameOf<Explanation::Kind>>({{"sum", Explanation::Kind::sum},
                                              {"all", Explanation::Kind::all},
                                              {"best", Explanation::Kind::best},
                                              {"scaled", Explanation::Kind::scaled},
                                              {"stem", Explanation::Kind::stem},
                                              {"filter", Explanation::Kind::filter},
                                              {"title", Explanation::Kind::title},
                                              {"opening", Explanation::Kind::opening},
                                              {"semantic", Explanation::Kind::semantic}});

template <>
inline constexpr auto names_of<Metric> =
    std::to_array<NameOf<Metric>>({{"ndcg", Metric::ndcg},
                                   {"reciprocal_rank", Metric::reciprocal_rank},
                                   {"recall", Metric::recall},
                                   {"average_precision", Metric::average_precision},
                                   {"precision", Metric::precision},
                                   {"unjudged", Metric::unjudged}});

template <>
inline constexpr auto names_of<FacetOrder> =
    std::to_array<NameOf<FacetOrder>>({{"natural", FacetOrder::natural},
                                       {"count", FacetOrder::count},
                                       {"label", FacetOrder::label},
                                       {"declared", FacetOrder::declared}});

template <>
inline constexpr auto names_of<DateUnit> = std::to_array<NameOf<DateUnit>>(
    {{"year", DateUnit::year}, {"month", DateUnit::month}, {"day", DateUnit::day}});

template <>
inline constexpr auto names_of<CompletionKind> = std::to_array<NameOf<CompletionKind>>(
    {{"phrase", CompletionKind::phrase}, {"title", CompletionKind::title}});

template <typename Enum>
concept Named = requires {
  names_of<Enum>.size();
};

template <Named Enum>
constexpr std::string_view name_of(Enum value) {
  for (const auto& [name, meaning] : names_of<Enum>)
    if (meaning == value) return name;
  return {};
}

}  // namespace speur::python
