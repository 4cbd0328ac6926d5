// SPDX-License-Identifier: GPL-2.0-or-later
#include "conversions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace speur::python {
namespace {

std::string type_of(py::handle value) { return Py_TYPE(value.ptr())->tp_name; }

// A call into Python's C API that failed has set the error.
PyObject* checked(PyObject* object) {
  if (!object) throw py::error_already_set();
  return object;
}

[[noreturn]] void refuse_size(std::string_view name, const std::string& number) {
  throw py::value_error(std::string(name) + ": " + number + " is too large");
}

long long integer_from(py::handle value, std::string_view name) {
  if (py::isinstance<py::bool_>(value) || !PyIndex_Check(value.ptr()))
    refuse_type(name, "int", value);
  const auto number = py::reinterpret_steal<py::object>(checked(PyNumber_Index(value.ptr())));
  int overflow = 0;
  const auto result = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
  if (overflow != 0) refuse_size(name, py::str(number));
  return result;
}

// What a topic, a document or a grade belongs to, as dicts of any kind.
template <typename Action>
void for_each_item(py::handle mapping, std::string_view name, Action action) {
  if (!py::hasattr(mapping, "items")) refuse_type(name, "a mapping", mapping);
  for (const auto item : mapping.attr("items")()) {
    const auto pair = py::reinterpret_borrow<py::tuple>(item);
    action(pair[0], pair[1]);
  }
}

// One thing by itself stands for a list of it. What is iterable and no such list is refused.
template <typename Action>
void for_each_of(py::handle value, std::string_view name, Action action) {
  if (PyBytes_Check(value.ptr())) refuse_type(name, "str", value);
  if (py::isinstance<py::str>(value) || !py::isinstance<py::iterable>(value)) action(value);
  else
    for (const auto each : value) action(each);
}

// Marks come in order, so that one walk over the text finds what stands before each.
py::tuple marks_in_characters(const MarkedText& text) {
  std::size_t byte = 0;
  std::size_t characters = 0;
  const auto place = [&](std::size_t at) {
    characters += characters_before(std::string_view(text.text).substr(byte), at - byte);
    byte = at;
    return py::int_(characters);
  };
  py::tuple marks(text.marks.size());
  for (std::size_t i = 0; i < text.marks.size(); ++i) {
    auto begin = place(text.marks[i].first);
    marks[i] = py::make_tuple(std::move(begin), place(text.marks[i].second));
  }
  return marks;
}

}  // namespace

void refuse_type(std::string_view name, std::string_view expected, py::handle value) {
  throw py::type_error(std::string(name) + ": expected " + std::string(expected) + ", got " +
                       type_of(value));
}

void refuse_name(std::string_view name, py::handle value,
                 const std::vector<std::string_view>& known) {
  std::string text = std::string(name) + ": " + std::string(py::repr(value)) + " is none of ";
  for (std::size_t i = 0; i < known.size(); ++i)
    text += (i == 0 ? "'" : ", '") + std::string(known[i]) + "'";
  throw py::value_error(text);
}

std::string text_from(py::handle value, std::string_view name) {
  if (!py::isinstance<py::str>(value)) refuse_type(name, "str", value);
  Py_ssize_t size = 0;
  if (const char* text = PyUnicode_AsUTF8AndSize(value.ptr(), &size))
    return {text, static_cast<std::size_t>(size)};
  PyErr_Clear();
  const auto bytes = py::reinterpret_steal<py::bytes>(
      checked(PyUnicode_AsEncodedString(value.ptr(), "utf-8", "surrogatepass")));
  return bytes;
}

std::string value_from(py::handle value, std::string_view name) {
  if (py::isinstance<py::str>(value)) return text_from(value, name);
  // A moment counts for its day.
  if (py::hasattr(value, "isoformat"))
    return text_from(value.attr("isoformat")(), name).substr(0, 10);
  if (!py::isinstance<py::bool_>(value) && PyIndex_Check(value.ptr()))
    return text_from(py::str(value), name);
  refuse_type(name, "str, date or int", value);
}

std::filesystem::path path_from(py::handle value, std::string_view name) {
  const auto path = py::reinterpret_steal<py::object>(PyOS_FSPath(value.ptr()));
  if (!path || !py::isinstance<py::str>(path)) {
    PyErr_Clear();
    refuse_type(name, "str or pathlib.Path", value);
  }
  const std::string bytes =
      py::reinterpret_steal<py::bytes>(checked(PyUnicode_EncodeFSDefault(path.ptr())));
  if (bytes.find('\0') != std::string::npos)
    throw py::value_error(std::string(name) + ": a path holds no null character");
  return bytes;
}

void read(py::handle value, std::string_view name, bool& into) {
  if (!py::isinstance<py::bool_>(value)) refuse_type(name, "bool", value);
  into = value.ptr() == Py_True;
}

void read(py::handle value, std::string_view name, int& into) {
  const auto number = integer_from(value, name);
  if (!std::in_range<int>(number)) refuse_size(name, std::to_string(number));
  into = static_cast<int>(number);
}

void read(py::handle value, std::string_view name, std::size_t& into) {
  const auto number = integer_from(value, name);
  if (number < 0)
    throw py::value_error(std::string(name) + ": expected 0 or more, got " +
                          std::to_string(number));
  into = static_cast<std::size_t>(number);
}

void read(py::handle value, std::string_view name, double& into) {
  if (py::isinstance<py::bool_>(value) || !PyNumber_Check(value.ptr()))
    refuse_type(name, "float", value);
  into = PyFloat_AsDouble(value.ptr());
  if (PyErr_Occurred()) throw py::error_already_set();
}

