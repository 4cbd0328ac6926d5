// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/maintenance.hpp"

#include <optional>

#include "interruption.hpp"
#include "module.hpp"
#include "speur/json.hpp"

namespace speur::python {
namespace {

py::object check_index(py::handle at, bool analyse) {
  const auto path = path_from(at, "path");
  return to_python(without_gil([&] { return to_json(check(path, {analyse})); }));
}

py::object reindex_index(py::handle at, const Schema* schema) {
  const auto path = path_from(at, "path");
  const auto other = schema ? std::optional(*schema) : std::nullopt;
  return to_python(without_gil([&] { return to_json(reindex(path, other)); }));
}

py::object repair_index(py::handle at) {
  const auto path = path_from(at, "path");
  return to_python(without_gil([&] { return to_json(repair(path)); }));
}

std::uint64_t snapshot_index(py::handle at, py::handle to) {
  const auto path = path_from(at, "path");
  const auto copy = path_from(to, "to");
  return without_gil([&] { return snapshot(path, copy); });
}

}  // namespace

void add_maintenance(py::module_& module) {
  module.def("check", &check_index, "check(path, analyse)\n--\n\n");
  module.def("reindex", &reindex_index, "reindex(path, schema)\n--\n\n");
  module.def("repair", &repair_index, "repair(path)\n--\n\n");
  module.def("snapshot", &snapshot_index, "snapshot(path, to)\n--\n\n");
}

}  // namespace speur::python
