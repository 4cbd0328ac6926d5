// SPDX-License-Identifier: GPL-2.0-or-later
// Text for people: readable at 80 columns, styled only on a terminal.
#pragma once

#include <fmt/color.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "speur/search.hpp"

namespace speur::command {

/// Whether standard output is a terminal that people look at (and NO_COLOR is not set).
bool styled();

/// `text` in `style` on a terminal, as it is elsewhere.
std::string in_style(std::string_view text, fmt::text_style style);

/// `marked` with its marks in bold on a terminal, wrapped at `width` columns, each line after
/// `indent` spaces.
std::string wrapped(const MarkedText& marked, std::size_t indent, std::size_t width = 80);

/// How many columns a text takes, counting a code point as one.
std::size_t columns(std::string_view text);

/// "1.234.567" (Dutch) or "1,234,567" (English).
std::string grouped(std::uint64_t number, Language language);

/// `text` without control characters, so that a document cannot steer the terminal.
std::string printable(std::string_view text);

}  // namespace speur::command
