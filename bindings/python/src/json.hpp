// SPDX-License-Identifier: GPL-2.0-or-later
// JSON text and Python's values, by Python's own module.
#pragma once

#include "conversions.hpp"

namespace speur::python {

/// JSON text as it is, or a mapping as JSON text.
inline std::string json_from(py::handle value, std::string_view name) {
  if (py::isinstance<py::str>(value)) return text_from(value, name);
  if (!py::hasattr(value, "items")) refuse_type(name, "a mapping or JSON text", value);
  const auto dict = py::dict(py::reinterpret_borrow<py::object>(value));
  return text_from(py::module_::import("json").attr("dumps")(dict), name);
}

inline py::object loads(const std::string& json) {
  return py::module_::import("json").attr("loads")(to_python(json));
}

}  // namespace speur::python
