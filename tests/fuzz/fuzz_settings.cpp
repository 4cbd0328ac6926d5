// SPDX-License-Identifier: GPL-2.0-or-later
#include "query/synonyms.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/synonyms.hpp"
#include "targets.hpp"
#include "unicode/unicode.hpp"

namespace speur::fuzz {

void schema(std::string_view input) {
  try {
    const auto json = Schema::from_json(input).to_json();
    require(Schema::from_json(json).to_json() == json, "a schema is not what was written");
  } catch (const SchemaError& error) {
    require(*error.what() != '\0', "an error without a text");
  }
}

void synonyms(std::string_view input) {
  static const auto schema = Schema::knowledge_product();
  static const Analyzer analyzer;
  const auto synonyms = Synonyms::from_text(input);
  for (const auto& warning : synonyms.warnings()) {
    require(warning.line >= 1, "a warning about no line");
    require(!warning.message.empty(), "a warning without a text");
  }
  const auto again = Synonyms::from_text(synonyms.text());
  require(again.text() == synonyms.text() && again.warnings().size() == synonyms.warnings().size(),
          "what was read is read in another way");
  // The text as a query, so that what it has synonyms for is asked for.
  std::vector<AppliedSynonym> applied;
  const auto parsed =
      query::parse(input, schema, analyzer, Language::dutch, [&](query::Query query) {
        return query::with_synonyms(std::move(query), {&synonyms, &Synonyms::government()},
                                    analyzer, applied);
      });
  for (const auto& each : applied) require(!each.also.empty(), "a synonym without a name");
}

}  // namespace speur::fuzz
