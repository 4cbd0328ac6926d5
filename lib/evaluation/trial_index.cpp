// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "speur/error.hpp"
#include "speur/import.hpp"
#include "speur/tuning.hpp"

namespace speur {
namespace {

std::vector<double> weights_of(const Schema& schema) {
  std::vector<double> weights;
  for (const auto& field : schema.fields) weights.push_back(field.weight);
  return weights;
}

std::filesystem::path make_directory(const std::filesystem::path& parent) {
  auto name = (parent / "speur-trial-XXXXXX").string();
  if (!mkdtemp(name.data()))
    throw EvaluationError(fmt::format("no directory for trials can be made in '{}': {}",
                                      parent.string(), std::strerror(errno)));
  return name;
}

}  // namespace

TrialIndex::TrialIndex(Index source, std::filesystem::path scratch)
    : source_(std::move(source)), scratch_(std::move(scratch)) {}

TrialIndex::~TrialIndex() {
  std::error_code ignored;
  if (!directory_.empty()) std::filesystem::remove_all(directory_, ignored);
}

const Index& TrialIndex::with(const Schema& schema) {
  const auto weights = weights_of(schema);
  if (weights == weights_of(source_.schema())) return source_;
  if (trial_ && weights == weights_of(trial_->schema())) return *trial_;
  if (directory_.empty()) directory_ = make_directory(scratch_);
  const auto path = directory_ / "trial.speur";
  rebuild(source_, schema, path);
  if (!trial_) trial_ = Index::open(path).as(Viewer::everything());
  if (source_.stats().learnt > 0) trial_->optimize();
  return *trial_;
}

}  // namespace speur
