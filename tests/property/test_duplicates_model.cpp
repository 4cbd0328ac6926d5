// SPDX-License-Identifier: GPL-2.0-or-later
// Duplicates in the bundled collection, against comparing all documents with all.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "speur/analyzer.hpp"
#include "speur/import.hpp"
#include "speur/index.hpp"
#include "temporary_directory.hpp"

using namespace speur;
using namespace speur::test;

namespace {

using Bag = std::map<std::string, double>;

Bag bag_of(const Document& document, const Schema& schema, const Analyzer& analyzer) {
  Bag bag;
  for (const auto& field : schema.fields)
    if (field.kind == FieldKind::text)
      for (const auto& value : document.values(field.name))
        for (const auto& token : analyzer.analyze(value)) {
          bag[token.term] += field.weight;
          for (const auto& part : token.parts) bag[part.term] += field.weight;
        }
  return bag;
}

double likeness(const Bag& a, const Bag& b) {
  double shared = 0;
  double either = 0;
  for (const auto& [word, weight] : a) {
    const auto other = b.contains(word) ? b.at(word) : 0;
    shared += std::min(weight, other);
    either += std::max(weight, other);
  }
  for (const auto& [word, weight] : b)
    if (!a.contains(word)) either += weight;
  return either > 0 ? shared / either : 0;
}

// How alike each document is to each other one.
using Likenesses = std::map<std::string, std::map<std::string, double>>;

Likenesses compare_all(const std::map<std::string, Bag>& bags) {
  Likenesses all;
  for (const auto& [a, bag] : bags)
    for (const auto& [b, other] : bags)
      if (a < b) all[a][b] = all[b][a] = likeness(bag, other);
  return all;
}

// Adds all that is alike to a member, and what is alike to that, and so on.
void add_to_group(const std::string& id, const Likenesses& all, double threshold,
                  std::set<std::string>& group) {
  if (!group.insert(id).second) return;
  for (const auto& [other, likeness] : all.at(id))
    if (likeness >= threshold) add_to_group(other, all, threshold, group);
}

std::set<std::set<std::string>> groups_of(const Likenesses& all, double threshold) {
  std::set<std::set<std::string>> groups;
  for (const auto& [id, others] : all) {
    std::set<std::string> group;
    add_to_group(id, all, threshold, group);
    if (group.size() > 1) groups.insert(std::move(group));
  }
  return groups;
}

double nearest_likeness(const std::string& id, const Likenesses& all) {
  double most = 0;
  for (const auto& [other, likeness] : all.at(id)) most = std::max(most, likeness);
  return most;
}

// Every third document again without its last sentence, every fifth with another title.
void add_near_copies(IndexWriter& writer, RecordReader& records) {
  for (int number = 0; auto record = records.next(); ++number) {
    auto document = std::get<Document>(*record);
    writer.add(document);
    const auto id = document.id;
    auto& body = document.fields["body"];
    if (body.empty()) continue;
    if (number % 3 == 0) {
      document.id = id + "-kort";
      body.front().resize(body.front().rfind(' '));
      writer.add(document);
    }
    if (number % 5 == 0) {
      document.id = id + "-titel";
      document.fields["title"] = {"Een andere naam"};
      writer.add(document);
    }
  }
}

}  // namespace

TEST_CASE("duplicates in real documents are those that comparing all with all finds") {
  const TemporaryDirectory directory;
  const auto index = Index::create(directory / "index");
  auto writer = index.writer();
  add_near_copies(writer, *open_records(KENNISBANK_DIRECTORY "/documents.jsonl", writer.schema()));
  writer.commit();
  const Analyzer analyzer;
  std::map<std::string, Bag> bags;
  for (const auto documents = index.documents(); auto record = documents->next();) {
    const auto& document = std::get<Document>(*record);
    bags.emplace(document.id, bag_of(document, index.schema(), analyzer));
  }
  const auto all = compare_all(bags);
  for (const auto threshold : {0.5, 0.8, 0.9}) {
    const auto duplicates = index.duplicates({.threshold = threshold});
    std::set<std::set<std::string>> found;
    auto before = 1.0;
    for (const auto& group : duplicates) {
      std::set<std::string> ids;
      CHECK(group.likeness <= before);
      before = group.likeness;
      for (const auto& [id, alike, nearest, title, url, date] : group.documents) {
        ids.insert(id);
        CHECK(alike <= group.likeness);
        CHECK(alike == Approx(nearest_likeness(id, all)));
        CHECK(alike == Approx(all.at(id).at(nearest)));
      }
      CHECK(group.likeness == group.documents.front().likeness);
      found.insert(std::move(ids));
    }
    CHECK(found == groups_of(all, threshold));
    CHECK(found.size() >= 60);
  }
}
