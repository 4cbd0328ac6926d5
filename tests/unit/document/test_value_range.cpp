// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "document/document.hpp"

using namespace speur;
using document::ValueRange;

namespace {

Field facet(FacetKind kind, std::vector<std::string> values = {}) {
  Field field;
  field.name = "f";
  field.kind = FieldKind::facet;
  field.facet.kind = kind;
  for (auto& value : values) field.facet.values.push_back({std::move(value), {}, {}, {}});
  return field;
}

}  // namespace

TEST_CASE("only ordinal and date facets have ranges") {
  CHECK_FALSE(ValueRange::read(facet(FacetKind::flat), "a..b"));
  CHECK_FALSE(ValueRange::read(facet(FacetKind::hierarchical), "a..b"));
  CHECK_FALSE(ValueRange::read(facet(FacetKind::date), "2024"));
  CHECK_FALSE(ValueRange::read(facet(FacetKind::date), "2024..morgen"));
  CHECK_FALSE(ValueRange::read(facet(FacetKind::ordinal, {"a", "b"}), "a..z"));
}

TEST_CASE("a range of ordinals goes by their order, ends included") {
  const auto field = facet(FacetKind::ordinal, {"laag", "midden", "hoog"});
  const auto range = ValueRange::read(field, " Laag .. midden ");
  REQUIRE(range);
  CHECK(range->text() == "laag..midden");
  CHECK(range->holds("laag"));
  CHECK(range->holds("midden"));
  CHECK_FALSE(range->holds("hoog"));
}

TEST_CASE("a date lies in a range when every day that it may mean does") {
  const auto field = facet(FacetKind::date);
  const auto range = ValueRange::read(field, "2023-11..2024-02-29");
  REQUIRE(range);
  CHECK(range->text() == "2023-11..2024-02-29");
  for (const auto* inside : {"2023-11", "2023-11-01", "2023-12-31", "2024-01", "2024-02-29"})
    CHECK(range->holds(inside));
  for (const auto* outside : {"2023", "2023-10-31", "2024", "2024-02", "2024-03"})
    CHECK_FALSE(range->holds(outside));
}
