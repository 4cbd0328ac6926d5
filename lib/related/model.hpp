// SPDX-License-Identifier: GPL-2.0-or-later
// What is learnt of a collection as a whole, beforehand: titles, affinities, vectors.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "index/reader.hpp"
#include "related/affinities.hpp"
#include "related/titles.hpp"
#include "related/vectors.hpp"
#include "speur/analyzer.hpp"

namespace speur::related {

/// Learnt from one state of an index, and good for the states after it: what is new or changed
/// since then, is looked up in the index itself.
class Model {
 public:
  /// Reads every document: about a minute for a million.
  static Model learn(const index::Reader& reader, const Analyzer& analyzer);

  const Affinities& affinities() const { return affinities_; }
  const Titles& titles() const { return titles_; }
  const TermVectors& term_vectors() const { return term_vectors_; }

  /// Whether the document is as it was when this was learnt, as far as its length tells.
  bool knows(Xapian::docid id, const index::DocumentLengths& lengths) const;
  /// Of a document that it knows.
  const Vector& vector_of(Xapian::docid id) const { return vectors_[id]; }

  /// Of all documents, the share that it knows.
  double share_known(const index::DocumentLengths& lengths) const;

  /// Whether it was learnt from an earlier state of this very index, or from this one.
  bool is_of(const Xapian::Database& database) const;

  /// \throws IndexError when the file cannot be written. Readers see the old one or the new one.
  void write(const std::filesystem::path& file) const;
  /// Nothing when there is no such file, or none that this version can read.
  static std::optional<Model> read(const std::filesystem::path& file);

 private:
  std::string uuid_;
  std::uint64_t revision_ = 0;
  Affinities affinities_;
  Titles titles_;
  TermVectors term_vectors_;
  std::vector<std::uint32_t> lengths_;  // by document number
  std::vector<Vector> vectors_;         // by document number
};

/// Where the model of an index is kept. Losing it loses nothing but the time to learn it again.
std::filesystem::path model_file(const std::filesystem::path& index);

/// Keeps the model of an index at hand. For any number of threads.
class Models {
 public:
  /// The model that was stored with the index; of a small index one that is learnt now; otherwise
  /// none.
  std::shared_ptr<const Model> get(const index::Reader& reader, const Analyzer& analyzer) const;

 private:
  // What `model_` was looked up for.
  struct Key {
    index::Stamp state;
    std::filesystem::file_time_type stored;
    bool operator==(const Key&) const = default;
  };

  mutable std::mutex mutex_;
  mutable Key key_;
  mutable std::shared_ptr<const Model> model_;
};

}  // namespace speur::related
