// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "speur/related.hpp"

namespace speur {
namespace {

std::string join(const std::vector<std::string>& values) {
  return fmt::format("{}", fmt::join(values, ", "));
}

// A label inside a sentence: "Overheidslaag" -> "overheidslaag", but "ADR-kader" stays.
std::string in_sentence(std::string label) {
  const auto upper = [&](std::size_t at) {
    return at < label.size() && label[at] >= 'A' && label[at] <= 'Z';
  };
  if (upper(0) && !upper(1)) label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label;
}

std::string labels(const Reason& reason, const Schema& schema, Language language) {
  const auto* field = schema.find(reason.field);
  if (!field) return join(reason.values);
  std::vector<std::string> labels;
  for (const auto& value : reason.values) labels.push_back(label_of(*field, value, language));
  return join(labels);
}

std::string facet_text(const Reason& reason, const Schema& schema, Language language) {
  const auto* field = schema.find(reason.field);
  if (!field) return reason.field + ": " + join(reason.values);
  return fmt::format("{} {}: {}", language == Language::dutch ? "Zelfde" : "Same",
                     in_sentence(label_of(*field, language)), labels(reason, schema, language));
}

std::string relation_text(const Reason& reason, Language language) {
  const bool dutch = language == Language::dutch;
  const auto* who = dutch ? "Dit document verwijst ernaar" : "This document refers to it";
  if (reason.incoming) who = dutch ? "Verwijst naar dit document" : "Refers to this document";
  if (reason.mutual) who = dutch ? "Verwijzen naar elkaar" : "They refer to each other";
  return reason.values.empty() ? who : fmt::format("{} ({})", who, join(reason.values));
}

}  // namespace

std::string to_text(const Reason& reason, const Schema& schema, Language language) {
  const auto with = [&](const char* dutch, const char* english, const std::string& values) {
    return (language == Language::dutch ? dutch : english) + values;
  };
  switch (reason.kind) {
    case ReasonKind::relation: return relation_text(reason, language);
    case ReasonKind::mention:
      return with("Wordt in dit document genoemd", "Named in this document", "");
    case ReasonKind::use: return with("Vaak samen gelezen", "Often read together", "");
    case ReasonKind::question:
      return with("Zelfde vraag: ", "Same question: ", join(reason.values));
    case ReasonKind::next_step:
      return with("Een stap verder: ", "One step further: ", labels(reason, schema, language));
    case ReasonKind::counterpart:
      return with("Van dezelfde organisatie, voor: ", "From the same organisation, for: ",
                  labels(reason, schema, language));
    case ReasonKind::facet: return facet_text(reason, schema, language);
    case ReasonKind::terms: return with("Zelfde woorden: ", "Same words: ", join(reason.values));
  }
  return {};
}

}  // namespace speur
