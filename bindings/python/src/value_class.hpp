// SPDX-License-Identifier: GPL-2.0-or-later
// Classes of results. A result is a C++ value that cannot be changed; its fields become Python's
// when they are read. Its repr, comparison and to_dict are written in Python, in speur/_present.py,
// from the names of its fields.
#pragma once

#include <pybind11/pybind11.h>

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "conversions.hpp"

namespace speur::python {

template <typename Value>
class ValueClass : public py::class_<Value, std::shared_ptr<Value>> {
  using Base = py::class_<Value, std::shared_ptr<Value>>;
  using Pointer = std::shared_ptr<Value>;

 public:
  ValueClass(py::module_& module, const char* name, const char* doc) : Base(module, name, doc) {
    this->attr("__module__") = "speur";
    this->attr("__match_args__") = py::tuple();
  }

  /// A field. `getter` is a member, or a function that makes something of the value, or of a
  /// pointer to it that may be kept.
  template <typename Getter>
  ValueClass& field(const char* name, Getter getter, const char* doc) {
    add_getter(name, reader_of(getter), doc);
    const py::object fields = this->attr("__match_args__");
    this->attr("__match_args__") = fields + py::make_tuple(name);
    return *this;
  }

  /// `doc` begins with the signature and a line "--", as Python wants it of functions that are not
  /// written in it.
  template <typename Function, typename... Arguments>
  ValueClass& method(const char* name, Function function, const char* doc,
                     const Arguments&... arguments) {
    this->def(name, function, doc, arguments...);
    return *this;
  }

 private:
  using Reader = std::function<py::object(const Pointer&)>;

  template <typename Getter>
  static Reader reader_of(Getter getter) {
    if constexpr (std::is_invocable_v<Getter, const Value&>) {
      using Field = std::invoke_result_t<Getter, const Value&>;
      return [getter](const Pointer& self) -> py::object {
        if constexpr (std::is_base_of_v<py::object, std::decay_t<Field>>)
          return std::invoke(getter, *self);
        else if constexpr (std::is_reference_v<Field>)
          return part_of(self, std::invoke(getter, std::as_const(*self)));
        else return to_python(std::invoke(getter, *self));
      };
    } else {
      return getter;
    }
  }

  // A descriptor of Python's own kind: fields are read by the dozen for every page, and pybind11's
  // properties take four times as long.
  void add_getter(const char* name, Reader reader, const char* doc) {
    auto* definition = new PyGetSetDef{name, &get, nullptr, doc, new Reader(std::move(reader))};
    auto* owner = reinterpret_cast<PyTypeObject*>(this->ptr());
    this->attr(name) = py::reinterpret_steal<py::object>(PyDescr_NewGetSet(owner, definition));
  }

  static PyObject* get(PyObject* self, void* reader) {
    try {
      const auto instance = reinterpret_cast<py::detail::instance*>(self)->get_value_and_holder();
      if (!instance.holder_constructed()) throw py::type_error("this was never made");
      const auto& pointer = instance.template holder<Pointer>();
      return (*static_cast<const Reader*>(reader))(pointer).release().ptr();
    } catch (py::error_already_set& error) {
      error.restore();
    } catch (const py::builtin_exception& error) {
      error.set_error();
    } catch (const std::exception& error) {
      PyErr_SetString(PyExc_RuntimeError, error.what());
    }
    return nullptr;
  }
};

/// Part of a result, which keeps the whole.
template <typename Whole, typename Part>
struct PartOf {
  std::shared_ptr<const Whole> whole;
  const Part* part;
};

}  // namespace speur::python
