// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "collection/storage.hpp"
#include "collection/vectors.hpp"
#include "reading.hpp"
#include "temporary_directory.hpp"

using namespace speur;
using namespace speur::collection;
using namespace speur::test;

namespace {

std::vector<Xapian::docid> all_of(const Reading& reading) {
  std::vector<Xapian::docid> all;
  const auto& database = reading.reader.database;
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
    all.push_back(*id);
  return all;
}

// What the cosine of two documents is by the book: roots of wdf times idf, of terms in at least two
// documents and at most half of them.
double plain_cosine(const TermCounts& a, const TermCounts& b, const std::map<std::string, int>& df,
                    double documents) {
  const auto weights = [&](const TermCounts& counts) {
    std::map<std::string, double> weighted;
    for (const auto& [term, wdf] : counts)
      if (df.at(term) >= 2 && df.at(term) <= documents / 2)
        weighted[term] = std::sqrt(wdf) * std::log(documents / df.at(term));
    return weighted;
  };
  const auto dot = [](const auto& x, const auto& y) {
    double sum = 0;
    for (const auto& [term, weight] : x)
      if (y.contains(term)) sum += weight * y.at(term);
    return sum;
  };
  const auto x = weights(a);
  const auto y = weights(b);
  return dot(x, y) / std::sqrt(dot(x, x) * dot(y, y));
}

const std::vector<std::string> texts{"fiets zadel ketting stuur", "rijwiel zadel ketting bel",
                                     "fiets stuur bel band",      "rijwiel stuur band zadel",
                                     "brood oven gist meel",      "deeg oven gist meel",
                                     "brood korst oven zout",     "deeg korst zout meel"};

Reading bicycles_and_bread() {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < texts.size(); ++i)
    documents.push_back(product(std::to_string(i), "", texts[i]));
  return Reading(documents);
}

}  // namespace

TEST_CASE("as long as dimensions are enough, vectors are as far apart as documents") {
  const auto reading = bicycles_and_bread();
  const auto documents = all_of(reading);
  const auto& database = reading.reader.database;
  const auto learnt = TermVectors::learn(database, documents);
  std::map<std::string, int> df;
  for (const auto id : documents)
    for (const auto& [term, wdf] : terms_of(database, id)) ++df[term];
  for (const auto a : documents)
    for (const auto b : documents) {
      const auto counts_a = terms_of(database, a);
      const auto counts_b = terms_of(database, b);
      CHECK(cosine(learnt.vector_of(counts_a), learnt.vector_of(counts_b)) ==
            Approx(plain_cosine(counts_a, counts_b, df, 8)).margin(0.02));
    }
}

TEST_CASE("words that go together point the same way, in new texts too") {
  // More documents than dimensions, so that something has to be left out.
  std::vector<Document> documents;
  for (int i = 0; i < 400; ++i) {
    auto text = texts[static_cast<std::size_t>(i) % texts.size()];
    text += " woord" + std::to_string(i % 150);  // what two or three documents have by chance
    documents.push_back(product(std::to_string(i), "", text));
  }
  const Reading reading(documents);
  const auto learnt = TermVectors::learn(reading.reader.database, all_of(reading));
  const auto of = [&](const char* term) { return learnt.vector_of({{term, 10}}); };
  CHECK(cosine(of("Zzadel"), of("Zketting")) > 0.6);
  CHECK(std::abs(cosine(of("Zzadel"), of("Zgist"))) < 0.1);
  CHECK(cosine(of("Zonbekend"), of("Zgist")) == 0);
  CHECK(learnt.vector_of({}) == Vector{});
}

TEST_CASE("what is learnt is the same every time, and after writing and reading") {
  const auto reading = bicycles_and_bread();
  const auto bytes = [&](const TermVectors& vectors) {
    std::ostringstream out;
    vectors.write(out);
    return out.str();
  };
  const auto learnt = TermVectors::learn(reading.reader.database, all_of(reading));
  CHECK(bytes(learnt) == bytes(TermVectors::learn(reading.reader.database, all_of(reading))));
  TemporaryDirectory directory;
  std::ofstream(directory / "vectors", std::ios::binary) << bytes(learnt);
  StorageReader in(directory / "vectors");
  CHECK(bytes(TermVectors::read(in)) == bytes(learnt));
}

TEST_CASE("a collection without words has no directions") {
  const Reading reading({product("a", "", ""), product("b", "", "")});
  const auto learnt = TermVectors::learn(reading.reader.database, all_of(reading));
  CHECK(learnt.empty());
  CHECK(learnt.vector_of({{"Zdata", 10}}) == Vector{});
  CHECK(TermVectors::learn(reading.reader.database, {}).empty());
}

TEST_CASE("the mean of directions lies between them") {
  Vector x{};
  Vector y{};
  x[0] = 127;
  y[1] = 60;  // the length says nothing
  CHECK(cosine(mean_of({x, y}), x) == Approx(std::sqrt(0.5)).margin(0.01));
  CHECK(cosine(mean_of({x, y}), y) == Approx(std::sqrt(0.5)).margin(0.01));
  CHECK(mean_of({}) == Vector{});
  CHECK(mean_of({Vector{}}) == Vector{});
}
