// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "speur/index.hpp"
#include "temporary_directory.hpp"

namespace speur::test {

/// A document of the built-in schema, of the fields that most tests need.
inline Document product(std::string id, std::string title, std::string body,
                        std::map<std::string, std::vector<std::string>, std::less<>> more = {}) {
  Document document{std::move(id), std::move(more), {}};
  if (!title.empty()) document.fields["title"] = {std::move(title)};
  if (!body.empty()) document.fields["body"] = {std::move(body)};
  return document;
}

/// A small index, on disk as long as the test lasts.
class Collection {
 public:
  explicit Collection(const std::vector<Document>& documents,
                      const Schema& schema = Schema::knowledge_product())
      : index_(Index::create(directory_ / "index", schema)) {
    add(documents);
  }

  void add(const std::vector<Document>& documents) {
    auto writer = index_.writer();
    for (const auto& document : documents) writer.add(document);
    writer.commit();
  }

  const Index& index() const { return index_; }

  /// The ids of the hits, best first; a query by itself is not relaxed.
  std::vector<std::string> ids(const SearchRequest& request) const {
    std::vector<std::string> ids;
    for (const auto& hit : index_.search(request).hits) ids.push_back(hit.id);
    return ids;
  }
  std::vector<std::string> ids(std::string query) const {
    SearchRequest request;
    request.query = std::move(query);
    request.relax = false;
    return ids(request);
  }

 private:
  TemporaryDirectory directory_;
  Index index_;
};

}  // namespace speur::test
