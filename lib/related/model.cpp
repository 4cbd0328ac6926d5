// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "collection/storage.hpp"
#include "index/terms.hpp"
#include "related/candidates.hpp"
#include "related/source.hpp"
#include "speur/error.hpp"

namespace speur::related {
namespace {

constexpr std::string_view format = "speur.related 4";

// Up to so many documents an index is learnt when first asked, in a second or two.
constexpr Xapian::doccount small_index = 5'000;

// Where less of it is known, a small index is learnt again.
constexpr double least_known = 0.8;

// So many documents are read for what they name.
constexpr std::size_t max_read = 2'000;

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

References find_references(const std::vector<Xapian::docid>& documents,
                           const collection::Titles& titles, const index::Reader& reader,
                           const Analyzer& analyzer) {
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
  const matching::Selection everything({});
  for (const auto& candidate : candidates_by_terms(source.terms, wanted + 1, everything, reader))
    if (candidate.id != id && alike.size() < wanted) alike.push_back(candidate.id);
  return alike;
}

void write_text(std::ostream& out, std::string_view text) { collection::write_all(out, text); }

bool is_of(const Model& model, const index::View& database) {
  return model.is_of(database.get_uuid(), database.get_revision());
}

}  // namespace

Model Model::learn(const index::Reader& reader, const Analyzer& analyzer) {
  Model model;
  model.uuid_ = reader.database.get_uuid();
  model.revision_ = reader.database.get_revision();
  model.profile_ = collection::Profile::learn(reader, analyzer);
  const auto references =
      find_references(reader.database.documents(), model.profile_.titles(), reader, analyzer);
  model.affinities_ = learn_affinities(
      reader, references, [&](Xapian::docid id) { return look_alikes(id, reader, analyzer); });
  return model;
}

bool Model::is_of(std::string_view uuid, std::uint64_t revision) const {
  return uuid_ == uuid && revision_ <= revision;
}

void Model::write(const std::filesystem::path& file) const {
  auto fresh = file;
  fresh += ".tmp";
  std::ofstream out(fresh, std::ios::binary);
  write_text(out, format);
  write_text(out, uuid_);
  collection::write_all(out, std::vector{revision_});
  write_text(out, affinities_.to_json());
  profile_.write(out);
  write_text(out, format);  // whoever reads this has read all of it
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(fresh, file, error);
  if (out && !error) return;
  std::filesystem::remove(fresh, error);
  throw IndexError(fmt::format("'{}' could not be written", file.string()));
}

std::optional<Model> Model::read(const std::filesystem::path& file) {
  collection::StorageReader in(file);
  if (in.failed() || in.next_text() != format) return std::nullopt;
  Model model;
  model.uuid_ = in.next_text();
  const auto revision = in.next<std::uint64_t>();
  const auto affinities = in.next_text();
  model.profile_ = collection::Profile::read(in);
  if (in.failed() || in.next_text() != format || revision.size() != 1) return std::nullopt;
  model.revision_ = revision.front();
  try {
    model.affinities_ = Affinities::from_json(affinities);
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
  return model;
}

std::filesystem::path model_file(const std::filesystem::path& index) {
  // Shards are named by a file, which has nothing in it.
  if (std::filesystem::is_regular_file(index))
    return std::filesystem::path(index).concat(".related.speur");
  return index / "related.speur";
}

std::shared_ptr<const Model> Models::stored(const index::Reader& reader) const {
  const auto file = model_file(reader.snapshot->path);
  std::error_code error;
  const auto written = std::filesystem::last_write_time(file, error);
  const std::lock_guard lock(mutex_);
  if (error) {
    stored_ = nullptr;
    written_ = {};
  } else if (written != written_) {
    auto model = Model::read(file);
    stored_ = model ? std::make_shared<const Model>(std::move(*model)) : nullptr;
    written_ = written;
  }
  return stored_ && is_of(*stored_, reader.database) ? stored_ : nullptr;
}

std::shared_ptr<const Model> Models::get(const index::Reader& reader,
                                         const Analyzer& analyzer) const {
  const auto enough = [&](const auto& model) {
    return model && static_cast<double>(model->profile().known(*reader.lengths())) >=
                        least_known * reader.database.get_doccount();
  };
  auto model = stored(reader);
  if (reader.database.get_doccount() > small_index || enough(model)) return model;
  const std::lock_guard lock(learning_);
  if (learnt_.size() == max_learnt && !learnt_.contains(reader.snapshot->viewed_as))
    learnt_.clear();
  auto& learnt = learnt_[reader.snapshot->viewed_as];
  if (!learnt.model || !is_of(*learnt.model, reader.database) ||
      (learnt.state != reader.snapshot->stamp && !enough(learnt.model)))
    learnt.model = std::make_shared<const Model>(Model::learn(reader, analyzer));
  learnt.state = reader.snapshot->stamp;
  return learnt.model;
}

}  // namespace speur::related
