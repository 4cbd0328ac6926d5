// SPDX-License-Identifier: GPL-2.0-or-later
// The subcommands. Each registers its options and what to run; `status` gets the exit status.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "speur/schema.hpp"

namespace speur::command {

/// Exit statuses, part of the command's contract.
enum Status { done = 0, wrong_usage = 2, records_refused = 3, index_unusable = 4 };

void register_index(CLI::App& app, int& status);
void register_remove(CLI::App& app, int& status);
void register_search(CLI::App& app, int& status);
void register_related(CLI::App& app, int& status);
void register_get(CLI::App& app, int& status);
void register_stats(CLI::App& app, int& status);
void register_analyze(CLI::App& app, int& status);

/// What several subcommands take.
inline void add_index(CLI::App& command, std::string& path) {
  command.add_option("INDEX", path, "Directory of the index")->required();
}
inline void add_json(CLI::App& command, bool& json) {
  command.add_flag("--json", json, "Answer in JSON, for programs");
}
inline void add_language(CLI::App& command, Language& language) {
  static const std::map<std::string, Language> names{{"nl", Language::dutch},
                                                     {"en", Language::english}};
  command.add_option("--lang", language, "Language of labels and messages: nl or en (nl)")
      ->transform(CLI::CheckedTransformer(names).description(""))
      ->type_name("LANG");
}

}  // namespace speur::command
