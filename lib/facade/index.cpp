// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "facade/answer.hpp"
#include "index/reader.hpp"
#include "index/stub.hpp"
#include "index/terms.hpp"
#include "index/writer_lock.hpp"
#include "related/duplicates.hpp"
#include "related/related.hpp"
#include "related/use.hpp"
#include "search/completions.hpp"
#include "search/facet_counts.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"

namespace speur {

class Index::Impl {
 public:
  /// What all views of an index share.
  struct Shared {
    Shared(std::filesystem::path path, const OpenOptions& options)
        : readers(std::move(path), options.cache_bytes, options.views, options.shard_timeout) {}

    index::Readers readers;
    Analyzer analyzer;
    related::Models models;
    related::UseOfIndex use;
  };

  Impl(std::shared_ptr<const Shared> all, Viewer who)
      : shared(std::move(all)), viewer(std::move(who)) {}

  /// The one way to what documents say: what the viewer may not see is not there for `action`.
  template <typename Action>
  auto read(Action action) const {
    return shared->readers.read(viewer, action);
  }

  /// For what is done to the index as a whole, and answers nobody.
  template <typename Action>
  auto read_everything(Action action) const {
    return shared->readers.read(Viewer::everything(), action);
  }

  const Analyzer& analyzer() const { return shared->analyzer; }

  std::shared_ptr<const Shared> shared;
  Viewer viewer;
};

namespace {

std::uint64_t bytes_on_disk(const std::filesystem::path& path) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& shard : index::shards_at(path))
    for (const auto& entry : std::filesystem::directory_iterator(shard.directory, error))
      if (const auto size = entry.file_size(error); !error) bytes += size;
  return bytes;
}

const collection::Profile* profile_of(const std::shared_ptr<const related::Model>& model) {
  return model ? &model->profile() : nullptr;
}

// Walks over the documents of one state.
class StoredRecords final : public RecordReader {
 public:
  explicit StoredRecords(index::Reader reader)
      : reader_(std::move(reader)),
        next_(reader_.database.postlist_begin("")),
        end_(reader_.database.postlist_end("")) {}

  std::optional<Record> next() override {
    return index::translated(reader_.snapshot->path, [&]() -> std::optional<Record> {
      if (next_ == end_) return std::nullopt;
      auto document = reader_.document(*next_);
      ++next_;
      return document;
    });
  }

  std::size_t bytes_read() const override { return 0; }

 private:
  index::Reader reader_;
  index::PostingIterator next_;
  index::PostingIterator end_;
};

IndexStats stats_of(const index::Reader& reader, const std::filesystem::path& path,
                    const collection::Profile* profile) {
  const auto& database = reader.database;
  IndexStats stats;
  stats.documents = database.get_doccount();
  stats.analyzer = Analyzer::fingerprint();  // of another one, it could not be read
  for (auto& [name, documents] : database.count_by_shard())
    stats.shards.push_back({std::move(name), documents});
  stats.revision = database.get_revision();
  stats.bytes = bytes_on_disk(path);
  stats.memory = reader.snapshot->bytes();
  stats.learnt = profile ? profile->known(*reader.lengths()) : 0;
  for (const auto& field : reader.schema().fields) {
    stats.fields[field.name] = database.get_termfreq(index::presence_term(field.name));
    if (field.kind != FieldKind::facet) continue;
    const auto column = reader.column(field.name);
    stats.facets[field.name] = static_cast<std::uint64_t>(
        std::count_if(column->values.begin(), column->values.end(),
                      [&](const std::string& value) { return search::is_listed(field, value); }));
  }
  return stats;
}

}  // namespace

