// SPDX-License-Identifier: GPL-2.0-or-later
// What is learnt of a collection as a whole, beforehand: its profile, and what goes together in it.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "collection/profile.hpp"
#include "index/reader.hpp"
#include "related/affinities.hpp"
#include "speur/analyzer.hpp"

namespace speur::related {

/// Learnt from one state of an index, and good for the states after it: what is new or changed
/// since then, is looked up in the index itself.
class Model {
 public:
  /// Reads every document: about a minute for a million.
  static Model learn(const index::Reader& reader, const Analyzer& analyzer);

  const collection::Profile& profile() const { return profile_; }
  const Affinities& affinities() const { return affinities_; }

  /// Whether it was learnt from an earlier state of this very index, or from this one.
  bool is_of(std::string_view uuid, std::uint64_t revision) const;

  /// \throws IndexError when the file cannot be written. Readers see the old one or the new one.
  void write(const std::filesystem::path& file) const;
  /// Nothing when there is no such file, or none that this version can read.
  static std::optional<Model> read(const std::filesystem::path& file);

 private:
  std::string uuid_;
  std::uint64_t revision_ = 0;
  collection::Profile profile_;
  Affinities affinities_;
};

/// Where the model of an index is kept. Losing it loses nothing but the time to learn it again.
std::filesystem::path model_file(const std::filesystem::path& index);

/// Keeps the model of an index at hand. For any number of threads.
class Models {
 public:
  /// The model that was stored with the index; none where there is no such.
  std::shared_ptr<const Model> stored(const index::Reader& reader) const;

  /// The same; of a small index without, or of which too little is known, one that is learnt now.
  std::shared_ptr<const Model> get(const index::Reader& reader, const Analyzer& analyzer) const;

 private:
  mutable std::mutex mutex_;
  // When the file was written that `stored_` is of.
  mutable std::filesystem::file_time_type written_{};
  mutable std::shared_ptr<const Model> stored_;

  struct Learnt {
    index::IndexStamp state;
    std::shared_ptr<const Model> model;
  };
  static constexpr std::size_t max_learnt = 8;

  mutable std::mutex learning_;
  mutable std::map<std::string, Learnt> learnt_;  // by who sees the same: nobody learns from others
};

}  // namespace speur::related
