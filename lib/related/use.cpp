// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/use.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "speur/error.hpp"

namespace speur {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& event, const char* key, std::size_t line) {
  const auto found = event.find(key);
  if (found == event.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
    throw RequestError(fmt::format("line {}: an event has a text '{}'", line, key));
  return found->get<std::string>();
}

UseEvent event_from(std::string_view text, std::size_t line) {
  const auto event = Json::parse(text, nullptr, false);
  if (!event.is_object()) throw RequestError(fmt::format("line {}: an event is an object", line));
  for (const auto& [key, value] : event.items())
    if (key != "seed" && key != "item" && key != "date")
      throw RequestError(
          fmt::format("line {}: '{}' is not taken: an event is 'seed', 'item' and 'date', and "
                      "nothing of who it was",
                      line, key));
  return {text_of(event, "seed", line), text_of(event, "item", line), text_of(event, "date", line)};
}

}  // namespace

std::vector<UseEvent> use_events_from_json(std::string_view lines) {
  std::vector<UseEvent> events;
  for (std::size_t line = 1; !lines.empty(); ++line) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto text = lines.substr(0, end);
    if (text.find_first_not_of(" \t\r") != std::string_view::npos)
      events.push_back(event_from(text, line));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return events;
}

}  // namespace speur

namespace speur::related {
namespace {

using Json = nlohmann::json;

constexpr double enough = 10;   // so many events beyond one do half of what they can
constexpr double faded = 0.01;  // less of an event is not kept

template <typename Number>
bool read_number(std::string_view text, Number& into) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc{} && stop == text.data() + text.size();
}

std::optional<std::chrono::sys_days> day_from(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' ||
      !read_number(text.substr(0, 4), year) || !read_number(text.substr(5, 2), month) ||
      !read_number(text.substr(8), day))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

std::string text_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

// What is left of an event after some days.
double left_after(std::chrono::days days) {
  return std::exp2(-static_cast<double>(days.count()) / half_life_days);
}

// Somewhere it is tomorrow already.
bool is_to_come(std::chrono::sys_days day) {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return day > now + std::chrono::days{1};
}

}  // namespace

void check(const UseEvent& event) {
  const auto day = day_from(event.date);
  if (!day) throw RequestError(fmt::format("'{}' is no date as 2026-05-01", event.date));
  if (is_to_come(*day)) throw RequestError(fmt::format("the date {} is still to come", event.date));
}

void Use::add(const UseEvent& event) {
  check(event);
  add(event.seed, event.item, 1, *day_from(event.date));
}

void Use::add(const std::string& a, const std::string& b, double uses, Day day) {
  const auto [at, is_new] = pairs_.try_emplace(std::minmax({a, b}), Pair{0, day});
  if (is_new) {
    partners_[a].push_back(b);
    partners_[b].push_back(a);
  }
  auto& pair = at->second;
  const auto last = std::max(pair.last, day);
  pair.uses = pair.uses * left_after(last - pair.last) + uses * left_after(last - day);
  pair.last = last;
  newest_ = std::max(newest_, last);
}

double Use::now(const Pair& pair) const { return pair.uses * left_after(newest_ - pair.last); }

std::map<std::string, double> Use::with(
    std::string_view id, const std::function<bool(const std::string&)>& is_known) const {
  std::map<std::string, double> strengths;
  const auto found = partners_.find(id);
  if (found == partners_.end()) return strengths;
  const auto uses = [&](const std::string& a, const std::string& b) {
    return now(pairs_.at(std::minmax({a, b})));
  };
  const auto all_of = [&](const std::string& a) {
    double all = 0;
    for (const auto& other : partners_.at(a))
      if (is_known(other)) all += uses(a, other);
    return all;
  };
  const auto& own = found->first;
  const auto all = all_of(own);
  for (const auto& other : found->second) {
    if (!is_known(other)) continue;
    const auto together = uses(own, other);
    const auto sure = std::max(0.0, together - 1);
    if (sure > 0)
      strengths[other] = together / std::sqrt(all * all_of(other)) * sure / (sure + enough);
  }
  return strengths;
}

std::string Use::to_text() const {
  std::string text;
  for (const auto& [ids, pair] : pairs_) {
    if (now(pair) < faded) continue;
    const nlohmann::ordered_json line{{"seed", ids.first},
                                      {"item", ids.second},
                                      {"uses", pair.uses},
                                      {"date", related::text_of(pair.last)}};
    text += line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
  }
  return text;
}

Use Use::from_text(std::string_view text) {
  Use use;
  for (; !text.empty(); text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1)) {
    const auto line = Json::parse(text.substr(0, text.find('\n')), nullptr, false);
    const auto is_text = [&](const char* key) {
      return line.contains(key) && line[key].is_string();
    };
    if (!line.is_object() || !is_text("seed") || !is_text("item") || !is_text("date")) continue;
    const auto day = day_from(line["date"].get_ref<const std::string&>());
    const auto uses =
        line.contains("uses") && line["uses"].is_number() ? line["uses"].get<double>() : 0;
    if (day && uses > 0) use.add(line["seed"], line["item"], uses, *day);
  }
  return use;
}

std::filesystem::path use_file(const std::filesystem::path& index) {
  return std::filesystem::path(index).concat(".use");
}

Use read_use(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return Use::from_text(std::string(std::istreambuf_iterator<char>(in), {}));
}

void write_use(const Use& use, const std::filesystem::path& file) {
  const auto fresh = std::filesystem::path(file).concat(".tmp");
  std::ofstream out(fresh, std::ios::binary);
  out << use.to_text();
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(fresh, file, error);
  if (out && !error) return;
  std::filesystem::remove(fresh, error);
  throw IndexError(fmt::format("'{}' could not be written", file.string()));
}

std::shared_ptr<const Use> UseOfIndex::get(const std::filesystem::path& index) const {
  const auto file = use_file(index);
  std::error_code none;
  const auto written = std::filesystem::last_write_time(file, none);
  const std::lock_guard lock(mutex_);
  if (none) return use_ = nullptr;
  if (!use_ || written != read_) use_ = std::make_shared<const Use>(read_use(file));
  read_ = written;
  return use_;
}

void UseOfIndex::forget() const {
  const std::lock_guard lock(mutex_);
  use_ = nullptr;
}

}  // namespace speur::related
