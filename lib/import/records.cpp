// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/records.hpp"

#include <fmt/format.h>

#include "import/record.hpp"
#include "speur/error.hpp"

namespace speur {

std::string Refusal::text() const { return fmt::format("{}:{}: {}", file, line, reason); }

std::unique_ptr<RecordReader> open_records(const std::filesystem::path& source,
                                           const Schema& schema, const RecordOptions& options) {
  std::error_code error;
  const auto status = std::filesystem::status(source, error);
  if (!std::filesystem::exists(status))
    throw ImportError(fmt::format("'{}': there is no such file or folder", source.string()));
  const bool folder = std::filesystem::is_directory(status);
  const bool markdown = options.format == RecordFormat::automatic
                            ? folder || source.extension() == ".md"
                            : options.format == RecordFormat::markdown;
  if (folder && !markdown)
    throw ImportError(
        fmt::format("'{}' is a folder; JSON Lines are read from a file", source.string()));
  return markdown ? import::open_markdown(source, schema, options)
                  : import::open_json_lines(source, schema, options);
}

}  // namespace speur
