// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "index/terms.hpp"
#include "related/candidates.hpp"
#include "related/source.hpp"
#include "related/storage.hpp"
#include "speur/error.hpp"

namespace speur::related {
namespace {

constexpr std::string_view format = "speur.related 1";

// Up to so many documents an index is learnt when first asked, in a second or two.
constexpr Xapian::doccount small_index = 5'000;

// Where less of it is known, a small index is learnt again.
constexpr double least_known = 0.8;

// So many documents are read for what they name.
constexpr std::size_t max_read = 2'000;

std::vector<Xapian::docid> all_documents(const Xapian::Database& database) {
  std::vector<Xapian::docid> all;
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
    all.push_back(*id);
  return all;
}

Titles read_titles(const std::vector<Xapian::docid>& documents, const index::Reader& reader,
                   const Analyzer& analyzer) {
  Titles titles;
  const auto& field = reader.schema().roles.title;
  for (const auto id : documents)
    if (const auto title = reader.document(id).first(field); !title.empty())
      titles.add(id, keys_of(analyzer.analyze(title)));
  titles.finish();
  return titles;
}

/// Who names whom, as far as it is a reference: a title in full that says enough and that not
/// everybody uses as plain words.
class NamingScan {
 public:
  void add(const Source& source, Xapian::docid id) {
    ++scanned_;
    for (const auto& named : source.named)
      if (named.weight >= 1) by_named_[named.id].push_back(id);
  }

  void add_to(References& references) const {
    const auto most = std::max<std::size_t>(5, scanned_ / 50);
    for (const auto& [named, by] : by_named_) {
      if (by.size() >= most) continue;
      for (const auto id : by) {
        references[id].insert(named);
        references[named].insert(id);
      }
    }
  }

 private:
  std::size_t scanned_ = 0;
  std::map<Xapian::docid, std::vector<Xapian::docid>> by_named_;
};

void add_declared(const Document& document, Xapian::docid id, const index::Reader& reader,
                  References& references) {
  for (const auto& relation : document.relations)
    if (const auto other = reader.find(relation.id); other && *other != id) {
      references[id].insert(*other);
      references[*other].insert(id);
    }
}

References find_references(const std::vector<Xapian::docid>& documents, const Titles& titles,
                           const index::Reader& reader, const Analyzer& analyzer) {
  References references;
  NamingScan naming;
  const auto read = std::min(max_read, documents.size());
  for (std::size_t i = 0; i < read; ++i) {
    const auto id = documents[i * documents.size() / read];
    const auto source = source_of(id, &titles, reader, analyzer);
    naming.add(source, id);
    add_declared(source.document, id, reader, references);
  }
  naming.add_to(references);
  return references;
}

std::vector<Xapian::docid> look_alikes(Xapian::docid id, const index::Reader& reader,
                                       const Analyzer& analyzer) {
  constexpr std::size_t wanted = 10;
  const auto source = source_of(id, nullptr, reader, analyzer);
  std::vector<Xapian::docid> alike;
  const matching::Selection everything({}, false);
  for (const auto& candidate : candidates_by_terms(source.terms, wanted + 1, everything, reader))
    if (candidate.id != id && alike.size() < wanted) alike.push_back(candidate.id);
  return alike;
}

void write_text(std::ostream& out, std::string_view text) { write_all(out, text); }

std::string read_text(std::istream& in) {
  std::string text;
  read_all(in, text);
  return text;
}

}  // namespace

Model Model::learn(const index::Reader& reader, const Analyzer& analyzer) {
  const auto& database = reader.database;
  const auto documents = all_documents(database);
  Model model;
  model.uuid_ = database.get_uuid();
  model.revision_ = database.get_revision();
  model.lengths_ = reader.lengths()->of;
  model.titles_ = read_titles(documents, reader, analyzer);
  model.affinities_ =
      learn_affinities(reader, find_references(documents, model.titles_, reader, analyzer),
                       [&](Xapian::docid id) { return look_alikes(id, reader, analyzer); });
  model.term_vectors_ = TermVectors::learn(database, documents);
  model.vectors_.resize(model.lengths_.size());
  for (const auto id : documents)
    model.vectors_[id] = model.term_vectors_.vector_of(terms_of(database, id));
  return model;
}

bool Model::knows(Xapian::docid id, const index::DocumentLengths& lengths) const {
  return id < lengths_.size() && id < lengths.of.size() && lengths_[id] == lengths.of[id];
}

double Model::share_known(const index::DocumentLengths& lengths) const {
  double known = 0;
  double all = 0;
  for (Xapian::docid id = 1; id < lengths.of.size(); ++id) {
    if (!lengths.live.holds(id)) continue;
    ++all;
    if (knows(id, lengths)) ++known;
  }
  return all > 0 ? known / all : 1;
}

bool Model::is_of(const Xapian::Database& database) const {
  return uuid_ == database.get_uuid() && revision_ <= database.get_revision();
}

void Model::write(const std::filesystem::path& file) const {
  auto fresh = file;
  fresh += ".tmp";
  std::ofstream out(fresh, std::ios::binary);
  write_text(out, format);
  write_text(out, uuid_);
  write_all(out, std::vector{revision_});
  write_text(out, affinities_.to_json());
  titles_.write(out);
  term_vectors_.write(out);
  write_all(out, lengths_);
  write_all(out, vectors_);
  write_text(out, format);  // whoever reads this has read all of it
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(fresh, file, error);
  if (out && !error) return;
  std::filesystem::remove(fresh, error);
  throw IndexError(fmt::format("'{}' could not be written", file.string()));
}

std::optional<Model> Model::read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || read_text(in) != format) return std::nullopt;
  Model model;
  model.uuid_ = read_text(in);
  std::vector<std::uint64_t> revision;
  read_all(in, revision);
  const auto affinities = read_text(in);
  model.titles_ = Titles::read(in);
  model.term_vectors_ = TermVectors::read(in);
  read_all(in, model.lengths_);
  read_all(in, model.vectors_);
  if (read_text(in) != format || revision.size() != 1 ||
      model.vectors_.size() != model.lengths_.size())
    return std::nullopt;
  model.revision_ = revision.front();
  try {
    model.affinities_ = Affinities::from_json(affinities);
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
  return model;
}

std::filesystem::path model_file(const std::filesystem::path& index) {
  return index / "related.speur";
}

std::shared_ptr<const Model> Models::get(const index::Reader& reader,
                                         const Analyzer& analyzer) const {
  const auto file = model_file(reader.snapshot->path);
  std::error_code none;
  const Key key{reader.snapshot->stamp, std::filesystem::last_write_time(file, none)};
  const std::lock_guard lock(mutex_);
  if (key == key_) return model_;
  if (!model_ || key.stored != key_.stored)
    if (auto stored = Model::read(file)) model_ = std::make_shared<const Model>(std::move(*stored));
  if (model_ && !model_->is_of(reader.database)) model_ = nullptr;
  if (reader.database.get_doccount() <= small_index &&
      (!model_ || model_->share_known(*reader.lengths()) < least_known))
    model_ = std::make_shared<const Model>(Model::learn(reader, analyzer));
  key_ = key;
  return model_;
}

}  // namespace speur::related
