// SPDX-License-Identifier: GPL-2.0-or-later
#include "related/reasons.hpp"

#include <algorithm>
#include <cmath>

#include "document/document.hpp"
#include "index/terms.hpp"
#include "related/relations.hpp"

namespace speur::related {
namespace {

constexpr std::size_t max_shared_terms = 4;
constexpr std::size_t max_facets = 3;
constexpr double in_passing = 2;  // occurrences in both together, in running text
// How much two questions must have in common to be the same, as a Dice coefficient, and in words.
constexpr double least_alike = 0.6;
constexpr std::size_t least_shared_words = 3;
constexpr std::size_t longest_question = 200;

// The sentences of `text` that end in a question mark.
std::vector<std::string_view> questions_in(std::string_view text) {
  std::vector<std::string_view> questions;
  for (auto mark = text.find('?'); mark != std::string_view::npos;
       mark = text.find('?', mark + 1)) {
    const auto before = mark == 0 ? std::string_view::npos : text.find_last_of(".!?\n:", mark - 1);
    const auto begin = before == std::string_view::npos ? 0 : before + 1;
    const auto question = document::trim(text.substr(begin, mark + 1 - begin));
    if (question.size() <= longest_question) questions.push_back(question);
  }
  return questions;
}

std::vector<std::string> counted(const Document& document, const Field& field) {
  return document::counted_values(field, document.values(field.name));
}

// The place of a value among those that an ordinal facet declares.
std::optional<std::size_t> step_of(const Field& field, const std::string& value) {
  const auto& steps = field.facet.values;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].value == value) return i;
  return std::nullopt;
}

}  // namespace

Reasons::Reasons(const std::vector<Source>& sources, const std::vector<SourceTerm>& terms,
                 const std::vector<FacetComparison>& facets, const index::Reader& reader,
                 const Analyzer& analyzer)
    : sources_(sources), facets_(facets), reader_(reader), analyzer_(analyzer), terms_(terms) {
  for (const auto& term : terms) postings_.push_back(reader.postings(index::stem_term(term.stem)));
  for (const auto& source : sources_)
    for (auto& question : questions_of(source.document)) questions_.push_back(std::move(question));
}

std::vector<Reason> Reasons::of(Xapian::docid id, const Document& item, bool named,
                                bool used) const {
  std::vector<Reason> all;
  add_relations(item, all);
  if (named) all.push_back({ReasonKind::mention, "", {}});
  if (used) all.push_back({ReasonKind::use, "", {}});
  add_question(item, all);
  add_next_step(item, all);
  add_counterpart(item, all);
  add_facets(id, item, all);
  auto words = shared_terms(id, false);
  if (words.empty() && all.empty()) words = shared_terms(id, true);
  if (!words.empty()) all.push_back({ReasonKind::terms, "", std::move(words)});
  return all;
}

std::vector<Reasons::Question> Reasons::questions_of(const Document& document) const {
  std::vector<Question> questions;
  for (const auto& field : reader_.schema().fields) {
    if (field.kind != FieldKind::text) continue;
    for (const auto& value : document.values(field.name))
      for (const auto written : questions_in(value)) {
        Question question{std::string(written), {}};
        for (const auto& token : analyzer_.analyze(written))
          if (!token.stop_word) question.stems.push_back(token.term);
        std::sort(question.stems.begin(), question.stems.end());
        questions.push_back(std::move(question));
      }
  }
  return questions;
}

// One that says the same in both directions is told once; so is what goes for several sources.
void Reasons::add_relations(const Document& item, std::vector<Reason>& all) const {
  const auto& field = relation_field(reader_.schema());
  const auto add = [&](const std::vector<std::string>& types, bool incoming, bool mutual) {
    Reason reason{ReasonKind::relation, field, types, incoming, mutual};
    if (std::find(all.begin(), all.end(), reason) == all.end()) all.push_back(std::move(reason));
  };
  for (const auto& source : sources_) {
    const auto out = relation_types(source.document, item.id);
    const auto in = source.id ? relation_types(item, source.document.id) : std::nullopt;
    if (out && in && (in->empty() || out->empty() || *in == *out)) {
      add(out->empty() ? *in : *out, false, true);
      continue;
    }
    if (out) add(*out, false, false);
    if (in) add(*in, true, false);
  }
}

