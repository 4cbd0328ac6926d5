// SPDX-License-Identifier: GPL-2.0-or-later
// What the module is made of: one function per concept, in the order in which they need each other.
#pragma once

#include <pybind11/pybind11.h>

#include "conversions.hpp"

namespace speur::python {

void add_errors(py::module_& module);
void add_schema(py::module_& module);
void add_documents(py::module_& module);
void add_analysis(py::module_& module);
void add_search(py::module_& module);
void add_completion(py::module_& module);
void add_related(py::module_& module);
void add_duplicates(py::module_& module);
void add_explanation(py::module_& module);
void add_records(py::module_& module);
void add_writer(py::module_& module);
void add_index(py::module_& module);
void add_maintenance(py::module_& module);
void add_evaluation(py::module_& module);

}  // namespace speur::python
