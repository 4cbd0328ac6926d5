// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "commands.hpp"
#include "print.hpp"
#include "speur/error.hpp"
#include "speur/index.hpp"
#include "speur/json.hpp"

namespace speur::command {
namespace {

struct Options {
  std::string index;
  std::string id;
  Language language = Language::dutch;
  bool json = false;
};

void print_field(const std::string& label, const std::string& text) {
  fmt::print("{}\n{}\n", in_style(label, fmt::emphasis::bold), wrapped({text, {}}, 2));
}

void print_document(const Document& document, const Schema& schema, Language language) {
  print_field("id", document.id);
  for (const auto& field : schema.fields) {
    for (const auto& value : document.values(field.name))
      print_field(label_of(field, language),
                  field.kind == FieldKind::facet ? label_of(field, value, language) : value);
    if (field.kind != FieldKind::relation) continue;
    for (const auto& relation : document.relations)
      print_field(label_of(field, language),
                  relation.type.empty() ? relation.id : relation.type + ": " + relation.id);
  }
}

int run(const Options& options) {
  const auto index = Index::open(options.index);
  const auto document = index.document(options.id);
  if (!document)
    throw RequestError(fmt::format("there is no document '{}' in this index", options.id));
  if (options.json) fmt::print("{}\n", to_json(*document, index.schema()));
  else print_document(*document, index.schema(), options.language);
  return done;
}

}  // namespace

void register_get(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("get", "Show a document");
  add_index(*command, options->index);
  command->add_option("ID", options->id, "Id of the document")->required();
  add_language(*command, options->language);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
