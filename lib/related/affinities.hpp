// SPDX-License-Identifier: GPL-2.0-or-later
// What sharing a facet value says in this collection, learnt from its own references.
//
// Documents refer to each other: by declared relations, and where a text names another document by
// its title. If those pairs share a theme more often than texts that merely look alike do, then a
// shared theme says something; if they share a type less often, related documents are of different
// types here. Nobody can know that beforehand: what a facet is for differs from portal to portal.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "index/reader.hpp"
#include "speur/schema.hpp"

namespace speur::related {

/// How much more often pairs that belong together share a value than pairs that do not, as
/// the logarithm of the ratio of the odds. Negative: they avoid sharing it.
struct Affinity {
  double facet = 1;
  /// Of single values, where sharing the facet says that documents do not belong together; there it
  /// differs from value to value.
  std::map<std::string, double, std::less<>> values;

  double of(std::string_view value) const;
  bool operator==(const Affinity&) const = default;
};

struct Affinities {
  std::map<std::string, Affinity, std::less<>> facets;
  /// The facets that a document has a value for, as one value: a sign of what kind of thing it is.
  Affinity shape{0, {}};

  const Affinity& of(std::string_view facet) const;

  std::string to_json() const;
  static Affinities from_json(std::string_view json);
  bool operator==(const Affinities&) const = default;
};

/// The facets whose values say what documents are about or are: all but dates.
std::vector<const Field*> compared_facets(const Schema& schema);

/// Documents that one refers to, or that refer to it.
using References = std::map<Xapian::docid, std::set<Xapian::docid>>;

/// Documents that look alike, the source excepted.
using Neighbours = std::function<std::vector<Xapian::docid>(Xapian::docid)>;

Affinities learn_affinities(const index::Reader& reader, const References& references,
                            const Neighbours& neighbours);

/// What `shape` has as its value: the names of the facets that the document has a value for.
std::string shape_of(Xapian::docid id, const index::Reader& reader);

}  // namespace speur::related
