// SPDX-License-Identifier: GPL-2.0-or-later
#include "collection.hpp"

#include <unistd.h>

#include <map>
#include <random>
#include <stdexcept>

#include "speur/records.hpp"

namespace speur::bench {
namespace {

namespace fs = std::filesystem;

std::vector<Document> bundled() {
  std::vector<Document> documents;
  const auto records = open_records(KENNISBANK, Schema::knowledge_product());
  while (auto record = records->next()) documents.push_back(std::get<Document>(*record));
  return documents;
}

std::vector<std::string> sentences(const std::vector<Document>& documents) {
  std::vector<std::string> all;
  for (const auto& document : documents) {
    std::string_view text = document.first("body");
    for (auto end = text.find(". "); end != std::string_view::npos; end = text.find(". ")) {
      all.emplace_back(text.substr(0, end + 1));
      text.remove_prefix(end + 2);
    }
  }
  return all;
}

// std::uniform_int_distribution differs between libraries; this does not.
template <typename T>
const T& draw(const std::vector<T>& values, std::mt19937& random) {
  return values[random() % values.size()];
}

class Directory {
 public:
  Directory() : path_(fs::temp_directory_path() / ("speur-bench-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

std::vector<Document> resampled(std::size_t count) {
  const auto source = bundled();
  const auto pool = sentences(source);
  std::mt19937 random(20'261'123);
  std::vector<Document> documents;
  for (std::size_t i = 0; i < count; ++i) {
    auto document = draw(source, random);
    document.id = "d" + std::to_string(i);
    document.relations.clear();
    auto& body = document.fields["body"] = {""};
    for (int sentence = 0; sentence < 10; ++sentence) body.front() += draw(pool, random) + ' ';
    documents.push_back(std::move(document));
  }
  return documents;
}

const Index& resampled_index(std::size_t count) {
  static const Directory directory;
  static std::map<std::size_t, Index> indexes;
  if (const auto found = indexes.find(count); found != indexes.end()) return found->second;
  auto index = Index::create(directory.path() / std::to_string(count));
  auto writer = index.writer();
  for (const auto& document : resampled(count)) writer.add(document);
  writer.commit();
  return indexes.emplace(count, std::move(index)).first->second;
}

}  // namespace speur::bench
