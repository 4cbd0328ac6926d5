// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/fusion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "index/terms.hpp"

namespace speur::search {
namespace {

// A part of a compound says less of what is asked than the whole.
constexpr double part_of_word = 0.5;
constexpr double unknown = 0.5;  // of the best that is known

// After so many stems of a text, what stands next counts half.
constexpr double half_after = 4;

using collection::StemKey;

/// Stems that say one thing together, by their number in `Asked::stems`, each with its information:
/// minus the log of its share of the documents.
struct Way {
  std::vector<std::pair<std::size_t, double>> stems;
  double information = 0;
};

/// A thing that is asked for, as it was typed and in other ways.
using Idea = std::vector<Way>;

/// What a query asks for, to be held against documents.
struct Asked {
  collection::Vector direction{};
  std::vector<StemKey> stems;  // each once
  std::vector<Idea> ideas;
  double information = 0;  // of all ideas, as they were typed
};

/// How far something says each of `Asked::stems`, from 0 to 1. One is used for all documents.
using Said = std::vector<double>;

collection::TermCounts terms_of(const query::Query& query) {
  collection::TermCounts terms;
  const auto add = [&](const std::vector<std::string>& stems, auto name, double weight) {
    for (const auto& stem : stems) terms.emplace_back(name(stem), weight);
  };
  query::for_each_wanted(query, [&](const auto& leaf) {
    using Leaf = std::decay_t<decltype(leaf)>;
    if constexpr (std::is_same_v<Leaf, query::Word>) {
      if (leaf.stop_word) return;
      terms.emplace_back(index::stem_term(leaf.term), 1);
      add(leaf.part_terms, index::part_term, part_of_word);
      add(leaf.compound_terms, index::part_term, part_of_word);
    } else if constexpr (std::is_same_v<Leaf, query::Phrase>) {
      add(leaf.telling_terms, index::stem_term, 1);
    }
  });
  return terms;
}

class AskedReader {
 public:
  AskedReader(const index::Reader& reader, Asked& asked) : reader_(reader), asked_(asked) {}

  void add_ideas(const query::Query& query) {
    std::visit(
        [&](const auto& node) {
          using Node = std::decay_t<decltype(node)>;
          if constexpr (std::is_same_v<Node, query::BestOf> || std::is_same_v<Node, query::Word> ||
                        std::is_same_v<Node, query::Phrase>) {
            add_idea(ways_of(query));
          } else if constexpr (requires { node.children; }) {
            for (const auto& child : node.children) add_ideas(child);
          } else if constexpr (requires { node.kept_and_excluded; }) {
            add_ideas(node.kept_and_excluded.front());
          }
        },
        query.node);
  }

 private:
  // What is typed twice is asked for once.
  void add_idea(Idea idea) {
    std::erase_if(idea, [](const Way& way) { return way.information <= 0; });
    if (idea.empty()) return;
    for (const auto& known : asked_.ideas)
      if (known.front().stems == idea.front().stems) return;
    asked_.information += idea.front().information;
    asked_.ideas.push_back(std::move(idea));
  }

  Idea ways_of(const query::Query& query) {
    Idea ways;
    if (const auto* best = std::get_if<query::BestOf>(&query.node)) {
      for (const auto& child : best->children)
        for (auto& way : ways_of(child)) ways.push_back(std::move(way));
      return ways;
    }
    Way all;
    query::for_each_wanted(query, [&](const auto& leaf) {
      using Leaf = std::decay_t<decltype(leaf)>;
      if constexpr (std::is_same_v<Leaf, query::Word>) {
        if (!leaf.stop_word) add_stem(leaf.term, all);
      } else if constexpr (std::is_same_v<Leaf, query::Phrase>) {
        for (const auto& stem : leaf.telling_terms) add_stem(stem, all);
      }
    });
    ways.push_back(std::move(all));
    return ways;
  }

  void add_stem(const std::string& stem, Way& way) {
    const auto holding = std::max<Xapian::doccount>(1, reader_.frequency(index::stem_term(stem)));
    const auto information =
        std::log(static_cast<double>(reader_.database.get_doccount()) / holding);
    way.stems.emplace_back(number_of(collection::key_of(stem)), information);
    way.information += information;
  }

  std::size_t number_of(StemKey stem) {
    auto& stems = asked_.stems;
    const auto known = std::find(stems.begin(), stems.end(), stem);
    const auto number = static_cast<std::size_t>(known - stems.begin());
    if (known == stems.end()) stems.push_back(stem);
    return number;
  }

