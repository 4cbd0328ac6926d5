// SPDX-License-Identifier: GPL-2.0-or-later
#include "collection/vectors.hpp"

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <unordered_map>

#include "collection/titles.hpp"
#include "index/terms.hpp"

namespace speur::collection {
namespace {

using Dense = Eigen::MatrixXf;
using Sparse = Eigen::SparseMatrix<float, Eigen::RowMajor>;

constexpr std::size_t max_learnt_from = 30'000;
constexpr std::size_t max_terms = 50'000;
constexpr double max_share = 0.5;  // of the documents; a term that stands in more tells nothing

Vector quantised(const Eigen::VectorXf& values) {
  Vector vector{};
  const auto length = values.norm();
  if (!(length > 0)) return vector;
  // The direction alone counts, so the greatest becomes 127.
  const auto scale = 127 / values.cwiseAbs().maxCoeff();
  for (std::size_t i = 0; i < dimensions && i < static_cast<std::size_t>(values.size()); ++i)
    vector[i] = static_cast<std::int8_t>(std::lround(values[static_cast<Eigen::Index>(i)] * scale));
  return vector;
}

struct Vocabulary {
  std::vector<std::string> terms;  // ascending
  std::vector<float> idf;
};

std::unordered_map<std::string, std::uint32_t> count_documents(
    const std::vector<TermCounts>& documents) {
  std::unordered_map<std::string, std::uint32_t> counts;
  for (const auto& document : documents)
    for (const auto& [term, wdf] : document) ++counts[term];
  return counts;
}

Vocabulary choose_terms(const std::vector<TermCounts>& documents) {
  const auto all = static_cast<double>(documents.size());
  std::vector<std::pair<std::string, std::uint32_t>> kept;
  for (auto& [term, count] : count_documents(documents))
    if (count >= 2 && count <= all * max_share) kept.emplace_back(term, count);
  // The most frequent ones, of equals the first in the alphabet.
  std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (kept.size() > max_terms) kept.resize(max_terms);
  std::sort(kept.begin(), kept.end());
  Vocabulary vocabulary;
  for (auto& [term, count] : kept) {
    vocabulary.terms.push_back(std::move(term));
    vocabulary.idf.push_back(static_cast<float>(std::log(all / count)));
  }
  return vocabulary;
}

// A row for each document, of length 1: the roots of wdf times idf.
Sparse weighted(const std::vector<TermCounts>& documents, const Vocabulary& vocabulary) {
  std::vector<Eigen::Triplet<float>> cells;
  for (std::size_t row = 0; row < documents.size(); ++row) {
    const auto first_of_row = cells.size();
    float squares = 0;
    auto next = vocabulary.terms.begin();
    for (const auto& [term, wdf] : documents[row]) {  // ascending, as the vocabulary is
      next = std::lower_bound(next, vocabulary.terms.end(), term);
      if (next == vocabulary.terms.end()) break;
      if (*next != term) continue;
      const auto column = next - vocabulary.terms.begin();
      const auto weight =
          static_cast<float>(std::sqrt(wdf)) * vocabulary.idf[static_cast<std::size_t>(column)];
      cells.emplace_back(static_cast<int>(row), static_cast<int>(column), weight);
      squares += weight * weight;
    }
    const auto length = std::sqrt(squares);
    for (auto i = first_of_row; i < cells.size(); ++i)
      cells[i] = {cells[i].row(), cells[i].col(), cells[i].value() / length};
  }
  Sparse matrix(static_cast<int>(documents.size()), static_cast<int>(vocabulary.terms.size()));
  matrix.setFromTriplets(cells.begin(), cells.end());
  return matrix;
}

Dense random_matrix(Eigen::Index rows, Eigen::Index columns) {
  std::mt19937_64 random(19'900'908);  // NOLINT(cert-msc32-c,cert-msc51-cpp): repeatable on purpose
  std::normal_distribution<float> normal;
  Dense matrix(rows, columns);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = normal(random);
  return matrix;
}

Dense orthonormal(const Dense& columns) {
  const Eigen::HouseholderQR<Dense> decomposed(columns);
  return decomposed.householderQ() * Dense::Identity(columns.rows(), columns.cols());
}

// The right singular vectors of the greatest singular values, a column each (N. Halko and others:
// Finding structure with randomness, 2011; algorithms 4.4 and 5.1).
Dense right_singular_vectors(const Sparse& matrix, Eigen::Index count) {
  constexpr Eigen::Index more_than_asked = 16;
  constexpr int rounds = 2;
  const auto size = std::min({count + more_than_asked, matrix.rows(), matrix.cols()});
  Dense range = orthonormal(matrix * random_matrix(matrix.cols(), size));
  for (int i = 0; i < rounds; ++i) {
    const Dense back = orthonormal(matrix.transpose() * range);
    range = orthonormal(matrix * back);
  }
  const Dense small = (matrix.transpose() * range).transpose();
  const Eigen::SelfAdjointEigenSolver<Dense> solved(small * small.transpose());
  const auto kept = std::min(count, size);
  // Eigenvalues come lowest first.
  const Dense left = solved.eigenvectors().rowwise().reverse().leftCols(kept);
  const Eigen::VectorXf squares = solved.eigenvalues().reverse().head(kept);
  Dense right = small.transpose() * left;
  for (Eigen::Index i = 0; i < kept; ++i)
    right.col(i) *= squares[i] > 1e-6F ? 1 / std::sqrt(squares[i]) : 0;
  return right;
}

// Evenly spread over the collection.
std::vector<Xapian::docid> sample(const std::vector<Xapian::docid>& all) {
  if (all.size() <= max_learnt_from) return all;
  std::vector<Xapian::docid> chosen;
  for (std::size_t i = 0; i < max_learnt_from; ++i)
    chosen.push_back(all[i * all.size() / max_learnt_from]);
  return chosen;
}

}  // namespace

double cosine(const Vector& a, const Vector& b) {
  std::int32_t product = 0;
  std::int32_t squares_a = 0;
  std::int32_t squares_b = 0;
  for (std::size_t i = 0; i < dimensions; ++i) {
    product += a[i] * b[i];
    squares_a += a[i] * a[i];
    squares_b += b[i] * b[i];
  }
  if (squares_a == 0 || squares_b == 0) return 0;
  return product / std::sqrt(static_cast<double>(squares_a) * squares_b);
}

Vector mean_of(const std::vector<Vector>& vectors) {
  Eigen::VectorXf sum = Eigen::VectorXf::Zero(dimensions);
  for (const auto& vector : vectors) {
    const auto values =
        Eigen::Map<const Eigen::Matrix<std::int8_t, dimensions, 1>>(vector.data()).cast<float>();
    if (const auto length = values.norm(); length > 0) sum += values / length;
  }
  return quantised(sum);
}

TermCounts terms_of(const index::View& database, Xapian::docid id) {
  TermCounts counts;
  auto term = database.termlist_begin(id);
  const auto end = database.termlist_end(id);
  for (const auto& prefix : {index::part_term(""), index::stem_term("")})  // in this order
    for (term.skip_to(prefix); term != end && (*term).starts_with(prefix); ++term)
      counts.emplace_back(*term, term.get_wdf());
  return counts;
}

TermVectors TermVectors::learn(const index::View& database, const std::vector<Xapian::docid>& all) {
  std::vector<TermCounts> documents;
  for (const auto id : sample(all)) documents.push_back(terms_of(database, id));
  const auto vocabulary = choose_terms(documents);
  TermVectors learnt;
  if (vocabulary.terms.empty()) return learnt;
  auto& text = learnt.text_.made();
  auto& starts = learnt.starts_.made();
  auto& all_quantised = learnt.vectors_.made();
  const auto vectors = right_singular_vectors(weighted(documents, vocabulary), dimensions);
  for (std::size_t i = 0; i < vocabulary.terms.size(); ++i) {
    const Eigen::VectorXf row = vectors.row(static_cast<Eigen::Index>(i)) * vocabulary.idf[i];
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    text.insert(text.end(), vocabulary.terms[i].begin(), vocabulary.terms[i].end());
    learnt.weights_.made().push_back(row.cwiseAbs().maxCoeff());
    const auto quantised_row = quantised(row);
    all_quantised.insert(all_quantised.end(), quantised_row.begin(), quantised_row.end());
  }
  starts.push_back(static_cast<std::uint32_t>(text.size()));
  learnt.make_slots();
  return learnt;
}

constexpr std::uint32_t empty_slot = std::numeric_limits<std::uint32_t>::max();

// A table with open addresses: a term stands in the slot of its key, or in the first free one after
// it. At most half of them are taken.
void TermVectors::make_slots() {
  auto& slots = slots_.made();
  slots.assign(std::bit_ceil(2 * weights_.size()), empty_slot);
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    auto slot = key_of(term(i)) & (slots.size() - 1);
    while (slots[slot] != empty_slot) slot = (slot + 1) & (slots.size() - 1);
    slots[slot] = static_cast<std::uint32_t>(i);
  }
}

