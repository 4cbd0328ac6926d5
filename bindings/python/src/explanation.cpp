// SPDX-License-Identifier: GPL-2.0-or-later
#include "json.hpp"
#include "module.hpp"
#include "speur/json.hpp"
#include "value_class.hpp"

namespace speur::python {

void add_explanation(py::module_& module) {
  ValueClass<StemScore>(module, "StemScore",
                        "What a stem adds to a document's score: idf * saturation, as in BM25.")
      .field("stem", &StemScore::stem, "The stem.")
      .field("in_compounds", &StemScore::in_compounds,
             "Whether it is counted where it is part of a compound; else as a word.")
      .field("occurrences", &StemScore::occurrences, "A dict of the text fields that have it.")
      .field("weighted", &StemScore::weighted, "Occurrences times field weights, added up.")
      .field("length", &StemScore::length, "Weighted words in the document.")
      .field("average_length", &StemScore::average_length, "The same, averaged over the index.")
      .field("documents", &StemScore::documents, "In the index.")
      .field("holding", &StemScore::holding, "Of these, with the stem.")
      .field("idf", &StemScore::idf, "How much a rare stem counts.")
      .field("saturation", &StemScore::saturation, "How much the occurrences count.");
  ValueClass<Explanation>(module, "Explanation",
                          "A part of a document's score, made of smaller parts; str() is a tree.")
      .field("kind", &Explanation::kind,
             "'sum' (parts added up), 'all' (the same; every one is needed), 'best' (the best of\n"
             "its parts), 'scaled' (its part times `factor`), 'stem', 'filter' (adds nothing),\n"
             "'title' (the title is what was asked), 'opening' (the text begins with it) or\n"
             "'semantic' (words that go together).")
      .field("text", &Explanation::text, "The piece of the query that it stands for.")
      .field("matches", &Explanation::matches, "When not, `value` is 0.")
      .field("value", &Explanation::value, "What it adds.")
      .field("factor", &Explanation::factor, "See `kind`.")
      .field("stem", &Explanation::stem, "The numbers of a stem, or None.")
      .field("parts", &Explanation::parts, "The smaller parts.")
      .method(
          "to_json", [](const Explanation& self) { return to_python(to_json(self)); },
          "to_json(self)\n--\n\n"
          "The explanation as JSON text, of the shape of `speur explain --json`.")
      .method(
          "to_dict", [](const Explanation& self) { return loads(to_json(self)); },
          "to_dict(self)\n--\n\nThe same as a dict of plain values.");
}

}  // namespace speur::python