void read(py::handle value, std::string_view name, std::string& into) {
  into = text_from(value, name);
}

void read(py::handle value, std::string_view name, std::vector<std::string>& into) {
  into.clear();
  for_each_of(value, name, [&](py::handle each) { into.push_back(value_from(each, name)); });
}

void read(py::handle value, std::string_view name, std::vector<FacetRequest>& into) {
  into.clear();
  for_each_of(value, name, [&](py::handle each) {
    if (py::isinstance<FacetRequest>(each)) into.push_back(each.cast<FacetRequest>());
    else if (py::isinstance<py::str>(each)) into.emplace_back(text_from(each, name));
    else refuse_type(name, "str or speur.FacetRequest", each);
  });
}

void read(py::handle value, std::string_view name, Filters& into) {
  into.clear();
  if (value.is_none()) return;
  for_each_item(value, name, [&](py::handle facet, py::handle values) {
    read(values, name, into[text_from(facet, name)]);
  });
}

void read(py::handle value, std::string_view name, std::optional<Ranking>& into) {
  if (value.is_none()) into.reset();
  else if (py::isinstance<Ranking>(value)) into = value.cast<Ranking>();
  else refuse_type(name, "speur.Ranking", value);
}

void read(py::handle value, std::string_view name, QueryLimits& into) {
  if (value.is_none()) into = {};
  else if (py::isinstance<QueryLimits>(value)) into = value.cast<QueryLimits>();
  else refuse_type(name, "speur.QueryLimits", value);
}

void read(py::handle value, std::string_view name, std::chrono::milliseconds& into) {
  std::chrono::microseconds exact{};
  read(value, name, exact);
  into = std::chrono::ceil<std::chrono::milliseconds>(exact);
}

void read(py::handle value, std::string_view name, std::chrono::microseconds& into) {
  double seconds = 0;
  read(value, name, seconds);
  if (!(seconds >= 0)) throw py::value_error(std::string(name) + ": expected 0 or more seconds");
  constexpr double longest = 1e9;
  // Little is not none: 0 has a meaning of its own.
  into = std::chrono::microseconds(
      static_cast<std::int64_t>(std::ceil(std::min(seconds, longest) * 1e6)));
}

void read(py::handle value, std::string_view name, std::optional<double>& into) {
  if (value.is_none()) into.reset();
  else read(value, name, into.emplace());
}

std::vector<Topic> topics_from(py::handle value) {
  std::vector<Topic> topics;
  for_each_item(value, "topics", [&](py::handle id, py::handle text) {
    topics.push_back({text_from(id, "topics"), text_from(text, "topics")});
  });
  return topics;
}

Judgements judgements_from(py::handle value) {
  Judgements judgements;
  for_each_item(value, "judgements", [&](py::handle topic, py::handle grades) {
    auto& of_topic = judgements[text_from(topic, "judgements")];
    for_each_item(grades, "judgements", [&](py::handle document, py::handle grade) {
      read(grade, "judgements", of_topic[text_from(document, "judgements")]);
    });
  });
  return judgements;
}

Run run_from(py::handle value) {
  Run run;
  for_each_item(value, "run", [&](py::handle topic, py::handle ranked) {
    auto& of_topic = run[text_from(topic, "run")];
    for_each_item(ranked, "run", [&](py::handle document, py::handle score) {
      auto& added = of_topic.emplace_back();
      added.id = text_from(document, "run");
      read(score, "run", added.score);
    });
  });
  return run;
}

py::str to_python(std::string_view text) {
  return py::reinterpret_steal<py::str>(
      checked(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace")));
}

std::size_t characters_before(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, byte);
  return static_cast<std::size_t>(
      std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

py::object to_python(const MarkedText& text) {
  // Held for good, and guarded by the GIL alone: a guard of C++'s would deadlock with it.
  static py::handle marked_text;
  static py::handle marks_name;
  if (!marks_name) {
    py::object found = py::module_::import("speur._marked_text").attr("MarkedText");
    marked_text = found.release();
    marks_name = checked(PyUnicode_InternFromString("_marks"));
  }
  // As its own constructor does, which is Python's and would take most of the time of reading a
  // page: every hit has two of these.
  const auto plain = py::make_tuple(to_python(text.text));
  auto* const type = reinterpret_cast<PyTypeObject*>(marked_text.ptr());
  auto marked =
      py::reinterpret_steal<py::object>(checked(PyUnicode_Type.tp_new(type, plain.ptr(), nullptr)));
  const auto marks = marks_in_characters(text);
  if (PyObject_SetAttr(marked.ptr(), marks_name.ptr(), marks.ptr()) != 0)
    throw py::error_already_set();
  return marked;
}

py::dict to_python(const std::map<std::string, int>& grades) {
  py::dict all;
  for (const auto& [document, grade] : grades) all[to_python(document)] = grade;
  return all;
}

py::dict to_python(const Scores& scores) {
  py::dict all;
  for (const auto metric : all_metrics) all[to_python(metric)] = scores[metric];
  return all;
}

py::dict to_python(const std::vector<Topic>& topics) {
  py::dict all;
  for (const auto& topic : topics) all[to_python(topic.id)] = to_python(topic.text);
  return all;
}

py::dict to_python(const Judgements& judgements) {
  py::dict all;
  for (const auto& [topic, grades] : judgements) all[to_python(topic)] = to_python(grades);
  return all;
}

py::dict to_python(const Run& run) {
  py::dict all;
  for (const auto& [topic, ranked] : run) {
    py::dict of_topic;
    for (const auto& [document, score] : ranked) of_topic[to_python(document)] = score;
    all[to_python(topic)] = of_topic;
  }
  return all;
}

}  // namespace speur::python
