// SPDX-License-Identifier: GPL-2.0-or-later
#include "records.hpp"

#include "document.hpp"
#include "module.hpp"
#include "options.hpp"
#include "value_class.hpp"

namespace speur::python {
namespace {

constexpr std::array record_options{
    option<RecordOptions, &RecordOptions::format>("format"),
    option<RecordOptions, &RecordOptions::max_record_bytes>("max_record_bytes"),
    option<RecordOptions, &RecordOptions::max_depth>("max_depth"),
    Option<RecordOptions>{"since",
                          [](RecordOptions& options, py::handle value, std::string_view name) {
                            if (!value.is_none()) options.since = value_from(value, name);
                          }},
};

std::shared_ptr<Records> open(py::handle source, const Schema& schema, const py::dict& given) {
  const auto path = path_from(source, "source");
  RecordOptions options;
  set_options(options, given, record_options);
  const auto own_schema = std::make_shared<const Schema>(schema);
  const py::gil_scoped_release released;
  return std::shared_ptr<Records>(new Records{
      std::nullopt, own_schema, {"the reader", open_records(path, *own_schema, options)}});
}

py::object next(Records& self) {
  auto record = self.reader.with([](RecordReader& reader) { return reader.next(); });
  if (!record) throw py::stop_iteration();
  if (auto* refusal = std::get_if<Refusal>(&*record))
    return py::cast(std::make_shared<Refusal>(std::move(*refusal)));
  if (auto* removal = std::get_if<Removal>(&*record))
    return py::cast(std::make_shared<Removal>(std::move(*removal)));
  return py::cast(std::make_shared<KnownDocument>(KnownDocument{
      std::make_shared<const Document>(std::get<Document>(std::move(*record))), self.schema}));
}

std::shared_ptr<Refusal> make_refusal(py::handle file, std::size_t line, py::handle reason) {
  return std::make_shared<Refusal>(
      Refusal{text_from(file, "file"), line, text_from(reason, "reason")});
}

std::shared_ptr<Removal> make_removal(py::handle id) {
  return std::make_shared<Removal>(Removal{text_from(id, "id")});
}

}  // namespace

void add_records(py::module_& module) {
  ValueClass<Refusal> refusal(module, "Refusal",
                              "A record that was left out, and why: str(refusal) is one line.");
  refusal.def(py::init(&make_refusal), py::arg("file"), py::arg("line"), py::arg("reason"),
              "__init__(self, file, line, reason)\n--\n\nSee the fields.");
  refusal.field("file", &Refusal::file, "Where it comes from.")
      .field("line", &Refusal::line, "1 is the first; in an iterable: which record.")
      .field("reason", &Refusal::reason, "What is wrong with it.")
      .method(
          "__str__", [](const Refusal& self) { return to_python(self.text()); },
          "__str__(self)\n--\n\nFile, line and reason.");
  ValueClass<Removal> removal(
      module, "Removal",
      "That a document is gone, as a record says with its id and \"deleted\": true.");
  removal.def(py::init(&make_removal), py::arg("id"), "__init__(self, id)\n--\n\nSee the field.");
  removal.field("id", &Removal::id, "Of the document.");
  py::class_<Records, std::shared_ptr<Records>>(
      module, "RecordReader",
      "An iterator over the records of a source: Document, Removal or Refusal.")
      .def(
          "__iter__", [](const py::object& self) { return self; }, "__iter__(self)\n--\n\nItself.")
      .def("__next__", &next,
           "__next__(self)\n--\n\nThe next record: a document that fits the schema, that one is\n"
           "gone, or why it is neither.\n\nRaises:\n    ImportError: the source cannot be read on.")
      .def_property_readonly(
          "bytes_read",
          [](Records& self) {
            return self.reader.with([](RecordReader& reader) { return reader.bytes_read(); });
          },
          "How much has been read, for progress.")
      .def_property_readonly(
          "skipped",
          [](Records& self) {
            return self.reader.with([](RecordReader& reader) { return reader.skipped(); });
          },
          "How many records were skipped so far, for `since`.");
  module.def("open_records", &open, "open_records(source, schema, options)\n--\n\n");
}

}  // namespace speur::python
