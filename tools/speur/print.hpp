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

/// `marked` with its marks in bold on a terminal, wrapped at 80 columns; the first line after
/// `first` spaces, the others after `others`. Line ends stay.
std::string wrapped(const MarkedText& marked, std::size_t first, std::size_t others);
inline std::string wrapped(const MarkedText& marked, std::size_t indent) {
  return wrapped(marked, indent, indent);
}

/// How many columns a text takes, counting a code point as one.
std::size_t columns(std::string_view text);

/// `text` in exactly `width` columns: filled up with spaces, or cut short with an ellipsis.
std::string cut_to(std::string text, std::size_t width);

/// "1.234.567" (Dutch) or "1,234,567" (English).
std::string grouped(std::uint64_t number, Language language);

/// "1,5" (Dutch) or "1.5" (English).
std::string decimal(double number, Language language);

/// A share from 0 to 1 in whole percents; 100 only where nothing is missing.
int percent(double share);

/// `text` without control characters, so that a document cannot steer the terminal.
std::string printable(std::string_view text);

}  // namespace speur::command
