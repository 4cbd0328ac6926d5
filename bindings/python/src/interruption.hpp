// SPDX-License-Identifier: GPL-2.0-or-later
// Work without the GIL, and Ctrl-C during it.
#pragma once

#include <pybind11/pybind11.h>

#include <chrono>

namespace speur::python {

namespace py = pybind11;

/// Runs `action` without the GIL.
template <typename Action>
auto without_gil(Action action) {
  const py::gil_scoped_release released;
  return action();
}

/// Runs handlers of signals that came in, if this is the main thread. \throws error_already_set
/// when one raises, as that of Ctrl-C does. With the GIL.
inline void check_signals() {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

/// Looks for signals from work that runs without the GIL, but not so often that it costs time:
/// another thread may keep the GIL for some milliseconds.
class SignalWatch {
 public:
  void check() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds(50);
    const py::gil_scoped_acquire gil;
    check_signals();
  }

 private:
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace speur::python
