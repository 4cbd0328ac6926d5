# SPDX-License-Identifier: GPL-2.0-or-later
"""How good is a ranking, is another one better, and which settings are best?

Topics, judgements and runs are dicts, as other evaluators in Python have them:

- topics: {topic: what is typed}, or for related items {topic: id of the document};
- judgements: {topic: {document: grade}}, 0 says nothing on the topic, higher is better;
- a run: {topic: {document: score}}, best first; the order counts, not the score.
"""
from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from typing import Any

from . import _speur
from ._index import Index
from ._speur import (Comparison, Cutoffs, Difference, Estimate, Evaluation, TopicChange,
                     TopicScores, Tuning, TuningStep, Variety)
from ._types import Metric, Path

__all__ = [
    "Comparison", "Cutoffs", "Difference", "Estimate", "Evaluation", "Judgements", "Metric",
    "Progress", "Run", "TopicChange", "TopicScores", "Topics", "Tuning", "TuningStep", "Variety", "compare",
    "evaluate", "read_judgements", "read_run", "read_topics", "related_run", "score", "search_run",
    "to_trec", "topics_of", "tune",
]

Topics = Mapping[str, str]
Judgements = Mapping[str, Mapping[str, int]]
Run = Mapping[str, Mapping[str, float]]

Progress = Callable[[int, int], object]
"""Told after every topic how many are done, and how many there are; False ends the work."""


def read_topics(file: Path) -> dict[str, str]:
    """Reads topics: BEIR's JSON Lines, lines of id, tab and text, or TREC's. The content tells which.

    Raises:
        EvaluationError: with file and line.
    """
    return _speur.read_topics(file)


def topics_of(judgements: Judgements) -> dict[str, str]:
    """The topics that ask for items related to each judged document."""
    return _speur.topics_of(judgements)


def read_judgements(file: Path) -> dict[str, dict[str, int]]:
    """Reads judgements: TREC's qrels, or BEIR's columns.

    Raises:
        EvaluationError: with file and line.
    """
    return _speur.read_judgements(file)


def read_run(file: Path) -> dict[str, dict[str, float]]:
    """Reads a run in the six columns of TREC, in the order of its scores.

    Raises:
        EvaluationError: with file and line.
    """
    return _speur.read_run(file)


def to_trec(run: Run, name: str) -> str:
    """A run as text in the six columns of TREC.

    Args:
        run: what a ranker gave.
        name: of that ranker.

    Raises:
        EvaluationError: an id has a space, which the columns cannot hold.
    """
    return _speur.to_trec(run, name)


def search_run(index: Index, topics: Topics, *, depth: int = 100,
               progress: Progress | None = None, **options: Any) -> dict[str, dict[str, float]]:
    """Searches for each topic.

    Args:
        index: what to search.
        topics: what to search for.
        depth: how many documents to keep of each answer.
        progress: told after every topic; False ends it.
        **options: those of `Index.search`.

    Returns:
        A run.
    """
    return _speur.search_run(index._index, topics, depth, progress, options)


def related_run(index: Index, topics: Topics, *, depth: int = 100,
                progress: Progress | None = None, **options: Any) -> dict[str, dict[str, float]]:
    """The items related to the document that each topic names.

    Args:
        index: where they are.
        topics: ids of documents; one that the index lacks has no entry in the run.
        depth: how many items to keep of each answer.
        progress: told after every topic; False ends it.
        **options: those of `Index.related`.

    Returns:
        A run; scores never rise down a list, also where variety changed its order.

    Raises:
        EvaluationError: the index has none of the documents.
    """
    return _speur.related_run(index._index, topics, depth, progress, options)


def evaluate(name: str, topics: Topics, judgements: Judgements, run: Run, *, k: int = 10,
             depth: int = 100, relevant_from: int = 1, related_in: Index | None = None) -> Evaluation:
    """Measures a run on the topics that have at least one relevant document.

    A topic that the run lacks counts as nothing found. Definitions are those of trec_eval.

    Args:
        name: of the ranker, for people.
        topics: what was searched.
        judgements: what answers it.
        run: what was found.
        k: how far nDCG, precision and unjudged look down a list.
        depth: how far recall looks; a list is never read further.
        relevant_from: the grade from which a document counts as relevant.
        related_in: of related items, the index that they are in; then `variety` says how much of it
            the first k of all lists show, and how different the items of a list are.

    Raises:
        EvaluationError: no topic has a relevant document.
    """
    evaluation = _speur.evaluate(name, topics, judgements, run, _cutoffs(k, depth, relevant_from))
    return evaluation if related_in is None else _speur.with_variety(evaluation, related_in._index)


def score(ranked: Mapping[str, float], grades: Mapping[str, int], *, k: int = 10,
          depth: int = 100, relevant_from: int = 1) -> dict[str, float]:
    """The measures of one list, by the names of the metrics, from 0 to 1.

    Args:
        ranked: documents with their scores, best first.
        grades: what was judged.
        k, depth, relevant_from: see `evaluate`.
    """
    return _speur.score(ranked, grades, _cutoffs(k, depth, relevant_from))


def compare(first: Evaluation, second: Evaluation) -> Comparison:
    """Compares two evaluations of the same topics by a paired bootstrap.

    Args:
        first: what is compared with.
        second: what may be better.

    Raises:
        EvaluationError: the topics differ.
    """
    return _speur.compare(first, second)


def tune(index: Index, topics: Topics, judgements: Judgements, *, metric: Metric = "ndcg",
         related: bool = False, k: int = 10, depth: int = 100, relevant_from: int = 1,
         scratch: Path | None = None,
         on_trial: Callable[[str, float, int, int], object] | None = None,
         **options: Any) -> Tuning:
    """Looks for better field weights and ranking numbers.

    One half of the topics, drawn at random but the same every time, is tuned on; the other half
    judges. Ctrl-C ends it between two trials.

    Args:
        index: what is searched; it is not changed.
        topics: what people look for.
        judgements: what answers them.
        metric: what is to be raised.
        related: whether related items are tuned instead of search; topics then name documents.
        k, depth, relevant_from: see `evaluate`.
        scratch: where an index may be built for trials; None for the system's temporary directory.
        on_trial: told before every trial: parameter, value, how many are done, and at most how many
            there are; False ends the search for better settings.
        **options: those of `Index.search`.

    Raises:
        EvaluationError: under four topics have a relevant document, or `scratch` cannot be written.
    """
    chosen = {"metric": metric, "related": related,
              "scratch": tempfile.gettempdir() if scratch is None else scratch}
    return _speur.tune(index._index, topics, judgements, on_trial, chosen,
                       _cutoffs(k, depth, relevant_from), options)


def _cutoffs(k: int, depth: int, relevant_from: int) -> dict[str, int]:
    return {"k": k, "depth": depth, "relevant_from": relevant_from}