void Reasons::add_question(const Document& item, std::vector<Reason>& all) const {
  if (questions_.empty()) return;
  double most_alike = 0;
  std::string found;
  for (const auto& question : questions_of(item))
    for (const auto& own : questions_) {
      std::vector<std::string> shared;
      std::set_intersection(own.stems.begin(), own.stems.end(), question.stems.begin(),
                            question.stems.end(), std::back_inserter(shared));
      const auto alike = 2.0 * static_cast<double>(shared.size()) /
                         static_cast<double>(own.stems.size() + question.stems.size());
      if (shared.size() < least_shared_words || alike <= most_alike) continue;
      most_alike = alike;
      found = question.written;
    }
  if (most_alike >= least_alike) all.push_back({ReasonKind::question, "", {found}});
}

bool Reasons::share(const std::string& name, const Document& a, const Document& b) const {
  const auto* field = reader_.schema().find(name);
  if (!field) return false;
  const auto values = counted(a, *field);
  const auto others = counted(b, *field);
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return std::find(others.begin(), others.end(), value) != others.end();
  });
}

void Reasons::add_next_step(const Document& item, std::vector<Reason>& all) const {
  const auto& roles = reader_.schema().roles;
  const auto* field = reader_.schema().find(roles.maturity);
  if (!field) return;
  const auto step = step_of(*field, item.first(field->name));
  for (const auto& source : sources_) {
    const auto own = step_of(*field, source.document.first(field->name));
    if (!step || !own || *step != *own + 1 || !share(roles.theme, source.document, item)) continue;
    all.push_back({ReasonKind::next_step, field->name, {item.first(field->name)}});
    return;
  }
}

void Reasons::add_counterpart(const Document& item, std::vector<Reason>& all) const {
  const auto& roles = reader_.schema().roles;
  const auto* tier = reader_.schema().find(roles.tier);
  if (!tier) return;
  for (const auto& source : sources_) {
    if (!share(roles.organisation, source.document, item) ||
        !share(roles.theme, source.document, item))
      continue;
    const auto own = counted(source.document, *tier);
    auto others = item.values(tier->name);
    std::erase_if(others, [&](const std::string& value) {
      return std::find(own.begin(), own.end(), value) != own.end();
    });
    if (own.empty() || others.empty()) continue;
    all.push_back({ReasonKind::counterpart, tier->name, std::move(others)});
    return;
  }
}

// The rarest shared values tell most; a value that both only have because another implies it
// ("gemeente" by "interbestuurlijk") or lies under it tells nothing new.
void Reasons::add_facets(Xapian::docid id, const Document& item, std::vector<Reason>& all) const {
  std::size_t added = 0;
  for (std::size_t i = 0; i < facets_.size(); ++i)
    for (const auto& shared : facets_[i].shared(id)) {
      const auto holds = [&](const Document& document) {
        const auto& own = document.values(shared.field->name);
        return std::find(own.begin(), own.end(), shared.value) != own.end();
      };
      if (shared.information <= 0 || (!holds(sources_[i].document) && !holds(item))) continue;
      const auto same_field = std::find_if(all.begin(), all.end(), [&](const Reason& reason) {
        return reason.kind == ReasonKind::facet && reason.field == shared.field->name;
      });
      if (same_field == all.end()) {
        if (added++ < max_facets)
          all.push_back({ReasonKind::facet, shared.field->name, {shared.value}});
      } else if (auto& values = same_field->values;
                 std::find(values.begin(), values.end(), shared.value) == values.end()) {
        values.push_back(shared.value);
      }
    }
}

// The strongest words of both. One that each uses once in passing tells a visitor nothing, unless
// it is all that there is to tell. The posting lists are in memory, as the item was found by them.
std::vector<std::string> Reasons::shared_terms(Xapian::docid id, bool even_in_passing) const {
  std::vector<std::pair<double, const SourceTerm*>> shared;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    const auto& term = terms_[i];
    const auto wdf = postings_[i]->wdf(id);
    const auto occurrences = static_cast<double>(wdf) / index::wdf_per_occurrence;
    if (wdf > 0 && (even_in_passing || term.occurrences + occurrences > in_passing))
      shared.emplace_back(-term.weight * std::sqrt(occurrences), &term);
  }
  std::stable_sort(shared.begin(), shared.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> written;
  for (std::size_t i = 0; i < std::min(shared.size(), max_shared_terms); ++i)
    written.push_back(shared[i].second->written);
  return written;
}

}  // namespace speur::related
