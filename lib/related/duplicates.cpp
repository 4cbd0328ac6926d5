// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "index/terms.hpp"
#include "related/resemblance.hpp"
#include "speur/error.hpp"

namespace speur::related {
namespace {

struct Term {
  Xapian::doccount documents = 0;
  std::string name;
};

// The stems that more than one document has, rarest first, of equals in the alphabet's order.
std::vector<Term> shared_stems(const index::View& database) {
  const auto prefix = index::stem_term("");
  std::vector<Term> stems;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
    if (term.get_termfreq() > 1) stems.push_back({term.get_termfreq(), *term});
  std::stable_sort(stems.begin(), stems.end(),
                   [](const Term& a, const Term& b) { return a.documents < b.documents; });
  return stems;
}

// All documents, by their numbers. Posting lists are read from the rarest on, so that the words of
// a document come in the order that a bag wants.
Bags read_bags(const index::View& database) {
  const auto stems = shared_stems(database);
  std::vector<std::uint32_t> words(std::size_t{database.get_lastdocid()} + 1);
  for (const auto& stem : stems)
    database.for_each_posting(stem.name, [&](Xapian::docid id, auto) { ++words[id]; });
  Bags bags(words);
  for (std::uint32_t number = 0; number < stems.size(); ++number)
    database.for_each_posting(stems[number].name, [&](Xapian::docid id, Xapian::termcount wdf) {
      bags.add(id, {number, wdf});
    });
  const auto prefix = index::stem_term("");
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
    if (term.get_termfreq() == 1)
      database.for_each_posting(
          *term, [&](Xapian::docid id, Xapian::termcount wdf) { bags.add_unshared(id, wdf); });
  return bags;
}

struct Nearest {
  std::size_t text = 0;
  double likeness = 0;

  void offer(std::size_t other, double other_likeness) {
    if (other_likeness < likeness || (other_likeness == likeness && text <= other)) return;
    *this = {other, other_likeness};
  }
};

// What is alike, directly or by others, has one root.
class Groups {
 public:
  explicit Groups(std::size_t texts) : parents_(texts), nearest_(texts) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }

  void join(std::size_t a, std::size_t b, double likeness) {
    nearest_[a].offer(b, likeness);
    nearest_[b].offer(a, likeness);
    const auto [first, second] = std::minmax({root(a), root(b)});
    parents_[second] = first;
  }

  const Nearest& nearest(std::size_t text) const { return nearest_[text]; }

  /// The texts of every group, most alike first; the most alike group first.
  std::vector<std::vector<std::size_t>> sorted() {
    std::map<std::size_t, std::vector<std::size_t>> by_root;
    for (std::size_t text = 0; text < nearest_.size(); ++text)
      if (nearest_[text].likeness > 0) by_root[root(text)].push_back(text);
    std::vector<std::vector<std::size_t>> groups;
    for (auto& [first, texts] : by_root) {
      std::stable_sort(texts.begin(), texts.end(), [&](std::size_t a, std::size_t b) {
        return nearest_[a].likeness > nearest_[b].likeness;
      });
      groups.push_back(std::move(texts));
    }
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
      return nearest_[a.front()].likeness > nearest_[b.front()].likeness;
    });
    return groups;
  }

 private:
  std::size_t root(std::size_t text) {
    while (parents_[text] != text) text = parents_[text] = parents_[parents_[text]];
    return text;
  }

  std::vector<std::size_t> parents_;
  std::vector<Nearest> nearest_;
};

Duplicate make_duplicate(std::size_t text, const Nearest& nearest, const index::Reader& reader) {
  const auto& roles = reader.schema().roles;
  const auto document = reader.document(static_cast<Xapian::docid>(text));
  Duplicate duplicate;
  duplicate.id = document.id;
  duplicate.likeness = nearest.likeness;
  duplicate.nearest = reader.document(static_cast<Xapian::docid>(nearest.text)).id;
  duplicate.title = document.first(roles.title);
  duplicate.url = document.first(roles.url);
  for (const auto& field : roles.date)
    if (duplicate.date.empty()) duplicate.date = document.first(field);
  return duplicate;
}

void check(const DuplicatesRequest& request) {
  if (request.threshold >= 0.5 && request.threshold <= 1) return;
  throw RequestError(
      fmt::format("the threshold of duplicates is {}; it must be 0.5 to 1", request.threshold));
}

}  // namespace

std::vector<DuplicateGroup> find_duplicates(const DuplicatesRequest& request,
                                            const index::Reader& reader) {
  check(request);
  std::set<std::size_t> wanted;
  for (const auto& id : request.ids) wanted.insert(reader.get(id));
  const auto bags = read_bags(reader.database);
  Groups groups(bags.size());
  for_each_alike(bags, request.threshold, [&](std::size_t a, std::size_t b, double likeness) {
    groups.join(a, b, likeness);
  });
  std::vector<DuplicateGroup> duplicates;
  for (const auto& texts : groups.sorted()) {
    if (request.limit > 0 && duplicates.size() == request.limit) break;
    const auto is_wanted = [&](std::size_t text) { return wanted.contains(text); };
    if (!wanted.empty() && std::none_of(texts.begin(), texts.end(), is_wanted)) continue;
    DuplicateGroup group{groups.nearest(texts.front()).likeness, {}};
    for (const auto text : texts)
      group.documents.push_back(make_duplicate(text, groups.nearest(text), reader));
    duplicates.push_back(std::move(group));
  }
  return duplicates;
}

}  // namespace speur::related