Index::Index(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Index Index::create(const std::filesystem::path& path, const Schema& schema) {
  if (std::filesystem::exists(path))
    throw IndexError(fmt::format("'{}' exists already; open it, or replace it", path.string()));
  IndexWriter::replace(path, schema).commit();
  return open(path);
}

Index Index::open(const std::filesystem::path& path, const OpenOptions& options) {
  auto shared = std::make_shared<const Impl::Shared>(path, options);
  return Index(std::make_shared<const Impl>(std::move(shared), Viewer{}));
}

Index Index::as(Viewer viewer) const {
  return Index(std::make_shared<const Impl>(impl_->shared, std::move(viewer)));
}

SearchResults Index::search(const SearchRequest& request) const {
  if (request.ranking) request.ranking->validate();
  const auto start = std::chrono::steady_clock::now();
  auto results = impl_->read([&](const index::Reader& reader) {
    const auto model = impl_->shared->models.stored(reader);
    return facade::answer(request, reader, impl_->analyzer(), profile_of(model));
  });
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  results.took_ms = took.count();
  return results;
}

std::vector<Completion> Index::complete(std::string_view typed,
                                        const CompletionRequest& request) const {
  return impl_->read([&](const index::Reader& reader) {
    return search::complete(typed, request, reader, impl_->analyzer());
  });
}

RelatedItems Index::related(std::string_view id, const RelatedRequest& request) const {
  return related(Seeds{{std::string(id)}, {}}, request);
}

RelatedItems Index::related(const Seeds& seeds, const RelatedRequest& request) const {
  if (request.ranking) request.ranking->validate();
  return impl_->read([&](const index::Reader& reader) {
    const auto model = impl_->shared->models.get(reader, impl_->analyzer());
    const auto use = impl_->shared->use.get(path());
    return related::run(seeds, request, reader, impl_->analyzer(), model.get(), use.get());
  });
}

double Index::diversity(const std::vector<std::string>& ids) const {
  return impl_->read([&](const index::Reader& reader) {
    const auto model = impl_->shared->models.get(reader, impl_->analyzer());
    return related::diversity_of(ids, reader, model.get());
  });
}

std::vector<DuplicateGroup> Index::duplicates(const DuplicatesRequest& request) const {
  return impl_->read(
      [&](const index::Reader& reader) { return related::find_duplicates(request, reader); });
}

void Index::optimize() const {
  impl_->read_everything([&](const index::Reader& reader) {
    related::Model::learn(reader, impl_->analyzer()).write(related::model_file(path()));
    return true;
  });
}

UseRecorded Index::record_use(const std::vector<UseEvent>& events) const {
  const index::WriterLock lock(path(), WriterOptions{}.lock_timeout, true);
  return impl_->read_everything([&](const index::Reader& reader) {
    const auto file = related::use_file(path());
    auto use = related::read_use(file);
    UseRecorded counts;
    for (const auto& event : events) {
      related::check(event);
      const bool known =
          event.seed != event.item && reader.find(event.seed) && reader.find(event.item);
      if (known) use.add(event);
      ++(known ? counts.recorded : counts.left_out);
    }
    if (counts.recorded > 0) related::write_use(use, file);
    impl_->shared->use.forget();
    return counts;
  });
}

Explanation Index::explain(const SearchRequest& request, std::string_view id) const {
  if (request.ranking) request.ranking->validate();
  return impl_->read([&](const index::Reader& reader) {
    const auto model = impl_->shared->models.stored(reader);
    return facade::explain(request, id, reader, impl_->analyzer(), profile_of(model));
  });
}

void Index::warm_up() const {
  impl_->read([&](const index::Reader& reader) {
    reader.spelling();
    reader.completions();
    const auto model = impl_->shared->models.get(reader, impl_->analyzer());
    reader.newest_first();
    // A search reads what is left: columns, lengths, word lists, and where the index begins.
    SearchRequest request;
    request.query = "gemeente";
    for (const auto& field : reader.schema().fields)
      if (field.kind == FieldKind::facet) request.facets.emplace_back(field.name);
    facade::answer(request, reader, impl_->analyzer(), profile_of(model));
    return true;
  });
}

std::unique_ptr<RecordReader> Index::documents() const {
  return index::translated(path(), [&]() -> std::unique_ptr<RecordReader> {
    return std::make_unique<StoredRecords>(impl_->shared->readers.take(impl_->viewer));
  });
}

std::optional<Document> Index::document(std::string_view id) const {
  return impl_->read([&](const index::Reader& reader) -> std::optional<Document> {
    if (const auto found = reader.find(id)) return reader.document(*found);
    return std::nullopt;
  });
}

IndexStats Index::stats() const {
  return impl_->read([&](const index::Reader& reader) {
    const auto model = impl_->shared->models.stored(reader);
    return stats_of(reader, impl_->shared->readers.path(), profile_of(model));
  });
}

Schema Index::schema() const {
  return impl_->read([](const index::Reader& reader) { return reader.schema(); });
}

IndexWriter Index::writer(const WriterOptions& options) const {
  return IndexWriter::open(path(), options);
}

const std::filesystem::path& Index::path() const { return impl_->shared->readers.path(); }

}  // namespace speur
