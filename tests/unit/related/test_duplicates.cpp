// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "collection.hpp"
#include "speur/error.hpp"

using namespace speur;
using namespace speur::test;

namespace {

// Each is a stem by itself.
constexpr const char* nine = "berg vis zand wolk wind melk gras duin ";

std::vector<std::vector<std::string>> ids(const std::vector<DuplicateGroup>& groups) {
  std::vector<std::vector<std::string>> all;
  for (const auto& group : groups) {
    all.emplace_back();
    for (const auto& document : group.documents) all.back().push_back(document.id);
  }
  return all;
}

std::vector<Document> some() {
  return {product("boot", "", std::string(nine) + "boot", {{"published", {"2024-05"}}}),
          product("schip", "", std::string(nine) + "schip"),
          product("kaas", "Kaas", "Zo maak je kaas."),
          product("kaas2", "Kaas", "Zo maak je kaas.",
                  {{"url", {"https://voorbeeld.nl"}}, {"modified", {"2025"}}}),
          product("leeg", "", ""),
          product("leeg2", "", "")};
}

using Ids = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("documents that are nearly the same come in groups, most alike first") {
  const Collection collection(some());
  // 8 words are shared of the 10 that either of the first two has.
  const auto groups = collection.index().duplicates();
  REQUIRE(ids(groups) == Ids{{"kaas", "kaas2"}, {"boot", "schip"}});
  CHECK(groups[0].likeness == 1);
  CHECK(groups[0].documents[1] ==
        Duplicate{"kaas2", 1, "kaas", "Kaas", "https://voorbeeld.nl", "2025"});
  CHECK(groups[1].likeness == 0.8);
  CHECK(groups[1].documents[0] == Duplicate{"boot", 0.8, "schip", "", "", "2024-05"});
  CHECK(ids(collection.index().duplicates({.threshold = 0.81})) == Ids{{"kaas", "kaas2"}});
  CHECK(ids(collection.index().duplicates({.limit = 1})) == Ids{{"kaas", "kaas2"}});
}

TEST_CASE("groups can be asked for by the documents in them") {
  const Collection collection(some());
  const auto& index = collection.index();
  CHECK(ids(index.duplicates({.ids = {"schip"}})) == Ids{{"boot", "schip"}});
  CHECK(ids(index.duplicates({.ids = {"leeg"}})).empty());
  CHECK_THROWS_AS(index.duplicates({.ids = {"weg"}}), RequestError);
  for (const auto threshold : {0.49, 1.01, -1.0, std::nan("")})
    CHECK_THROWS_AS(index.duplicates({.threshold = threshold}), RequestError);
}

TEST_CASE("a word counts by the weight of its field, and in any form") {
  Schema schema = Schema::from_json(R"({"roles": {"title": "title"}, "fields": [
    {"name": "title", "kind": "text", "weight": 3}, {"name": "body", "kind": "text"}]})");
  const Collection collection(
      {product("a", "berg", "vissen zand"), product("b", "berg", "vis wolk")}, schema);
  // Shared: berg 3 and vis 1; either has zand and wolk as well.
  const auto groups = collection.index().duplicates({.threshold = 0.6});
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].likeness == Approx(4.0 / 6));
}

TEST_CASE("a document may be in a group by one that is between") {
  const std::string words = nine;
  const Collection collection({product("a", "", words + "boot kaas"),
                               product("b", "", words + "boot"),
                               product("c", "", words + "boot vlag")});
  // a and b share 9 of 10; a and c share 9 of 11, which is .818.
  const auto groups = collection.index().duplicates({.threshold = 0.85});
  REQUIRE(ids(groups) == Ids{{"a", "b", "c"}});
  CHECK(groups[0].documents[0].nearest == "b");
  CHECK(groups[0].documents[1].nearest == "a");
  CHECK(groups[0].documents[2].nearest == "b");
}

TEST_CASE("what is removed or changed is no duplicate any more") {
  Collection collection(some());
  collection.add({product("boot", "", "iets heel anders")});
  CHECK(ids(collection.index().duplicates()) == Ids{{"kaas", "kaas2"}});
  auto writer = collection.index().writer();
  writer.remove("kaas");
  writer.commit();
  CHECK(collection.index().duplicates().empty());
}
