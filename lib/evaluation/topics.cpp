// SPDX-License-Identifier: GPL-2.0-or-later
#include <nlohmann/json.hpp>
#include <set>

#include "evaluation/text_file.hpp"
#include "speur/error.hpp"
#include "speur/evaluation.hpp"

namespace speur {
namespace {

using evaluation::Line;
using evaluation::refuse;
using Path = std::filesystem::path;

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

Topic read_json_topic(const Path& file, const Line& line) {
  const auto json = nlohmann::json::parse(line.text, nullptr, false);
  const auto holds = [&](const char* key) {
    return json.is_object() && json.contains(key) && json[key].is_string();
  };
  if (!holds("_id") || !holds("text"))
    refuse(file, line, "a topic is a JSON object with the texts '_id' and 'text'");
  return {json["_id"].get<std::string>(), json["text"].get<std::string>()};
}

Topic read_tab_topic(const Path& file, const Line& line) {
  const auto tab = line.text.find('\t');
  if (tab == std::string::npos)
    refuse(file, line, "a topic is JSON, or an id, a tab and a text; or <top> in TREC's form");
  return {trimmed(line.text.substr(0, tab)), trimmed(line.text.substr(tab + 1))};
}

// Collects topics that can be told apart and searched.
class Collector {
 public:
  explicit Collector(const Path& file) : file_(file) {}

  void add(Topic topic, const Line& line) {
    if (topic.id.empty()) refuse(file_, line, "a topic has no id");
    if (topic.id.find_first_of(" \t") != std::string::npos)
      refuse(file_, line, "'" + topic.id + "' is no id of a topic; an id has no spaces");
    if (topic.text.empty()) refuse(file_, line, "topic '" + topic.id + "' has no text");
    if (!ids_.insert(topic.id).second)
      refuse(file_, line, "topic '" + topic.id + "' is there twice");
    topics.push_back(std::move(topic));
  }

  std::vector<Topic> topics;

 private:
  const Path& file_;
  std::set<std::string> ids_;
};

// TREC's topics look like XML but are none: elements are not closed, and <num> says "Number:".
class TrecTopics {
 public:
  TrecTopics(const Path& file, Collector& collector) : file_(file), collector_(collector) {}

  void add(const Line& line) {
    last_ = line;
    const auto text = trimmed(line.text);
    if (text.starts_with("<top>")) open(line);
    else if (text.starts_with("</top>")) close(line);
    else if (text.starts_with("<num>")) begin(topic_.id, text.substr(5), "Number:");
    else if (text.starts_with("<title>")) begin(topic_.text, text.substr(7), "Topic:");
    else if (text.starts_with('<')) field_ = nullptr;
    else append(text);
  }

  void finish() const {
    if (open_) refuse(file_, last_, "the last topic is not closed by </top>");
  }

 private:
  void begin(std::string& field, std::string text, std::string_view heading) {
    field_ = &field;
    text = trimmed(text);
    if (text.starts_with(heading)) text = trimmed(text.substr(heading.size()));
    append(text);
  }

  void append(std::string text) {
    if (!field_) return;
    if (const auto element = text.find('<'); element != std::string::npos) text.resize(element);
    text = trimmed(text);
    if (!field_->empty() && !text.empty()) *field_ += ' ';
    *field_ += text;
  }

  void open(const Line& line) {
    if (open_) refuse(file_, line, "a topic begins before the last one was closed by </top>");
    topic_ = {};
    field_ = nullptr;
    open_ = true;
  }

  void close(const Line& line) {
    if (!open_) refuse(file_, line, "</top> closes no topic");
    if (topic_.id.empty() || topic_.text.empty())
      refuse(file_, line, "a topic ends that has no <num> or no <title>");
    collector_.add(std::move(topic_), line);
    open_ = false;
    field_ = nullptr;
  }

  const Path& file_;
  Collector& collector_;
  Line last_;
  bool open_ = false;
  Topic topic_;
  std::string* field_ = nullptr;
};

}  // namespace

std::vector<Topic> read_topics(const Path& file) {
  const auto lines = evaluation::read_lines(file);
  Collector collector(file);
  const auto first = lines.empty() ? std::string() : trimmed(lines.front().text);
  if (first.starts_with('<')) {
    TrecTopics trec(file, collector);
    for (const auto& line : lines) trec.add(line);
    trec.finish();
  } else {
    const auto read = first.starts_with('{') ? read_json_topic : read_tab_topic;
    for (const auto& line : lines) collector.add(read(file, line), line);
  }
  if (collector.topics.empty()) throw EvaluationError(file.string() + ": there is no topic");
  return std::move(collector.topics);
}

std::vector<Topic> topics_of(const Judgements& judgements) {
  std::vector<Topic> topics;
  for (const auto& [id, grades] : judgements) topics.push_back({id, id});
  return topics;
}

}  // namespace speur
