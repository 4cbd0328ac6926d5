// SPDX-License-Identifier: GPL-2.0-or-later
#include "document.hpp"

#include "json.hpp"
#include "module.hpp"
#include "speur/json.hpp"
#include "value_class.hpp"

#include <datetime.h>  // after Python.h, which pybind11 includes

#include <cstdlib>

namespace speur::python {
namespace {

constexpr std::size_t whole_date = 10;  // the length of "2024-05-17"

bool is_date(const Field& field) {
  return field.kind == FieldKind::facet && field.facet.kind == FacetKind::date;
}

// The first day of "2024", "2024-05" or "2024-05-17".
py::object date_from(const std::string& iso) {
  const auto part = [&](std::size_t at) { return iso.size() > at ? std::atoi(&iso[at]) : 1; };
  auto date = py::reinterpret_steal<py::object>(PyDate_FromDate(part(0), part(5), part(8)));
  if (!date) throw py::error_already_set();
  return date;
}

py::object value_of(const Field& field, const std::string& value) {
  return is_date(field) && value.size() == whole_date ? date_from(value) : to_python(value);
}

const Field& field_called(const KnownDocument& self, py::handle name) {
  if (const auto* field = self.schema->find(text_from(name, "field"))) return *field;
  throw py::key_error(py::repr(name));
}

py::object get(const KnownDocument& self, py::handle name) {
  const auto& field = field_called(self, name);
  const auto& values = self.document->values(field.name);
  if (!field.many) return values.empty() ? py::none() : value_of(field, values.front());
  py::tuple all(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) all[i] = value_of(field, values[i]);
  return all;
}

py::object date(const KnownDocument& self, py::handle name) {
  const auto& field = field_called(self, name);
  if (!is_date(field)) throw py::value_error("field '" + field.name + "' holds no dates");
  const auto& first = self.document->first(field.name);
  return first.empty() ? py::none() : date_from(first);
}

}  // namespace

void add_documents(py::module_& module) {
  PyDateTime_IMPORT;
  ValueClass<Relation>(module, "Relation", "That a document points at another one.")
      .field("type", &Relation::type, "How: 'zie ook', 'opvolger van'; may be empty.")
      .field("id", &Relation::id, "At which.");
  ValueClass<KnownDocument>(
      module, "Document",
      "A document as it was indexed. `document[field]` is a str, or a tuple of them where the\n"
      "schema allows several values; None or () where there is none. Values of a date facet are\n"
      "datetime.date where the day is known, else str ('2024-05').")
      .field(
          "id", [](const KnownDocument& self) -> const std::string& { return self.document->id; },
          "Unique in its index.")
      .field(
          "title",
          [](const KnownDocument& self) -> const std::string& {
            return self.document->first(self.schema->roles.title);
          },
          "What the schema says is the title; '' where it has none.")
      .field(
          "url",
          [](const KnownDocument& self) -> const std::string& {
            return self.document->first(self.schema->roles.url);
          },
          "What the schema says is the address; '' where it has none.")
      .field(
          "fields", [](const KnownDocument& self) -> const auto& { return self.document->fields; },
          "A dict of all its fields: each a tuple of str, as kept.")
      .field(
          "relations",
          [](const KnownDocument& self) -> const auto& { return self.document->relations; },
          "At which documents it points.")
      .method("__getitem__", &get,
              "__getitem__(self, field)\n--\n\nThe value or values of a field.\n\n"
              "Raises:\n    KeyError: the schema has no such field.")
      .method(
          "__contains__",
          [](const KnownDocument& self, py::handle field) {
            return py::isinstance<py::str>(field) &&
                   !self.document->values(text_from(field, "field")).empty();
          },
          "__contains__(self, field)\n--\n\nWhether the document has a value for a field.")
      .method(
          "first",
          [](const KnownDocument& self, py::handle field) {
            return to_python(self.document->first(text_from(field, "field")));
          },
          "first(self, field)\n--\n\nThe first value of a field as a str; '' for none.")
      .method(
          "values",
          [](const KnownDocument& self, py::handle field) {
            return part_of(self.document, self.document->values(text_from(field, "field")));
          },
          "values(self, field)\n--\n\nAll values of a field as a tuple of str.")
      .method("date", &date,
              "date(self, field)\n--\n\n"
              "The first value of a date facet as datetime.date, or None; of a year or a month it\n"
              "is the first day.\n\n"
              "Raises:\n    KeyError: the schema has no such field.\n"
              "    ValueError: the field is no date facet.")
      .method(
          "to_json",
          [](const KnownDocument& self) {
            return to_python(to_json(*self.document, *self.schema));
          },
          "to_json(self)\n--\n\nThe document as JSON text: a record that can be indexed again.")
      .method(
          "to_dict",
          [](const KnownDocument& self) { return loads(to_json(*self.document, *self.schema)); },
          "to_dict(self)\n--\n\n"
          "The document as a dict of plain values: a record that can be indexed again. Dates\n"
          "are str.");
}

}  // namespace speur::python
