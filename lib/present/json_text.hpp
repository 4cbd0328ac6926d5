// SPDX-License-Identifier: GPL-2.0-or-later
// How JSON is written: one line, keys in the order given, bytes that are no UTF-8 as U+FFFD.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

namespace speur::present {

using Json = nlohmann::ordered_json;

inline std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Four decimals are more than a score means.
inline double rounded(double value) { return std::round(value * 10'000) / 10'000; }

}  // namespace speur::present
