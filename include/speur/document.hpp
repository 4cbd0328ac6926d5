// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// That a document points at another one, and how ("opvolger van", "zie ook"; may be empty).
struct Relation {
  std::string type;
  std::string id;
  bool operator==(const Relation&) const = default;
};

/// A document: an id and, per field of the schema, its values as UTF-8 text. Dates are ISO 8601
/// (2024, 2024-05 or 2024-05-17). The writer checks it against the schema. A plain value.
struct Document {
  std::string id;  ///< 1 to 200 bytes, no control characters
  std::map<std::string, std::vector<std::string>, std::less<>> fields;
  std::vector<Relation> relations;

  /// The first value of `field`, or an empty text.
  const std::string& first(std::string_view field) const;

  /// All values of `field`; none when it is absent.
  const std::vector<std::string>& values(std::string_view field) const;

  bool operator==(const Document&) const = default;
};

}  // namespace speur
