// SPDX-License-Identifier: GPL-2.0-or-later
// How text becomes terms, and which words mean the same.
#include "module.hpp"
#include "speur/analyzer.hpp"
#include "speur/synonyms.hpp"
#include "value_class.hpp"

namespace speur::python {
namespace {

template <typename Piece>
void count_characters(std::string_view text, Piece& piece) {
  piece.begin = characters_before(text, piece.begin);
  piece.end = characters_before(text, piece.end);
}

py::object analyze(py::handle text) {
  const auto bytes = text_from(text, "text");
  auto tokens = std::make_shared<std::vector<Token>>();
  {
    const py::gil_scoped_release released;
    *tokens = Analyzer().analyze(bytes);
    for (auto& token : *tokens) {
      count_characters(bytes, token);
      for (auto& part : token.parts) count_characters(bytes, part);
      for (auto& part : token.compound) count_characters(bytes, part);
    }
  }
  return part_of(tokens, *tokens);
}

std::vector<std::string> stems_from(py::handle stems) {
  std::vector<std::string> all;
  read(stems, "stems", all);
  return all;
}

py::object find(const std::shared_ptr<Synonyms>& self, py::handle stems) {
  const auto* found = self->find(stems_from(stems));
  return found ? part_of(self, *found) : py::tuple();
}

}  // namespace

void add_analysis(py::module_& module) {
  ValueClass<TokenPart>(module, "TokenPart", "A word inside a token.")
      .field("begin", &TokenPart::begin, "Where it begins in the text, in characters.")
      .field("end", &TokenPart::end, "Where it ends in the text, in characters.")
      .field("word", &TokenPart::word, "In lower case, without accents.")
      .field("term", &TokenPart::term, "The stem under which it is indexed.");
  ValueClass<Token>(module, "Token", "A word of a text as speur indexes and searches it.")
      .field("begin", &Token::begin, "Where it begins in the text, in characters.")
      .field("end", &Token::end, "Where it ends in the text, in characters.")
      .field("word", &Token::word, "In lower case, without accents.")
      .field("term", &Token::term, "The stem under which it is indexed.")
      .field("parts", &Token::parts, "Of words with a hyphen and of addresses: their words.")
      .field("compound", &Token::compound, "Of a compound: the words it is made of.")
      .field("stop_word", &Token::stop_word, "Whether it is left out of queries with other words.")
      .field("rule", &Token::rule,
             "Why it has this stem: 'unchanged', 'lexicon', 'ending', 'verb' or 'inflection'.");
  module.def("analyze", &analyze,
             "analyze(text)\n--\n\nThe words of a text in order, with their stems.\n\n"
             "Args:\n    text: any text; of what is typed nothing is refused.\n\n"
             "Returns:\n    A tuple of Token.");
  module.def(
      "analyzer_fingerprint", [] { return to_python(Analyzer::fingerprint()); },
      "analyzer_fingerprint()\n--\n\n"
      "Name, version and a hash of the word lists; an index opens with an equal one only.");
  ValueClass<SynonymWarning>(module, "SynonymWarning",
                             "A line of synonyms that was left out, or is doubtful.")
      .field("line", &SynonymWarning::line, "Its number; 1 is the first.")
      .field("message", &SynonymWarning::message, "What is wrong with it.");
  ValueClass<Synonyms> synonyms(
      module, "Synonyms",
      "Words and phrases that mean the same to a searcher.\n\n"
      "Args:\n    text: lines such as 'woo = wet open overheid' (each finds the other),\n"
      "        'lakken > anonimiseren' (the left finds the right), '! bio' (without the built-in\n"
      "        synonyms of bio) and '# a remark'. Lines that cannot be read are left out.");
  synonyms.def(py::init([](py::handle text) {
                 return std::make_shared<Synonyms>(Synonyms::from_text(text_from(text, "text")));
               }),
               "__init__(self, text)\n--\n\nSee the class.");
  synonyms
      .field(
          "text", [](const Synonyms& self) -> const auto& { return self.text(); },
          "The text as it was read.")
      .field(
          "warnings", [](const Synonyms& self) -> const auto& { return self.warnings(); },
          "What is wrong or doubtful with it.")
      .method("find", &find,
              "find(self, stems)\n--\n\n"
              "Other ways to say the phrase with these stems, as the text writes them.")
      .method(
          "is_blocked",
          [](const Synonyms& self, py::handle stems) { return self.is_blocked(stems_from(stems)); },
          "is_blocked(self, stems)\n--\n\n"
          "Whether the built-in synonyms of the phrase with these stems are not used.");
  synonyms.def_static(
      "government", [] { return std::make_shared<Synonyms>(Synonyms::government()); },
      "government()\n--\n\nThe built-in synonyms of Dutch government.");
}

}  // namespace speur::python
