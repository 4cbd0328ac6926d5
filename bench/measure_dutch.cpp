// SPDX-License-Identifier: GPL-2.0-or-later
// How many misspelled words are corrected, how many compounds are split right, and how fast? Held
// against lists of words: two columns with a tab between them.
//
//     measure_dutch spelling INDEX PAIRS     misspelled word, right word
//     measure_dutch compounds PAIRS          compound, lemmas of its parts with "_" between them;
//                                            a first line that begins with "form" is passed over
#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "speur/analyzer.hpp"
#include "speur/index.hpp"

namespace {

using namespace speur;
using Row = std::vector<std::string>;

Row split(const std::string& text, char separator) {
  Row pieces;
  std::istringstream in(text);
  for (std::string piece; std::getline(in, piece, separator);) pieces.push_back(piece);
  return pieces;
}

std::vector<Row> rows_of(const std::string& file) {
  std::ifstream in(file);
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);)
    if (auto row = split(line, '\t'); row.size() >= 2 && row[0] != "form")
      rows.push_back(std::move(row));
  return rows;
}

// Of the processor, so that others on the machine do not count.
template <typename Do>
double milliseconds(Do action) {
  const auto start = std::clock();
  action();
  return 1000.0 * double(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string percentage(std::size_t part, std::size_t all) {
  std::ostringstream text;
  text.precision(3);
  text << part << " of " << all << " (" << 100.0 * double(part) / double(all) << " %)";
  return text.str();
}

// ---- Spelling ----

SearchRequest only_this(const std::string& word) {
  SearchRequest request;
  request.query = word;
  request.relax = false;
  request.synonyms = false;
  request.limit = 0;
  return request;
}

// Capitals of names apart, a suggestion is in lower case.
std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Whether one of the best documents has the word itself, not only another form of it.
bool stands_written(const std::string& word, const Index& index) {
  auto request = only_this(word);
  request.limit = 20;
  const auto marks = [&](const MarkedText& text) {
    return std::any_of(text.marks.begin(), text.marks.end(), [&](const auto& mark) {
      return lower(text.text.substr(mark.first, mark.second - mark.first)) == lower(word);
    });
  };
  const auto results = index.search(request);
  return std::any_of(results.hits.begin(), results.hits.end(),
                     [&](const Hit& hit) { return marks(hit.title) || marks(hit.snippet); });
}

void measure_spelling(const Index& index, const std::vector<Row>& pairs) {
  index.warm_up();
  std::size_t asked = 0;
  std::size_t right_words = 0;
  std::size_t corrected = 0;
  std::size_t changed = 0;
  std::vector<double> times;
  for (const auto& pair : pairs) {
    if (pair[0].find(' ') != std::string::npos || pair[1].find(' ') != std::string::npos) continue;
    const auto right = index.search(only_this(pair[1]));
    if (right.total == 0 || !stands_written(pair[1], index)) continue;
    ++right_words;
    if (!right.suggestion.empty()) ++changed;
    if (index.search(only_this(pair[0])).total > 0) continue;
    ++asked;
    std::string suggestion;
    auto request = only_this(pair[0]);
    request.correct = false;
    const auto without = milliseconds([&] { index.search(request); });
    request.correct = true;
    times.push_back(milliseconds([&] { suggestion = index.search(request).suggestion; }) - without);
    if (suggestion == lower(pair[1])) ++corrected;
  }
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  std::cout << index.stats().documents << " documents\n"
            << "right word in the index, wrong one not: " << asked << " pairs\n"
            << "corrected in first place: " << percentage(corrected, asked) << "\n"
            << "right words for which another was suggested: " << percentage(changed, right_words)
            << "\n"
            << "what a correction adds to a search: " << times[times.size() / 2] << " ms (median), "
            << times[times.size() * 99 / 100] << " ms (99 %)\n";
}

// ---- Compounds ----

std::vector<std::string> parts_of(const std::string& word, const Analyzer& analyzer) {
  std::vector<std::string> parts;
  const auto tokens = analyzer.analyze(word);
  if (tokens.size() != 1) return parts;
  for (const auto& piece : tokens.front().compound) parts.push_back(piece.word);
  return parts;
}

// Lemmas of parts: as many as the parts, and each begins as its part does ("stad" in
// "stedenbeleid").
bool are_same(const std::vector<std::string>& parts, const Row& lemmas) {
  constexpr std::size_t letters = 2;
  return std::equal(parts.begin(), parts.end(), lemmas.begin(), lemmas.end(),
                    [](const std::string& part, const std::string& lemma) {
                      return part.substr(0, letters) == lemma.substr(0, letters);
                    });
}

double words_per_second(const std::set<std::string>& words, const Analyzer& analyzer) {
  std::string text;
  for (const auto& word : words) text += word + ' ';
  constexpr int rounds = 200;  // all but the first find what was split before
  const auto took = milliseconds([&] {
    for (int i = 0; i < rounds; ++i) analyzer.analyze(text);
  });
  return double(words.size()) * rounds / took * 1000;
}

// Simple words are the parts that are no compound of the list themselves.
void measure_compounds(const std::vector<Row>& pairs) {
  const Analyzer analyzer;
  std::set<std::string> compounds;
  std::set<std::string> simple;
  std::set<std::string> all;
  for (const auto& pair : pairs) compounds.insert(pair[0]);
  std::size_t split_at_all = 0;
  std::size_t exact = 0;
  for (const auto& pair : pairs) {
    all.insert(pair[0]);
    const auto lemmas = split(pair[1], '_');
    for (const auto& lemma : lemmas)
      if (!compounds.contains(lemma)) simple.insert(lemma);
    const auto parts = parts_of(pair[0], analyzer);
    if (!parts.empty()) ++split_at_all;
    if (are_same(parts, lemmas)) ++exact;
  }
  std::size_t wrongly = 0;
  for (const auto& word : simple)
    if (all.insert(word); !parts_of(word, analyzer).empty()) {
      ++wrongly;
      std::cerr << "split: " << word << "\n";
    }
  const double found = double(split_at_all + wrongly);
  const double precision = double(exact) / found;
  const double recall = double(exact) / double(pairs.size());
  std::cout << pairs.size() << " compounds, " << simple.size() << " simple words\n"
            << "found to be compounds: precision " << double(split_at_all) / found << ", recall "
            << double(split_at_all) / double(pairs.size()) << "\n"
            << "split exactly: precision " << precision << ", recall " << recall << ", F1 "
            << 2 * precision * recall / (precision + recall) << "\n"
            << "analysed: " << words_per_second(all, analyzer) / 1e6 << " million words a second\n";
}

}  // namespace

int main(int count, char** values) {
  const Row arguments(values + 1, values + count);
  if (arguments.size() == 3 && arguments[0] == "spelling") {
    measure_spelling(Index::open(arguments[1]), rows_of(arguments[2]));
  } else if (arguments.size() == 2 && arguments[0] == "compounds") {
    measure_compounds(rows_of(arguments[1]));
  } else {
    std::cerr << "usage: measure_dutch spelling INDEX PAIRS | compounds PAIRS\n";
    return 2;
  }
}
