// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <chrono>

#include "document.hpp"
#include "exclusive.hpp"
#include "interruption.hpp"
#include "module.hpp"
#include "speur/index_writer.hpp"
#include "speur/records.hpp"

namespace speur::python {
namespace {

using Writer = Exclusive<IndexWriter>;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

milliseconds timeout_from(py::handle seconds) {
  double value = 0;
  read(seconds, "lock_timeout", value);
  if (!(value >= 0)) throw py::value_error("lock_timeout: expected 0 or more seconds");
  constexpr double longest = 1e9;
  return milliseconds(static_cast<std::int64_t>(std::min(value, longest) * 1000));
}

unsigned threads_from(py::handle number) {
  std::size_t threads = 0;
  read(number, "threads", threads);
  constexpr std::size_t most = 64;
  if (threads < 1 || threads > most) throw py::value_error("threads: expected 1 to 64");
  return static_cast<unsigned>(threads);
}

// Waits for another writer in pieces, so that Ctrl-C ends it.
template <typename Open>
std::shared_ptr<Writer> patiently(py::handle seconds, py::handle threads, Open open) {
  WriterOptions options;
  options.threads = threads_from(threads);
  const auto until = steady_clock::now() + timeout_from(seconds);
  for (;;) {
    const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now());
    options.lock_timeout = std::clamp(left, milliseconds(0), milliseconds(100));
    try {
      const py::gil_scoped_release released;
      return std::make_shared<Writer>("the writer", std::make_unique<IndexWriter>(open(options)));
    } catch (const LockError&) {
      if (left <= options.lock_timeout) throw;
    }
    check_signals();
  }
}

std::shared_ptr<Writer> open(py::handle index, py::handle lock_timeout, py::handle threads) {
  const auto path = path_from(index, "path");
  return patiently(lock_timeout, threads,
                   [&](const auto& options) { return IndexWriter::open(path, options); });
}

std::shared_ptr<Writer> open_or_create(py::handle index, const Schema& schema,
                                       py::handle lock_timeout, py::handle threads) {
  const auto path = path_from(index, "path");
  return patiently(lock_timeout, threads, [&](const auto& options) {
    return IndexWriter::open_or_create(path, schema, options);
  });
}

std::shared_ptr<Writer> replace(py::handle index, const Schema& schema, py::handle lock_timeout,
                                py::handle threads) {
  const auto path = path_from(index, "path");
  return patiently(lock_timeout, threads, [&](const auto& options) {
    return IndexWriter::replace(path, schema, options);
  });
}

bool add(Writer& self, py::handle json) {
  const auto record = text_from(json, "record");
  return self.with(
      [&](IndexWriter& writer) { return writer.add(to_document(record, writer.schema())); });
}

// What was done about what a record says.
const char* take(Writer& self, py::handle json) {
  const auto text = text_from(json, "record");
  return self.with([&](IndexWriter& writer) {
    const auto record = to_record(text, writer.schema());
    if (const auto* removal = std::get_if<Removal>(&record))
      return writer.remove(removal->id) ? "removed" : "unchanged";
    return writer.add(std::get<Document>(record)) ? "added" : "updated";
  });
}

}  // namespace

void add_writer(py::module_& module) {
  py::class_<Writer, std::shared_ptr<Writer>>(module, "Writer", "What speur.IndexWriter holds.")
      .def_static("open", &open, "open(path, lock_timeout, threads)\n--\n\n")
      .def_static("open_or_create", &open_or_create,
                  "open_or_create(path, schema, lock_timeout, threads)\n--\n\n")
      .def_static("replace", &replace, "replace(path, schema, lock_timeout, threads)\n--\n\n")
      .def("add", &add, "add(self, record)\n--\n\n")
      .def("take", &take, "take(self, record)\n--\n\n")
      .def(
          "add_document",
          [](Writer& self, const KnownDocument& document) {
            return self.with([&](IndexWriter& writer) { return writer.add(*document.document); });
          },
          "add_document(self, document)\n--\n\n")
      .def(
          "remove",
          [](Writer& self, py::handle id) {
            const auto text = text_from(id, "id");
            return self.with([&](IndexWriter& writer) { return writer.remove(text); });
          },
          "remove(self, id)\n--\n\n")
      .def(
          "set_synonyms",
          [](Writer& self, const Synonyms& synonyms) {
            self.with([&](IndexWriter& writer) { writer.set_synonyms(synonyms); });
          },
          "set_synonyms(self, synonyms)\n--\n\n")
      .def(
          "commit", [](Writer& self) { self.with([](IndexWriter& writer) { writer.commit(); }); },
          "commit(self)\n--\n\n")
      .def(
          "rollback",
          [](Writer& self) { self.with([](IndexWriter& writer) { writer.rollback(); }); },
          "rollback(self)\n--\n\n")
      .def(
          "schema",
          [](Writer& self) {
            return self.with(
                [](IndexWriter& writer) { return std::make_shared<Schema>(writer.schema()); });
          },
          "schema(self)\n--\n\n")
      .def("close", &Writer::close, "close(self)\n--\n\n");
}

}  // namespace speur::python
