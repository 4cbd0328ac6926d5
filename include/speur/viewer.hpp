// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

namespace speur {

/// Who looks. Where the schema gives a field the role `access`, a document with tokens in it is
/// seen by who has at least one of them, and a document without by everybody. Tokens are compared
/// byte by byte. Who a visitor is, and which tokens that gives, is for the portal to know.
struct Viewer {
  /// None: only what everybody may see.
  std::vector<std::string> tokens = {};
  /// Sees all documents, whatever their tokens: for those who administer the index.
  bool all = false;

  static Viewer everything() { return {{}, true}; }
  bool operator==(const Viewer&) const = default;
};

}  // namespace speur
