// SPDX-License-Identifier: GPL-2.0-or-later
// Plots as SVG inside a page; how they look is said in report.css.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "speur/evaluation.hpp"

namespace speur::present {

struct Interval {
  std::string label;
  Estimate estimate;
};

/// A dot with a line through it per row, on an axis from `low` to `high`, with a line at zero where
/// that lies inside.
std::string interval_plot(const std::vector<Interval>& rows, double low, double high,
                          std::string_view caption);

struct Bar {
  std::string label;  ///< shown when pointed at
  double value = 0;
};

/// A bar per value in the order given; `low` to `high` is the height.
std::string bar_plot(const std::vector<Bar>& bars, double low, double high,
                     std::string_view caption);

/// `text` with what means something in HTML escaped.
std::string escaped(std::string_view text);

}  // namespace speur::present
