// SPDX-License-Identifier: GPL-2.0-or-later
// A document as the bytes that the index keeps of it.
#pragma once

#include <string>
#include <string_view>

#include "speur/document.hpp"

namespace speur::index {

std::string to_bytes(const Document& document);

/// \throws IndexError when `bytes` were not made by `to_bytes`.
Document from_bytes(std::string_view bytes);

}  // namespace speur::index
