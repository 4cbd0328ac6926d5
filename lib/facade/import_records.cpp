// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/import.hpp"

namespace speur {
namespace {

/// Does what records say, one by one.
class Import {
 public:
  Import(IndexWriter& writer, const ImportOptions& options) : writer_(writer), options_(options) {}

  void operator()(const Document& document) {
    ++(writer_.add(document) ? progress_.added : progress_.updated);
  }

  void operator()(const Removal& removal) {
    if (writer_.remove(removal.id)) ++progress_.removed;
  }

  void operator()(const Refusal& refusal) {
    ++progress_.refused;
    if (options_.on_refusal) options_.on_refusal(refusal);
  }

  bool goes_on() const {
    if (options_.strict && progress_.refused > 0) return false;
    return !options_.on_progress || options_.on_progress(progress_);
  }

  const ImportProgress& progress() const { return progress_; }

 private:
  IndexWriter& writer_;
  const ImportOptions& options_;
  ImportProgress progress_;
};

}  // namespace

ImportProgress import_records(IndexWriter& writer, RecordReader& records,
                              const ImportOptions& options) {
  Import running(writer, options);
  while (const auto record = records.next()) {
    std::visit(running, *record);
    if (!running.goes_on()) break;
  }
  return running.progress();
}

void rebuild(const Index& source, const Schema& schema, const std::filesystem::path& path) {
  auto writer = IndexWriter::replace(path, schema);
  import_records(writer, *source.as(Viewer::everything()).documents());
  writer.commit();
}

}  // namespace speur
