// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/fusion.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "index/terms.hpp"

namespace speur::search {
namespace {

// A part of a compound says less of what is asked than the whole.
constexpr double part_of_word = 0.5;
constexpr double unknown = 0.5;  // of the best that is known

/// What a query asks for, to be held against documents.
struct Asked {
  collection::Vector direction{};
  std::map<collection::StemKey, double> information;  // of each stem: minus the log of its share
  double all_information = 0;
};

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

void add_stem(Asked& asked, const std::string& stem, const Xapian::Database& database) {
  const auto holding = std::max<Xapian::doccount>(1, database.get_termfreq(index::stem_term(stem)));
  const auto information = std::log(static_cast<double>(database.get_doccount()) / holding);
  if (asked.information.emplace(collection::key_of(stem), information).second)
    asked.all_information += information;
}

Asked asked_by(const query::Query& query, const collection::Profile& profile,
               const Xapian::Database& database) {
  Asked asked;
  asked.direction = profile.term_vectors().vector_of(terms_of(query));
  query::for_each_wanted(query, [&](const auto& leaf) {
    using Leaf = std::decay_t<decltype(leaf)>;
    if constexpr (std::is_same_v<Leaf, query::Word>) {
      if (!leaf.stop_word) add_stem(asked, leaf.term, database);
    } else if constexpr (std::is_same_v<Leaf, query::Phrase>) {
      for (const auto& stem : leaf.telling_terms) add_stem(asked, stem, database);
    }
  });
  return asked;
}

// How much of what is asked the title says, times how much of the title is asked for: 1 for a
// title that is the query, in any form of its words.
std::optional<double> title_match(std::span<const collection::StemKey> title, const Asked& asked) {
  if (title.empty() || asked.all_information <= 0) return std::nullopt;
  const std::set<collection::StemKey> stems(title.begin(), title.end());
  double information = 0;
  double shared = 0;
  for (const auto stem : stems)
    if (const auto found = asked.information.find(stem); found != asked.information.end()) {
      information += found->second;
      ++shared;
    }
  return information / asked.all_information * shared / static_cast<double>(stems.size());
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

}  // namespace

std::vector<Lift> lifts_of(const std::vector<matching::Ranked>& head, const query::Query& query,
                           const Ranking& ranking, const collection::Profile& profile,
                           const index::Reader& reader) {
  const auto asked = asked_by(query, profile, reader.database);
  const auto lengths = reader.lengths();
  Signal titles;
  Signal closenesses;
  for (const auto& ranked : head) {
    const bool known = profile.knows(ranked.id, *lengths);
    titles.add(known ? title_match(profile.title_of(ranked.id), asked) : std::nullopt);
    closenesses.add(known ? closeness(profile.vector_of(ranked.id), asked) : std::nullopt);
  }
  std::vector<Lift> lifts;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const auto best = head.front().score;
    lifts.push_back(
        {head[i].id, ranking.title * best * titles[i], ranking.semantic * best * closenesses[i]});
  }
  return lifts;
}

void lift(std::vector<matching::Ranked>& ranked, const std::vector<Lift>& lifts) {
  for (std::size_t i = 0; i < lifts.size(); ++i)
    ranked[i].score += lifts[i].title + lifts[i].semantic;
  std::sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(lifts.size()),
            [](const matching::Ranked& a, const matching::Ranked& b) {
              return a.score != b.score ? a.score > b.score : a.id < b.id;
            });
}

}  // namespace speur::search
