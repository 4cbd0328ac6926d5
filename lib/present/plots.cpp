// SPDX-License-Identifier: GPL-2.0-or-later
#include "present/plots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "speur/search.hpp"

namespace speur::present {
namespace {

constexpr double width = 760;
constexpr double left = 120;  // room for labels
constexpr double right = 20;
constexpr double row_height = 30;

// Numbers on an axis: steps of 1, 2 or 5 times a power of ten, four to ten of them.
std::vector<double> ticks(double low, double high) {
  const double rough = (high - low) / 5;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double step = power * (rough / power > 5   ? 10
                               : rough / power > 2 ? 5
                               : rough / power > 1 ? 2
                                                   : 1);
  std::vector<double> ticks;
  for (double at = std::ceil(low / step - 1e-9); at * step <= high + 1e-9; ++at)
    ticks.push_back(at * step);
  return ticks;
}

std::string number(double value) {
  auto text = fmt::format("{:.2f}", value);
  return text == "-0.00" ? "0.00" : text;
}

std::string line(const char* kind, double x1, double y1, double x2, double y2) {
  return fmt::format(R"(<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)", kind,
                     x1, y1, x2, y2);
}

std::string words(const char* kind, double x, double y, std::string_view text) {
  return fmt::format(R"(<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>)", kind, x, y,
                     escaped(text));
}

std::string figure(double height, std::string_view caption, const std::string& drawing) {
  return fmt::format(
      "<figure><svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>"
      "<figcaption>{}</figcaption></figure>\n",
      width, height, escaped(caption), drawing, escaped(caption));
}

// Which way a value or an interval points, for its colour.
const char* sign_of(double low, double high) {
  return low > 0 ? "up" : high < 0 ? "down" : "level";
}

}  // namespace

std::string interval_plot(const std::vector<Interval>& rows, double low, double high,
                          std::string_view caption) {
  const auto x = [&](double value) {
    return left + (std::clamp(value, low, high) - low) / (high - low) * (width - left - right);
  };
  const double bottom = row_height * static_cast<double>(rows.size()) + 8;
  std::string drawing;
  for (const auto tick : ticks(low, high)) {
    drawing += line(std::abs(tick) < 1e-9 ? "zero" : "grid", x(tick), 4, x(tick), bottom);
    drawing += words("tick", x(tick), bottom + 16, number(tick));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [mean, from, to] = rows[i].estimate;
    const double y = row_height * (static_cast<double>(i) + 0.5) + 4;
    drawing += words("label", left - 10, y + 5, rows[i].label);
    drawing += fmt::format(
        R"(<g class="{}"><title>{}: {:.4f} ({:.4f} to {:.4f})</title>{}<circle cx="{:.1f}" cy="{:.1f}" r="5"/></g>)",
        sign_of(from, to), escaped(rows[i].label), mean, from, to,
        line("span", x(from), y, x(to), y), x(mean), y);
  }
  return figure(bottom + 24, caption, drawing);
}

std::string bar_plot(const std::vector<Bar>& bars, double low, double high,
                     std::string_view caption) {
  constexpr double height = 220;
  constexpr double axis = 45;
  const auto y = [&](double value) { return 8 + (high - value) / (high - low) * (height - 16); };
  std::string drawing;
  for (const auto tick : ticks(low, high)) {
    drawing += line(std::abs(tick) < 1e-9 ? "zero" : "grid", axis, y(tick), width - right, y(tick));
    drawing += words("label", axis - 6, y(tick) + 5, number(tick));
  }
  const double step =
      (width - axis - right) / static_cast<double>(std::max<std::size_t>(bars.size(), 1));
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double from = y(std::max(bars[i].value, 0.0));
    const double to = y(std::min(bars[i].value, 0.0));
    drawing += fmt::format(
        R"(<g class="{}"><title>{}: {:.4f}</title><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/></g>)",
        sign_of(bars[i].value, bars[i].value), escaped(bars[i].label), bars[i].value,
        axis + step * static_cast<double>(i) + step * 0.1, from, step * 0.8,
        std::max(to - from, 1.0));
  }
  return figure(height, caption, drawing);
}

std::string escaped(std::string_view text) { return to_html(MarkedText{std::string(text), {}}); }

}  // namespace speur::present
