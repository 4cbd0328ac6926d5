// SPDX-License-Identifier: GPL-2.0-or-later
// The exceptions of speur/error.hpp in Python, in the same tree.
#include <pybind11/pybind11.h>

#include "module.hpp"
#include "speur/error.hpp"

namespace speur::python {
namespace {

// One for each class; set when the module is made, and kept for good.
template <typename Exception>
PyObject* python_class = nullptr;

template <typename Exception>
PyObject* add(py::module_& module, const char* name, const char* doc, PyObject* base) {
  auto* made =
      PyErr_NewExceptionWithDoc(("speur." + std::string(name)).c_str(), doc, base, nullptr);
  if (!made) throw py::error_already_set();
  module.attr(name) = py::handle(made);
  return python_class<Exception> = made;
}

template <typename Exception>
void set(const Exception& error) {
  const auto text = to_python(error.what());
  PyErr_SetObject(python_class<Exception>, text.ptr());
}

void translate(std::exception_ptr pointer) {
  try {
    if (pointer) std::rethrow_exception(std::move(pointer));
  } catch (const SchemaError& error) {
    set(error);
  } catch (const DocumentError& error) {
    set(error);
  } catch (const ImportError& error) {
    set(error);
  } catch (const LockError& error) {
    set(error);
  } catch (const ShardError& error) {
    set(error);
  } catch (const IndexError& error) {
    set(error);
  } catch (const RequestError& error) {
    set(error);
  } catch (const EvaluationError& error) {
    set(error);
  } catch (const Error& error) {
    set(error);
  }
}

}  // namespace

void add_errors(py::module_& module) {
  auto* error = add<Error>(module, "Error",
                           "What every exception of speur derives from; the text says what was\n"
                           "wrong, where, and what to do. What a searcher types never causes one.",
                           PyExc_Exception);
  add<SchemaError>(module, "SchemaError",
                   "A schema breaks a rule; the text names the field and the rule.", error);
  add<DocumentError>(module, "DocumentError",
                     "A document does not fit its schema; the text names the field and the rule.",
                     error);
  add<ImportError>(module, "ImportError",
                   "A file or folder of records cannot be read at all. (Not Python's own\n"
                   "ImportError; a single bad record is no error but a Refusal.)",
                   error);
  auto* index = add<IndexError>(module, "IndexError",
                                "An index is missing, closed, locked, damaged, or was made with\n"
                                "another schema or analyser. (Not Python's own IndexError.)",
                                error);
  add<LockError>(module, "LockError",
                 "Another writer has the index, for longer than was waited; try again later.",
                 index);
  add<ShardError>(module, "ShardError",
                  "A shard of an index is not there: its server does not answer, or its directory\n"
                  "is gone; try again once it is back.",
                  index);
  add<RequestError>(module, "RequestError",
                    "A request names something that the index does not have: a facet, an id.",
                    error);
  add<EvaluationError>(module, "EvaluationError",
                       "Topics, judgements or a run cannot be read, or do not belong together.",
                       error);
  py::register_exception_translator(translate);
}

}  // namespace speur::python
