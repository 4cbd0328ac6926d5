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
  Viewer viewer;
  std::string id;
  Language language = Language::dutch;
  bool json = false;
};

void print_field(const std::string& label, const std::string& text) {
  fmt::print("{}\n{}\n", in_style(label, fmt::emphasis::bold), wrapped({text, {}}, 2));
}

// A facet value with the labels of what it lies under: "Dataproject › Starten".
std::string path_label(const Field& field, const std::string& value, Language language) {
  if (field.facet.kind != FacetKind::hierarchical) return label_of(field, value, language);
  std::string path;
  for (std::size_t end = 0; end != std::string::npos;) {
    end = value.find(field.facet.separator, end == 0 ? 0 : end + field.facet.separator.size());
    path += (path.empty() ? "" : " › ") + label_of(field, value.substr(0, end), language);
  }
  return path;
}

std::string values_text(const Field& field, const std::vector<std::string>& values,
                        Language language) {
  std::vector<std::string> labels;
  for (const auto& value : values)
    labels.push_back(field.kind == FieldKind::facet ? path_label(field, value, language) : value);
  return fmt::format("{}", fmt::join(labels, ", "));
}

void print_document(const Document& document, const Schema& schema, Language language) {
  print_field("id", document.id);
  for (const auto& field : schema.fields) {
    if (const auto& values = document.values(field.name); !values.empty())
      print_field(label_of(field, language), values_text(field, values, language));
    if (field.kind != FieldKind::relation || document.relations.empty()) continue;
    std::vector<std::string> relations;
    for (const auto& relation : document.relations)
      relations.push_back(relation.type.empty() ? relation.id : relation.type + ": " + relation.id);
    print_field(label_of(field, language), fmt::format("{}", fmt::join(relations, "\n")));
  }
}

int run(const Options& options) {
  const auto index = Index::open(options.index).as(options.viewer);
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
  add_viewer(*command, options->viewer);
  add_json(*command, options->json);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace speur::command
