// SPDX-License-Identifier: GPL-2.0-or-later
// Which records need no look, as their source says that they changed before some day.
#pragma once

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

#include "speur/schema.hpp"

namespace speur::import {

/// The day from which on changes are wanted. Skips nothing that may have changed on it or later,
/// wherever on earth its days are counted, and nothing that does not say when it changed.
class Since {
 public:
  /// \throws RequestError when `when` is no date.
  explicit Since(std::string_view when);

  /// By what the record has for `changed`, a date field.
  bool skips_record(const nlohmann::json& record, const Field& changed) const;

  /// By when the file was written, and when it was put where it is.
  bool skips_file(const std::filesystem::path& file) const;

 private:
  bool comes_after(const nlohmann::json& date) const;

  std::chrono::sys_days day_;
};

/// The field that tells when a record changed. \throws RequestError when the schema has none.
const Field& changed_field(const Schema& schema);

}  // namespace speur::import
