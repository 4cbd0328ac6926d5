// SPDX-License-Identifier: GPL-2.0-or-later
#include "index.hpp"

#include "completion.hpp"
#include "document.hpp"
#include "duplicates.hpp"
#include "interruption.hpp"
#include "json.hpp"
#include "module.hpp"
#include "records.hpp"
#include "related.hpp"
#include "search.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"
#include "speur/json.hpp"
#include "value_class.hpp"

namespace speur::python {

Index OpenIndex::get() {
  if (!index_) throw IndexError("the index is closed");
  return *index_;
}

std::shared_ptr<const Schema> OpenIndex::schema_of(const Index& index) {
  const auto stamp = stamp_of(index);
  if (!schema_ || !stamp || stamp != schema_stamp_) {
    auto schema = without_gil([&] { return std::make_shared<const Schema>(index.schema()); });
    schema_ = std::move(schema);
    schema_stamp_ = stamp;
  }
  return schema_;
}

std::optional<OpenIndex::Stamp> OpenIndex::stamp_of(const Index& index) {
  struct stat status {};
  // A file names shards, of which it says nothing when one gets another schema.
  if (stat(index.path().c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return std::nullopt;
  return Stamp{status.st_dev, status.st_ino, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
}

namespace {

std::shared_ptr<OpenIndex> create(py::handle at, const Schema& schema) {
  const auto path = path_from(at, "path");
  const py::gil_scoped_release released;
  return std::make_shared<OpenIndex>(Index::create(path, schema));
}

constexpr std::array open_options{
    option<OpenOptions, &OpenOptions::cache_bytes>("cache_bytes"),
    option<OpenOptions, &OpenOptions::views>("views"),
    option<OpenOptions, &OpenOptions::shard_timeout>("shard_timeout"),
};

std::shared_ptr<OpenIndex> viewed_by(OpenIndex& self, const py::tuple& tokens, bool all) {
  Viewer viewer;
  viewer.all = all;
  for (const auto& token : tokens) viewer.tokens.push_back(text_from(token, "token"));
  return std::make_shared<OpenIndex>(self.get().as(std::move(viewer)));
}

py::tuple sync_with(OpenIndex& self, Records& records, bool full) {
  const auto index = self.get();
  py::list refusals;
  SyncOptions options{full, [&](const Refusal& refusal) {
                        const py::gil_scoped_acquire gil;
                        refusals.append(py::cast(std::make_shared<Refusal>(refusal)));
                      }};
  const auto counts =
      records.reader.with([&](RecordReader& reader) { return sync(index, reader, options); });
  return py::make_tuple(counts.added, counts.updated, counts.unchanged, counts.removed,
                        std::move(refusals), counts.skipped);
}

std::shared_ptr<OpenIndex> open(py::handle at, const py::dict& given) {
  const auto path = path_from(at, "path");
  OpenOptions options;
  set_options(options, given, open_options);
  const py::gil_scoped_release released;
  return std::make_shared<OpenIndex>(Index::open(path, options));
}

SearchRequest request_from(py::handle query, const py::dict& options) {
  SearchRequest request;
  request.query = text_from(query, "query");
  set_options(request, options, search_options);
  return request;
}

std::shared_ptr<SearchAnswer> search(OpenIndex& self, py::handle query, const py::dict& options) {
  const auto request = request_from(query, options);
  const auto index = self.get();
  auto answer = std::make_shared<SearchAnswer>();
  answer->results = without_gil([&] { return index.search(request); });
  answer->schema = self.schema_of(index);
  for (auto& diagnostic : answer->results.diagnostics) {
    diagnostic.begin = characters_before(request.query, diagnostic.begin);
    diagnostic.end = characters_before(request.query, diagnostic.end);
  }
  return answer;
}

std::shared_ptr<RelatedAnswer> related(OpenIndex& self, const py::tuple& ids, py::handle text,
                                       const py::dict& options) {
  Seeds seeds;
  for (const auto& id : ids) seeds.ids.push_back(text_from(id, "id"));
  seeds.text = text_from(text, "text");
  RelatedRequest request;
  set_options(request, options, related_options);
  const auto index = self.get();
  auto related = without_gil([&] { return index.related(seeds, request); });
  return std::make_shared<RelatedAnswer>(RelatedAnswer{std::move(related), self.schema_of(index)});
}

double diversity(OpenIndex& self, py::handle given) {
  std::vector<std::string> ids;
  read(given, "ids", ids);
  const auto index = self.get();
  return without_gil([&] { return index.diversity(ids); });
}

std::shared_ptr<Explanation> explain(OpenIndex& self, py::handle query, py::handle id,
                                     const py::dict& options) {
  const auto request = request_from(query, options);
  const auto document = text_from(id, "id");
  const auto index = self.get();
  const py::gil_scoped_release released;
  return std::make_shared<Explanation>(index.explain(request, document));
}

py::object complete(OpenIndex& self, py::handle typed, const py::dict& options) {
  const auto text = text_from(typed, "typed");
  CompletionRequest request;
  set_options(request, options, completion_options);
  const auto index = self.get();
  const auto completions = std::make_shared<std::vector<Completion>>(
      without_gil([&] { return index.complete(text, request); }));
  return part_of(completions, *completions);
}

py::object duplicates(OpenIndex& self, const py::dict& options) {
  DuplicatesRequest request;
  set_options(request, options, duplicates_options);
  const auto index = self.get();
  const auto groups = std::make_shared<std::vector<DuplicateGroup>>(
      without_gil([&] { return index.duplicates(request); }));
  return part_of(groups, *groups);
}

py::tuple record_use(OpenIndex& self, py::handle lines) {
  const auto events = use_events_from_json(text_from(lines, "events"));
  const auto index = self.get();
  const auto counts = without_gil([&] { return index.record_use(events); });
  return py::make_tuple(counts.recorded, counts.left_out);
}

void optimize(OpenIndex& self) {
  const auto index = self.get();
  without_gil([&] { index.optimize(); });
}

void warm_up(OpenIndex& self) {
  const auto index = self.get();
  without_gil([&] { index.warm_up(); });
}

std::shared_ptr<KnownDocument> document(OpenIndex& self, py::handle id) {
  const auto text = text_from(id, "id");
  const auto index = self.get();
  auto found = without_gil([&] { return index.document(text); });
  if (!found) return nullptr;
  return std::make_shared<KnownDocument>(
      KnownDocument{std::make_shared<const Document>(*std::move(found)), self.schema_of(index)});
}

std::shared_ptr<Records> documents(OpenIndex& self) {
  const auto index = self.get();
  auto reader = without_gil([&] { return index.documents(); });
  return std::shared_ptr<Records>(
      new Records{index, self.schema_of(index), {"the reader", std::move(reader)}});
}

std::shared_ptr<IndexStats> stats(OpenIndex& self) {
  const auto index = self.get();
  const py::gil_scoped_release released;
  return std::make_shared<IndexStats>(index.stats());
}

std::shared_ptr<Schema> schema(OpenIndex& self) {
  return std::const_pointer_cast<Schema>(self.schema_of(self.get()));
}

}  // namespace

void add_index(py::module_& module) {
  ValueClass<ShardStats>(module, "ShardStats", "One of the indexes that an index is made of.")
      .field("name", &ShardStats::name, "Its directory, or HOST:PORT.")
      .field("documents", &ShardStats::documents, "How many.")
      .method(
          "to_dict",
          [](const ShardStats& self) {
            return py::dict(py::arg("name") = to_python(self.name),
                            py::arg("documents") = self.documents);
          },
          "to_dict(self)\n--\n\nThe same as a dict of plain values.");
  ValueClass<IndexStats>(module, "IndexStats", "What an index holds.")
      .field("documents", &IndexStats::documents, "How many.")
      .field("fields", &IndexStats::fields,
             "A dict: per field, documents that have a value for it.")
      .field("facets", &IndexStats::facets,
             "A dict: per facet, the different values that it lists.")
      .field("analyzer", &IndexStats::analyzer, "Fingerprint of the analyser it was made with.")
      .field("revision", &IndexStats::revision, "Grows with every commit.")
      .field("bytes", &IndexStats::bytes, "On disk.")
      .field("memory", &IndexStats::memory,
             "Bytes of memory that what was read for searching takes now, shared by all threads.")
      .field("learnt", &IndexStats::learnt,
             "Documents that are as they were when optimize() last learnt from them.")
      .field("shards", &IndexStats::shards,
             "A tuple: the indexes that this one is made of; empty where it is one by itself.")
      .method(
          "to_json", [](const IndexStats& self) { return to_python(to_json(self)); },
          "to_json(self)\n--\n\nThe numbers as JSON text, of the shape of `speur stats --json`.")
      .method(
          "to_dict", [](const IndexStats& self) { return loads(to_json(self)); },
          "to_dict(self)\n--\n\nThe same as a dict of plain values.");
  py::class_<OpenIndex, std::shared_ptr<OpenIndex>>(module, "OpenIndex", "What speur.Index holds.")
      .def_static("create", &create, "create(path, schema)\n--\n\n")
      .def_static("open", &open, "open(path, options)\n--\n\n")
      .def("viewed_by", &viewed_by, "viewed_by(self, tokens, all)\n--\n\n")
      .def("sync", &sync_with, "sync(self, records, full)\n--\n\n")
      .def("search", &search, "search(self, query, options)\n--\n\n")
      .def("complete", &complete, "complete(self, typed, options)\n--\n\n")
      .def("optimize", &optimize, "optimize(self)\n--\n\n")
      .def("warm_up", &warm_up, "warm_up(self)\n--\n\n")
      .def("related", &related, "related(self, ids, text, options)\n--\n\n")
      .def("diversity", &diversity, "diversity(self, ids)\n--\n\n")
      .def("duplicates", &duplicates, "duplicates(self, options)\n--\n\n")
      .def("record_use", &record_use, "record_use(self, events)\n--\n\n")
      .def("explain", &explain, "explain(self, query, id, options)\n--\n\n")
      .def("document", &document, "document(self, id)\n--\n\n")
      .def("documents", &documents, "documents(self)\n--\n\n")
      .def("stats", &stats, "stats(self)\n--\n\n")
      .def("schema", &schema, "schema(self)\n--\n\n")
      .def("close", &OpenIndex::close, "close(self)\n--\n\n")
      .def_property_readonly("closed", &OpenIndex::is_closed);
}

}  // namespace speur::python
