# SPDX-License-Identifier: GPL-2.0-or-later
"""Measuring, comparing and tuning from Python."""
import json
import os
import subprocess
from math import log2

import pytest
import speur
from conftest import KENNISBANK
from speur import evaluation


@pytest.fixture(scope="module")
def topics():
    return evaluation.read_topics(KENNISBANK / "topics.jsonl")


@pytest.fixture(scope="module")
def judgements():
    return evaluation.read_judgements(KENNISBANK / "topics.qrels")


@pytest.fixture(scope="module")
def now(kennisbank, topics, judgements):
    return evaluation.evaluate("now", topics, judgements, evaluation.search_run(kennisbank, topics))


def test_a_list_is_scored_as_by_hand():
    ranked = {"a": 3.0, "b": 2.0, "c": 1.0, "d": 0.5}
    grades = {"a": 1, "c": 3, "d": 0, "e": 2}
    scores = evaluation.score(ranked, grades, k=3)
    ideal = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)
    assert scores == pytest.approx({
        "ndcg": (1 / log2(2) + 3 / log2(4)) / ideal, "reciprocal_rank": 1, "recall": 2 / 3,
        "average_precision": (1 / 1 + 2 / 3) / 3, "precision": 2 / 3, "unjudged": 1 / 3})
    assert evaluation.score(ranked, grades, relevant_from=3)["reciprocal_rank"] == pytest.approx(1 / 3)
    assert evaluation.score({}, grades)["recall"] == 0
    # The order counts, not the score.
    assert evaluation.score({"c": 0, "a": 0}, grades, k=1)["ndcg"] == 1


def test_files_are_dicts_and_runs_go_there_and_back(topics, judgements, now, tmp_path):
    assert len(topics) == 112 and all(isinstance(text, str) for text in topics.values())
    assert {type(grade) for grades in judgements.values() for grade in grades.values()} == {int}
    file = tmp_path / "run.trec"
    file.write_text(evaluation.to_trec(now.run, "speur"), encoding="utf-8")
    again = evaluation.read_run(file)
    assert {topic: list(ranked) for topic, ranked in again.items()} == {
        topic: list(ranked) for topic, ranked in now.run.items() if ranked}
    assert evaluation.topics_of({"deda": {"iama": 1}}) == {"deda": "deda"}
    file.write_text("t1 Q0 d1 1\n")
    with pytest.raises(speur.EvaluationError, match="run.trec:1"):
        evaluation.read_run(file)
    with pytest.raises(speur.EvaluationError):
        evaluation.to_trec({"t": {"a b": 1.0}}, "x")
    with pytest.raises(TypeError, match="judgements: expected int, got float"):
        evaluation.evaluate("x", topics, {"t001": {"a": 1.5}}, {})
    with pytest.raises(speur.EvaluationError, match="no topic"):
        evaluation.evaluate("x", topics, {}, {})


def test_numbers_are_those_of_the_command(kennisbank, topics, judgements, now):
    strict = evaluation.evaluate("match=all", topics, judgements,
                                 evaluation.search_run(kennisbank, topics, match="all"))
    done = subprocess.run(
        [os.environ["SPEUR"], "evaluate", kennisbank.path, "--topics", KENNISBANK / "topics.jsonl",
         "--qrels", KENNISBANK / "topics.qrels", "--compare", "match=all", "--json"],
        capture_output=True, text=True)
    expected = json.loads(done.stdout)
    comparison = evaluation.compare(now, strict)
    found = comparison.to_dict()
    for each in (found, expected):
        each["first"].pop("name")
    assert found == expected
    assert comparison.differences["ndcg"].proven
    assert comparison.differences["ndcg"].estimate.mean == pytest.approx(
        strict.means["ndcg"].mean - now.means["ndcg"].mean)
    changed = comparison.most_changed("ndcg")
    assert abs(changed[0].second - changed[0].first) == max(
        abs(each.second - each.first) for each in changed)
    assert changed[0].text == topics[changed[0].id]
    with pytest.raises(speur.EvaluationError, match="same topics"):
        evaluation.compare(now, evaluation.evaluate("x", {"t001": "x"}, judgements, {}))
    with pytest.raises(ValueError, match="none of 'ndcg'"):
        comparison.most_changed("nDCG")


