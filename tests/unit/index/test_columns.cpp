// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "collection.hpp"
#include "index/columns.hpp"
#include "index/directory.hpp"

using namespace speur;
using namespace speur::test;

namespace {

std::vector<std::string> values_of(const index::FacetColumn& column, Xapian::docid id) {
  std::vector<std::string> values;
  for (const auto ordinal : column.of(id)) values.push_back(column.values[ordinal]);
  return values;
}

}  // namespace

TEST_CASE("a column holds per document everything it counts for") {
  Collection collection({product("a", "A", "", {{"tier", {"gemeente"}}}), product("b", "B", ""),
                         product("c", "C", "", {{"tier", {"interbestuurlijk"}}}),
                         product("d", "D", "", {{"theme", {"data delen/open data"}}})});
  collection.index().writer().commit();
  const auto database = index::open_database(collection.index().path());
  const auto tier = index::read_column(database, "tier");
  CHECK(values_of(tier, 1) == std::vector<std::string>{"gemeente"});
  CHECK(values_of(tier, 2).empty());
  CHECK(values_of(tier, 3) == std::vector<std::string>{"gemeente", "interbestuurlijk", "provincie",
                                                       "rijk", "uitvoeringsorganisatie",
                                                       "waterschap"});
  CHECK(tier.ordinal_of("rijk") == 3);
  CHECK_FALSE(tier.ordinal_of("koninkrijk"));
  CHECK(values_of(index::read_column(database, "theme"), 4) ==
        std::vector<std::string>{"data delen", "data delen/open data"});
}

TEST_CASE("a column leaves room for documents that were removed") {
  Collection collection({product("a", "A", "", {{"type", {"boek"}}}),
                         product("b", "B", "", {{"type", {"boek"}}}),
                         product("c", "C", "", {{"type", {"video"}}})});
  auto writer = collection.index().writer();
  REQUIRE(writer.remove("b"));
  writer.commit();
  const auto type = index::read_column(index::open_database(collection.index().path()), "type");
  CHECK(values_of(type, 1) == std::vector<std::string>{"boek"});
  CHECK(values_of(type, 2).empty());
  CHECK(values_of(type, 3) == std::vector<std::string>{"video"});
}
