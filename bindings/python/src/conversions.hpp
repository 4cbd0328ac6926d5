// SPDX-License-Identifier: GPL-2.0-or-later
// Between Python's values and C++'s: what comes in is checked and named in the error; what goes out
// is made of str, tuple and dict.
#pragma once

#include <pybind11/pybind11.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "names.hpp"
#include "speur/evaluation.hpp"
#include "speur/search.hpp"

namespace speur::python {

namespace py = pybind11;

// --- in
// ---------------------------------------------------------------------------------------------
// `name` is what the caller knows the value by. Wrong types are a TypeError, wrong values a
// ValueError.

/// The UTF-8 of a str. Lone surrogates, which a careless decoder leaves in what people type, become
/// bytes that are no UTF-8, which speur takes for white space.
std::string text_from(py::handle value, std::string_view name);

/// A str, or a date or number as facets are written: "2024-05-17", "2024".
std::string value_from(py::handle value, std::string_view name);

/// A str or anything with __fspath__.
std::filesystem::path path_from(py::handle value, std::string_view name);

[[noreturn]] void refuse_type(std::string_view name, std::string_view expected, py::handle value);
[[noreturn]] void refuse_name(std::string_view name, py::handle value,
                              const std::vector<std::string_view>& known);

void read(py::handle value, std::string_view name, bool& into);
void read(py::handle value, std::string_view name, int& into);
void read(py::handle value, std::string_view name, std::size_t& into);
void read(py::handle value, std::string_view name, double& into);
void read(py::handle value, std::string_view name, std::string& into);
void read(py::handle value, std::string_view name, std::vector<std::string>& into);
void read(py::handle value, std::string_view name, std::vector<FacetRequest>& into);
void read(py::handle value, std::string_view name, Filters& into);
void read(py::handle value, std::string_view name, std::optional<Ranking>& into);
void read(py::handle value, std::string_view name, QueryLimits& into);
/// Seconds.
void read(py::handle value, std::string_view name, std::chrono::milliseconds& into);
void read(py::handle value, std::string_view name, std::chrono::microseconds& into);
void read(py::handle value, std::string_view name, std::optional<double>& into);

template <Named Enum>
void read(py::handle value, std::string_view name, Enum& into) {
  if (!py::isinstance<py::str>(value)) refuse_type(name, "str", value);
  const auto text = text_from(value, name);
  std::vector<std::string_view> known;
  for (const auto& [each, meaning] : names_of<Enum>) {
    if (each == text) {
      into = meaning;
      return;
    }
    known.push_back(each);
  }
  refuse_name(name, value, known);
}

template <Named Enum>
Enum choice_from(py::handle value, std::string_view name) {
  Enum choice{};
  read(value, name, choice);
  return choice;
}

std::vector<Topic> topics_from(py::handle value);
Judgements judgements_from(py::handle value);
Run run_from(py::handle value);

// --- out
// --------------------------------------------------------------------------------------------

py::str to_python(std::string_view text);

/// A str with marks, whose offsets count characters.
py::object to_python(const MarkedText& text);

/// How many characters of a UTF-8 text stand before a byte.
std::size_t characters_before(std::string_view text, std::size_t byte);

/// {document: grade}
py::dict to_python(const std::map<std::string, int>& grades);
/// {metric: value}
py::dict to_python(const Scores& scores);
/// {topic: text}
py::dict to_python(const std::vector<Topic>& topics);
/// {topic: {document: grade}}
py::dict to_python(const Judgements& judgements);
/// {topic: {document: score}}, best first.
py::dict to_python(const Run& run);

template <Named Enum>
py::str to_python(Enum value) {
  return to_python(name_of(value));
}

template <typename Number>
requires std::is_arithmetic_v<Number> py::object to_python(Number value) { return py::cast(value); }

template <typename Part>
concept Converted = requires(const Part& part) {
  to_python(part);
};

/// An object of a class that holds its values by shared_ptr. As py::cast, but finds the class once
/// and not by name for each of the dozens that an answer is made of.
template <typename Value>
py::object object_of(std::shared_ptr<Value> value) {
  static const py::detail::type_info* type = nullptr;  // guarded by the GIL
  if (!type) type = py::detail::get_type_info(typeid(Value));
  if (!value || !type) return py::cast(std::move(value));
  return py::reinterpret_steal<py::object>(py::detail::type_caster_generic::cast(
      value.get(), py::return_value_policy::take_ownership, {}, type, nullptr, nullptr, &value));
}

// What a part of a value looks like in Python. A part that has a class of its own is not copied: it
// keeps alive what it is a part of.
template <typename Owner, typename Part>
py::object part_of(const std::shared_ptr<Owner>& owner, const Part& part);

template <typename Owner, typename Part>
requires(!Converted<std::vector<Part>>) py::object
    part_of(const std::shared_ptr<Owner>& owner, const std::vector<Part>& parts) {
  py::tuple all(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) all[i] = part_of(owner, parts[i]);
  return all;
}

template <typename Owner, typename Part>
py::object part_of(const std::shared_ptr<Owner>& owner, const std::optional<Part>& part) {
  return part ? part_of(owner, *part) : py::none();
}

template <typename Owner, typename Part, typename Less>
requires(!Converted<std::map<std::string, Part, Less>>) py::object
    part_of(const std::shared_ptr<Owner>& owner, const std::map<std::string, Part, Less>& parts) {
  py::dict all;
  for (const auto& [key, part] : parts) all[to_python(key)] = part_of(owner, part);
  return all;
}

/// One value per metric, by its name.
template <typename Owner, typename Part>
py::object part_of(const std::shared_ptr<Owner>& owner,
                   const std::array<Part, all_metrics.size()>& parts) {
  py::dict all;
  for (const auto metric : all_metrics)
    all[to_python(metric)] = part_of(owner, parts[static_cast<std::size_t>(metric)]);
  return all;
}

template <typename Owner, typename Part>
py::object part_of(const std::shared_ptr<Owner>& owner, const Part& part) {
  if constexpr (Converted<Part>) return to_python(part);
  else return object_of(std::shared_ptr<Part>(owner, const_cast<Part*>(&part)));
}

}  // namespace speur::python
