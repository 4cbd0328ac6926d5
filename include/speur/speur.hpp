// SPDX-License-Identifier: GPL-2.0-or-later
// All of speur's public face.
#pragma once

#include "speur/analyzer.hpp"      // IWYU pragma: export
#include "speur/completion.hpp"    // IWYU pragma: export
#include "speur/document.hpp"      // IWYU pragma: export
#include "speur/duplicates.hpp"    // IWYU pragma: export
#include "speur/error.hpp"         // IWYU pragma: export
#include "speur/evaluation.hpp"    // IWYU pragma: export
#include "speur/explanation.hpp"   // IWYU pragma: export
#include "speur/import.hpp"        // IWYU pragma: export
#include "speur/index.hpp"         // IWYU pragma: export
#include "speur/index_writer.hpp"  // IWYU pragma: export
#include "speur/json.hpp"          // IWYU pragma: export
#include "speur/maintenance.hpp"   // IWYU pragma: export
#include "speur/records.hpp"       // IWYU pragma: export
#include "speur/related.hpp"       // IWYU pragma: export
#include "speur/report.hpp"        // IWYU pragma: export
#include "speur/schema.hpp"        // IWYU pragma: export
#include "speur/search.hpp"        // IWYU pragma: export
#include "speur/tuning.hpp"        // IWYU pragma: export
#include "speur/use.hpp"           // IWYU pragma: export
#include "speur/viewer.hpp"        // IWYU pragma: export
