// SPDX-License-Identifier: GPL-2.0-or-later
// Schemas, their fields and settings.
#include "json.hpp"
#include "module.hpp"
#include "options.hpp"
#include "speur/error.hpp"
#include "value_class.hpp"

namespace speur::python {
namespace {

constexpr std::array ranking_options{
    option<Ranking, &Ranking::k1>("k1"),
    option<Ranking, &Ranking::b>("b"),
    option<Ranking, &Ranking::title>("title"),
    option<Ranking, &Ranking::opening>("opening"),
    option<Ranking, &Ranking::semantic>("semantic"),
    option<Ranking, &Ranking::related_title>("related_title"),
    option<Ranking, &Ranking::related_mentions>("related_mentions"),
    option<Ranking, &Ranking::related_semantic>("related_semantic"),
    option<Ranking, &Ranking::related_facets>("related_facets"),
    option<Ranking, &Ranking::related_relations>("related_relations"),
    option<Ranking, &Ranking::related_use>("related_use"),
    option<Ranking, &Ranking::related_diversity>("related_diversity"),
};

std::shared_ptr<Ranking> make_ranking(const py::kwargs& given) {
  auto ranking = std::make_shared<Ranking>();
  set_options(*ranking, given, ranking_options);
  ranking->validate();
  return ranking;
}

void add_fields(py::module_& module) {
  ValueClass<Label>(module, "Label", "What a value or field is called; an empty str: not given.")
      .field("nl", &Label::nl, "In Dutch.")
      .field("en", &Label::en, "In English.");
  ValueClass<FacetValue>(module, "FacetValue", "A declared value of a facet.")
      .field("value", &FacetValue::value, "As documents and filters have it.")
      .field("label", &FacetValue::label, "What people see.")
      .field("implies", &FacetValue::implies,
             "Values of the same facet that a document with this one has as well.")
      .field("from_names", &FacetValue::from, "Other spellings accepted in records.");
  ValueClass<FacetSpec>(module, "FacetSpec", "How a facet is counted.")
      .field("kind", &FacetSpec::kind, "'flat', 'hierarchical', 'ordinal' or 'date'.")
      .field("values", &FacetSpec::values, "Declared values; of an ordinal facet in their order.")
      .field("closed", &FacetSpec::closed, "Whether values that are not declared are refused.")
      .field("separator", &FacetSpec::separator, "Between the steps of a hierarchical value.");
  ValueClass<Field>(module, "Field", "A field of a schema.")
      .field("name", &Field::name, "What filters, facets and documents call it.")
      .field("kind", &Field::kind, "'text', 'keyword', 'stored', 'facet' or 'relation'.")
      .field("from_names", &Field::from, "What records call it, before `name` itself.")
      .field("label", &Field::label, "What people see.")
      .field("weight", &Field::weight, "Of a text field: how much an occurrence counts.")
      .field("many", &Field::many, "Whether a document may have several values.")
      .field("facet", &Field::facet, "Of a facet: how it is counted.")
      .field("versions", &Field::versions,
             "Relations only: the types by which documents are versions of one.");
  ValueClass<Roles>(module, "Roles", "Which fields play a part in every answer; '' for none.")
      .field("title", &Roles::title, "The text field that is the title of a hit.")
      .field("url", &Roles::url, "The stored field that is its address.")
      .field("date", &Roles::date,
             "Date facets; sorting on 'newest' goes by the first with a value.")
      .field("snippet", &Roles::snippet, "Text fields; the first that matches makes the snippet.")
      .field("type", &Roles::type, "The facet that says what kind of thing a document is.")
      .field("theme", &Roles::theme, "The facet that says what it is about.")
      .field("organisation", &Roles::organisation, "The facet that says who publishes it.")
      .field("tier", &Roles::tier, "The facet that says for which government tier it is.")
      .field("maturity", &Roles::maturity,
             "The ordinal facet that says how far what it tells of has come.")
      .field("series", &Roles::series,
             "A facet with one value; documents that share it are versions of one.")
      .field("access", &Roles::access,
             "A keyword field with tokens: only who has one of them sees the document.");
}

void add_ranking(py::module_& module) {
  ValueClass<Ranking> ranking(
      module, "Ranking",
      "The few numbers that ranking depends on beside the weights of fields.\n\n"
      "Raises:\n    SchemaError: a number is out of its range.");
  ranking.def(py::init(&make_ranking),
              "__init__(self, *, k1=1.2, b=0.75, title=0.2, opening=0.4, semantic=0.2, "
              "related_title=0.1, related_mentions=0.5, related_semantic=0.2, "
              "related_facets=0.9, related_relations=0.5, related_use=0.2, "
              "related_diversity=0.2)\n--\n\nSee the fields.");
  ranking
      .field("k1", &Ranking::k1,
             "BM25: how slowly further occurrences of a word stop to count; 0 to 10.")
      .field("b", &Ranking::b, "BM25: how much long documents are held back; 0 to 1.")
      .field("title", &Ranking::title,
             "What a title that is just what was asked adds, where the best score by words is 1.")
      .field("opening", &Ranking::opening, "The same of what was asked, where a text begins.")
      .field("semantic", &Ranking::semantic,
             "The same of words that go together with those of the query in this collection.")
      .field("related_title", &Ranking::related_title,
             "Related items: what similar titles are worth, where words are worth 1; 0 to 100.")
      .field("related_mentions", &Ranking::related_mentions,
             "The same of naming the item by its title.")
      .field("related_semantic", &Ranking::related_semantic,
             "The same of words that go together in this collection.")
      .field("related_facets", &Ranking::related_facets, "The same of shared facet values.")
      .field("related_relations", &Ranking::related_relations, "The same of declared relations.")
      .field("related_use", &Ranking::related_use, "The same of being used together.")
      .field("related_diversity", &Ranking::related_diversity,
             "How much variety among related items is worth; 0 to 1, 0 for the order of scores.");
}

const Field& field_called(const Schema& schema, std::string_view name) {
  if (const auto* field = schema.find(name)) return *field;
  throw RequestError("schema '" + schema.name + "' has no field '" + std::string(name) + "'");
}

py::str label(const Schema& schema, py::handle field_name, py::handle value, py::handle language) {
  const auto& field = field_called(schema, text_from(field_name, "field"));
  const auto chosen = choice_from<Language>(language, "language");
  if (value.is_none()) return to_python(label_of(field, chosen));
  return to_python(label_of(field, value_from(value, "value"), chosen));
}

std::shared_ptr<Schema> schema_from(py::handle definition) {
  return std::make_shared<Schema>(Schema::from_json(json_from(definition, "definition")));
}

std::shared_ptr<Schema> schema_in_file(const py::object& path) {
  const auto file = py::module_::import("pathlib").attr("Path")(path);
  return schema_from(file.attr("read_text")("utf-8"));
}

}  // namespace

void add_schema(py::module_& module) {
  add_fields(module);
  add_ranking(module);
  ValueClass<Schema> schema(
      module, "Schema",
      "What the documents of an index look like.\n\n"
      "Args:\n    definition: a mapping in the shape of a schema file, or JSON text.\n\n"
      "Raises:\n    SchemaError: naming the field and the rule that it breaks.");
  schema.def(py::init(&schema_from), py::arg("definition"),
             "__init__(self, definition)\n--\n\nSee the class.");
  schema.def(py::pickle([](const Schema& self) { return to_python(self.to_json()); },
                        [](const py::str& json) { return schema_from(json); }));
  schema.field("name", &Schema::name, "What the schema is called.")
      .field("id_from", &Schema::id_from, "Names of the id in records, before 'id'.")
      .field("roles", &Schema::roles, "Which fields play a part in every answer.")
      .field("fields", &Schema::fields, "The fields, in order.")
      .field("ranking", &Schema::ranking, "The numbers that ranking depends on.")
      .method(
          "to_json", [](const Schema& self) { return to_python(self.to_json()); },
          "to_json(self)\n--\n\nThe schema as JSON text, which makes an equal schema again.")
      .method(
          "to_dict", [](const Schema& self) { return loads(self.to_json()); },
          "to_dict(self)\n--\n\nThe same as a dict.")
      .method(
          "settings", [](const Schema& self) { return loads(self.settings_json()); },
          "settings(self)\n--\n\nField weights and ranking: all that `with_settings` reads.")
      .method(
          "with_settings",
          [](const Schema& self, py::handle settings) {
            return std::make_shared<Schema>(self.with_settings(json_from(settings, "settings")));
          },
          "with_settings(self, settings)\n--\n\n"
          "This schema with other field weights and ranking.\n\n"
          "Args:\n    settings: a mapping or JSON text such as {'weights': {'title': 3},\n"
          "        'ranking': {'k1': 1.2, 'b': 0.75, 'related': {'title': 0.5}}}; what it does\n"
          "        not name stays as it is.\n\n"
          "Raises:\n    SchemaError: naming the setting and the rule that it breaks.")
      .method("label", &label,
              "label(self, field, value=None, *, language='nl')\n--\n\n"
              "What people see of a field, or of a value of a facet.\n\n"
              "Args:\n    field: the name of the field.\n    value: a value of it, if any.\n"
              "    language: 'nl' or 'en'.\n\nRaises:\n    RequestError: there is no such field.",
              py::arg("field"), py::arg("value") = py::none(), py::kw_only(),
              py::arg("language") = "nl");
  schema.def_static(
      "knowledge_product", [] { return std::make_shared<Schema>(Schema::knowledge_product()); },
      "knowledge_product()\n--\n\nThe built-in schema of a Dutch knowledge product.");
  schema.def_static("from_file", &schema_in_file,
                    "from_file(path)\n--\n\nReads a schema from a file of JSON.\n\n"
                    "Raises:\n    SchemaError: naming the field and the rule that it breaks.\n"
                    "    OSError: the file cannot be read.");
}

}  // namespace speur::python
