// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "index/reader.hpp"
#include "speur/analyzer.hpp"
#include "speur/related.hpp"

namespace speur::related {

/// The documents nearest to the one called `id`, with reasons; never that document itself.
/// \throws RequestError when there is no such document.
RelatedItems run(std::string_view id, const RelatedRequest& request, const index::Reader& reader,
                 const Analyzer& analyzer);

}  // namespace speur::related
