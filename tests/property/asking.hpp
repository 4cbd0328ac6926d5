// SPDX-License-Identifier: GPL-2.0-or-later
// Collections of chance, and all that an index can be asked, for whoever holds two indexes against
// each other.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "speur/document.hpp"
#include "speur/index.hpp"

namespace speur::test {

/// Tokens that folding would make the same are not.
inline const std::vector<std::string> access_tokens{"hr", "HR", "raad", "hr b"};

template <typename T>
std::vector<T> some_of(const std::vector<T>& values, int most) {
  return *rc::gen::mapcat(rc::gen::inRange(0, most + 1), [values](int size) {
    return rc::gen::container<std::vector<T>>(static_cast<std::size_t>(size),
                                              rc::gen::elementOf(values));
  });
}

std::vector<Document> documents_of_chance(int fewest = 1);

/// Whatever an index can be asked; `documents` are those that it shows.
std::string told_by(const Index& index, const std::vector<Document>& documents);

}  // namespace speur::test
