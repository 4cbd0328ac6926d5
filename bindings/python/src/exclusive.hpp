// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <pybind11/pybind11.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "speur/error.hpp"

namespace speur::python {

namespace py = pybind11;

/// Something of the library that is for one thread, shared by Python's: they wait for each other
/// without the GIL. In a process that was forked since it is left alone: a thread of the parent may
/// be holding its lock for good, and what it would write or unlock is the parent's.
template <typename Resource>
class Exclusive {
 public:
  /// `name` is what errors call it: "the writer".
  Exclusive(std::string name, std::unique_ptr<Resource> resource)
      : name_(std::move(name)), resource_(std::move(resource)) {}
  Exclusive(const Exclusive&) = delete;
  Exclusive& operator=(const Exclusive&) = delete;

  ~Exclusive() {
    if (forked()) static_cast<void>(resource_.release());
  }

  /// Runs `action` on it, without the GIL. \throws IndexError when it is closed, or the parent's.
  template <typename Action>
  auto with(Action action) {
    if (forked())
      throw IndexError(name_ + " belongs to the process that opened it; open another one here");
    const py::gil_scoped_release released;
    const std::lock_guard lock(mutex_);
    if (!resource_) throw IndexError(name_ + " is closed");
    return action(*resource_);
  }

  void close() {
    if (forked()) return;
    const py::gil_scoped_release released;
    const std::lock_guard lock(mutex_);
    resource_.reset();
  }

 private:
  bool forked() const { return process_ != getpid(); }

  std::string name_;
  std::mutex mutex_;
  std::unique_ptr<Resource> resource_;
  pid_t process_ = getpid();
};

}  // namespace speur::python
