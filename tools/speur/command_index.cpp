// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <thread>

#include "commands.hpp"
#include "files.hpp"
#include "print.hpp"
#include "progress.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"
#include "speur/index.hpp"

namespace speur::command {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string index;
  std::vector<std::string> sources;
  std::string schema;
  std::string settings;
  std::string synonyms;
  RecordFormat format = RecordFormat::automatic;
  bool replace = false;
  bool strict = false;
  bool warn_duplicates = false;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
};

Schema read_schema(const Options& options) {
  auto schema = options.schema.empty() ? Schema::knowledge_product() : schema_from(options.schema);
  return options.settings.empty() ? schema : with_settings_from(options.settings, schema);
}

IndexWriter open_writer(const Options& options) {
  const auto schema = read_schema(options);
  WriterOptions how;
  how.threads = options.threads;
  if (options.replace) return IndexWriter::replace(options.index, schema, how);
  auto writer = IndexWriter::open_or_create(options.index, schema, how);
  const bool asked = !options.schema.empty() || !options.settings.empty();
  if (asked && schema != writer.schema())
    throw IndexError(
        fmt::format("index '{}': it was made with another schema or other settings; add --replace "
                    "to rebuild it with '{}'",
                    options.index, options.schema.empty() ? options.settings : options.schema));
  return writer;
}

std::uint64_t size_of(const std::string& source) {
  std::error_code error;
  if (!fs::is_directory(source, error)) {
    const auto size = fs::file_size(source, error);
    return error ? 0 : size;
  }
  std::uint64_t bytes = 0;
  auto entry = fs::recursive_directory_iterator(
      source, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code unknown;
    if (const auto size = entry->file_size(unknown); !unknown && entry->path().extension() == ".md")
      bytes += size;
  }
  return bytes;
}

// Remembers which documents went by, but for those that are gone again.
class Watched final : public RecordReader {
 public:
  Watched(RecordReader& records, std::set<std::string>& ids) : records_(records), ids_(ids) {}

  std::optional<Record> next() override {
    auto record = records_.next();
    if (!record) return record;
    if (const auto* document = std::get_if<Document>(&*record)) ids_.insert(document->id);
    if (const auto* removal = std::get_if<Removal>(&*record)) ids_.erase(removal->id);
    return record;
  }

  std::size_t bytes_read() const override { return records_.bytes_read(); }

 private:
  RecordReader& records_;
  std::set<std::string>& ids_;
};

class Run {
 public:
  explicit Run(const Options& options) : options_(options), total_bytes_(total_bytes(options)) {}

  int run() {
    auto writer = open_writer(options_);
    if (!options_.synonyms.empty()) set_synonyms(writer);
    for (const auto& source : options_.sources) {
      add_source(source, writer);
      if (options_.strict && total_.refused > 0) {
        bar_.clear();
        fmt::print(stderr, "speur: stopped at the refused record; nothing was changed\n");
        return records_refused;
      }
    }
    writer.commit();
    report();
    if (options_.warn_duplicates) warn_of_duplicates();
    learn();
    return total_.refused > 0 ? records_refused : done;
  }

 private:
  static std::uint64_t total_bytes(const Options& options) {
    std::uint64_t bytes = 0;
    for (const auto& source : options.sources) bytes += size_of(source);
    return bytes;
  }

  ImportProgress with(const ImportProgress& progress) const {
    return {total_.added + progress.added, total_.updated + progress.updated,
            total_.removed + progress.removed, total_.refused + progress.refused};
  }

  void add_source(const std::string& source, IndexWriter& writer) {
    const auto schema = writer.schema();
    const auto records = open_records(source, schema, {.format = options_.format});
    ImportOptions options{options_.strict, {}, {}};
    options.on_refusal = [&](const Refusal& refusal) {
      bar_.clear();
      fmt::print(stderr, "{}\n", printable(refusal.text()));
    };
    options.on_progress = [&](const ImportProgress& progress) {
      any_record_ = true;
      show(with(progress), bytes_ + records->bytes_read());
      return true;
    };
    if (options_.warn_duplicates) {
      Watched watched(*records, ids_);
      total_ = with(import_records(writer, watched, options));
    } else {
      total_ = with(import_records(writer, *records, options));
    }
    bytes_ += records->bytes_read();
  }

