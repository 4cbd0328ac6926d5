// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace speur {

/// What a stem adds to a document's score: idf * saturation, as in BM25 (S. Robertson, H. Zaragoza:
/// The Probabilistic Relevance Framework: BM25 and Beyond, 2009) with the details of
/// Xapian::BM25Weight. Occurrences and lengths are weighted by field.
struct StemScore {
  std::string stem;
  bool in_compounds = false;  ///< counted where it is part of a compound; else as a word
  std::map<std::string, std::size_t> occurrences;  ///< per text field that has it
  double weighted = 0;                             ///< occurrences times field weights, added up
  double length = 0;                               ///< weighted words in the document
  double average_length = 0;                       ///< the same, averaged over the index
  std::uint64_t documents = 0;                     ///< in the index
  std::uint64_t holding = 0;                       ///< of these, with the stem
  /// log of (documents - holding + 0.5) / (holding + 0.5); where that ratio is under 2, half of it
  /// plus 1 is taken, so that a common word still counts a little.
  double idf = 0;
  /// weighted * (k1' + 1) / (weighted + k1' * (1 - b + b * length / average_length)), in tenths:
  /// with k1' = 10 * k1 and `weighted` 10 times as large.
  double saturation = 0;
};

/// A part of a document's score, made of smaller parts.
struct Explanation {
  enum class Kind {
    sum,   ///< its parts added up
    all,   ///< its parts added up; every one is needed
    best,  ///< the best of its parts
    /// Its part times `factor`. Around the whole: the document is not among the 20 best by words,
    /// and scores no more than those.
    scaled,
    stem,    ///< see `stem`
    filter,  ///< keeps documents in or out, and adds nothing
    /// Ranking::title times the best score by words times how far the title is what was asked: the
    /// share of the query's information (idf) that it holds, times the share of its stems that the
    /// query holds. Where that is not known, half of the most that any document has.
    title,
    /// The same with Ranking::opening and how near to the beginning of the text the stems of the
    /// query first stand: for each of them its share of the query's information times 4 / (4 + the
    /// number of stems before it, function words not counted), 0 after the first 16.
    opening,
    /// The same with Ranking::semantic and the cosine of the latent semantic vectors of the
    /// document and the query, 0 where it is negative.
    semantic,
  };

  Kind kind = Kind::sum;
  std::string text;      ///< the piece of the query that it stands for
  bool matches = false;  ///< when not, `value` is 0
  double value = 0;
  double factor = 1;
  std::optional<StemScore> stem;
  std::vector<Explanation> parts;
};

}  // namespace speur
