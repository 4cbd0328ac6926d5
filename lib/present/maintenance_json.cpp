// SPDX-License-Identifier: GPL-2.0-or-later
#include <nlohmann/json.hpp>

#include "present/json_text.hpp"
#include "speur/json.hpp"

namespace speur {

using present::dump;
using present::Json;

std::string to_json(const CheckReport& report) {
  Json findings = Json::array();
  for (const auto& [kind, where, what] : report.findings)
    findings.push_back({{"kind", name_of(kind)}, {"where", where}, {"what", what}});
  return dump({{"sound", report.sound()},
               {"documents", report.documents},
               {"revision", report.revision},
               {"findings", std::move(findings)}});
}

std::string to_json(const RebuildReport& report) {
  Json lost = Json::array();
  for (const auto& [document, why] : report.lost)
    lost.push_back({{"document", document}, {"why", why}});
  return dump({{"documents", report.documents},
               {"differences", report.differences},
               {"lost", std::move(lost)}});
}

}  // namespace speur
