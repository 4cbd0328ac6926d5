// SPDX-License-Identifier: GPL-2.0-or-later
#include "import/since.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "document/document.hpp"
#include "import/record.hpp"
#include "speur/error.hpp"

namespace speur::import {
namespace {

using nlohmann::json;
using namespace std::chrono;

// The first day of what is a date, a month or a year in ISO form.
sys_days first_day(std::string_view iso) {
  const auto number = [&](std::size_t at, std::size_t size) {
    return at < iso.size() ? std::stoi(std::string(iso.substr(at, size))) : 1;
  };
  return year_month_day{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                        day{static_cast<unsigned>(number(8, 2))}};
}

std::string iso(sys_days day) {
  const year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

sys_days day_of(std::string_view when) {
  if (const auto date = document::iso_date(when)) return first_day(*date);
  throw RequestError(
      fmt::format("since '{}': that is no date; write 2026-11-01, 2026-11 or 2026", when));
}

}  // namespace

Since::Since(std::string_view when) : day_(day_of(when)) {}

bool Since::skips_record(const json& record, const Field& changed) const {
  const auto* date = find_member(record, changed);
  return date && comes_after(*date);
}

bool Since::comes_after(const json& date) const {
  if (date.is_array())
    return !date.empty() && std::all_of(date.begin(), date.end(),
                                        [&](const json& each) { return comes_after(each); });
  if (!date.is_string() && !date.is_number()) return false;
  const auto written = date.is_string() ? date.get<std::string>() : date.dump();
  const auto changed = document::iso_date(written);
  if (!changed) return false;
  // With a time comes a time zone, in which it may be the day before.
  const bool has_time = written.find(':') != std::string::npos;
  const auto from = iso(has_time ? day_ - days{1} : day_);
  // A month or year that the day lies in may mean that day.
  return *changed < from.substr(0, changed->size());
}

// A file that is moved to its place, or unpacked there, keeps the time at which it was written.
// That its entry changed shows in the other time, which nobody can set.
bool Since::skips_file(const std::filesystem::path& file) const {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return false;
  const auto changed = std::max(status.st_mtim.tv_sec, status.st_ctim.tv_sec);
  constexpr hours furthest_east{14};  // where days begin first
  return sys_seconds{seconds{changed}} < day_ - furthest_east;
}

const Field& changed_field(const Schema& schema) {
  if (schema.roles.date.empty())
    throw RequestError(
        fmt::format("since: a record does not say when it changed, as schema '{}' names no field "
                    "under its role 'date'; leave it out, and what is unchanged is found by what "
                    "it holds",
                    schema.name));
  return *schema.find(schema.roles.date.front());
}

}  // namespace speur::import
