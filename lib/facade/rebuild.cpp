// SPDX-License-Identifier: GPL-2.0-or-later
// An index made anew from what it keeps, and copies of it.
#include <fmt/format.h>

#include <chrono>
#include <system_error>

#include "facade/stored_index.hpp"
#include "index/directory.hpp"
#include "index/stub.hpp"
#include "index/terms.hpp"
#include "index/writer_lock.hpp"
#include "index/xapian_errors.hpp"
#include "related/model.hpp"
#include "related/use.hpp"
#include "speur/error.hpp"
#include "speur/index.hpp"
#include "speur/index_writer.hpp"
#include "speur/maintenance.hpp"

namespace speur {
namespace {

namespace fs = std::filesystem;

using OnLoss = std::function<void(const std::string& document, const std::string& why)>;

// `on_loss` says what to do with what cannot be kept; nothing is changed if it throws.
RebuildReport rebuilt(const fs::path& path, const std::optional<Schema>& schema,
                      const OnLoss& on_loss) {
  index::refuse_stub(path, "make each of them anew by itself");
  RebuildReport report;
  const bool had_model = fs::exists(related::model_file(path));
  // No other writer can change the index after it is read and before it is replaced.
  const facade::StoredIndex unlocked(path);
  auto writer = IndexWriter::replace(path, schema.value_or(unlocked.schema()));
  const facade::StoredIndex stored(path);
  report.differences = stored.differences();
  if (schema && *schema != stored.schema()) report.differences.emplace_back("schema");
  index::translated(path, [&] {
    writer.set_synonyms(Synonyms::from_text(stored.database().get_metadata(index::synonyms_key)));
    const auto lose = [&](const std::string& document, const std::string& why) {
      on_loss(document, why);
      report.lost.push_back({document, why});
    };
    stored.for_each_document(
        [&](Xapian::docid, const Document& document) {
          try {
            if (writer.add(document)) ++report.documents;
          } catch (const DocumentError& error) {
            lose(document.id, error.what());
          }
        },
        lose);
  });
  writer.commit();
  if (had_model) Index::open(path).optimize();
  return report;
}

void copy_files(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::create_directory(to);
  for (const auto& entry : fs::directory_iterator(from))
    if (const auto name = entry.path().filename();
        name != "flintlock" && name.extension() != ".tmp")
      fs::copy_file(entry.path(), to / name);
}

// Xapian writes over nothing that the newest committed state is made of, until the next is
// committed: what was copied while none was, is that state. The version file tells it.
bool copy_state(const fs::path& from, const fs::path& to) {
  const auto before = index::stamp_of(from);
  try {
    copy_files(from, to);
  } catch (const fs::filesystem_error& error) {
    // A file of an index that was replaced meanwhile, or of a commit that is going on.
    if (error.code() != std::errc::no_such_file_or_directory) throw;
    return false;
  }
  return index::stamp_of(from) == before;
}

void copy_hot(const fs::path& from, const fs::path& to) {
  constexpr int attempts = 20;
  for (int attempt = 0; attempt < attempts; ++attempt)
    if (copy_state(from, to)) return;
  const index::WriterLock lock(from, WriterOptions{}.lock_timeout, false);
  if (!copy_state(from, to))
    throw IndexError(fmt::format("index '{}': it changes faster than it can be copied; try again",
                                 from.string()));
}

}  // namespace

RebuildReport reindex(const fs::path& given, const std::optional<Schema>& schema) {
  const auto path = index::without_trailing_slash(given);
  return rebuilt(path, schema, [&](const std::string& document, const std::string& why) {
    throw IndexError(
        fmt::format("index '{}': document {}: {}; nothing was changed, a repair leaves "
                    "such documents out",
                    path.string(), document, why));
  });
}

RebuildReport repair(const fs::path& given) {
  const auto path = index::without_trailing_slash(given);
  return rebuilt(path, std::nullopt, [](const std::string&, const std::string&) {});
}

std::uint64_t snapshot(const fs::path& given, const fs::path& given_to) {
  const auto path = index::without_trailing_slash(given);
  index::refuse_stub(path, "copy each of them by itself");
  const auto to = index::without_trailing_slash(given_to);
  index::stamp_of(path);
  if (fs::exists(to))
    throw IndexError(fmt::format("'{}' exists already; name a new directory", to.string()));
  const auto fresh = fs::path(to).concat(".new");
  if (fs::exists(fresh) && !index::is_index(fresh) && !index::holds_only_glass_files(fresh))
    throw IndexError(
        fmt::format("'{}' exists and is no index; it will not be overwritten", fresh.string()));
  try {
    copy_hot(path, fresh);
    const auto use = related::use_file(path);
    if (fs::exists(use))
      fs::copy_file(use, related::use_file(to), fs::copy_options::overwrite_existing);
    // Opened before it gets its name: what cannot be read is no copy.
    const auto revision =
        index::translated(fresh, [&] { return index::open_database(fresh).get_revision(); });
    fs::rename(fresh, to);
    return revision;
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove_all(fresh, ignored);
    throw IndexError(
        fmt::format("'{}' cannot be written: {}", to.string(), error.code().message()));
  }
}

}  // namespace speur
