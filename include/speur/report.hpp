// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string>

#include "speur/evaluation.hpp"

namespace speur {

/// What a document is called in a report, by its id.
using TitleOf = std::function<std::string(const std::string& id)>;

/// An evaluation or a comparison as a page of HTML that needs nothing else: means with intervals,
/// plots, every topic with its first ten documents and their grades; of a comparison also the
/// topics that changed most, with both first fives side by side.
std::string report_html(const Evaluation& evaluation, const TitleOf& title_of = {});
std::string report_html(const Comparison& comparison, const TitleOf& title_of = {});

}  // namespace speur
