// SPDX-License-Identifier: GPL-2.0-or-later
// From a record in any format to a document. Every source format brings its records to one JSON
// object first, so that names, nesting and lists mean the same in all of them.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "speur/document.hpp"
#include "speur/records.hpp"
#include "speur/schema.hpp"

namespace speur::import {

/// What a JSON object says under `schema`: the document that it describes, without names that the
/// schema does not know, or that it is gone. \throws DocumentError naming the field and the rule.
Record to_record(const Schema& schema, const nlohmann::json& record);

/// What the record holds for `field`, under the first of its names with something in it; or null.
const nlohmann::json* find_member(const nlohmann::json& record, const Field& field);

/// Whether the record holds something for the id, under any of its names.
bool has_id(const nlohmann::json& record, const Schema& schema);

std::unique_ptr<RecordReader> open_json_lines(const std::filesystem::path& source,
                                              const Schema& schema, const RecordOptions& options);

std::unique_ptr<RecordReader> open_markdown(const std::filesystem::path& source,
                                            const Schema& schema, const RecordOptions& options);

}  // namespace speur::import
