// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "index/reader.hpp"
#include "index/terms.hpp"
#include "present/highlight.hpp"
#include "query/messages.hpp"
#include "query/query.hpp"
#include "related/related.hpp"
#include "search/compile.hpp"
#include "search/explain.hpp"
#include "search/facet_counts.hpp"
#include "search/search.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"

namespace speur {

class Index::Impl {
 public:
  explicit Impl(std::filesystem::path path) : readers(std::move(path)) {}

  index::Readers readers;
  Analyzer analyzer;
};

namespace {

std::uint64_t bytes_on_disk(const std::filesystem::path& path) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(path, error))
    if (const auto size = entry.file_size(error); !error) bytes += size;
  return bytes;
}

Hit make_hit(const search::Ranked& ranked, const SearchRequest& request,
             const present::WantedWords& wanted, const index::Reader& reader,
             const Analyzer& analyzer) {
  const auto& schema = reader.schema();
  Hit hit;
  hit.score = ranked.score;
  hit.document = reader.document(ranked.id);
  hit.id = hit.document.id;
  hit.title = present::mark(hit.document.first(schema.roles.title), wanted, analyzer);
  hit.url = hit.document.first(schema.roles.url);
  hit.snippet = present::snippet(hit.document, schema, wanted, analyzer, request.snippet_bytes);
  return hit;
}

// A value that no document has is more likely a slip than a wish.
void add_unknown_values(const query::Query& query, const SearchRequest& request,
                        const index::Reader& reader, std::vector<Diagnostic>& diagnostics) {
  const auto* message = query::unknown_value.in(request.language);
  query::for_each_wanted(query, [&](const auto& leaf) {
    if constexpr (std::is_same_v<std::decay_t<decltype(leaf)>, query::Value>)
      if (search::terms_of(leaf, reader).empty())
        diagnostics.push_back(
            {leaf.begin, leaf.end, fmt::format(fmt::runtime(message), leaf.text)});
  });
}

SearchResults search_in(const SearchRequest& request, const index::Reader& reader,
                        const Analyzer& analyzer) {
  auto parsed = query::parse(request.query, reader.schema(), analyzer, request.language);
  auto found = search::run(request, parsed.query, reader);
  SearchResults results;
  results.query = request.query;
  results.total = found.total;
  const auto wanted = present::wanted_words(parsed.query);
  for (const auto& ranked : found.ranked) {
    results.hits.push_back(make_hit(ranked, request, wanted, reader, analyzer));
    results.hits.back().rank = request.offset + results.hits.size();
  }
  results.facets = std::move(found.facets);
  results.applied = {std::move(found.filters), found.sort, request.match,
                     std::move(parsed.stop_words)};
  results.diagnostics = std::move(parsed.diagnostics);
  add_unknown_values(parsed.query, request, reader, results.diagnostics);
  return results;
}

// Walks over the documents of one state.
class StoredRecords final : public RecordReader {
 public:
  explicit StoredRecords(index::Reader reader)
      : reader_(std::move(reader)),
        next_(reader_.database.postlist_begin("")),
        end_(reader_.database.postlist_end("")) {}

  std::optional<std::variant<Document, Refusal>> next() override {
    return index::translated(reader_.snapshot->path,
                             [&]() -> std::optional<std::variant<Document, Refusal>> {
                               if (next_ == end_) return std::nullopt;
                               auto document = reader_.document(*next_);
                               ++next_;
                               return document;
                             });
  }

  std::size_t bytes_read() const override { return 0; }

 private:
  index::Reader reader_;
  Xapian::PostingIterator next_;
  Xapian::PostingIterator end_;
};

IndexStats stats_of(const index::Reader& reader, const std::filesystem::path& path) {
  const auto& database = reader.database;
  IndexStats stats;
  stats.documents = database.get_doccount();
  stats.analyzer = database.get_metadata(index::analyzer_key);
  stats.revision = database.get_revision();
  stats.bytes = bytes_on_disk(path);
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

Index Index::open(const std::filesystem::path& path) {
  return Index(std::make_shared<const Impl>(path));
}

SearchResults Index::search(const SearchRequest& request) const {
  if (request.ranking) request.ranking->validate();
  const auto start = std::chrono::steady_clock::now();
  auto results = impl_->readers.read(
      [&](const index::Reader& reader) { return search_in(request, reader, impl_->analyzer); });
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  results.took_ms = took.count();
  return results;
}

RelatedItems Index::related(std::string_view id, const RelatedRequest& request) const {
  if (request.ranking) request.ranking->validate();
  return impl_->readers.read([&](const index::Reader& reader) {
    return related::run(id, request, reader, impl_->analyzer);
  });
}

Explanation Index::explain(const SearchRequest& request, std::string_view id) const {
  if (request.ranking) request.ranking->validate();
  return impl_->readers.read([&](const index::Reader& reader) {
    const auto parsed =
        query::parse(request.query, reader.schema(), impl_->analyzer, request.language);
    return search::explain(request, parsed.query, reader.get(id), reader, impl_->analyzer);
  });
}

std::unique_ptr<RecordReader> Index::documents() const {
  return index::translated(path(), [&]() -> std::unique_ptr<RecordReader> {
    return std::make_unique<StoredRecords>(impl_->readers.take());
  });
}

std::optional<Document> Index::document(std::string_view id) const {
  return impl_->readers.read([&](const index::Reader& reader) -> std::optional<Document> {
    if (const auto found = reader.find(id)) return reader.document(*found);
    return std::nullopt;
  });
}

IndexStats Index::stats() const {
  return impl_->readers.read(
      [&](const index::Reader& reader) { return stats_of(reader, impl_->readers.path()); });
}

Schema Index::schema() const {
  return impl_->readers.read([](const index::Reader& reader) { return reader.schema(); });
}

IndexWriter Index::writer(const WriterOptions& options) const {
  return IndexWriter::open(path(), options);
}

const std::filesystem::path& Index::path() const { return impl_->readers.path(); }

}  // namespace speur
