// SPDX-License-Identifier: GPL-2.0-or-later
#include "completion.hpp"

#include "json.hpp"
#include "module.hpp"
#include "speur/json.hpp"
#include "value_class.hpp"

namespace speur::python {

void add_completion(py::module_& module) {
  ValueClass<Completion>(module, "Completion", "What somebody who has typed so far may mean.")
      .field("text", &Completion::text, "A MarkedText, with a mark on what was typed.")
      .field(
          "documents", &Completion::documents,
          "Documents that pass the filters and have exactly these words, side by side or as the\n"
          "title; a search for them may find more.")
      .field("kind", &Completion::kind, "'phrase', or 'title' for a whole title.")
      .method(
          "to_dict",
          [](const Completion& self) {
            const auto whole = loads(to_json(std::vector<Completion>{self}));
            return py::object(whole["completions"][py::int_(0)]);
          },
          "to_dict(self)\n--\n\nThe completion as a dict of plain values, also in HTML.");
}

}  // namespace speur::python
