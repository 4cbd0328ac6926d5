// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "collection.hpp"
#include "index/reader.hpp"

namespace speur::test {

/// A collection as the rooms behind the public face see it.
struct Reading {
  explicit Reading(const std::vector<Document>& documents,
                   const Schema& schema = Schema::knowledge_product())
      : collection(documents, schema),
        readers(collection.index().path(), 1 << 20),
        reader(readers.take(Viewer::everything())) {}

  Xapian::docid operator[](std::string_view id) const { return reader.get(id); }

  Collection collection;
  index::Readers readers;
  index::Reader reader;
};

}  // namespace speur::test
