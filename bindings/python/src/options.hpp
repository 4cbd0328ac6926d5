// SPDX-License-Identifier: GPL-2.0-or-later
// The keyword arguments of a request, as a table: a new one is one row here, and one line in the
// signature of the Python method.
#pragma once

#include <pybind11/pybind11.h>

#include <array>
#include <string>
#include <string_view>

#include "conversions.hpp"

namespace speur::python {

/// A keyword and where its value goes.
template <typename Request>
struct Option {
  std::string_view name;
  void (*set)(Request& request, py::handle value, std::string_view name);
};

template <typename Request, auto Member>
constexpr Option<Request> option(std::string_view name) {
  return {name, [](Request& request, py::handle value, std::string_view own_name) {
            read(value, own_name, request.*Member);
          }};
}

/// Sets what `given` names. \throws TypeError for a name that is not in the table.
template <typename Request, std::size_t size>
void set_options(Request& request, const py::dict& given,
                 const std::array<Option<Request>, size>& options) {
  auto next = options.begin();  // they mostly come in the order of the table
  for (const auto& [key, value] : given) {
    const auto name = text_from(key, "option");
    const auto is_meant = [&](const auto& each) { return each.name == name; };
    const auto found = next != options.end() && is_meant(*next)
                           ? next
                           : std::find_if(options.begin(), options.end(), is_meant);
    if (found == options.end()) {
      std::string known;
      for (const auto& each : options)
        known += (known.empty() ? "" : ", ") + std::string(each.name);
      throw py::type_error("'" + name + "' is no option here; options are: " + known);
    }
    found->set(request, value, found->name);
    next = found + 1;
  }
}

}  // namespace speur::python
