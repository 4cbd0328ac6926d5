// SPDX-License-Identifier: GPL-2.0-or-later
#include "related.hpp"

#include "document.hpp"
#include "json.hpp"
#include "module.hpp"
#include "sequence.hpp"
#include "speur/json.hpp"

namespace speur::python {
namespace {

using Answer = std::shared_ptr<RelatedAnswer>;
using KnownItem = PartOf<RelatedAnswer, RelatedItem>;
using KnownReason = PartOf<RelatedAnswer, Reason>;

py::object item_at(const Answer& answer, std::size_t at) {
  return py::cast(std::make_shared<KnownItem>(KnownItem{answer, &answer->related.items[at]}));
}

py::tuple items(const Answer& answer) {
  py::tuple all(answer->related.items.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = item_at(answer, i);
  return all;
}

py::object reasons(const KnownItem& self) {
  py::tuple all(self.part->reasons.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] =
        py::cast(std::make_shared<KnownReason>(KnownReason{self.whole, &self.part->reasons[i]}));
  return all;
}

py::str text(const KnownReason& self, py::handle language) {
  return to_python(
      to_text(*self.part, *self.whole->schema, choice_from<Language>(language, "language")));
}

py::object item_dict(const KnownItem& self) {
  RelatedItems alone;
  alone.items.push_back(*self.part);
  const auto whole = loads(to_json(alone, *self.whole->schema));
  return whole["items"][py::int_(0)];
}

void add_items(py::module_& module) {
  ValueClass<KnownReason>(module, "Reason",
                          "Why an item is related; str(reason) is what a visitor reads, in Dutch.")
      .field(
          "kind", [](const KnownReason& self) { return self.part->kind; },
          "'relation' (one refers to the other), 'mention' (the source names the item),\n"
          "'use' (visitors often used both),\n"
          "'question' (both ask it), 'next_step' (of the same theme, one step further),\n"
          "'counterpart' (from the same organisation, for others), 'facet' (both have these\n"
          "values of `field`) or 'terms' (both use these words).")
      .field(
          "field", [](const KnownReason& self) -> const auto& { return self.part->field; },
          "The facet or relation field; '' for terms.")
      .field(
          "values", [](const KnownReason& self) -> const auto& { return self.part->values; },
          "Words as the source writes them, facet values, or types of relations.")
      .field(
          "incoming", [](const KnownReason& self) { return self.part->incoming; },
          "Of relations: the item refers to the source, not the other way round.")
      .field(
          "mutual", [](const KnownReason& self) { return self.part->mutual; },
          "Of relations: they refer to each other.")
      .method("text", &text,
              "text(self, *, language='nl')\n--\n\n"
              "What a visitor reads: 'Zelfde thema: Datakwaliteit'.\n\n"
              "Args:\n    language: 'nl' or 'en'.",
              py::kw_only(), py::arg("language") = "nl")
      .method(
          "__str__", [](const KnownReason& self) { return text(self, py::str("nl")); },
          "__str__(self)\n--\n\nWhat a visitor reads, in Dutch.");
  const auto document = [](const KnownItem& self) -> py::object {
    return py::cast(std::make_shared<KnownDocument>(KnownDocument{
        std::shared_ptr<const Document>(self.whole, &self.part->document), self.whole->schema}));
  };
  ValueClass<KnownItem>(module, "RelatedItem", "A document that is near to another one.")
      .field(
          "rank", [](const KnownItem& self) { return self.part->rank; }, "1 is the nearest.")
      .field(
          "id", [](const KnownItem& self) -> const auto& { return self.part->id; },
          "Of the document.")
      .field(
          "score", [](const KnownItem& self) { return self.part->score; },
          "Compares items of one list only.")
      .field(
          "title", [](const KnownItem& self) -> const auto& {
            return self.part->document.first(self.whole->schema->roles.title);
          },
          "Of the document.")
      .field("reasons", &reasons, "Why it is near.")
      .field("document", document, "The document as it was indexed.")
      .method("to_dict", &item_dict, "to_dict(self)\n--\n\nThe item as a dict of plain values.");
}

void add_groups(py::module_& module) {
  ValueClass<RelatedReference>(module, "RelatedReference", "A document by name.")
      .field("id", &RelatedReference::id, "Of the document.")
      .field("title", &RelatedReference::title, "Of the document; '' where it has none.");
  ValueClass<RelatedGroup>(module, "RelatedGroup",
                           "Related items with one value of a facet, such as one organisation.")
      .field("value", &RelatedGroup::value, "Of the facet.")
      .field("score", &RelatedGroup::score,
             "The scores of its items added up, as parts of the best item's.")
      .field("items", &RelatedGroup::items, "Its items as a tuple, nearest first.");
}

}  // namespace

void add_related(py::module_& module) {
  add_items(module);
  add_groups(module);
  const auto json = [](const RelatedAnswer& self) { return to_json(self.related, *self.schema); };
  ValueClass<RelatedAnswer> answers(module, "RelatedItems",
                                    "Documents near to another one: a sequence of RelatedItem.");
  answers
      .field(
          "id", [](const RelatedAnswer& self) -> const auto& { return self.related.id; },
          "Of the document that they are near to.")
      .field("items", &items, "The items as a tuple, in the order to show them.")
      .field(
          "grouped_by", [](const Answer& self) { return to_python(self->related.grouped_by); },
          "The facet that `groups` are made by; '' for none.")
      .field(
          "groups", [](const Answer& self) { return part_of(self, self->related.groups); },
          "The nearest items by the values of that facet, highest score first.")
      .method(
          "to_json", [json](const RelatedAnswer& self) { return to_python(json(self)); },
          "to_json(self)\n--\n\n"
          "The items as JSON text, of the shape of `speur related --json`.")
      .method(
          "to_dict", [json](const RelatedAnswer& self) { return loads(json(self)); },
          "to_dict(self)\n--\n\nThe same as a dict of plain values.");
  add_sequence(
      answers, [](const Answer& self) { return self->related.items.size(); }, &item_at);
}

}  // namespace speur::python
