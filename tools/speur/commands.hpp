// SPDX-License-Identifier: GPL-2.0-or-later
// The subcommands. Each registers its options and what to run; `status` gets the exit status.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/search.hpp"
#include "speur/viewer.hpp"

namespace speur::command {

/// Exit statuses, part of the command's contract.
enum Status {
  done = 0,
  wrong_usage = 2,
  records_refused = 3,
  index_unusable = 4,
  unsound = 5,
};

void register_index(CLI::App& app, int& status);
void register_sync(CLI::App& app, int& status);
void register_optimize(CLI::App& app, int& status);
void register_check(CLI::App& app, int& status);
void register_reindex(CLI::App& app, int& status);
void register_repair(CLI::App& app, int& status);
void register_snapshot(CLI::App& app, int& status);
void register_remove(CLI::App& app, int& status);
void register_search(CLI::App& app, int& status);
void register_complete(CLI::App& app, int& status);
void register_related(CLI::App& app, int& status);
void register_duplicates(CLI::App& app, int& status);
void register_use(CLI::App& app, int& status);
void register_get(CLI::App& app, int& status);
void register_stats(CLI::App& app, int& status);
void register_explain(CLI::App& app, int& status);
void register_evaluate(CLI::App& app, int& status);
void register_tune(CLI::App& app, int& status);
void register_analyze(CLI::App& app, int& status);
void register_bench(CLI::App& app, int& status);

/// What several subcommands take.
inline void add_index(CLI::App& command, std::string& path) {
  command.add_option("INDEX", path, "Directory of the index")->required();
}
/// Whoever can read the files of an index may see all of it; what another sees is to be asked for.
inline void add_viewer(CLI::App& command, Viewer& viewer) {
  viewer = Viewer::everything();
  command
      .add_option_function<std::string>(
          "--viewer",
          [&viewer](const std::string& tokens) {
            viewer = {};
            for (auto& token : CLI::detail::split(tokens, ','))
              if (!token.empty()) viewer.tokens.push_back(std::move(token));
          },
          "Answer as for who has these access tokens,\nbetween commas; '' for the public (all)")
      ->type_name("TOKENS");
}
inline void add_json(CLI::App& command, bool& json) {
  command.add_flag("--json", json, "Answer in JSON, for programs");
}
inline void add_settings(CLI::App& command, std::string& file) {
  command.add_option("--settings", file, "JSON file with another ranking than the\nindex's own");
}

/// An option that takes one of some names.
template <typename Value>
void add_choice(CLI::App& command, const std::string& name, Value& value,
                const std::map<std::string, Value>& choices, const std::string& description) {
  const auto choose = [name, &value, choices](const std::string& written) {
    const auto found = choices.find(written);
    if (found != choices.end()) return void(value = found->second);
    std::string names;
    for (const auto& [choice, ignored] : choices) names += (names.empty() ? "" : ", ") + choice;
    throw CLI::ValidationError(name, "'" + written + "' is none of " + names);
  };
  command.add_option_function<std::string>(name, choose, description)->type_name("NAME");
}

/// An option that takes a whole number from 0.
inline void add_count(CLI::App& command, const std::string& name, std::size_t& value,
                      const std::string& description) {
  const auto read = [name, &value](const std::string& written) {
    const auto* end = written.data() + written.size();
    const auto [stop, error] = std::from_chars(written.data(), end, value);
    if (written.empty() || stop != end || error == std::errc::invalid_argument)
      throw CLI::ValidationError(name, "'" + written + "' is no whole number from 0");
    if (error == std::errc::result_out_of_range) value = std::numeric_limits<std::size_t>::max();
  };
  command.add_option_function<std::string>(name, read, description)->type_name("N");
}

/// An option that takes FACET=VALUE, any number of times.
inline void add_filters(CLI::App& command, Filters& filters) {
  const auto read = [&filters](const std::vector<std::string>& written) {
    for (const auto& filter : written) {
      const auto sign = filter.find('=');
      if (sign == std::string::npos || sign == 0)
        throw RequestError("-f " + filter + ": write FACET=VALUE, such as tier=gemeente");
      filters[filter.substr(0, sign)].push_back(filter.substr(sign + 1));
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "-f,--filter", read,
          "FACET=VALUE; repeat it to widen within\na facet and to narrow across facets.\n"
          "Ranges: maturity=pilot.., published=2023..")
      ->allow_extra_args(false);
}

inline void add_match(CLI::App& command, Match& match) {
  add_choice<Match>(command, "--match", match, {{"any", Match::any}, {"all", Match::all}},
                    "any or all of the words (any)");
}

inline void add_no_synonyms(CLI::App& command, bool& synonyms) {
  command.add_flag_callback(
      "--no-synonyms", [&synonyms] { synonyms = false; },
      "Search what was typed only, no abbreviations\nand synonyms of it");
}

inline void add_language(CLI::App& command, Language& language) {
  add_choice<Language>(command, "--lang", language,
                       {{"nl", Language::dutch}, {"en", Language::english}},
                       "Language of labels and messages:\nnl or en (nl)");
}

}  // namespace speur::command
