// SPDX-License-Identifier: GPL-2.0-or-later
#include "files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "speur/error.hpp"

namespace speur::command {
namespace {

template <typename Failure>
std::string read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream || std::filesystem::is_directory(file))
    throw Failure(fmt::format("'{}' cannot be read", file));
  return text.str();
}

// Makes a schema of the text of `file`; errors name the file.
template <typename Make>
Schema schema_of(const std::string& file, Make make) {
  const auto text = read_file<SchemaError>(file);
  try {
    return make(text);
  } catch (const SchemaError& error) {
    throw SchemaError(fmt::format("{}: {}", file, error.what()));
  }
}

}  // namespace

std::string text_of(const std::string& file) { return read_file<RequestError>(file); }

std::vector<UseEvent> use_events_from(const std::string& file) {
  const auto text = text_of(file);
  try {
    return use_events_from_json(text);
  } catch (const RequestError& error) {
    throw RequestError(fmt::format("{}: {}", file, error.what()));
  }
}

Synonyms synonyms_from(const std::string& file) { return Synonyms::from_text(text_of(file)); }

Schema schema_from(const std::string& file) { return schema_of(file, Schema::from_json); }

Schema with_settings_from(const std::string& file, const Schema& schema) {
  return schema_of(file, [&](const std::string& text) { return schema.with_settings(text); });
}

Ranking ranking_from(const std::string& file, const Schema& schema) {
  const auto wanted = with_settings_from(file, schema);
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    if (schema.fields[i].weight != wanted.fields[i].weight)
      throw RequestError(fmt::format(
          "{}: field '{}' counts {} times there, and {} times in this index; field weights take "
          "effect at indexing: index again with --replace --settings {}",
          file, schema.fields[i].name, wanted.fields[i].weight, schema.fields[i].weight, file));
  return wanted.ranking;
}

void write_file(const std::string& file, std::string_view text) {
  std::ofstream stream(file, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.close();
  if (!stream) throw Error(fmt::format("'{}' cannot be written", file));
}

}  // namespace speur::command
