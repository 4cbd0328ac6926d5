// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/affinities.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "index/terms.hpp"

namespace speur::related {
namespace {

using nlohmann::json;

// As much evidence as so many documents stands for what is believed of a facet beforehand, and for
// what is believed of one value given its facet.
constexpr double documents_for_facet = 20;
constexpr double documents_for_value = 2;
// However clear the evidence, other signals must be able to outweigh it.
constexpr double lowest = -1.2;
constexpr double highest = 2;
constexpr std::size_t max_documents = 500;

double log_odds(double share) { return std::log(share / (1 - share)); }

/// How often documents share something with those that they refer to, and with those that look
/// like them. Each document counts once, however many it refers to.
struct Evidence {
  double referred = 0;
  double alike = 0;
  double documents = 0;

  /// Pulled towards `prior` as long as there is little evidence.
  double affinity(double prior, double documents_for_prior) const {
    const auto share = [&](double sum) { return (sum + 0.5) / (documents + 1); };
    const auto seen = log_odds(share(referred)) - log_odds(share(alike));
    return (seen * documents + prior * documents_for_prior) / (documents + documents_for_prior);
  }
};

/// Whether two documents share a value of something, where both have one.
struct Trait {
  std::function<std::vector<std::string>(Xapian::docid)> values;
  double prior = 1;
};

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& value) {
    return std::find(b.begin(), b.end(), value) != b.end();
  });
}

class Learner {
 public:
  Learner(const References& references, const Neighbours& neighbours) {
    for (std::size_t i = 0; i < std::min(max_documents, references.size()); ++i) {
      // Evenly spread over the collection.
      auto at = references.begin();
      std::advance(at, i * references.size() / std::min(max_documents, references.size()));
      Pairs pairs{at->first, {at->second.begin(), at->second.end()}, {}};
      for (const auto other : neighbours(at->first))
        if (!at->second.contains(other)) pairs.alike.push_back(other);
      pairs_.push_back(std::move(pairs));
    }
  }

  Affinity learn(const Trait& trait) {
    Evidence all;
    std::map<std::string, Evidence> of_values;
    for (const auto& pairs : pairs_) {
      const auto own = trait.values(pairs.document);
      const auto referred = share(own, pairs.referred, trait);
      const auto alike = share(own, pairs.alike, trait);
      if (!referred || !alike) continue;
      const auto count = [&](Evidence& evidence) {
        evidence.referred += *referred;
        evidence.alike += *alike;
        ++evidence.documents;
      };
      count(all);
      for (const auto& value : own) count(of_values[value]);
    }
    const auto facet = all.affinity(trait.prior, documents_for_facet);
    Affinity affinity{std::clamp(facet, lowest, highest), {}};
    if (facet < 0)
      for (const auto& [value, evidence] : of_values)
        affinity.values[value] =
            std::clamp(evidence.affinity(facet, documents_for_value), lowest, 0.0);
    return affinity;
  }

 private:
  struct Pairs {
    Xapian::docid document;
    std::vector<Xapian::docid> referred;
    std::vector<Xapian::docid> alike;
  };

  // Of those among `others` that have a value; nothing when none has.
  static std::optional<double> share(const std::vector<std::string>& own,
                                     const std::vector<Xapian::docid>& others, const Trait& trait) {
    if (own.empty()) return std::nullopt;
    double shared = 0;
    double compared = 0;
    for (const auto id : others) {
      const auto values = trait.values(id);
      if (values.empty()) continue;
      ++compared;
      if (share_one(own, values)) ++shared;
    }
    if (compared == 0) return std::nullopt;
    return shared / compared;
  }

  std::vector<Pairs> pairs_;
};

// A value that all have tells nothing.
Trait trait_of(const Field& field, const index::Reader& reader) {
  const auto column = reader.column(field.name);
  const auto holders = reader.database.get_termfreq(index::presence_term(field.name));
  return {[column, holders, &field, &reader](Xapian::docid id) {
            std::vector<std::string> values;
            for (const auto ordinal : column->of(id)) {
              const auto& value = column->values[ordinal];
              if (reader.database.get_termfreq(index::field_term(field.name, value)) < holders)
                values.push_back(value);
            }
            return values;
          },
          1};
}

bool all_have_one_shape(const index::Reader& reader) {
  const auto holders = [&](const Field* field) {
    return reader.database.get_termfreq(index::presence_term(field->name));
  };
  const auto facets = compared_facets(reader.schema());
  return std::all_of(facets.begin(), facets.end(), [&](const Field* field) {
    return holders(field) == 0 || holders(field) == reader.database.get_doccount();
  });
}

json affinity_json(const Affinity& affinity) {
  return {{"facet", affinity.facet}, {"values", affinity.values}};
}

Affinity read_affinity(const json& read) {
  return {read.at("facet"), read.at("values").get<decltype(Affinity::values)>()};
}

}  // namespace

double Affinity::of(std::string_view value) const {
  const auto found = values.find(value);
  return found == values.end() ? facet : found->second;
}

const Affinity& Affinities::of(std::string_view facet) const {
  static const Affinity unknown;
  const auto found = facets.find(facet);
  return found == facets.end() ? unknown : found->second;
}

std::string Affinities::to_json() const {
  json all{{"shape", affinity_json(shape)}, {"facets", json::object()}};
  for (const auto& [name, affinity] : facets) all["facets"][name] = affinity_json(affinity);
  return all.dump();
}

Affinities Affinities::from_json(std::string_view text) {
  const auto all = json::parse(text);
  Affinities affinities;
  affinities.shape = read_affinity(all.at("shape"));
  for (const auto& [name, affinity] : all.at("facets").items())
    affinities.facets[name] = read_affinity(affinity);
  return affinities;
}

std::vector<const Field*> compared_facets(const Schema& schema) {
  std::vector<const Field*> facets;
  for (const auto& field : schema.fields)
    if (field.kind == FieldKind::facet && field.facet.kind != FacetKind::date)
      facets.push_back(&field);
  return facets;
}

std::string shape_of(Xapian::docid id, const index::Reader& reader) {
  std::string shape;
  for (const auto* field : compared_facets(reader.schema()))
    if (!reader.column(field->name)->of(id).empty()) shape += " " + field->name;
  return shape;
}

Affinities learn_affinities(const index::Reader& reader, const References& references,
                            const Neighbours& neighbours) {
  Affinities affinities;
  if (references.empty()) return affinities;
  Learner learner(references, neighbours);
  for (const auto* field : compared_facets(reader.schema()))
    affinities.facets[field->name] = learner.learn(trait_of(*field, reader));
  if (!all_have_one_shape(reader))
    affinities.shape =
        learner.learn({[&](Xapian::docid id) { return std::vector{shape_of(id, reader)}; }, 0});
  return affinities;
}

}  // namespace speur::related
