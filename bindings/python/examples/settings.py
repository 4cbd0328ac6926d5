# SPDX-License-Identifier: GPL-2.0-or-later
"""Is another setting better? A notebook as a script: each `# %%` is a cell.

    python3 settings.py CORPUS

CORPUS is a folder such as corpora/kennisbank: documents, topics (what people ask) and judgements (which
documents answer them).
"""
from __future__ import annotations

import pathlib
import sys
import tempfile
from typing import Any

import speur
from speur import evaluation

# %% What people ask, and what answers them
corpus = pathlib.Path(sys.argv[1])
topics = evaluation.read_topics(corpus / "topics.jsonl")
judgements = evaluation.read_judgements(corpus / "topics.qrels")
scratch = tempfile.TemporaryDirectory()
index = speur.Index.create(pathlib.Path(scratch.name, "now"))
index.import_records(corpus / "documents.jsonl")
print(f"{index.stats().documents} documents, {len(topics)} topics")


# %% How good is it now?
def measure(name: str, index: speur.Index, **options: Any) -> evaluation.Evaluation:
    run = evaluation.search_run(index, topics, **options)
    return evaluation.evaluate(name, topics, judgements, run)


now = measure("now", index)
for metric, estimate in now.means.items():
    print(f"{now.name_of(metric):12} {estimate.mean:.4f} ({estimate.low:.4f} to {estimate.high:.4f})")

# %% What if every word must be in a document?
strict = evaluation.compare(now, measure("all words", index, match="all"))
gain = strict.differences["ndcg"]
print(f"all words: {gain.estimate.mean:+.4f}, "
      f"{'proven' if gain.proven else 'may be chance'}: {gain.better} better, {gain.worse} worse")

# %% What if words in titles counted more? Weights take effect at indexing, so that needs an index
heavy = index.schema.with_settings({"weights": {"title": 4}})
with index.rebuild(pathlib.Path(scratch.name, "heavy"), heavy) as other:
    titles = evaluation.compare(now, measure("heavy titles", other))
gain = titles.differences["ndcg"]
print(f"heavy titles: {gain.estimate.mean:+.4f}, "
      f"{'proven' if gain.proven else 'may be chance'}: {gain.better} better, {gain.worse} worse")

# %% Where did that matter most?
for change in titles.most_changed("ndcg")[:3]:
    print(f"  {change.first:.2f} -> {change.second:.2f}  {change.text}")

# %% A page to show to others, with plots and every topic
report = pathlib.Path(scratch.name, "report.html")


def title_of(id: str) -> str:
    document = index.document(id)
    return document.title if document else id


report.write_text(titles.report_html(title_of=title_of), encoding="utf-8")
print(f"report: {report.stat().st_size // 1000} kB")

index.close()
scratch.cleanup()
