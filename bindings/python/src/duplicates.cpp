// SPDX-License-Identifier: GPL-2.0-or-later
#include "duplicates.hpp"

#include "json.hpp"
#include "module.hpp"
#include "sequence.hpp"
#include "speur/json.hpp"

namespace speur::python {

void add_duplicates(py::module_& module) {
  ValueClass<Duplicate>(module, "Duplicate", "A document that is nearly the same as another one.")
      .field("id", &Duplicate::id, "Of the document.")
      .field("likeness", &Duplicate::likeness,
             "To the document that is most alike: 0 to 1, for the same words as often.")
      .field("nearest", &Duplicate::nearest, "The id of that one.")
      .field("title", &Duplicate::title, "Of the document.")
      .field("url", &Duplicate::url, "Of the document.")
      .field("date", &Duplicate::date,
             "That it is sorted by, as ISO 8601; '' where there is none.");
  using Group = std::shared_ptr<DuplicateGroup>;
  ValueClass<DuplicateGroup> groups(
      module, "DuplicateGroup",
      "Documents that are nearly the same: a sequence of Duplicate, most alike first.");
  groups.field("likeness", &DuplicateGroup::likeness, "Of the two that are most alike.")
      .field("documents", &DuplicateGroup::documents, "The documents as a tuple.")
      .method(
          "to_dict",
          [](const DuplicateGroup& self) {
            const auto whole = loads(to_json(std::vector<DuplicateGroup>{self}));
            return py::object(whole["groups"][py::int_(0)]);
          },
          "to_dict(self)\n--\n\n"
          "The group as a dict of plain values, of the shape of `speur duplicates --json`.");
  add_sequence(
      groups, [](const Group& self) { return self->documents.size(); },
      [](const Group& self, std::size_t at) { return part_of(self, self->documents[at]); });
}

}  // namespace speur::python