std::string_view TermVectors::term(std::size_t i) const {
  return {text_.data() + starts_[i], starts_[i + 1] - starts_[i]};
}

std::optional<std::size_t> TermVectors::find(std::string_view wanted) const {
  if (slots_.empty()) return std::nullopt;
  const auto last = slots_.size() - 1;  // their number is a power of two
  for (auto slot = key_of(wanted) & last; slots_[slot] != empty_slot; slot = (slot + 1) & last)
    if (term(slots_[slot]) == wanted) return slots_[slot];
  return std::nullopt;
}

Vector TermVectors::vector_of(const TermCounts& terms) const {
  Eigen::VectorXf sum = Eigen::VectorXf::Zero(dimensions);
  for (const auto& [term, wdf] : terms)
    if (const auto at = find(term)) {
      const auto scale = static_cast<float>(std::sqrt(wdf)) * weights_[*at] / 127;
      const auto* vector = vectors_.data() + *at * dimensions;
      for (std::size_t i = 0; i < dimensions; ++i)
        sum[static_cast<Eigen::Index>(i)] += scale * static_cast<float>(vector[i]);
    }
  return quantised(sum);
}

void TermVectors::write(std::ostream& out) const {
  write_all(out, text_);
  write_all(out, starts_);
  write_all(out, slots_);
  write_all(out, weights_);
  write_all(out, vectors_);
}

TermVectors TermVectors::read(StorageReader& in) {
  TermVectors vectors;
  read_all(in, vectors.text_);
  read_all(in, vectors.starts_);
  read_all(in, vectors.slots_);
  read_all(in, vectors.weights_);
  read_all(in, vectors.vectors_);
  const auto slots = vectors.slots_.size();
  if (slots != 0 && (!std::has_single_bit(slots) || slots <= vectors.weights_.size())) in.fail();
  return vectors;
}

}  // namespace speur::collection
