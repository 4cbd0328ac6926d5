// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/import.hpp"

namespace speur {

ImportProgress import_records(IndexWriter& writer, RecordReader& records,
                              const ImportOptions& options) {
  ImportProgress progress;
  while (auto record = records.next()) {
    if (const auto* refusal = std::get_if<Refusal>(&*record)) {
      ++progress.refused;
      if (options.on_refusal) options.on_refusal(*refusal);
      if (options.strict) break;
    } else {
      ++(writer.add(std::get<Document>(*record)) ? progress.added : progress.updated);
    }
    if (options.on_progress && !options.on_progress(progress)) break;
  }
  return progress;
}

void rebuild(const Index& source, const Schema& schema, const std::filesystem::path& path) {
  auto writer = IndexWriter::replace(path, schema);
  import_records(writer, *source.as(Viewer::everything()).documents());
  writer.commit();
}

}  // namespace speur
