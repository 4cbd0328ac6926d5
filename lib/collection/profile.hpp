// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of each document beforehand: what it is called, how its text begins, and which way
// its words point.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <vector>

#include "collection/storage.hpp"
#include "collection/titles.hpp"
#include "collection/vectors.hpp"
#include "index/reader.hpp"
#include "speur/analyzer.hpp"

namespace speur::collection {

/// The first stems of a text, without function words; the rest of it, where it is shorter, is
/// `between_texts`.
using Opening = std::array<StemKey, 16>;

/// Learnt from one state of an index, and good for the states after it, as far as a document is
/// still known.
class Profile {
 public:
  /// Reads every document.
  static Profile learn(const index::Reader& reader, const Analyzer& analyzer);

  const Titles& titles() const { return titles_; }
  const TermVectors& term_vectors() const { return term_vectors_; }

  /// Whether the document is as it was when this was learnt, as far as its length tells.
  bool knows(Xapian::docid id, const index::DocumentLengths& lengths) const;
  /// Of a document that it knows; empty when it has no title.
  std::span<const StemKey> title_of(Xapian::docid id) const { return titles_.of(id); }
  /// Of the text that snippets are taken from.
  const Opening& opening_of(Xapian::docid id) const { return openings_[id]; }
  const Vector& vector_of(Xapian::docid id) const { return vectors_[id]; }
  /// Of any document; of one that it does not know, by the terms that the index has of it.
  Vector vector_of(Xapian::docid id, const index::Reader& reader) const;

  /// How many documents it knows.
  std::uint64_t known(const index::DocumentLengths& lengths) const;

  void write(std::ostream& out) const;
  /// What cannot be read leaves `in` failed.
  static Profile read(StorageReader& in);

 private:
  void read_texts(Xapian::docid id, const index::Reader& reader, const Analyzer& analyzer);

  Titles titles_;
  TermVectors term_vectors_;
  Values<std::uint32_t> lengths_;     // by document number
  Values<Opening> openings_;          // by document number
  Values<Vector> vectors_;            // by document number
  std::shared_ptr<const void> file_;  // in which all of this lies, if any
};

}  // namespace speur::collection
