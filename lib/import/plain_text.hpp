// SPDX-License-Identifier: GPL-2.0-or-later
// Markdown as text to search in and to quote from.
#pragma once

#include <string>

namespace speur::import {

struct PlainText {
  std::string text;           ///< the words without their marks; blocks end in a blank line
  std::string first_heading;  ///< empty when there is none
};

PlainText plain_text(const std::string& markdown);

}  // namespace speur::import