  void set_synonyms(IndexWriter& writer) {
    const auto synonyms = synonyms_from(options_.synonyms);
    for (const auto& [line, message] : synonyms.warnings())
      fmt::print(stderr, "{}:{}: {}\n", options_.synonyms, line, printable(message));
    writer.set_synonyms(synonyms);
  }

  void show(const ImportProgress& progress, std::uint64_t bytes_read) {
    const auto documents = progress.added + progress.updated;
    bar_.show(bytes_read, total_bytes_,
              fmt::format("{} documents, {:.0f} docs/s", documents,
                          static_cast<double>(documents) / bar_.seconds()));
  }

  void report() {
    bar_.clear();
    const auto documents = total_.added + total_.updated;
    const auto seconds = bar_.seconds();
    const auto removed =
        total_.removed > 0 ? fmt::format("{} removed, ", total_.removed) : std::string();
    fmt::print("{}: {} added, {} updated, {}{} refused, in {:.1f} s ({:.0f} docs/s)\n",
               options_.index, total_.added, total_.updated, removed, total_.refused, seconds,
               static_cast<double>(documents) / seconds);
    if (!any_record_) fmt::print(stderr, "speur: there was no record to index\n");
  }

  // Of the documents that were added or updated now, those that are nearly the same as another.
  void warn_of_duplicates() const {
    if (ids_.empty()) return;
    const std::vector<std::string> now(ids_.begin(), ids_.end());
    for (const auto& group :
         Index::open(options_.index).as(Viewer::everything()).duplicates({.ids = now}))
      for (const auto& document : group.documents)
        if (ids_.contains(document.id))
          fmt::print(stderr, "{}: {} % the same as {}\n", printable(document.id),
                     percent(document.likeness), printable(document.nearest));
  }

  // What related items use of the collection as a whole, once much of it has changed.
  void learn() const {
    const auto index = Index::open(options_.index).as(Viewer::everything());
    const auto documents = index.stats().documents;
    const auto changed = total_.added + total_.updated + total_.removed;
    if (documents > 0 && 5 * changed >= documents) index.optimize();
  }

  const Options& options_;
  ProgressBar bar_;
  std::uint64_t total_bytes_;
  ImportProgress total_;
  std::uint64_t bytes_ = 0;
  bool any_record_ = false;
  std::set<std::string> ids_;  // of what was added or updated, if duplicates are asked for
};

}  // namespace

void register_index(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "index", "Add or update documents, and remove those that\nrecords say are gone");
  add_index(*command, options->index);
  command
      ->add_option("SOURCE", options->sources,
                   "JSON Lines files, Markdown files, or folders\nof Markdown files")
      ->required();
  command->add_option("--schema", options->schema,
                      "JSON file that says what a document has\n(a knowledge product)");
  command->add_option("--settings", options->settings,
                      "JSON file with field weights and ranking, as\n'speur tune' writes it");
  command->add_option(
      "--synonyms", options->synonyms,
      "Text file with the portal's own synonyms:\nlines such as 'woo = wet open overheid'");
  add_choice<RecordFormat>(*command, "--format", options->format,
                           {{"auto", RecordFormat::automatic},
                            {"jsonl", RecordFormat::json_lines},
                            {"markdown", RecordFormat::markdown}},
                           "auto, jsonl or markdown (auto)");
  command->add_flag("--replace", options->replace,
                    "Build a new index, and put it in the place\nof the old one when it is done");
  command->add_flag("--strict", options->strict,
                    "Stop at the first refused record, and change\nnothing");
  command->add_flag("--warn-duplicates", options->warn_duplicates,
                    "Say which of the documents are nearly the same\nas another one in the index");
  command
      ->add_option("--threads", options->threads,
                   "How many threads build a new index (as many as\nthe machine has)")
      ->check(CLI::Range(1, 64));
  command->callback([options, &status] { status = Run(*options).run(); });
}

}  // namespace speur::command
