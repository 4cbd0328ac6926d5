// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "document/document.hpp"

using namespace speur;
using document::canonical_value;
using document::counted_values;

namespace {

using Texts = std::vector<std::string>;

const Field& field(const char* name) { return *Schema::knowledge_product().find(name); }

Field facet(FacetKind kind, std::vector<FacetValue> values = {}) {
  Field facet;
  facet.name = "facet";
  facet.kind = FieldKind::facet;
  facet.facet.kind = kind;
  facet.facet.values = std::move(values);
  return facet;
}

// The order in which values are counted is nobody's business.
Texts counted(const Field& field, const Texts& values) {
  auto all = counted_values(field, values);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("A declared value has one spelling, whatever people write") {
  struct Row {
    const char* facet;
    const char* written;
    const char* canonical;
  };
  for (const auto& [name, written, canonical] : {
           Row{"tier", "gemeente", "gemeente"},
           Row{"tier", "Gemeente", "gemeente"},
           Row{"tier", "  GEMEENTEN ", "gemeente"},
           Row{"tier", "Rijksoverheid", "rijk"},
           Row{"tier", "Ministerie", "rijk"},
           Row{"type", "Cursus", "training"},
           Row{"type", "HANDREIKINGEN", "handreiking"},
           Row{"maturity", "Proef", "pilot"},
           Row{"theme", "Ethiek", "ethiek"},
           Row{"theme", "Datamanagement / Datakwaliteit/", "datamanagement/datakwaliteit"},
           Row{"theme", "/data delen//Open Data", "data delen/open data"},
           Row{"published", "7-5-2024", "2024-05-07"},
       }) {
    CAPTURE(name, written);
    CHECK(canonical_value(field(name), written).value_or("refused") == canonical);
  }
}

TEST_CASE("Accents do not make another value") {
  const auto themes = facet(FacetKind::flat, {{"coördinatie", {}, {}, {}}});
  CHECK(canonical_value(themes, "Coordinatie") == "coördinatie");
  CHECK(canonical_value(themes, "COO\u0308RDINATIE") == "coördinatie");
}

TEST_CASE("A value that is not declared stays as it is written, where the facet is open") {
  CHECK(canonical_value(field("type"), " Factsheet ") == "Factsheet");
  CHECK(canonical_value(field("audience"), "Juristen") == "Juristen");
  CHECK(canonical_value(field("theme"), "Water / Kwaliteit") == "Water/Kwaliteit");
}

TEST_CASE("A new value below a declared one takes the declared spelling of its ancestors") {
  // Otherwise "Datamanagement" and "datamanagement" stand side by side at the top of the tree.
  CHECK(canonical_value(field("theme"), "Datamanagement / Lineage").value_or("refused") ==
        "datamanagement/Lineage");
}

TEST_CASE("A closed facet, an ordinal and a date refuse what they do not know") {
  auto closed = facet(FacetKind::flat, {{"open", {}, {}, {"openbaar"}}});
  closed.facet.closed = true;
  CHECK(canonical_value(closed, "Openbaar") == "open");
  CHECK(canonical_value(closed, "geheim") == std::nullopt);
  CHECK(canonical_value(field("maturity"), "af") == std::nullopt);
  CHECK(canonical_value(field("published"), "binnenkort") == std::nullopt);
}

TEST_CASE("A flat value counts for itself") {
  CHECK(counted(field("type"), {"leidraad", "advies"}) == Texts{"advies", "leidraad"});
  CHECK(counted(field("type"), {}).empty());
  CHECK(counted(field("audience"), {"a/b"}) == Texts{"a/b"});
}

TEST_CASE("An interbestuurlijk product serves every tier") {
  CHECK(counted(field("tier"), {"interbestuurlijk"}) ==
        Texts{"gemeente", "interbestuurlijk", "provincie", "rijk", "uitvoeringsorganisatie",
              "waterschap"});
  CHECK(counted(field("tier"), {"gemeente", "interbestuurlijk"}).size() == 6);
  CHECK(counted(field("tier"), {"gemeente"}) == Texts{"gemeente"});
}

TEST_CASE("What is implied implies further, and a circle comes to an end") {
  const auto chain =
      facet(FacetKind::flat, {{"a", {}, {"b"}, {}}, {"b", {}, {"c"}, {}}, {"c", {}, {}, {}}});
  CHECK(counted(chain, {"a"}) == Texts{"a", "b", "c"});
  CHECK(counted(chain, {"b"}) == Texts{"b", "c"});
  const auto circle = facet(FacetKind::flat, {{"a", {}, {"b"}, {}}, {"b", {}, {"a"}, {}}});
  CHECK(counted(circle, {"a"}) == Texts{"a", "b"});
  CHECK(counted(circle, {"b", "a"}) == Texts{"a", "b"});
  CHECK(counted(facet(FacetKind::flat, {{"a", {}, {"a"}, {}}}), {"a"}) == Texts{"a"});
}

TEST_CASE("A hierarchical value counts for all its ancestors, each once") {
  CHECK(
      counted(field("theme"), {"juridisch/privacy/dpia", "juridisch/openbaarheid"}) ==
      Texts{"juridisch", "juridisch/openbaarheid", "juridisch/privacy", "juridisch/privacy/dpia"});
  auto arrows = facet(FacetKind::hierarchical);
  arrows.facet.separator = " > ";
  CHECK(counted(arrows, {"data > kwaliteit"}) == Texts{"data", "data > kwaliteit"});
  CHECK(counted(arrows, {"a/b"}) == Texts{"a/b"});
}

TEST_CASE("An implied hierarchical value brings its own ancestors") {
  const auto themes = facet(FacetKind::hierarchical, {{"woo", {}, {"recht/openbaarheid"}, {}},
                                                      {"recht/openbaarheid", {}, {}, {}}});
  CHECK(counted(themes, {"woo"}) == Texts{"recht", "recht/openbaarheid", "woo"});
}

TEST_CASE("A date counts for its year, its month and its day") {
  CHECK(counted(field("published"), {"2024-05-17"}) == Texts{"2024", "2024-05", "2024-05-17"});
  CHECK(counted(field("published"), {"2024-05"}) == Texts{"2024", "2024-05"});
  CHECK(counted(field("published"), {"2024"}) == Texts{"2024"});
}

TEST_CASE("A value is called by its label, else by its own name") {
  CHECK(label_of(field("tier"), "rijk", Language::dutch) == "Rijk");
  CHECK(label_of(field("tier"), "rijk", Language::english) == "Central government");
  CHECK(label_of(field("audience"), "juristen", Language::dutch) == "juristen");
  CHECK(label_of(field("published"), "2024-05", Language::dutch) == "2024-05");
}

TEST_CASE("A path is called by its label, else by its last step") {
  CHECK(label_of(field("theme"), "datamanagement/datakwaliteit", Language::english) ==
        "Data quality");
  CHECK(label_of(field("theme"), "water/kwaliteit", Language::dutch) == "kwaliteit");
  CHECK(label_of(field("theme"), "water", Language::dutch) == "water");
}

TEST_CASE("Where a label lacks a language, the other language stands in") {
  const auto tiers =
      facet(FacetKind::flat, {{"rijk", {"Rijk", ""}, {}, {}}, {"eu", {"", "EU"}, {}, {}}});
  CHECK(label_of(tiers, "rijk", Language::english) == "Rijk");
  CHECK(label_of(tiers, "eu", Language::dutch) == "EU");
}

TEST_CASE("A field is called by its label, else by its name") {
  CHECK(label_of(field("tier"), Language::dutch) == "Overheidslaag");
  CHECK(label_of(field("tier"), Language::english) == "Government tier");
  CHECK(label_of(facet(FacetKind::flat), Language::dutch) == "facet");
}
