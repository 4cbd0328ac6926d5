// SPDX-License-Identifier: GPL-2.0-or-later
// A prefork server opens an index and then forks. A child shares the memory, also that of locks
// that a thread of the parent was holding; so what has locks or writes is never used in another
// process than the one that made it.
#pragma once

namespace speur::python {

/// Begins counting; once, when the module is made.
void count_forks();

/// The number of forks between the process that loaded the module and this one.
unsigned generation() noexcept;

}  // namespace speur::python
