// SPDX-License-Identifier: GPL-2.0-or-later
// What related items are looked for: a document, or a text that somebody typed.
#pragma once

#include <xapian.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "collection/titles.hpp"
#include "index/reader.hpp"
#include "speur/analyzer.hpp"
#include "speur/document.hpp"

namespace speur::related {

struct SourceTerm {
  std::string stem;
  std::string written;     ///< as the source most often writes it
  double weight = 0;       ///< root of tf times idf
  double occurrences = 0;  ///< by the weights of their fields; of several sources added up
};

/// A document whose title stands in the text of a source, be it as its name or as plain words.
struct Named {
  Xapian::docid id = 0;
  double weight = 0;  ///< see `Source::weight_of_title`
};

struct Source {
  std::optional<Xapian::docid> id;  ///< none: a typed text
  Document document;
  /// The heaviest terms, heaviest first. Words of nearly every document tell nothing and are left
  /// out.
  std::vector<SourceTerm> terms;
  std::vector<collection::StemKey> title;
  std::vector<collection::StemKey> text;  ///< all but the title, in order
  std::vector<bool> capital;              ///< of each of `text`: written with a capital
  std::vector<Named> named;               ///< ascending

  /// How much naming a title says: the information of its stems, 1 where by chance they would stand
  /// together in one document only. `other` stands in `text`.
  double weight_of_title(std::span<const collection::StemKey> other) const;

  /// Whether `name`, a title, stands in `text` with a capital, as names do; in a typed text
  /// it need not have one. "Verantwoord datagebruik" is a handbook, "verantwoord datagebruik" is
  /// not.
  bool names(std::span<const collection::StemKey> name) const;

  /// Of each stem: minus the log of its documents' share.
  std::unordered_map<collection::StemKey, double> information;
  double enough = 1;  ///< information that names one document
};

/// `titles`: of the collection, to find what the source names; may be absent.
Source source_of(Xapian::docid id, const collection::Titles* titles, const index::Reader& reader,
                 const Analyzer& analyzer);

Source source_of(std::string_view text, const collection::Titles* titles,
                 const index::Reader& reader, const Analyzer& analyzer);

}  // namespace speur::related
