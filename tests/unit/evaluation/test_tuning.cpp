// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "collection.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"
#include "speur/tuning.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

constexpr std::size_t topic_count = 40;

Schema title_and_body() {
  return Schema::from_json(R"({"roles": {"title": "title"}, "fields": [
    {"name": "title", "kind": "text"}, {"name": "body", "kind": "text"},
    {"name": "theme", "kind": "facet"}]})");
}

std::string numbered(const char* word, std::size_t number) { return word + std::to_string(number); }

std::string repeated(const std::string& word, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += word + " ";
  return text;
}

// Every topic is in the title of the right document, and four times in the body of a wrong one.
struct TitlesSayIt {
  TitlesSayIt() {
    std::vector<Document> documents;
    for (std::size_t i = 0; i < topic_count; ++i) {
      const auto word = numbered("onderwerp", i);
      documents.push_back(product(numbered("goed", i), word, repeated("vulling", 8)));
      documents.push_back(product(numbered("fout", i), "titel", repeated(word, 4) + "vulling"));
      topics.push_back({numbered("q", i), word});
      judgements[topics.back().id][numbered("goed", i)] = 1;
    }
    collection.add(documents);
  }

  const Index& index() const { return collection.index(); }

  Collection collection{{}, title_and_body()};
  std::vector<Topic> topics;
  Judgements judgements;
};

// The right document has the topic three times among many words, a wrong one once among few: what
// length holds back decides, and no field weight does.
struct LongTextsSayIt {
  LongTextsSayIt() {
    std::vector<Document> documents;
    for (std::size_t i = 0; i < topic_count; ++i) {
      const auto word = numbered("onderwerp", i) + " ";
      documents.push_back(
          product(numbered("goed", i), "", repeated(word, 3) + repeated("vulling", 57)));
      documents.push_back(product(numbered("fout", i), "", word + repeated("vulling", 4)));
      topics.push_back({numbered("q", i), word});
      judgements[topics.back().id][numbered("goed", i)] = 1;
    }
    collection.add(documents);
  }

  Collection collection{{}, title_and_body()};
  std::vector<Topic> topics;
  Judgements judgements;
};

// Documents, topics and judgements of chance.
struct NothingToLearn {
  NothingToLearn() {
    std::mt19937_64 random(4);
    const auto words = [&](std::size_t count) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i) text += numbered("woord", random() % 60) + " ";
      return text;
    };
    std::vector<Document> documents;
    for (std::size_t i = 0; i < 120; ++i)
      documents.push_back(product(numbered("d", i), words(3), words(5 + random() % 30)));
    collection.add(documents);
    for (std::size_t i = 0; i < topic_count; ++i) {
      topics.push_back({numbered("q", i), words(2)});
      for (int judged = 0; judged < 8; ++judged)
        judgements[topics.back().id][numbered("d", random() % 120)] = 1;
    }
  }

  Collection collection{{}, title_and_body()};
  std::vector<Topic> topics;
  Judgements judgements;
};

// What is near to a document shares its theme and one word; what is not shares many words.
struct ThemesSayIt {
  ThemesSayIt() {
    std::vector<Document> documents;
    for (std::size_t i = 0; i < topic_count; ++i) {
      const auto text = "algemeen" + numbered(" paar", i / 2) +
                        repeated(numbered(" groep", i % 20), 3) +
                        repeated(numbered(" soort", i % 20), 3);
      documents.push_back(product(numbered("d", i), "", text, {{"theme", {numbered("t", i / 2)}}}));
      judgements[numbered("d", i)][numbered("d", i % 2 == 0 ? i + 1 : i - 1)] = 1;
    }
    collection.add(documents);
  }

  Collection collection{{}, title_and_body()};
  Judgements judgements;
};

std::vector<Document> all_documents(const Index& index) {
  std::vector<Document> documents;
  const auto records = index.documents();
  while (auto record = records->next()) documents.push_back(std::get<Document>(*record));
  return documents;
}