  const index::Reader& reader_;
  Asked& asked_;
};

Asked asked_by(const query::Query& query, const collection::Profile& profile,
               const index::Reader& reader) {
  Asked asked;
  asked.direction = profile.term_vectors().vector_of(terms_of(query));
  AskedReader(reader, asked).add_ideas(query);
  return asked;
}

// How much of what is asked is said: the best way to say each thing counts.
double share_said(const Asked& asked, const Said& said) {
  double sum = 0;
  for (const auto& idea : asked.ideas) {
    double best = 0;
    for (const auto& way : idea) {
      double of_way = 0;
      for (const auto& [stem, information] : way.stems) of_way += information * said[stem];
      best = std::max(best, of_way / way.information);
    }
    sum += best * idea.front().information;
  }
  return sum / asked.information;
}

std::size_t count_distinct(std::span<const StemKey> stems) {
  std::size_t count = 0;
  for (auto at = stems.begin(); at != stems.end(); ++at)
    if (std::find(stems.begin(), at, *at) == at) ++count;
  return count;
}

// How much of what is asked the title says, times how much of the title is asked for: 1 for a
// title that is the query, in any form of its words.
std::optional<double> title_match(std::span<const StemKey> title, const Asked& asked, Said& said) {
  std::size_t shared = 0;
  for (std::size_t i = 0; i < said.size(); ++i) {
    const bool has = std::find(title.begin(), title.end(), asked.stems[i]) != title.end();
    said[i] = has ? 1 : 0;
    shared += has ? 1 : 0;
  }
  if (title.empty() || asked.ideas.empty()) return std::nullopt;
  if (shared == 0) return 0;
  return share_said(asked, said) * static_cast<double>(shared) /
         static_cast<double>(count_distinct(title));
}

// How much of what is asked the beginning of the text says, the earlier the more.
std::optional<double> opening_match(const collection::Opening& opening, const Asked& asked,
                                    Said& said) {
  if (opening.front() == collection::between_texts || asked.ideas.empty()) return std::nullopt;
  for (std::size_t i = 0; i < said.size(); ++i) {
    const auto found = std::find(opening.begin(), opening.end(), asked.stems[i]);
    const auto place = static_cast<double>(found - opening.begin());
    said[i] = found == opening.end() ? 0 : half_after / (half_after + place);
  }
  return share_said(asked, said);
}

std::optional<double> closeness(const collection::Vector& vector, const Asked& asked) {
  if (vector == collection::Vector{} || asked.direction == collection::Vector{})
    return std::nullopt;
  return std::max(0.0, collection::cosine(vector, asked.direction));
}

/// Numbers for documents, of which some are not known.
class Signal {
 public:
  void add(std::optional<double> value) {
    if (value) best_ = std::max(best_, *value);
    values_.push_back(value);
  }
  double operator[](std::size_t i) const { return values_[i].value_or(unknown * best_); }

 private:
  std::vector<std::optional<double>> values_;
  double best_ = 0;
};

std::vector<Lift> lifts_of(std::span<const matching::Ranked> step, double best_score,
                           const Asked& asked, const Ranking& ranking,
                           const collection::Profile& profile, const index::Reader& reader) {
  const auto lengths = reader.lengths();
  Signal titles;
  Signal openings;
  Signal closenesses;
  Said said(asked.stems.size());
  for (const auto& ranked : step) {
    if (!profile.knows(ranked.id, *lengths)) {
      for (auto* signal : {&titles, &openings, &closenesses}) signal->add(std::nullopt);
      continue;
    }
    titles.add(title_match(profile.title_of(ranked.id), asked, said));
    openings.add(opening_match(profile.opening_of(ranked.id), asked, said));
    closenesses.add(closeness(profile.vector_of(ranked.id), asked));
  }
  std::vector<Lift> lifts;
  for (std::size_t i = 0; i < step.size(); ++i)
    lifts.push_back({step[i].id, ranking.title * best_score * titles[i],
                     ranking.opening * best_score * openings[i],
                     ranking.semantic * best_score * closenesses[i]});
  return lifts;
}

// The factor that keeps scores, of which `highest` is the highest, from going over `ceiling`.
double factor_under(double ceiling, double highest) {
  return highest > ceiling ? ceiling / highest : 1;
}

}  // namespace

std::size_t ranked_for(std::size_t shown) {
  for (const auto end : head_ends)
    if (shown <= end) return end;
  return shown;
}

Lift Head::of(std::uint32_t id) const {
  const auto known =
      std::find_if(lifts.begin(), lifts.end(), [&](const Lift& each) { return each.id == id; });
  return known == lifts.end() ? Lift{.id = id, .factor = below} : *known;
}

std::vector<Lift> lifts_of(std::span<const matching::Ranked> step, double best_score,
                           const query::Query& query, const Ranking& ranking,
                           const collection::Profile& profile, const index::Reader& reader) {
  return lifts_of(step, best_score, asked_by(query, profile, reader), ranking, profile, reader);
}

void lift(std::span<matching::Ranked> step, std::vector<Lift>& lifts, double ceiling) {
  double highest = 0;
  for (std::size_t i = 0; i < lifts.size(); ++i) {
    step[i].score += lifts[i].title + lifts[i].opening + lifts[i].semantic;
    highest = std::max(highest, step[i].score);
  }
  const auto factor = factor_under(ceiling, highest);
  for (auto& each : lifts) each.factor = factor;
  for (auto& each : step) each.score *= factor;
  std::sort(step.begin(), step.end(), [](const matching::Ranked& a, const matching::Ranked& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  });
}

Head put_in_order(std::vector<matching::Ranked>& ranked, const query::Query& query,
                  const Ranking& ranking, const collection::Profile& profile,
                  const index::Reader& reader) {
  Head head;
  if (ranked.empty()) return head;
  const auto asked = asked_by(query, profile, reader);
  const auto best_score = ranked.front().score;
  auto rest = std::span(ranked);
  auto ceiling = std::numeric_limits<double>::infinity();
  std::size_t begin = 0;
  for (const auto end : head_ends) {
    const auto step = rest.first(std::min(end - begin, rest.size()));
    if (step.empty()) return head;
    auto lifts = lifts_of(step, best_score, asked, ranking, profile, reader);
    lift(step, lifts, ceiling);
    head.lifts.insert(head.lifts.end(), lifts.begin(), lifts.end());
    ceiling = step.back().score;
    rest = rest.subspan(step.size());
    begin = end;
  }
  if (!rest.empty()) head.below = factor_under(ceiling, rest.front().score);
  for (auto& each : rest) each.score *= head.below;
  return head;
}

}  // namespace speur::search
