// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reading.hpp"
#include "related/model.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::related;
using namespace speur::test;

namespace {

std::vector<Document> some() {
  return {product("gids", "Gids voor open data", "Zo publiceer je open data.",
                  {{"type", {"leidraad"}}}),
          product("iama", "Impact assessment", "Lees ook de gids voor open data.",
                  {{"type", {"instrument"}}}),
          product("brood", "Brood bakken", "Met gist en meel in de oven.", {{"type", {"boek"}}})};
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

std::vector<std::string> ids(const RelatedItems& related) {
  std::vector<std::string> all;
  for (const auto& item : related.items) all.push_back(item.id);
  return all;
}

}  // namespace

TEST_CASE("what is learnt stays with the index and is read back as it was") {
  const Reading reading(some());
  const auto file = model_file(reading.collection.index().path());
  CHECK_FALSE(std::filesystem::exists(file));
  reading.collection.index().optimize();
  REQUIRE(std::filesystem::exists(file));
  const auto model = Model::read(file);
  REQUIRE(model);
  CHECK(model->is_of(reading.reader.database.get_uuid(), reading.reader.database.get_revision()));
  const auto lengths = reading.reader.lengths();
  const auto text = collection::keys_of(Analyzer().analyze("Lees ook de gids voor open data."));
  CHECK(model->profile().titles().named_in(text) == std::vector{reading["gids"]});
  CHECK(model->profile().known(*lengths) == 3);
  for (const char* id : {"gids", "iama", "brood"}) {
    CHECK(model->profile().knows(reading[id], *lengths));
    CHECK(model->profile().vector_of(reading[id]) ==
          model->profile().term_vectors().vector_of(
              collection::terms_of(reading.reader.database, reading[id])));
  }
  const auto before = content(file);
  reading.collection.index().optimize();
  CHECK(content(file) == before);
}

TEST_CASE("a stored model that is damaged, or of another index, is as good as none") {
  const Reading reading(some());
  const auto& index = reading.collection.index();
  const auto file = model_file(index.path());
  const auto expected = ids(index.related("iama"));
  index.optimize();
  const auto whole = content(file);
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    put(file, whole.substr(0, size));
    CHECK_FALSE(Model::read(file));
  }
  put(file, "speur");
  CHECK(ids(Index::open(index.path()).related("iama")) == expected);
  const Reading other(some());
  other.collection.index().optimize();
  put(file, content(model_file(other.collection.index().path())));
  REQUIRE(Model::read(file));
  CHECK_FALSE(Model::read(file)->is_of(reading.reader.database.get_uuid(),
                                       reading.reader.database.get_revision()));
  CHECK(ids(Index::open(index.path()).related("iama")) == expected);
}

TEST_CASE("a model is good for later states; what is new or changed is looked up") {
  auto documents = some();
  for (int i = 0; i < 5; ++i) documents.push_back(product("x" + std::to_string(i), "Anders", ""));
  Collection collection(documents);
  collection.index().optimize();
  collection.add({product("nieuw", "Publieke inkoop", "Een andere gids voor open data."),
                  product("brood", "Open data bakken", "Nu ook over open data en een gids.")});
  index::Readers readers(collection.index().path(), 1 << 20);
  const auto reader = readers.take(Viewer::everything());
  const auto model = Model::read(model_file(collection.index().path()));
  REQUIRE(model);
  CHECK(model->is_of(reader.database.get_uuid(), reader.database.get_revision()));
  const auto lengths = reader.lengths();
  CHECK(model->profile().knows(reader.get("gids"), *lengths));
  CHECK_FALSE(model->profile().knows(reader.get("nieuw"), *lengths));
  CHECK_FALSE(model->profile().knows(reader.get("brood"), *lengths));
  CHECK(model->profile().known(*lengths) == 7);
  const auto related = ids(collection.index().related("gids"));
  CHECK(std::count(related.begin(), related.end(), "nieuw") == 1);
  CHECK(std::count(related.begin(), related.end(), "brood") == 1);
}

TEST_CASE("an index that cannot be written says so, and answers all the same") {
  const Reading reading(some());
  CHECK_THROWS_AS(Model::learn(reading.reader, Analyzer()).write("/proc/nergens/model"),
                  IndexError);
  CHECK_FALSE(ids(reading.collection.index().related("iama")).empty());
}

TEST_CASE("an empty index is learnt from as well") {
  const Reading reading({});
  CHECK_NOTHROW(reading.collection.index().optimize());
  CHECK(Model::read(model_file(reading.collection.index().path())));
}
