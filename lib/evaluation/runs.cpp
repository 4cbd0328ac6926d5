// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "evaluation/text_file.hpp"
#include "speur/error.hpp"
#include "speur/evaluation.hpp"

namespace speur {
namespace {

void sort_as_trec_eval(std::vector<RankedDocument>& ranked) {
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.id > b.id;
  });
}

void check_id(const std::string& id) {
  if (id.empty() || id.find_first_of(" \t\n\r") != std::string::npos)
    throw EvaluationError(
        fmt::format("'{}' cannot stand in a run, whose columns are parted by spaces", id));
}

bool stop(const EvaluationProgress& progress, std::size_t done, std::size_t all) {
  return progress && !progress(done, all);
}

}  // namespace

Run read_run(const std::filesystem::path& file) {
  Run run;
  std::set<std::pair<std::string, std::string>> seen;
  std::size_t read = 0;
  for (const auto& line : evaluation::read_lines(file)) {
    const auto columns = evaluation::columns(line.text);
    if (columns.size() != 6)
      evaluation::refuse(file, line, "a line of a run is topic, Q0, document, rank, score, name");
    const auto& [topic, document] = *seen.emplace(columns[0], columns[2]).first;
    if (seen.size() != ++read)
      evaluation::refuse(
          file, line, fmt::format("document '{}' is there twice for topic '{}'", document, topic));
    run[topic].push_back({document, evaluation::read_score(file, line, columns[4])});
  }
  for (auto& [topic, ranked] : run) sort_as_trec_eval(ranked);
  return run;
}

std::string to_trec(const Run& run, const std::string& name) {
  std::string text;
  for (const auto& [topic, ranked] : run) {
    check_id(topic);
    // trec_eval keeps scores as float.
    auto lowest = std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      check_id(ranked[i].id);
      const auto below = std::nextafter(lowest, -std::numeric_limits<float>::infinity());
      lowest = std::min(static_cast<float>(ranked[i].score), below);
      text += fmt::format("{} Q0 {} {} {:.9g} {}\n", topic, ranked[i].id, i + 1, lowest, name);
    }
  }
  return text;
}

Run search_run(const Index& index, const std::vector<Topic>& topics, SearchRequest request,
               std::size_t depth, const EvaluationProgress& progress) {
  request.limit = depth;
  request.facets.clear();
  request.documents = false;
  Run run;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    request.query = topics[i].text;
    auto& ranked = run[topics[i].id];
    for (auto& hit : index.search(request).hits) ranked.push_back({std::move(hit.id), hit.score});
    if (stop(progress, i + 1, topics.size())) break;
  }
  return run;
}

Run related_run(const Index& index, const std::vector<Topic>& topics, RelatedRequest request,
                std::size_t depth, const EvaluationProgress& progress) {
  request.limit = depth;
  Run run;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    if (index.document(topics[i].text)) {
      auto& ranked = run[topics[i].id];
      for (auto& item : index.related(topics[i].text, request).items)
        ranked.push_back({std::move(item.id),
                          ranked.empty() ? item.score : std::min(item.score, ranked.back().score)});
    }
    if (stop(progress, i + 1, topics.size())) return run;
  }
  if (run.empty() && !topics.empty())
    throw EvaluationError(fmt::format(
        "index '{}' has none of the {} documents that related items are asked for, such as '{}'; "
        "the text of a topic must be the id of a document",
        index.path().string(), topics.size(), topics.front().text));
  return run;
}

}  // namespace speur
