// SPDX-License-Identifier: GPL-2.0-or-later
// Reading a JSON object of a schema or of settings, with errors that say where and which rule.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "speur/error.hpp"
#include "speur/schema.hpp"

namespace speur::document {

using Json = nlohmann::ordered_json;

template <typename Table>
std::string names_in(const Table& table) {
  std::string names;
  for (const auto& [name, kind] : table) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

template <typename Table, typename Kind>
const char* name_in(const Table& table, Kind kind) {
  return std::find_if(table.begin(), table.end(), [&](auto& row) { return row.second == kind; })
      ->first;
}

// A JSON object that is read key by key; a key that nobody asked for is a mistake worth telling.
class JsonObject {
 public:
  JsonObject(const Json& json, std::string where) : json_(json), where_(std::move(where)) {
    if (!json.is_object()) refuse("is an object {...}");
  }

  [[noreturn]] void refuse(std::string_view rule) const {
    throw SchemaError(fmt::format("{}: {}", where_, rule));
  }

  const Json* get(const char* key) {
    known_.emplace_back(key);
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }

  std::string text(const char* key, std::string fallback = {}) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (!json->is_string()) refuse(fmt::format("'{}' is a text", key));
    return json->get<std::string>();
  }

  std::vector<std::string> texts(const char* key, std::vector<std::string> fallback = {}) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (json->is_string()) return {json->get<std::string>()};
    const bool good =
        json->is_array() &&
        std::all_of(json->begin(), json->end(), [](const Json& item) { return item.is_string(); });
    if (!good) refuse(fmt::format("'{}' is a text or a list of texts", key));
    return json->get<std::vector<std::string>>();
  }

  double number(const char* key, double fallback) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (!json->is_number()) refuse(fmt::format("'{}' is a number", key));
    return json->get<double>();
  }

  bool boolean(const char* key, bool fallback) {
    const auto* json = get(key);
    if (!json) return fallback;
    if (!json->is_boolean()) refuse(fmt::format("'{}' is true or false", key));
    return json->get<bool>();
  }

  template <typename Table, typename Kind>
  Kind one_of(const char* key, const Table& table, Kind fallback) {
    const auto written = text(key, name_in(table, fallback));
    for (const auto& [name, kind] : table)
      if (written == name) return kind;
    refuse(fmt::format("'{}' is one of {}; not '{}'", key, names_in(table), written));
  }

  Label label(const char* key) {
    const auto* json = get(key);
    if (!json) return {};
    if (json->is_string()) return {json->get<std::string>(), ""};
    JsonObject reader(*json, fmt::format("{}: '{}'", where_, key));
    Label label{reader.text("nl"), reader.text("en")};
    reader.finish();
    return label;
  }

  void finish() const {
    for (const auto& [key, value] : json_.items())
      if (std::find(known_.begin(), known_.end(), key) == known_.end())
        refuse(fmt::format("there is no setting '{}'", key));
  }

 private:
  const Json& json_;
  std::string where_;
  std::vector<std::string> known_;
};

}  // namespace speur::document
