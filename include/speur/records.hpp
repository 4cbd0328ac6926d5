// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "speur/document.hpp"
#include "speur/schema.hpp"

namespace speur {

enum class RecordFormat {
  automatic,   ///< a folder or a .md file is Markdown, anything else JSON Lines
  json_lines,  ///< one JSON object a line
  markdown,    ///< a file, or a folder of files, with YAML front matter
};

struct RecordOptions {
  RecordFormat format = RecordFormat::automatic;
  /// A longer line or file is refused instead of read. In bytes.
  std::size_t max_record_bytes = 16u << 20;
  /// Deeper nested JSON is refused.
  std::size_t max_depth = 32;
  /// Skip what by its source last changed before this day (2026-11-01, also 2026-11 or 2026). Of a
  /// line that is told by the first field of the schema's role `date`, of a Markdown file by when
  /// it was written or put in its folder. What does not say when it changed is read, and so is what
  /// may have changed on that day in some time zone.
  std::optional<std::string> since = {};
};

/// A record that was left out, and why: "documents.jsonl:12: no id".
struct Refusal {
  std::string file;
  std::size_t line = 0;  ///< 1 is the first
  std::string reason;

  std::string text() const;
  bool operator==(const Refusal&) const = default;
};

/// That a document is gone. A record says so by its id and `deleted`: {"id": "woo", "deleted":
/// true}; whatever else it holds is passed over. Anything but true, false and null is refused. A
/// schema with a field that is read from `deleted` keeps that: its records cannot say this.
struct Removal {
  std::string id;  ///< as that of a document; one that the index does not have is fine
  bool operator==(const Removal&) const = default;
};

/// What a record says. The order of records counts: a later one undoes an earlier one.
using Record = std::variant<Document, Removal, Refusal>;

/// What a record says, given as the JSON object that would stand on a line of JSON Lines: for
/// records that come from elsewhere than a file. Never a refusal. \throws DocumentError saying what
/// is wrong with it.
Record to_record(std::string_view json, const Schema& schema, const RecordOptions& options = {});

/// The same of a record that describes a document. \throws DocumentError also when it says that the
/// document is gone.
Document to_document(std::string_view json, const Schema& schema,
                     const RecordOptions& options = {});

/// Reads the records of a source one by one. For one thread.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  /// The next record: a document that conforms to the schema or that one is gone, or why it is
  /// neither; nothing at the end. \throws ImportError when the source itself cannot be read on.
  virtual std::optional<Record> next() = 0;

  /// How much has been read, in bytes, for progress.
  virtual std::size_t bytes_read() const = 0;

  /// How many records were skipped so far, for `RecordOptions::since`.
  virtual std::size_t skipped() const { return 0; }
};

/// Opens a source. `schema` must outlive the reader. \throws ImportError when there is no such file
/// or folder, or when it cannot be read; RequestError when `since` is no date, or the lines of the
/// source have none in this schema.
std::unique_ptr<RecordReader> open_records(const std::filesystem::path& source,
                                           const Schema& schema, const RecordOptions& options = {});

}  // namespace speur
