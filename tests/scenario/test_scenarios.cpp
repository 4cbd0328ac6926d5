// SPDX-License-Identifier: GPL-2.0-or-later
// Runs every *.txt beside this file (README.md says how to write one), and the nine questions of
// the bundled collection.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "collection.hpp"
#include "speur/evaluation.hpp"
#include "speur/import.hpp"

using namespace speur;
using namespace speur::test;
using Ids = std::vector<std::string>;

namespace {

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(" \t"));
  text.erase(text.find_last_not_of(" \t\r") + 1);
  return text;
}

Ids split(const std::string& text, char separator) {
  Ids parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);)
    if (auto word = trimmed(part); !word.empty()) parts.push_back(word);
  return parts;
}

struct Question {
  std::string text;
  Filters filters;
  std::optional<Ids> order;  // exactly these, in this order
  Ids absent;
  bool completed = false;  // a text to complete; `order` and `absent` are texts then
  bool related = false;    // the id of a document to find related ones of
  std::optional<double> diversity = std::nullopt;  // for those
  std::string group_by = {};  // for those: `order` and `absent` are values of this facet then
};

struct Scenario {
  std::string name;
  std::vector<Document> documents;
  std::vector<Question> questions;
};

class ScenarioReader {
 public:
  std::vector<Scenario> read(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);) {
      ++number;
      line = trimmed(line);
      if (line.empty() || line.starts_with('#')) continue;
      if (!take(line))
        throw std::runtime_error(fmt::format("{}:{}: '{}'", file.string(), number, line));
    }
    return std::move(scenarios_);
  }

 private:
  bool take(const std::string& line) {
    const auto colon = line.find(':');
    const auto key = line.substr(0, colon);
    const auto rest = colon == std::string::npos ? "" : trimmed(line.substr(colon + 1));
    if (key == "scenario") return scenarios_.push_back({rest, {}, {}}), true;
    if (scenarios_.empty()) return false;
    auto& scenario = scenarios_.back();
    if (key.starts_with("document ")) {
      scenario.documents.push_back(product(trimmed(key.substr(9)), rest, ""));
      return true;
    }
    if (key == "vraag" || key == "getypt" || key == "verwant")
      return scenario.questions.push_back({rest, {}, {}, {}, key == "getypt", key == "verwant"}),
             true;
    if (!scenario.questions.empty()) return take_answer(key, rest, scenario.questions.back());
    return !scenario.documents.empty() && take_field(line, scenario.documents.back());
  }

  static bool take_answer(const std::string& key, const std::string& rest, Question& question) {
    if (key == (question.completed ? "aanvullingen" : "volgorde"))
      question.order = split(rest, ',');
    else if (key == "spreiding" && question.related) question.diversity = std::stod(rest);
    else if (key == "per" && question.related) question.group_by = rest;
    else if (key == "niet") question.absent = split(rest, ',');
    else if (key == "filter") question.filters[split(rest, '=').at(0)] = {split(rest, '=').at(1)};
    else return false;
    return true;
  }

  static bool take_field(const std::string& line, Document& document) {
    if (const auto sign = line.find(" = "); sign != std::string::npos)
      document.fields[trimmed(line.substr(0, sign))] = split(line.substr(sign + 3), ',');
    else document.fields["body"].push_back(line);
    return true;
  }

  std::vector<Scenario> scenarios_;
};

Ids answer(const Collection& collection, const Question& question) {
  if (question.completed) {
    Ids texts;
    for (const auto& completion : collection.index().complete(question.text, {question.filters}))
      texts.push_back(completion.text.text);
    return texts;
  }
  if (question.related) {
    Ids found;
    const auto related = collection.index().related(question.text, {.filters = question.filters,
                                                                    .diversity = question.diversity,
                                                                    .group_by = question.group_by});
    if (question.group_by.empty())
      for (const auto& item : related.items) found.push_back(item.id);
    for (const auto& group : related.groups) found.push_back(group.value);
    return found;
  }
  SearchRequest request;
  request.query = question.text;
  request.filters = question.filters;
  return collection.ids(request);
}

void check(const Collection& collection, const Question& question) {
  INFO("vraag: " << question.text);
  const auto ids = answer(collection, question);
  if (question.order) CHECK(ids == *question.order);
  for (const auto& id : question.absent) CHECK(std::find(ids.begin(), ids.end(), id) == ids.end());
  CHECK((question.order || !question.absent.empty()));
}

}  // namespace

TEST_CASE("the scenarios come out as they were written") {
  std::size_t questions = 0;
  for (const auto& file : std::filesystem::directory_iterator(SCENARIO_DIRECTORY)) {
    if (file.path().extension() != ".txt") continue;
    for (const auto& scenario : ScenarioReader().read(file.path())) {
      INFO(file.path().filename().string() << ": " << scenario.name);
      const Collection collection(scenario.documents);
      for (const auto& question : scenario.questions) check(collection, question);
      questions += scenario.questions.size();
    }
  }
  CHECK(questions >= 15);
}

TEST_CASE("each of the nine questions has two good answers among its first three") {
  const std::filesystem::path kennisbank = KENNISBANK_DIRECTORY;
  Collection collection({});
  auto writer = collection.index().writer();
  const auto schema = collection.index().schema();
  const auto progress =
      import_records(writer, *open_records(kennisbank / "documents.jsonl", schema));
  writer.commit();
  CHECK(progress.refused == 0);
  CHECK(progress.added >= 80);
  const auto judgements = read_judgements(kennisbank / "topics.qrels");
  auto topics = read_topics(kennisbank / "topics.jsonl");
  topics.resize(9);
  for (const auto& [id, ranked] : search_run(collection.index(), topics, {}, 3)) {
    INFO(id);
    const auto& grades = judgements.at(id);
    CHECK(std::count_if(ranked.begin(), ranked.end(), [&](const RankedDocument& document) {
            const auto grade = grades.find(document.id);
            return grade != grades.end() && grade->second >= 2;
          }) >= 2);
  }
}
