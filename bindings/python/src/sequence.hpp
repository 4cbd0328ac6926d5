// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "value_class.hpp"

namespace speur::python {

/// Makes a class a sequence: `size(pointer)` elements, each made by `element(pointer, place)`.
template <typename Value, typename Size, typename Element>
void add_sequence(ValueClass<Value>& value_class, Size size, Element element) {
  using Pointer = std::shared_ptr<Value>;
  const auto all = [=](const Pointer& self) {
    py::tuple elements(size(self));
    for (std::size_t i = 0; i < elements.size(); ++i) elements[i] = element(self, i);
    return elements;
  };
  const auto at = [=](const Pointer& self, const py::object& place) -> py::object {
    if (!PyIndex_Check(place.ptr())) return all(self)[place];  // a slice
    auto i = PyNumber_AsSsize_t(place.ptr(), PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) throw py::error_already_set();
    if (i < 0) i += static_cast<Py_ssize_t>(size(self));
    if (i < 0 || static_cast<std::size_t>(i) >= size(self)) throw py::index_error("out of range");
    return element(self, static_cast<std::size_t>(i));
  };
  value_class.method("__len__", size, "__len__(self)\n--\n\nHow many there are here.")
      .method(
          "__iter__", [all](const Pointer& self) { return py::iter(all(self)); },
          "__iter__(self)\n--\n\nOver them, in order.")
      .method("__getitem__", at,
              "__getitem__(self, at)\n--\n\nThe one at a place (0 is the first), or a tuple.");
}

}  // namespace speur::python
