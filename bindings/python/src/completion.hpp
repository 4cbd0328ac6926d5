// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "options.hpp"
#include "speur/completion.hpp"

namespace speur::python {

/// The keyword arguments of a completion.
inline constexpr std::array completion_options{
    option<CompletionRequest, &CompletionRequest::filters>("filters"),
    option<CompletionRequest, &CompletionRequest::limit>("limit"),
};

}  // namespace speur::python
