// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "speur/related.hpp"

using namespace speur;

namespace {

std::string dutch(const Reason& reason, const Schema& schema = Schema::knowledge_product()) {
  return to_text(reason, schema, Language::dutch);
}

std::string english(const Reason& reason) {
  return to_text(reason, Schema::knowledge_product(), Language::english);
}

}  // namespace

TEST_CASE("Shared values are told with the labels of field and values") {
  const Reason theme{ReasonKind::facet, "theme", {"datamanagement/datakwaliteit"}};
  CHECK(dutch(theme) == "Zelfde thema: Datakwaliteit");
  CHECK(english(theme) == "Same theme: Data quality");
  const Reason tier{ReasonKind::facet, "tier", {"gemeente", "rijk"}};
  CHECK(dutch(tier) == "Zelfde overheidslaag: Gemeente, Rijk");
  CHECK(english(tier) == "Same government tier: Municipality, Central government");
}

TEST_CASE("Values without a label are told as they are") {
  CHECK(dutch({ReasonKind::facet, "audience", {"juristen"}}) == "Zelfde doelgroep: juristen");
  CHECK(dutch({ReasonKind::facet, "theme", {"water/kwaliteit"}}) == "Zelfde thema: kwaliteit");
}

TEST_CASE("Shared words are told as they are written") {
  CHECK(dutch({ReasonKind::terms, "", {"gegevensbescherming", "DPIA"}}) ==
        "Zelfde woorden: gegevensbescherming, DPIA");
  CHECK(english({ReasonKind::terms, "", {"DPIA"}}) == "Same words: DPIA");
}

TEST_CASE("A relation says who refers to whom, and how if that is known") {
  const Reason from_here{ReasonKind::relation, "relations", {"opvolger van"}, false};
  CHECK(dutch(from_here) == "Dit document verwijst ernaar (opvolger van)");
  CHECK(english(from_here) == "This document refers to it (opvolger van)");
  const Reason to_here{ReasonKind::relation, "relations", {}, true};
  CHECK(dutch(to_here) == "Verwijst naar dit document");
  CHECK(english(to_here) == "Refers to this document");
  const Reason both_ways{ReasonKind::relation, "relations", {"zie ook"}, false, true};
  CHECK(dutch(both_ways) == "Verwijzen naar elkaar (zie ook)");
  CHECK(english(both_ways) == "They refer to each other (zie ook)");
}

TEST_CASE("What a visitor can do with an item is told") {
  CHECK(dutch({ReasonKind::mention, "", {}}) == "Wordt in dit document genoemd");
  CHECK(english({ReasonKind::mention, "", {}}) == "Named in this document");
  CHECK(dutch({ReasonKind::question, "", {"Hoe begin ik?"}}) == "Zelfde vraag: Hoe begin ik?");
  CHECK(english({ReasonKind::question, "", {"Hoe begin ik?"}}) == "Same question: Hoe begin ik?");
  CHECK(dutch({ReasonKind::next_step, "maturity", {"productie"}}) == "Een stap verder: Productie");
  CHECK(english({ReasonKind::next_step, "maturity", {"productie"}}) ==
        "One step further: Production");
  CHECK(dutch({ReasonKind::counterpart, "tier", {"rijk"}}) ==
        "Van dezelfde organisatie, voor: Rijk");
  CHECK(english({ReasonKind::counterpart, "tier", {"rijk"}}) ==
        "From the same organisation, for: Central government");
}

TEST_CASE("A label keeps its accents within the sentence") {
  const auto schema = Schema::from_json(R"({"fields": [
    {"name": "title", "kind": "text"},
    {"name": "category", "kind": "facet", "label": "Categorieën"},
    {"name": "law", "kind": "facet"}]})");
  CHECK(dutch({ReasonKind::facet, "category", {"advies"}}, schema) == "Zelfde categorieën: advies");
  CHECK(dutch({ReasonKind::facet, "law", {"AVG"}}, schema) == "Zelfde law: AVG");
}

TEST_CASE("A field that the schema does not have is told by its name") {
  CHECK(dutch({ReasonKind::facet, "kleur", {"rood", "blauw"}}) == "kleur: rood, blauw");
}
