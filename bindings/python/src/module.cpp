// SPDX-License-Identifier: GPL-2.0-or-later
// speur._speur: the compiled part of the package. Python's habits are added in speur/*.py.
#include "module.hpp"

PYBIND11_MODULE(_speur, module) {
  using namespace speur::python;
  // Signatures stand in the docstrings, where inspect and stubtest find them.
  py::options options;
  options.disable_function_signatures();
  module.doc() = "The compiled part of speur; use `import speur`.";
  module.attr("__version__") = SPEUR_VERSION;
  add_errors(module);
  add_schema(module);
  add_documents(module);
  add_analysis(module);
  add_search(module);
  add_completion(module);
  add_related(module);
  add_duplicates(module);
  add_explanation(module);
  add_records(module);
  add_writer(module);
  add_index(module);
  add_maintenance(module);
  add_evaluation(module);
}
