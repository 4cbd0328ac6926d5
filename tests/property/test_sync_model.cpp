// SPDX-License-Identifier: GPL-2.0-or-later
// An index that follows a feed of additions, changes and removals, read in pieces, must be as one
// that is built from what is there in the end.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "asking.hpp"
#include "collection.hpp"
#include "document/document.hpp"
#include "speur/import.hpp"
#include "speur/json.hpp"
#include "speur/maintenance.hpp"

using namespace speur;
using namespace speur::test;

namespace {

using State = std::map<std::string, Document>;

// One line of a feed: a document as it is from now on, or none where it is gone.
struct Event {
  std::string id;
  std::optional<Document> document;
};

std::vector<Event> events_of_chance() {
  std::vector<Event> events;
  for (auto rounds = *rc::gen::inRange(1, 4); rounds > 0; --rounds)
    for (const auto& document : documents_of_chance()) {
      // Among few ids, so that most are told of more than once.
      const auto id = "d" + std::to_string(*rc::gen::inRange(0, 8));
      if (*rc::gen::inRange(0, 3) == 0) {
        events.push_back({id, std::nullopt});
      } else {
        auto renamed = document::conform(Schema::knowledge_product(), document);
        renamed.id = id;
        events.push_back({id, renamed});
        if (*rc::gen::inRange(0, 3) == 0) events.push_back(events.back());  // told twice
      }
    }
  return events;
}

std::string line_of(const Event& event) {
  nlohmann::json record{{"id", event.id}};
  if (!event.document) record["deleted"] = true;
  else {
    for (const auto& [field, values] : event.document->fields) record[field] = values;
    for (const auto& [type, id] : event.document->relations)
      record["relations"].push_back({{"type", type}, {"id", id}});
  }
  return record.dump() + '\n';
}

// What a sync does about one record, and counts, told in the plainest way.
void follow(const Event& event, State& state, std::set<std::string>& told, SyncCounts& counts) {
  const bool first = told.insert(event.id).second;
  const auto before = state.find(event.id);
  const bool there = before != state.end();
  if (!event.document) ++(there ? counts.removed : counts.unchanged);
  else if (!there) ++counts.added;
  else ++(first && before->second == event.document ? counts.unchanged : counts.updated);
  if (event.document) state[event.id] = *event.document;
  else state.erase(event.id);
}

SyncCounts sync_lines(const Index& index, const std::string& lines, bool full = false) {
  const TemporaryDirectory directory;
  const auto schema = index.schema();
  const auto records = open_records(directory.write("feed.jsonl", lines), schema);
  return sync(index, *records, {full, {}});
}

// In the order in which the index has them, so that equally good ones come in the same order; but
// as the state says that they are.
std::vector<Document> in_order_of(const Index& index, const State& state) {
  std::vector<Document> documents;
  const auto reader = index.documents();
  while (const auto record = reader->next())
    documents.push_back(state.at(std::get<Document>(*record).id));
  return documents;
}

// What is not told is how a word may be spelled otherwise: words that once were in a document go
// on being known.
std::string answers_of(const Index& index, const State& state) {
  const auto schema = index.schema();
  std::string all;
  for (const auto* query : {"", "berg", "gemeente privacy", "vis*", "QDX", "\"gemeente privacy\"",
                            "title:berg -body:vissen", "wolkenlucht bergpad tier:rijk"}) {
    SearchRequest request;
    request.query = query;
    request.facets = {"tier", "theme", "published"};
    request.correct = request.relax = false;
    auto results = index.search(request);
    results.took_ms = 0;
    all += to_json(results, schema) + '\n';
  }
  for (const auto& [id, document] : state) all += to_json(index.related(id), schema) + '\n';
  for (const auto& [name, documents] : index.stats().fields)
    all += name + ' ' + std::to_string(documents) + '\n';
  return all;
}

void require_state(const Index& given, const State& state) {
  const auto index = given.as(Viewer::everything());
  const auto documents = in_order_of(index, state);
  RC_ASSERT(documents.size() == state.size());
  for (const auto& [id, document] : state) RC_ASSERT(index.document(id) == document);
  RC_ASSERT(check(index.path()).sound());
  const Collection anew(documents);
  RC_ASSERT(answers_of(index, state) == answers_of(anew.index().as(Viewer::everything()), state));
}

}  // namespace

TEST_CASE("an index that follows a feed in pieces is as one built of what is there in the end") {
  CHECK(rc::check("syncs", [] {
    const Collection collection({});
    const auto& index = collection.index();
    State state;
    SyncCounts expected;
    std::set<std::string> told;
    std::string lines;
    const auto events = events_of_chance();
    for (std::size_t i = 0; i < events.size(); ++i) {
      follow(events[i], state, told, expected);
      lines += line_of(events[i]);
      if (i + 1 < events.size() && *rc::gen::inRange(0, 3) > 0) continue;
      RC_ASSERT(sync_lines(index, lines) == expected);
      expected = {};
      told.clear();
      lines.clear();
    }
    require_state(index, state);
  }));
}

TEST_CASE("a whole source after a feed leaves what it has, and nothing else") {
  CHECK(rc::check("whole sources", [] {
    const Collection collection({});
    const auto& index = collection.index();
    std::string feed;
    for (const auto& event : events_of_chance()) feed += line_of(event);
    sync_lines(index, feed);
    State state;
    std::set<std::string> told;
    SyncCounts ignored;
    std::string source;
    for (const auto& event : events_of_chance()) {
      if (!event.document || told.contains(event.id)) continue;
      follow(event, state, told, ignored);
      source += line_of(event);
    }
    sync_lines(index, source, true);
    require_state(index, state);
    RC_ASSERT(sync_lines(index, source, true) == (SyncCounts{0, 0, state.size(), 0, 0}));
  }));
}
