// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

#include "speur/error.hpp"
#include "speur/evaluation.hpp"
#include "temporary_directory.hpp"

using namespace speur;
using namespace speur::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

using Ids = std::vector<std::string>;

// What a reader makes of a file that holds `text`.
template <typename Read>
auto from(Read read, std::string_view text) {
  const TemporaryDirectory directory;
  return read(directory.write("bestand", text));
}

// What the EvaluationError says, without the folder; nothing when the file is accepted.
template <typename Read>
std::string refusal(Read read, std::string_view text) {
  const TemporaryDirectory directory;
  try {
    read(directory.write("bestand", text));
    return {};
  } catch (const EvaluationError& error) {
    const std::string message = error.what();
    CHECK_THAT(message, StartsWith((directory / "").string()));
    return message.substr((directory / "").string().size());
  }
}

Ids ids(const std::vector<RankedDocument>& ranked) {
  Ids ids;
  for (const auto& document : ranked) ids.push_back(document.id);
  return ids;
}

// trec_eval keeps scores as float, and orders by score and then by id, from z to a.
Ids order_of_trec_eval(const std::string& trec) {
  std::vector<std::pair<float, std::string>> documents;
  std::istringstream lines(trec);
  std::string topic, q0, id, rank, score, name;
  while (lines >> topic >> q0 >> id >> rank >> score >> name)
    documents.emplace_back(static_cast<float>(std::strtod(score.c_str(), nullptr)), id);
  std::sort(documents.begin(), documents.end(), std::greater<>());
  Ids ids;
  for (auto& document : documents) ids.push_back(std::move(document.second));
  return ids;
}

// Writes the list as a run of TREC, and holds what is read against it.
void check_order_kept(const std::vector<RankedDocument>& ranked) {
  const auto written = to_trec({{"q", ranked}}, "speur");
  const auto read = from(read_run, written);
  REQUIRE(read.size() == 1);
  CHECK(ids(read.at("q")) == ids(ranked));
  CHECK(order_of_trec_eval(written) == ids(ranked));
  for (std::size_t i = 0; i < ranked.size(); ++i)
    CHECK(read.at("q")[i].score == Approx(ranked[i].score).epsilon(0.001).margin(1e-30));
}

