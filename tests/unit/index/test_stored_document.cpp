// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "index/stored_document.hpp"
#include "speur/error.hpp"

using namespace speur;

TEST_CASE("a stored document comes back as it was") {
  Document document{
      "dpia",
      {{"title", {"Gegevensbeschermingseffectbeoordeling"}}, {"tier", {"rijk", "gemeente"}}},
      {{"zie ook", "avg"}, {"", "fg"}}};
  document.fields["body"] = {std::string(100'000, 'x'), std::string("met een \0 erin", 14), ""};
  CHECK(index::from_bytes(index::to_bytes(document)) == document);
  CHECK(index::from_bytes(index::to_bytes({})) == Document{});
}

TEST_CASE("a damaged stored document is an error wherever it is cut off") {
  const auto bytes = index::to_bytes({"a", {{"title", {"Titel"}}}, {{"zie ook", "b"}}});
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(index::from_bytes(std::string_view(bytes).substr(0, size)), IndexError);
  CHECK_THROWS_AS(index::from_bytes(std::string(12, '\xFF')), IndexError);
}