def test_means_are_means_of_topics(now):
    for metric, estimate in now.means.items():
        values = [topic.scores[metric] for topic in now.topics]
        assert estimate.mean == pytest.approx(sum(values) / len(values))
        assert estimate.low <= estimate.mean <= estimate.high
    rows = now.to_records()
    assert len(rows) == len(now.topics) and set(rows[0]) == {"id", "text", *now.means}
    assert now.name_of("ndcg") == "nDCG@10" and now.cutoffs.k == 10


def test_a_run_can_be_followed_and_stopped(kennisbank, topics):
    told = []
    evaluation.search_run(kennisbank, topics, progress=lambda done, all: told.append((done, all)))
    assert told == [(done + 1, len(topics)) for done in range(len(topics))]
    some = evaluation.search_run(kennisbank, topics, depth=3, progress=lambda done, all: done < 5)
    assert len(some) == 5 and all(len(ranked) <= 3 for ranked in some.values())
    with pytest.raises(ZeroDivisionError):
        evaluation.search_run(kennisbank, topics, progress=lambda done, all: 1 / 0)
    with pytest.raises(TypeError, match="limt"):
        evaluation.search_run(kennisbank, topics, limt=3)


def test_related_items_are_measured(kennisbank):
    judgements = evaluation.read_judgements(KENNISBANK / "related.qrels")
    topics = evaluation.topics_of(judgements)
    run = evaluation.related_run(kennisbank, topics)
    for topic, document in list(topics.items())[:5]:
        assert list(run[topic])[:10] == [item.id for item in kennisbank.related(document)]
    measured = evaluation.evaluate("related", topics, judgements, run, related_in=kennisbank)
    assert measured.means["ndcg"].mean > 0.2 and measured.missing == ()
    variety = measured.variety
    assert variety.documents == kennisbank.stats().documents
    assert variety.coverage == variety.recommended / variety.documents
    topic, ranked = next(iter(run.items()))
    assert variety.by_list[topic] == kennisbank.diversity(list(ranked)[:10])
    assert variety.diversity.mean == pytest.approx(sum(variety.by_list.values()) / len(run))
    assert evaluation.evaluate("related", topics, judgements, run).variety is None
    varied = evaluation.evaluate("varied", topics, judgements,
                                 evaluation.related_run(kennisbank, topics, diversity=0.9),
                                 related_in=kennisbank)
    difference = evaluation.compare(measured, varied).diversity
    assert difference is not None and difference.proven and difference.estimate.mean > 0
    with pytest.raises(speur.EvaluationError, match="id of a document"):
        evaluation.related_run(kennisbank, {"t1": "wat is ethiek"})


def test_tuning_finds_settings_or_keeps_them(kennisbank, topics, judgements, tmp_path):
    told = []

    def on_trial(parameter, value, done, at_most):
        told.append(parameter)
        return done < 3

    some = dict(list(topics.items())[:20])
    tuning = evaluation.tune(kennisbank, some, judgements, metric="reciprocal_rank", related=False,
                             scratch=tmp_path, on_trial=on_trial)
    assert told and told[0].startswith("weights.") and tuning.metric == "reciprocal_rank"
    assert tuning.schema.settings() == kennisbank.schema.settings() or tuning.steps
    assert len(tuning.tuning.first.topics) + len(tuning.held_out.first.topics) == 20
    assert isinstance(tuning.proven, bool) and tuning.to_dict()["settings"] == tuning.schema.settings()
    assert repr(tuning).startswith("Tuning(metric='reciprocal_rank'")
    with pytest.raises(ZeroDivisionError):
        evaluation.tune(kennisbank, some, judgements, on_trial=lambda *told: 1 / 0)
    with pytest.raises(speur.EvaluationError, match="at least four"):
        evaluation.tune(kennisbank, {}, judgements)
    with pytest.raises(speur.EvaluationError, match="no directory"):
        evaluation.tune(kennisbank, some, judgements, scratch=tmp_path / "absent")


def test_a_report_names_documents_by_their_titles(kennisbank, now):
    def title_of(id):
        document = kennisbank.document(id)
        return document.title if document else id

    plain, titled = now.report_html(), now.report_html(title_of=title_of)
    assert plain.startswith("<!") and "De Ethische Data Assistent" in titled
    assert "De Ethische Data Assistent" not in plain
    with pytest.raises(ZeroDivisionError):
        now.report_html(title_of=lambda id: 1 / 0)
    with pytest.raises(TypeError, match="title_of: expected str"):
        now.report_html(title_of=lambda id: None)