double rank_of_right(const Index& index, const Topic& topic, const Judgements& judgements) {
  const auto run = search_run(index, {topic}, {}, 10);
  return 1 / score(run.at(topic.id), judgements.at(topic.id))[Metric::reciprocal_rank];
}

// Documents with something in every kind of field, more than one batch of postings.
std::vector<Document> rich_documents() {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 300; ++i) {
    auto document = product(numbered("doc ", i), numbered("Titel é ", i), "tekst & <meer>",
                            {{"tier", {i % 2 ? "rijk" : "interbestuurlijk"}},
                             {"theme", {"ethiek/mensenrechten", numbered("eigen ", i % 7)}},
                             {"keywords", {"een", "twee"}},
                             {"url", {numbered("https://voorbeeld.nl/", i)}},
                             {"language", {"nl"}},
                             {"published", {"2024-05"}}});
    document.relations = {{"zie ook", numbered("doc ", i / 2)}, {"", "nergens"}};
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace

TEST_CASE("a setting that lifts the right documents is found, and proven on topics not tuned on") {
  const TitlesSayIt world;
  const TemporaryDirectory scratch;
  TuningOptions options;
  options.scratch = scratch.path();
  const auto tuning = tune(world.index(), world.topics, world.judgements, options);
  for (const auto& topic : world.topics)
    REQUIRE(rank_of_right(world.index(), topic, world.judgements) == Approx(2));

  CHECK(tuning.proven());
  REQUIRE_FALSE(tuning.steps.empty());
  CHECK(tuning.steps.front().parameter == "weights.title");
  CHECK(tuning.steps.front().from == 1);
  CHECK(tuning.steps.front().to > 1);
  CHECK(tuning.schema.find("title")->weight > 1);
  CHECK(tuning.held_out.difference(Metric::ndcg).estimate.low > 0);
  CHECK(tuning.held_out.difference(Metric::ndcg).worse == 0);

  SECTION("an index with the settings found ranks so") {
    const auto schema = world.index().schema().with_settings(tuning.schema.settings_json());
    CHECK(schema == tuning.schema);
    rebuild(world.index(), schema, scratch / "beter");
    const auto better = Index::open(scratch / "beter");
    for (const auto& topic : world.topics)
      CHECK(rank_of_right(better, topic, world.judgements) == Approx(1));
  }
  SECTION("every topic is tuned on or held out, and none is both") {
    std::set<std::string> seen;
    for (const auto* half : {&tuning.tuning, &tuning.held_out}) {
      CHECK(half->first.topics.size() == topic_count / 2);
      for (const auto& topic : half->first.topics) CHECK(seen.insert(topic.topic.id).second);
    }
    CHECK(seen.size() == topic_count);
  }
  SECTION("the steps tell where they go and what they gain") {
    double mean = tuning.tuning.first.mean(Metric::ndcg).mean;
    for (const auto& step : tuning.steps) {
      CHECK(step.from != step.to);
      CHECK(step.mean > mean);
      mean = step.mean;
    }
    CHECK(tuning.tuning.second.mean(Metric::ndcg).mean == Approx(mean));
  }
  SECTION("nothing is left behind, and the index is as it was") {
    CHECK(std::filesystem::is_empty(scratch.path()));
    CHECK(world.index().schema() == title_and_body());
  }
  SECTION("the same topics give the same settings") {
    CHECK(tune(world.index(), world.topics, world.judgements, options).schema == tuning.schema);
  }
}

TEST_CASE("where no field weight helps, a number of the ranking may") {
  const LongTextsSayIt world;
  const auto tuning = tune(world.collection.index(), world.topics, world.judgements);
  REQUIRE(tuning.steps.size() == 1);
  CHECK(tuning.steps[0].parameter == "b");
  CHECK(tuning.steps[0].to < 0.75);
  CHECK(tuning.schema.ranking.b == tuning.steps[0].to);
  CHECK(tuning.proven());
  SearchRequest request;
  request.query = "onderwerp7";
  CHECK(world.collection.index().search(request).hits.at(0).id == "fout7");
  request.ranking = tuning.schema.ranking;
  CHECK(world.collection.index().search(request).hits.at(0).id == "goed7");
}

TEST_CASE("where there is nothing to learn no gain is proven") {
  const NothingToLearn world;
  const auto tuning = tune(world.collection.index(), world.topics, world.judgements);
  CHECK_FALSE(tuning.proven());
  const auto& flattered = tuning.tuning.difference(Metric::ndcg).estimate;
  CHECK(flattered.mean >= 0);
}

TEST_CASE("without a step the settings stay, and nothing is proven") {
  TitlesSayIt world;
  for (auto& [topic, grades] : world.judgements) grades = {{"is er niet", 1}};
  const auto tuning = tune(world.index(), world.topics, world.judgements);
  CHECK(tuning.steps.empty());
  CHECK(tuning.schema == world.index().schema());
  CHECK_FALSE(tuning.proven());
}

TEST_CASE("the metric that is asked for is the one that is raised") {
  const TitlesSayIt world;
  TuningOptions options;
  options.metric = Metric::reciprocal_rank;
  const auto tuning = tune(world.index(), world.topics, world.judgements, options);
  CHECK(tuning.metric == Metric::reciprocal_rank);
  REQUIRE_FALSE(tuning.steps.empty());
  CHECK(tuning.steps.back().mean ==
        Approx(tuning.tuning.second.mean(Metric::reciprocal_rank).mean));
  CHECK(tuning.proven());
}

TEST_CASE("tuning needs at least four topics with a relevant document") {
  TitlesSayIt world;
  world.topics.resize(4);
  CHECK_NOTHROW(tune(world.index(), world.topics, world.judgements));
  world.judgements["q1"]["goed1"] = 0;
  CHECK_THROWS_WITH(tune(world.index(), world.topics, world.judgements),
                    Contains("four topics") && Contains("there are 3"));
  CHECK_THROWS_AS(tune(world.index(), {}, world.judgements), EvaluationError);
}

TEST_CASE("tuning can be stopped before any trial, and what was found until then is compared") {
  const TitlesSayIt world;
  const TemporaryDirectory scratch;
  for (const std::size_t stop_at : {1u, 12u}) {  // at once, and after the weights of the title
    CAPTURE(stop_at);
    std::size_t calls = 0;
    std::size_t last_done = 0;
    TuningOptions options;
    options.scratch = scratch.path();
    options.on_trial = [&](const std::string& parameter, double, std::size_t done,
                           std::size_t at_most) {
      CHECK_FALSE(parameter.empty());
      CHECK(done > last_done);
      CHECK(done <= at_most);
      last_done = done;
      return ++calls < stop_at;
    };
    const auto tuning = tune(world.index(), world.topics, world.judgements, options);
    CHECK(calls == stop_at);
    CHECK(tuning.proven() == (stop_at == 12));
    CHECK(tuning.held_out.first.topics.size() == topic_count / 2);
    CHECK(std::filesystem::is_empty(scratch.path()));
  }
}

TEST_CASE("related items are tuned by what makes items related") {
  const ThemesSayIt world;
  TuningOptions options;
  options.related = true;
  const auto tuning =
      tune(world.collection.index(), topics_of(world.judgements), world.judgements, options);
  REQUIRE_FALSE(tuning.steps.empty());
  CHECK(tuning.steps.front().parameter == "related.facets");
  CHECK(tuning.schema.ranking.related_facets > 0.5);
  CHECK(tuning.proven());
  for (const auto& step : tuning.steps) CHECK_THAT(step.parameter, !StartsWith("weights."));

  RelatedRequest request;
  CHECK(world.collection.index().related("d0", request).items.at(0).id == "d20");
  request.ranking = tuning.schema.ranking;
  CHECK(world.collection.index().related("d0", request).items.at(0).id == "d1");
}

TEST_CASE("a trial index is the source itself as long as the weights are the same") {
  const TemporaryDirectory scratch;
  const Collection collection({product("a", "een", "")}, title_and_body());
  TrialIndex trial(collection.index(), scratch.path());
  auto schema = title_and_body();
  schema.ranking.b = 0;
  CHECK(&trial.with(schema) == &trial.source());
  CHECK(trial.source().path() == collection.index().path());
  CHECK(std::filesystem::is_empty(scratch.path()));
}

TEST_CASE("a trial index ranks by the weights that are asked for, each time anew") {
  const TemporaryDirectory scratch;
  const Collection collection({product("titel", "woord", repeated("vulling", 3)),
                               product("tekst", "vulling", repeated("woord", 3)),
                               product("x", "iets", "anders"), product("y", "nog", "iets")},
                              title_and_body());
  {
    TrialIndex trial(collection.index(), scratch.path());
    const auto best = [&](double title, double body) {
      auto schema = title_and_body();
      schema.fields[0].weight = title;
      schema.fields[1].weight = body;
      const auto& index = trial.with(schema);
      CHECK(all_documents(index) == all_documents(collection.index()));
      CHECK(index.schema() == schema);
      SearchRequest request;
      request.query = "woord";
      return index.search(request).hits.at(0).id;
    };
    CHECK(best(8, 1) == "titel");
    CHECK(best(1, 1) == "tekst");
    CHECK(best(1, 8) == "tekst");
    CHECK(best(8, 1) == "titel");
    CHECK_FALSE(std::filesystem::is_empty(scratch.path()));
  }
  CHECK(std::filesystem::is_empty(scratch.path()));
}

TEST_CASE("a trial index says when it has no place to be built") {
  const TemporaryDirectory scratch;
  const Collection collection({product("a", "een", "")}, title_and_body());
  TrialIndex trial(collection.index(), scratch / "nergens");
  auto schema = title_and_body();
  schema.fields[0].weight = 2;
  CHECK_THROWS_AS(trial.with(schema), EvaluationError);
  CHECK_THROWS_WITH(trial.with(schema), Contains((scratch / "nergens").string()));
}

TEST_CASE("a rebuilt index has every document, in the same order, and the new schema") {
  const TemporaryDirectory directory;
  const Collection collection(rich_documents());
  auto schema = Schema::knowledge_product();
  schema.fields[0].weight = 5;
  schema.ranking.k1 = 2;
  rebuild(collection.index(), schema, directory / "nieuw");
  const auto rebuilt = Index::open(directory / "nieuw");
  CHECK(all_documents(rebuilt) == all_documents(collection.index()));
  CHECK(rebuilt.schema() == schema);
  const auto stats = rebuilt.stats();
  CHECK(stats.documents == 300);
  CHECK(stats.fields == collection.index().stats().fields);
  CHECK(stats.facets == collection.index().stats().facets);
}

TEST_CASE("an index can be rebuilt in its own place, and knows nothing of removed documents") {
  const Collection collection(rich_documents());
  {
    auto writer = collection.index().writer();
    writer.remove("doc 7");
    writer.add(product("doc 9", "Anders", ""));
    writer.commit();
  }
  const auto before = all_documents(collection.index());
  CHECK(before.size() == 299);
  auto schema = Schema::knowledge_product();
  schema.fields[0].weight = 5;
  rebuild(collection.index(), schema, collection.index().path());
  CHECK(all_documents(collection.index()) == before);
  CHECK(collection.index().schema() == schema);
}

TEST_CASE("a rebuild in which a document does not fit leaves everything as it was") {
  const TemporaryDirectory directory;
  const Collection collection(rich_documents());
  const auto narrow = title_and_body();
  CHECK_THROWS_AS(rebuild(collection.index(), narrow, directory / "nieuw"), DocumentError);
  CHECK(std::filesystem::is_empty(directory.path()));
  CHECK_THROWS_AS(rebuild(collection.index(), narrow, collection.index().path()), DocumentError);
  CHECK(collection.index().stats().documents == 300);
}

TEST_CASE("the documents of an index are those it was given") {
  auto expected = rich_documents();
  const Collection collection(expected);
  CHECK(all_documents(collection.index()) == expected);
  CHECK(all_documents(Collection(std::vector<Document>{}).index()).empty());
}
