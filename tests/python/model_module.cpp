// SPDX-License-Identifier: GPL-2.0-or-later
// The model of tests/property as a module of Python, so that the bindings are held against the very
// same.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "property/model.hpp"

PYBIND11_MODULE(speur_model, module) {
  namespace py = pybind11;
  using namespace speur::test::model;

  py::class_<Product>(module, "Product")
      .def(py::init<Words, Words, std::set<std::string>, std::set<std::string>, std::string,
                    std::string>(),
           py::kw_only(), py::arg("title"), py::arg("body"), py::arg("tiers"), py::arg("themes"),
           py::arg("maturity"), py::arg("published"));

  py::enum_<Item::Kind>(module, "Kind")
      .value("word", Item::Kind::word)
      .value("phrase", Item::Kind::phrase)
      .value("title_word", Item::Kind::title_word)
      .value("prefix", Item::Kind::prefix)
      .value("both", Item::Kind::both)
      .value("without", Item::Kind::without)
      .value("tier", Item::Kind::tier);
  py::class_<Item>(module, "Item").def(py::init<Item::Kind, std::string, std::string>());
  py::class_<Query>(module, "Query")
      .def(py::init<std::vector<Row>, bool>())
      .def("text", &Query::text);

  module.def("answer", [](const Products& products, const Query& query, const Filters& filters) {
    const auto found = answer(products, query, filters);
    return std::pair(found.ids, found.facets);
  });
  module.def("score", &score);
}
