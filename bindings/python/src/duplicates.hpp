// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "options.hpp"
#include "speur/duplicates.hpp"

namespace speur::python {

/// The keyword arguments of a request for duplicates.
inline constexpr std::array duplicates_options{
    option<DuplicatesRequest, &DuplicatesRequest::threshold>("threshold"),
    option<DuplicatesRequest, &DuplicatesRequest::ids>("ids"),
    option<DuplicatesRequest, &DuplicatesRequest::limit>("limit"),
};

}  // namespace speur::python
