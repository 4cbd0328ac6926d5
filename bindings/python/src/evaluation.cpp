// SPDX-License-Identifier: GPL-2.0-or-later
// How good a ranking is. Topics, judgements and runs are dicts, as other evaluators in Python have
// them.
#include "speur/evaluation.hpp"

#include "index.hpp"
#include "interruption.hpp"
#include "json.hpp"
#include "module.hpp"
#include "related.hpp"
#include "search.hpp"
#include "speur/json.hpp"
#include "speur/report.hpp"
#include "speur/tuning.hpp"
#include "value_class.hpp"

namespace speur::python {
namespace {

constexpr std::array cutoff_options{
    option<Cutoffs, &Cutoffs::k>("k"),
    option<Cutoffs, &Cutoffs::depth>("depth"),
    option<Cutoffs, &Cutoffs::relevant_from>("relevant_from"),
};

Cutoffs cutoffs_from(const py::dict& given) {
  Cutoffs cutoffs;
  set_options(cutoffs, given, cutoff_options);
  return cutoffs;
}

// Tells Python after every topic, and stops when it answers False.
EvaluationProgress progress_to(py::handle told) {
  return [told, watch = SignalWatch()](std::size_t done, std::size_t all) mutable {
    watch.check();
    if (told.is_none()) return true;
    const py::gil_scoped_acquire gil;
    return !told(done, all).is(py::bool_(false));
  };
}

py::dict run_of_search(OpenIndex& self, py::handle topics, std::size_t depth, py::handle progress,
                       const py::dict& options) {
  const auto asked = topics_from(topics);
  SearchRequest request;
  set_options(request, options, search_options);
  const auto index = self.get();
  return to_python(
      without_gil([&] { return search_run(index, asked, request, depth, progress_to(progress)); }));
}

py::dict run_of_related(OpenIndex& self, py::handle topics, std::size_t depth, py::handle progress,
                        const py::dict& options) {
  const auto asked = topics_from(topics);
  RelatedRequest request;
  set_options(request, options, related_options);
  const auto index = self.get();
  return to_python(without_gil(
      [&] { return related_run(index, asked, request, depth, progress_to(progress)); }));
}

std::shared_ptr<Evaluation> evaluate_run(py::handle name, py::handle topics, py::handle judgements,
                                         py::handle run, const py::dict& cutoffs) {
  const auto called = text_from(name, "name");
  const auto asked = topics_from(topics);
  const auto judged = judgements_from(judgements);
  auto ranked = run_from(run);
  const auto depths = cutoffs_from(cutoffs);
  const py::gil_scoped_release released;
  return std::make_shared<Evaluation>(evaluate(called, asked, judged, std::move(ranked), depths));
}

// The evaluation with the variety of its lists.
std::shared_ptr<Evaluation> with_variety(const Evaluation& evaluation, OpenIndex& self) {
  const auto index = self.get();
  const py::gil_scoped_release released;
  auto varied = std::make_shared<Evaluation>(evaluation);
  varied->variety = variety_of(index, evaluation.run, evaluation.cutoffs.k);
  return varied;
}

std::shared_ptr<Comparison> compare_two(const Evaluation& first, const Evaluation& second) {
  const py::gil_scoped_release released;
  return std::make_shared<Comparison>(compare(first, second));
}

py::dict score_list(py::handle ranked, py::handle grades, const py::dict& cutoffs) {
  py::dict run;
  run["list"] = ranked;
  py::dict judgements;
  judgements["list"] = grades;
  return to_python(score(run_from(run).at("list"), judgements_from(judgements).at("list"),
                         cutoffs_from(cutoffs)));
}

// Told before every trial.
std::function<bool(const std::string&, double, std::size_t, std::size_t)> trials_to(
    py::handle told) {
  return [told](const std::string& parameter, double value, std::size_t done, std::size_t at_most) {
    const py::gil_scoped_acquire gil;
    check_signals();
    if (told.is_none()) return true;
    return !told(to_python(parameter), value, done, at_most).is(py::bool_(false));
  };
}

constexpr std::array tuning_options{
    option<TuningOptions, &TuningOptions::related>("related"),
    option<TuningOptions, &TuningOptions::metric>("metric"),
    Option<TuningOptions>{"scratch",
                          [](TuningOptions& options, py::handle value, std::string_view name) {
                            options.scratch = path_from(value, name);
                          }},
};

std::shared_ptr<Tuning> tune_index(OpenIndex& self, py::handle topics, py::handle judgements,
                                   py::handle on_trial, const py::dict& given,
                                   const py::dict& cutoffs, const py::dict& request) {
  const auto asked = topics_from(topics);
  const auto judged = judgements_from(judgements);
  TuningOptions options;
  set_options(options, given, tuning_options);
  set_options(options.request, request, search_options);
  options.cutoffs = cutoffs_from(cutoffs);
  options.on_trial = trials_to(on_trial);
  const auto index = self.get();
  const py::gil_scoped_release released;
  return std::make_shared<Tuning>(tune(index, asked, judged, options));
}

template <typename Result>
py::str report(const Result& result, py::handle title_of) {
  TitleOf titles;
  if (!title_of.is_none())
    titles = [title_of](const std::string& id) {
      const py::gil_scoped_acquire gil;
      return text_from(title_of(to_python(id)), "title_of");
    };
  return to_python(without_gil([&] { return report_html(result, titles); }));
}

/// A topic on which two rankings differ.
struct TopicChange {
  Topic topic;
  double first = 0;
  double second = 0;
};

py::object changes(const Comparison& self, py::handle metric_name) {
  const auto metric = choice_from<Metric>(metric_name, "metric");
  const auto all = std::make_shared<std::vector<TopicChange>>();
  for (const auto at : most_changed(self, metric))
    all->push_back({self.first.topics[at].topic, self.first.topics[at].scores[metric],
                    self.second.topics[at].scores[metric]});
  return part_of(all, *all);
}

template <typename Result>
void add_answers(ValueClass<Result>& result, const char* to_json_doc) {
  const auto json = [](const Result& self) { return without_gil([&] { return to_json(self); }); };
  result
      .method(
          "to_json", [json](const Result& self) { return to_python(json(self)); }, to_json_doc)
      .method(
          "to_dict", [json](const Result& self) { return loads(json(self)); },
          "to_dict(self)\n--\n\nThe same as a dict of plain values.");
}

template <typename Result>
void add_report(ValueClass<Result>& result) {
  result.method("report_html", &report<Result>,
                "report_html(self, *, title_of=None)\n--\n\n"
                "A page of HTML that needs nothing else, with plots and every topic.\n\n"
                "Args:\n    title_of: called with the id of a document; its title. None: ids only.",
                py::kw_only(), py::arg("title_of") = py::none());
}

void add_evaluations(py::module_& module) {
  ValueClass<Cutoffs>(module, "Cutoffs", "How far down a list is looked.")
      .field("k", &Cutoffs::k, "For nDCG, precision and unjudged.")
      .field("depth", &Cutoffs::depth, "For recall; a list is never read further.")
      .field("relevant_from", &Cutoffs::relevant_from,
             "The grade from which a document counts as relevant.");
  ValueClass<Estimate>(module, "Estimate", "An average with a bootstrap interval of 95 %.")
      .field("mean", &Estimate::mean, "From 0 to 1; of a difference from -1 to 1.")
      .field("low", &Estimate::low, "Where the interval begins.")
      .field("high", &Estimate::high, "Where it ends.");
  ValueClass<TopicScores>(module, "TopicScores", "How well one topic was answered.")
      .field(
          "id", [](const TopicScores& self) -> const auto& { return self.topic.id; },
          "Of the topic.")
      .field(
          "text", [](const TopicScores& self) -> const auto& { return self.topic.text; },
          "What is typed.")
      .field("scores", &TopicScores::scores, "A dict of the metrics, from 0 to 1.")
      .field("grades", &TopicScores::grades, "A dict of the documents judged for it.");
  ValueClass<Variety>(module, "Variety",
                      "How much of a collection lists show, and how different their items are.")
      .field("documents", &Variety::documents, "In the index.")
      .field("recommended", &Variety::recommended, "Of those, on at least one list.")
      .field(
          "coverage", [](const Variety& self) { return self.coverage(); },
          "The share that is ever recommended.")
      .field("diversity", &Variety::diversity,
             "The mean of `Index.diversity` over the lists: an Estimate.")
      .field("by_list", &Variety::by_list, "A dict: the diversity of each topic's list.");
  ValueClass<Evaluation> evaluation(module, "Evaluation", "How good a ranking is.");
  evaluation.field("name", &Evaluation::name, "Of the ranker.")
      .field("cutoffs", &Evaluation::cutoffs, "How far down the lists were read.")
      .field("topics", &Evaluation::topics, "The topics that were measured.")
      .field("skipped", &Evaluation::skipped, "Ids of topics without a relevant document.")
      .field("missing", &Evaluation::missing, "Ids of measured topics that the run lacks.")
      .field("means", &Evaluation::means, "A dict: an Estimate per metric.")
      .field("run", &Evaluation::run, "What the ranker gave: {topic: {document: score}}.")
      .field("variety", &Evaluation::variety, "Of lists of related items: a Variety, or None.")
      .method(
          "name_of",
          [](const Evaluation& self, py::handle metric) {
            return to_python(name_of(choice_from<Metric>(metric, "metric"), self.cutoffs));
          },
          "name_of(self, metric)\n--\n\nWhat a metric is called in reports: 'nDCG@10'.",
          py::arg("metric"));
  add_answers(evaluation,
              "to_json(self)\n--\n\n"
              "The evaluation as JSON text, of the shape of `speur evaluate --json`.");
  add_report(evaluation);
}

void add_comparisons(py::module_& module) {
  ValueClass<Difference>(module, "Difference", "A difference in means: second minus first.")
      .field("estimate", &Difference::estimate, "The difference and its interval.")
      .field("better", &Difference::better, "Topics on which the second did better.")
      .field("worse", &Difference::worse, "Topics on which it did worse.")
      .field(
          "proven", [](const Difference& self) { return self.proven(); },
          "Whether the interval leaves out zero.");
  ValueClass<TopicChange>(module, "TopicChange", "A topic on which two rankings differ.")
      .field(
          "id", [](const TopicChange& self) -> const auto& { return self.topic.id; },
          "Of the topic.")
      .field(
          "text", [](const TopicChange& self) -> const auto& { return self.topic.text; },
          "What is typed.")
      .field("first", &TopicChange::first, "The metric with the first ranking.")
      .field("second", &TopicChange::second, "The metric with the second.");
  ValueClass<Comparison> comparison(module, "Comparison",
                                    "Two rankings of the same topics, side by side.");
  comparison.field("first", &Comparison::first, "The one compared with.")
      .field("second", &Comparison::second, "The other.")
      .field("differences", &Comparison::differences, "A dict: a Difference per metric.")
      .field("diversity", &Comparison::diversity,
             "Of lists of related items: the Difference in diversity, or None.")
      .method("most_changed", &changes,
              "most_changed(self, metric='ndcg')\n--\n\n"
              "The topics that changed, most first, as a tuple of TopicChange.",
              py::arg("metric") = "ndcg");
  add_answers(comparison,
              "to_json(self)\n--\n\n"
              "The comparison as JSON text, of the shape of `speur evaluate --compare --json`.");
  add_report(comparison);
  ValueClass<TuningStep>(module, "TuningStep", "A change that raised the mean of the metric.")
      .field("parameter", &TuningStep::parameter, "'b', 'weights.title', 'related.facets', ...")
      .field("before", &TuningStep::from, "Its value before.")
      .field("after", &TuningStep::to, "Its value after.")
      .field("mean", &TuningStep::mean, "Of the metric, after it.");
  ValueClass<Tuning> tuning(module, "Tuning", "Better settings, and how much better they are.");
  tuning.field("schema", &Tuning::schema, "With the settings found; see `Schema.settings`.")
      .field("metric", &Tuning::metric, "What was raised.")
      .field("steps", &Tuning::steps, "What was changed, in order.")
      .field("tuning", &Tuning::tuning, "Before and after, on the topics that were tuned on.")
      .field("held_out", &Tuning::held_out, "The same on the other topics: what counts.")
      .field(
          "proven", [](const Tuning& self) { return self.proven(); },
          "Whether the gain holds on the other topics.");
  add_answers(tuning,
              "to_json(self)\n--\n\n"
              "The tuning as JSON text, of the shape of `speur tune --json`.");
}

// A function that reads a file to a value.
template <typename Read>
void add_reader(py::module_& module, const char* name, Read read, const char* doc) {
  module.def(
      name,
      [read](py::handle given) {
        const auto file = path_from(given, "file");
        return to_python(without_gil([&] { return read(file); }));
      },
      doc);
}

void add_files(py::module_& module) {
  add_reader(module, "read_topics", &read_topics, "read_topics(file)\n--\n\n");
  add_reader(module, "read_judgements", &read_judgements, "read_judgements(file)\n--\n\n");
  add_reader(module, "read_run", &read_run, "read_run(file)\n--\n\n");
  module.def(
      "topics_of",
      [](py::handle judgements) { return to_python(topics_of(judgements_from(judgements))); },
      "topics_of(judgements)\n--\n\n");
  module.def(
      "to_trec",
      [](py::handle run, py::handle name) {
        return to_python(to_trec(run_from(run), text_from(name, "name")));
      },
      "to_trec(run, name)\n--\n\n");
}

}  // namespace

void add_evaluation(py::module_& module) {
  add_evaluations(module);
  add_comparisons(module);
  add_files(module);
  module.def("search_run", &run_of_search,
             "search_run(index, topics, depth, progress, options)\n--\n\n");
  module.def("related_run", &run_of_related,
             "related_run(index, topics, depth, progress, options)\n--\n\n");
  module.def("evaluate", &evaluate_run, "evaluate(name, topics, judgements, run, cutoffs)\n--\n\n");
  module.def("with_variety", &with_variety, "with_variety(evaluation, index)\n--\n\n");
  module.def("compare", &compare_two, "compare(first, second)\n--\n\n");
  module.def("score", &score_list, "score(ranked, grades, cutoffs)\n--\n\n");
  module.def("tune", &tune_index,
             "tune(index, topics, judgements, on_trial, options, cutoffs, request)\n--\n\n");
}

}  // namespace speur::python
