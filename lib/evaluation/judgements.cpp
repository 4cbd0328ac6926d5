// SPDX-License-Identifier: GPL-2.0-or-later
#include "evaluation/text_file.hpp"
#include "speur/error.hpp"
#include "speur/evaluation.hpp"

namespace speur {
namespace {

// BEIR's files begin with "query-id corpus-id score".
bool is_heading(const std::vector<std::string>& columns) {
  return columns.size() == 3 && columns[0] == "query-id";
}

}  // namespace

Judgements read_judgements(const std::filesystem::path& file) {
  Judgements judgements;
  for (const auto& line : evaluation::read_lines(file)) {
    const auto columns = evaluation::columns(line.text);
    if (is_heading(columns)) continue;
    if (columns.size() != 3 && columns.size() != 4)
      evaluation::refuse(file, line,
                         "a judgement is topic, 0, document and grade, or the same without 0");
    const auto& document = columns[columns.size() - 2];
    const auto grade = evaluation::read_grade(file, line, columns.back());
    if (!judgements[columns[0]].emplace(document, grade).second)
      evaluation::refuse(
          file, line, "document '" + document + "' is judged twice for topic '" + columns[0] + "'");
  }
  if (judgements.empty()) throw EvaluationError(file.string() + ": there is no judgement");
  return judgements;
}

}  // namespace speur