// Ids count up, against the order that equal scores have in trec_eval.
std::vector<RankedDocument> tied(std::size_t count, double score) {
  std::vector<RankedDocument> ranked;
  for (std::size_t i = 0; i < count; ++i) ranked.push_back({std::to_string(10'000 + i), score});
  return ranked;
}

constexpr const char* classic_topics =
    "<top>\n"
    "<head> Tipster Topic Description\n"
    "<num> Number: 301\n"
    "<title> International  Organized Crime \n"
    "\n"
    "<desc> Description: \n"
    "Identify organizations that participate in crime.\n"
    "\n"
    "<narr> Narrative: \n"
    "A relevant document must name the organization.\n"
    "</top>\n"
    "\n"
    "<top>\n"
    "<num> Number:  051\n"
    "<dom> Domain:  International Economics\n"
    "<title> Topic:  Airbus Subsidies\n"
    "<desc> Description:\n"
    "</top>\n";

constexpr const char* later_topics =
    "<top>\n"
    "<num> Number: 401 </num>\n"
    "<title>\n"
    "foreign minorities,\n"
    "Germany\n"
    "</title>\n"
    "<desc> Description: </desc>\n"
    "What language problems are there?\n"
    "</top>\n"
    "<top>\n"
    "<num>MB01</num>\n"
    "<title> World Cup scandal </title>\n"
    "<querytime> Tue Feb 08 2011 </querytime>\n"
    "</top>\n";

const std::vector<Topic> two_topics{{"q1", "Wat is data?"}, {"q2", "één ding"}};

}  // namespace

TEST_CASE("topics come in JSON Lines, and other members are left alone") {
  CHECK(from(read_topics, R"({"_id": "q1", "text": "Wat is data?", "metadata": {"text": 3}})"
                          "\n\n"
                          R"({"text": "\u00e9\u00e9n ding", "_id": "q2"})") == two_topics);
}

TEST_CASE("topics come as id, tab and text") {
  CHECK(from(read_topics, "q1\tWat is data?\nq2\t één ding \n") == two_topics);
  CHECK(from(read_topics, "q1\teen\ttwee\n").at(0).text == "een\ttwee");
}

TEST_CASE("topics come in TREC's form, of which only number and title are taken") {
  CHECK(from(read_topics, classic_topics) ==
        std::vector<Topic>{{"301", "International  Organized Crime"}, {"051", "Airbus Subsidies"}});
}

TEST_CASE("a title in TREC's form may stand on lines of its own, and elements may be closed") {
  CHECK(from(read_topics, later_topics) ==
        std::vector<Topic>{{"401", "foreign minorities, Germany"}, {"MB01", "World Cup scandal"}});
}

TEST_CASE("a byte order mark and line ends of Windows are no part of what is read") {
  const auto windows = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
      text.insert(at, 1, '\r');
    return "\xEF\xBB\xBF" + text;
  };
  CHECK(from(read_topics, windows("q1\tWat is data?\n\nq2\téén ding\n")) == two_topics);
  CHECK(from(read_topics, windows("{\"_id\": \"q1\", \"text\": \"Wat is data?\"}\n")).at(0) ==
        two_topics[0]);
  CHECK(from(read_topics, windows(classic_topics)) == from(read_topics, classic_topics));
  CHECK(from(read_topics, windows(later_topics)) == from(read_topics, later_topics));
  CHECK(from(read_judgements, windows("q1 0 a 2\n")) == Judgements{{"q1", {{"a", 2}}}});
  CHECK(from(read_run, windows("q1 Q0 a 1 2.5 naam\n")) == Run{{"q1", {{"a", 2.5}}}});
}

TEST_CASE("a line that is no topic is refused with its number") {
  const auto refused = [](std::string_view text) { return refusal(read_topics, text); };
  const std::string good = "{\"_id\": \"q1\", \"text\": \"a\"}\n";
  for (const auto* bad :
       {"{\"_id\": \"q2\"}", "{\"_id\": \"q2\", \"text\": 3}", "{\"_id\": 2, \"text\": \"b\"}",
        "{\"_id\": \"q2\", \"text\": \"b\"", "[]", "q2\tb"})
    CHECK_THAT(refused(good + bad), StartsWith("bestand:2: ") && Contains("'_id' and 'text'"));
  CHECK_THAT(refused("q1\ta\n\nq2 b\n"), StartsWith("bestand:3: ") && Contains("a tab"));
}

TEST_CASE("a topic of TREC's form needs a number and a title") {
  const auto refused = [](std::string_view text) { return refusal(read_topics, text); };
  CHECK_THAT(refused("<top>\n<num> Number: 1\n</top>\n"),
             StartsWith("bestand:3: ") && Contains("<title>"));
  CHECK_THAT(refused("<top>\n<title> a\n</top>\n"), StartsWith("bestand:3: ") && Contains("<num>"));
}

TEST_CASE("a topic of TREC's form that has no end is refused, and not left out") {
  const std::string open = "<top>\n<num> Number: 1\n<title> een\n";
  const std::string closed = "<top>\n<num> Number: 2\n<title> twee\n</top>\n";
  CHECK_THAT(refusal(read_topics, open + closed), Contains("bestand:"));
  CHECK_THAT(refusal(read_topics, closed + open), Contains("bestand:"));
}

TEST_CASE("an id of a topic is there once, and holds no spaces") {
  CHECK_THAT(refusal(read_topics, "q1\ta\nq2\tb\nq1\tc\n"),
             StartsWith("bestand:3: ") && Contains("'q1'") && Contains("twice"));
  CHECK_THAT(refusal(read_topics, "q1\ta\nq 2\tb\n"),
             StartsWith("bestand:2: ") && Contains("'q 2'"));
  CHECK_THAT(refusal(read_topics, "\ta\n"), StartsWith("bestand:1: ") && Contains("no id"));
}

TEST_CASE("a topic without a text is refused, whatever the form") {
  CHECK_THAT(refusal(read_topics, "q1\ta\nq2\t \n"), StartsWith("bestand:2: "));
  CHECK_THAT(refusal(read_topics, R"({"_id": "q1", "text": ""})"), StartsWith("bestand:1: "));
}

TEST_CASE("a file without topics or judgements is refused") {
  for (const auto* text : {"", "\n \n", "\xEF\xBB\xBF\r\n"}) {
    CHECK_THAT(refusal(read_topics, text), Contains("no topic"));
    CHECK_THAT(refusal(read_judgements, text), Contains("no judgement"));
  }
  CHECK_THAT(refusal(read_judgements, "query-id\tcorpus-id\tscore\n"), Contains("no judgement"));
}

TEST_CASE("a file that cannot be read is refused by name") {
  const TemporaryDirectory directory;
  for (const auto& path : {directory / "nergens", directory.path()}) {
    CHECK_THROWS_WITH(read_topics(path), Contains(path.string()) && Contains("cannot be read"));
    CHECK_THROWS_WITH(read_judgements(path), Contains(path.string()) && Contains("cannot be read"));
    CHECK_THROWS_WITH(read_run(path), Contains(path.string()) && Contains("cannot be read"));
  }
}

TEST_CASE("judgements come in four columns, or in three with or without a heading") {
  const Judgements expected{{"q1", {{"a", 2}, {"b", 0}}}, {"q2", {{"a", -1}}}};
  CHECK(from(read_judgements, "q1 0 a 2\nq1 0 b 0\nq2 0 a -1\n") == expected);
  CHECK(from(read_judgements, "q1\t0\ta\t2\n q1  Q0\t b 0 \nq2 0 a -1") == expected);
  CHECK(from(read_judgements, "q1 a 2\nq1 b 0\nq2 a -1\n") == expected);
  CHECK(from(read_judgements, "query-id\tcorpus-id\tscore\nq1\ta\t2\nq1\tb\t0\nq2\ta\t-1\n") ==
        expected);
}

TEST_CASE("a line that is no judgement is refused with its number") {
  const auto refused = [](const std::string& line) {
    return refusal(read_judgements, "q1 0 a 2\n\n" + line + "\n");
  };
  CHECK_THAT(refused("q1 b"), StartsWith("bestand:3: ") && Contains("document and grade"));
  CHECK_THAT(refused("q1 0 b 2 x"), StartsWith("bestand:3: ") && Contains("document and grade"));
  for (const auto* grade : {"goed", "1.5", "2x", "99999999999"})
    CHECK_THAT(refused(std::string("q1 0 b ") + grade),
               StartsWith("bestand:3: ") && Contains(grade) && Contains("whole number"));
  CHECK_THAT(refused("q1 0 a 2"),
             StartsWith("bestand:3: ") && Contains("'a'") && Contains("'q1'") && Contains("twice"));
}

TEST_CASE("topics can be made of judgements: each asks for what is near to the document") {
  CHECK(topics_of({{"deda", {{"iama", 1}}}, {"avg", {}}}) ==
        std::vector<Topic>{{"avg", "avg"}, {"deda", "deda"}});
}

TEST_CASE("the scores of a run say the order, and not its ranks or its lines") {
  CHECK(
      from(read_run,
           "q1 Q0 a 1 1.5 naam\nq2 Q0 a 1 7 naam\nq1\tQ0\tb\t2\t-2\tnaam\nq1 Q0 c 3 1e1 naam\n") ==
      Run{{"q1", {{"c", 10}, {"a", 1.5}, {"b", -2}}}, {"q2", {{"a", 7}}}});
}

TEST_CASE("equal scores in a run go by id, from z to a") {
  CHECK(ids(from(read_run,
                 "q Q0 d10 1 3 x\nq Q0 d9 2 3 x\nq Q0 D9 3 3 x\nq Q0 d1 4 3 x\nq Q0 top 5 4 x\n")
                .at("q")) == Ids{"top", "d9", "d10", "d1", "D9"});
}

TEST_CASE("a run may be empty: then nothing was found") { CHECK(from(read_run, "\n").empty()); }

TEST_CASE("a line that is no line of a run is refused with its number") {
  const auto refused = [](const std::string& line) {
    return refusal(read_run, "q Q0 a 1 3 naam\n" + line + "\n");
  };
  for (const auto* line : {"q Q0 b 2 3", "q Q0 b 2 3 mijn naam", "q b 3"})
    CHECK_THAT(refused(line), StartsWith("bestand:2: ") && Contains("score"));
  for (const auto* score : {"hoog", "1,5", "3x", "nan", "inf", "-inf", "1e999"})
    CHECK_THAT(refused(std::string("q Q0 b 2 ") + score + " naam"),
               StartsWith("bestand:2: ") && Contains("score"));
  CHECK_THAT(refused("q Q0 a 2 1 naam"),
             StartsWith("bestand:2: ") && Contains("'a'") && Contains("'q'") && Contains("twice"));
}

TEST_CASE("a run is written in six columns, with ranks from 1") {
  CHECK(to_trec({{"q1", {{"b", 2.5}, {"a", 1}}}, {"q2", {}}, {"q3", {{"b", -4}}}}, "speur") ==
        "q1 Q0 b 1 2.5 speur\nq1 Q0 a 2 1 speur\nq3 Q0 b 1 -4 speur\n");
}

TEST_CASE("every reader of a written run sees the same order") {
  SECTION("of equal scores") { check_order_kept({{"a", 3}, {"c", 3}, {"b", 3}, {"d", 1}}); }
  SECTION("of scores that differ less than a float can") {
    check_order_kept({{"a", 1}, {"b", 1 - 1e-12}, {"c", 1 - 2e-12}, {"d", 1 - 3e-12}});
  }
  SECTION("of scores below what a tie was lowered to") {
    auto ranked = tied(50, 1);
    ranked.push_back({"20001", 1 - 1e-7});
    ranked.push_back({"20002", 1 - 2e-7});
    check_order_kept(ranked);
  }
  SECTION("of many equal scores") { check_order_kept(tied(1500, 17.25)); }
  SECTION("of scores of zero") { check_order_kept(tied(1500, 0)); }
  SECTION("of scores below zero") { check_order_kept(tied(1500, -3)); }
}

TEST_CASE("a run with an id that its columns cannot hold is not written") {
  CHECK_THROWS_AS(to_trec({{"q", {{"mijn document", 1}}}}, "speur"), EvaluationError);
}
