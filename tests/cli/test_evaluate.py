# SPDX-License-Identifier: GPL-2.0-or-later
"""Measuring, comparing, tuning and explaining rankings, held against trec_eval's definitions."""
import json
import os
import random
import re
import signal
import time
from html.parser import HTMLParser
from math import log2

import pytest

from conftest import to_lines

METRICS = ["nDCG@10", "RR", "R@100", "AP", "P@10", "unjudged@10"]
ROUNDED = 0.00006  # JSON has four decimals


# --- an evaluator of our own --------------------------------------------------------------------


def trec_eval(ranked, grades, k=10, depth=100, relevant_from=1):
    """ndcg_cut, recip_rank, recall, map and P of a list of ids, as trec_eval defines them."""

    def discounted(gains):
        return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))

    ranked = ranked[:depth]
    relevant = {document for document, grade in grades.items() if grade >= relevant_from}
    ranks = [rank for rank, document in enumerate(ranked, 1) if document in relevant]
    ideal = sorted((max(grade, 0) for grade in grades.values()), reverse=True)
    first = ranked[:k]
    return {
        f"nDCG@{k}": discounted(max(grades.get(one, 0), 0) for one in first) / discounted(ideal[:k]),
        "RR": 1 / ranks[0] if ranks else 0,
        f"R@{depth}": len(ranks) / len(relevant),
        "AP": sum(found / rank for found, rank in enumerate(ranks, 1)) / len(relevant),
        f"P@{k}": sum(rank <= k for rank in ranks) / k,
        f"unjudged@{k}": sum(one not in grades for one in first) / len(first) if first else 0,
    }


def read_run(text):
    """The ids per topic in a run: by score, and equal scores by id, from z to a."""
    run = {}
    for line in text.splitlines():
        topic, _, document, _, score, _ = line.split()
        run.setdefault(topic, []).append((float(score), document))
    return {topic: [document for _, document in sorted(scored, reverse=True)]
            for topic, scored in run.items()}


def expected_scores(run, qrels, relevant_from=1, **cutoffs):
    """The scores of every topic with a relevant document, whether the run has it or not."""
    return {topic: trec_eval(run.get(topic, []), grades, relevant_from=relevant_from, **cutoffs)
            for topic, grades in qrels.items()
            if any(grade >= relevant_from for grade in grades.values())}


def assert_evaluation(answer, expected):
    scores = {topic["id"]: topic["scores"] for topic in answer["topics"]}
    assert set(scores) == set(expected)
    for topic, values in expected.items():
        assert scores[topic] == pytest.approx(values, abs=ROUNDED), topic
    for name, mean in answer["means"].items():
        values = [values[name] for values in expected.values()]
        assert mean["mean"] == pytest.approx(sum(values) / len(values), abs=ROUNDED)
        assert min(values) - ROUNDED <= mean["low"] <= mean["mean"] + ROUNDED
        assert mean["mean"] - ROUNDED <= mean["high"] <= max(values) + ROUNDED


# --- files --------------------------------------------------------------------------------------


def qrels_text(qrels):
    return "".join(f"{topic} 0 {document} {grade}\n"
                   for topic, grades in qrels.items() for document, grade in grades.items())


def run_text(run):
    return "".join(f"{topic} Q0 {document} {rank} {100 - rank} proef\n"
                   for topic, ids in run.items() for rank, document in enumerate(ids, 1))


def topics_text(topics):
    return "".join(f"{topic}\t{text}\n" for topic, text in topics.items())


@pytest.fixture
def file(tmp_path):
    """Writes a file and gives its path."""

    def write(name, content):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return path

    return write


QRELS = {"t1": {"deda": 2, "iama": 1}, "t2": {"leidraad-delen": 1, "deda": 0}, "t3": {"nieuws": 0}}
TOPICS = {"t1": "ethiek", "t2": "data delen", "t3": "bericht"}
RUN = {"t1": ["iama", "nieuws", "deda"]}


@pytest.fixture
def truth(file):
    """The options that name topics and judgements for the small index."""
    return ["--topics", file("topics.tsv", topics_text(TOPICS)),
            "--qrels", file("waarheid.qrels", qrels_text(QRELS))]


def title_matters(count=40):
    """A collection whose right documents have the topic as their title, and whose wrong ones have
    it four times in the text."""
    records, topics, qrels = [], {}, {}
    for number in range(count):
        word = f"onderwerp{number}"
        records.append({"id": f"goed{number}", "title": word, "body": "vulling " * 8})
        records.append({"id": f"fout{number}", "title": "titel", "body": f"{word} " * 4 + "vulling"})
        topics[f"q{number}"] = word
        qrels[f"q{number}"] = {f"goed{number}": 1}
    return records, topics, qrels


PLAIN = {"name": "vlak", "roles": {"title": "title"},
         "fields": [{"name": "title", "kind": "text"}, {"name": "body", "kind": "text"}]}


@pytest.fixture(scope="module")
def plain(speur, tmp_path_factory):
    """An index of that collection in which a title counts as much as a text."""
    folder = tmp_path_factory.mktemp("vlak")
    records, topics, qrels = title_matters()
    (folder / "records.jsonl").write_text(to_lines(records), encoding="utf-8")
    (folder / "schema.json").write_text(json.dumps(PLAIN), encoding="utf-8")
    (folder / "topics.tsv").write_text(topics_text(topics), encoding="utf-8")
    (folder / "qrels").write_text(qrels_text(qrels), encoding="utf-8")
    speur("index", folder / "index", folder / "records.jsonl", "--schema", folder / "schema.json")
    return folder


def truth_of(folder):
    return ["--topics", folder / "topics.tsv", "--qrels", folder / "qrels"]


# --- the measures -------------------------------------------------------------------------------


def by_chance(seed):
    """A run with ties, short and long lists, missing and unknown topics; and graded judgements."""
    rng = random.Random(seed)
    documents = [f"d{number}" for number in range(180)]
    qrels, lines = {}, []
    for number in range(rng.randint(1, 15)):
        topic = f"q{number}"
        qrels[topic] = {document: rng.choice([-1, 0, 0, 1, 1, 2, 3])
                        for document in rng.sample(documents, rng.randint(1, 25))}
        if rng.random() < 0.15:
            continue
        ranked = rng.sample(documents, rng.choice([1, 3, 10, 40, 150]))
        for rank, document in enumerate(ranked):
            score = round(20 - rank / rng.choice([2, 5, 50]) + rng.random(), 1)
            lines.append(f"{topic} Q0 {document} {rng.randint(1, 99)} {score} kans\n")
    qrels["zeker"] = {"d1": 1, "d2": 3}
    lines.append("onbeoordeeld Q0 d1 1 1 kans\n")
    rng.shuffle(lines)
    return "".join(lines), qrels, {"k": rng.choice([1, 5, 10, 20]), "depth": rng.choice([5, 100])}


@pytest.mark.parametrize("relevant_from", [1, 2])
@pytest.mark.parametrize("seed", range(30))
def test_the_measures_are_those_of_trec_eval(speur, file, seed, relevant_from):
    text, qrels, cutoffs = by_chance(seed)
    options = ["-k", cutoffs["k"], "--depth", cutoffs["depth"], "--relevant-from", relevant_from]
    answer = speur.json("evaluate", "--run", file("kans.run", text),
                        "--qrels", file("qrels", qrels_text(qrels)), *options)
    expected = expected_scores(read_run(text), qrels, relevant_from, **cutoffs)
    assert answer["name"] == "kans"
    assert list(answer["means"]) == list(expected["zeker"])
    assert set(answer["skipped"]) == set(qrels) - set(expected)
    assert_evaluation(answer, expected)


def test_an_index_is_measured_by_what_it_finds(speur, kennisbank, source, file, tmp_path):
    topics = source / "corpora/kennisbank/topics.jsonl"
    qrels = source / "corpora/kennisbank/topics.qrels"
    truth = ["--topics", topics, "--qrels", qrels]
    answer = speur.json("evaluate", kennisbank, *truth, "--run-out", tmp_path / "uit.run")
    grades = {}
    for line in qrels.read_text(encoding="utf-8").splitlines():
        topic, *_, document, grade = line.split()
        grades.setdefault(topic, {})[document] = int(grade)
    run = read_run((tmp_path / "uit.run").read_text(encoding="utf-8"))
    assert_evaluation(answer, expected_scores(run, grades))
    # What was written is what searching gives, and is measured the same.
    for line in topics.read_text(encoding="utf-8").splitlines()[::10]:
        topic = json.loads(line)
        assert run.get(topic["_id"], []) == speur.ids(kennisbank, "--", topic["text"])[:100]
    again = speur.json("evaluate", "--run", tmp_path / "uit.run", *truth)
    assert again == answer | {"name": "uit"}


def test_judgements_of_chance_on_an_index(speur, kennisbank, source, file, tmp_path):
    topics = source / "corpora/kennisbank/topics.jsonl"
    texts = [json.loads(line) for line in topics.read_text(encoding="utf-8").splitlines()]
    everything = sorted(speur.ids(kennisbank))
    rng = random.Random(7)
    qrels = {topic["_id"]: {document: rng.randint(0, 3) for document in rng.sample(everything, 25)}
             for topic in texts[:-1]}
    answer = speur.json("evaluate", kennisbank, "--topics", topics, "--match", "all",
                        "--qrels", file("qrels", qrels_text(qrels)), "-k", 5,
                        "--run-out", tmp_path / "uit.run")
    run = read_run((tmp_path / "uit.run").read_text(encoding="utf-8"))
    assert_evaluation(answer, expected_scores(run, qrels, k=5))
    assert answer["skipped"] == [texts[-1]["_id"]]


def test_an_evaluation_is_named_after_its_ranker(speur, index, truth, file):
    settings = file("ander.json", {"ranking": {"b": 0.5}})
    assert speur.json("evaluate", index, *truth)["name"] == "index"
    assert speur.json("evaluate", f"{index}/", *truth)["name"] == "index"
    assert speur.json("evaluate", index, "--settings", settings, *truth)["name"] == "ander"


def test_related_items_are_measured_by_the_judged_documents(speur, index, file, tmp_path):
    qrels = {"deda": {"iama": 2, "nieuws": 0}, "iama": {"deda": 1}, "nergens": {"deda": 1}}
    answer = speur.json("evaluate", index, "--related", "--qrels", file("qrels", qrels_text(qrels)),
                        "--run-out", tmp_path / "uit.run")
    run = read_run((tmp_path / "uit.run").read_text(encoding="utf-8"))
    for seed in ("deda", "iama"):
        items = speur.json("related", index, seed, "-n", 100)["items"]
        assert run[seed] == [item["id"] for item in items]
    assert "nergens" not in run
    assert answer["missing"] == ["nergens"]
    assert_evaluation(answer, expected_scores(run, qrels))


def test_the_variety_of_related_items_is_measured(speur, kennisbank, file):
    index = kennisbank
    truth = ["--related", "--qrels", file("qrels", qrels_text({"deda": {"iama": 2}, "iama": {"deda": 1}}))]
    variety = speur.json("evaluate", index, *truth, "-k", 3)["variety"]
    assert list(variety) == ["documents", "recommended", "coverage", "diversity"]
    shown = {item["id"] for seed in ("deda", "iama")
             for item in speur.json("related", index, seed, "-n", 3)["items"]}
    assert variety["recommended"] == len(shown)
    assert variety["documents"] == speur.json("stats", index)["documents"]
    assert variety["coverage"] == pytest.approx(len(shown) / variety["documents"], abs=1e-4)
    assert 0 < variety["diversity"]["mean"] <= 1
    text = speur("evaluate", index, *truth, "-k", 3).out
    assert f"{len(shown)} of {variety['documents']} documents on a list of 3" in text
    assert re.search(rf"^diversity +{variety['diversity']['mean']:.4f} ", text, re.MULTILINE)
    compared = [*truth, "--compare", "related.diversity=1"]
    assert "diversity" in speur.json("evaluate", index, *compared)["differences"]
    assert re.search(r"^coverage +\d", speur("evaluate", index, *compared).out, re.MULTILINE)


def test_related_items_of_what_is_no_document_are_an_error(speur, index, file):
    topics = file("topics.tsv", "t1\twat is ethiek\n")
    answer = speur("evaluate", index, "--related", "--topics", topics,
                   "--qrels", file("qrels", qrels_text({"t1": {"deda": 1}})), status=2)
    assert "such as 'wat is ethiek'" in answer.err and "id of a document" in answer.err
    qrels = file("qrels", qrels_text({"deda": {"iama": 2}, "weg": {"iama": 1}}))
    assert "as the ranking lacks them: weg" in speur("evaluate", index, "--related", "--qrels", qrels).out


def test_a_collection_in_beirs_form_needs_no_schema(speur, tmp_path, file):
    corpus = file("corpus.jsonl", to_lines([
        {"_id": "MED-1", "title": "Statines en borstkanker", "text": "Een onderzoek onder vrouwen."},
        {"_id": "MED-2", "title": "Vitamine D", "text": "Zonlicht en botten.", "metadata": {}},
        {"_id": "MED-3", "title": "", "text": "Borstkanker en zonlicht."}]))
    queries = file("queries.jsonl", to_lines([{"_id": "PLAIN-1", "text": "borstkanker"},
                                              {"_id": "PLAIN-2", "text": "vitamine"}]))
    qrels = file("test.tsv", "query-id\tcorpus-id\tscore\nPLAIN-1\tMED-1\t1\nPLAIN-1\tMED-3\t1\n"
                             "PLAIN-2\tMED-2\t1\n")
    speur("index", tmp_path / "index", corpus)
    answer = speur.json("evaluate", tmp_path / "index", "--topics", queries, "--qrels", qrels)
    assert answer["means"]["nDCG@10"]["mean"] == answer["means"]["R@100"]["mean"] == 1


def test_topics_may_name_only_some_of_a_run(speur, file):
    qrels = file("qrels", qrels_text({"a": {"x": 1}, "b": {"x": 1}}))
    run = file("uit.run", run_text({"a": ["x"], "b": ["y"]}))
    answer = speur.json("evaluate", "--run", run, "--qrels", qrels,
                        "--topics", file("topics.tsv", "a\tEen vraag\n"))
    assert answer["topics"][0]["text"] == "Een vraag"
    assert len(answer["topics"]) == 1


# --- comparing ----------------------------------------------------------------------------------


def assert_differences(answer):
    """Differences are those of the topics."""
    first, second = ({topic["id"]: topic["scores"] for topic in answer[side]["topics"]}
                     for side in ("first", "second"))
    assert list(answer["differences"]) == METRICS
    for name, difference in answer["differences"].items():
        changes = [second[topic][name] - first[topic][name] for topic in first]
        assert difference["mean"] == pytest.approx(sum(changes) / len(changes), abs=2 * ROUNDED)
        same = sum(change == 0 for change in changes)  # in the decimals that are told
        assert 0 <= difference["better"] - sum(change > 0 for change in changes) <= same
        assert 0 <= difference["worse"] - sum(change < 0 for change in changes) <= same
        assert difference["proven"] == (difference["low"] > 0 or difference["high"] < 0)


def test_two_runs_are_compared_topic_by_topic(speur, file):
    options = ["--qrels", file("qrels", qrels_text(QRELS))]
    one = file("een.run", run_text(RUN))
    other = file("ander.run", run_text({"t1": ["deda", "iama"], "t2": ["deda", "leidraad-delen"]}))
    answer = speur.json("evaluate", "--run", one, "--compare", other, *options)
    assert answer["first"] == speur.json("evaluate", "--run", one, *options)
    assert answer["second"] == speur.json("evaluate", "--run", other, *options)
    assert_differences(answer)


def test_an_index_is_compared_with_a_run(speur, index, truth, file):
    answer = speur.json("evaluate", index, "--compare", file("een.run", run_text(RUN)), *truth)
    assert answer["first"] == speur.json("evaluate", index, *truth)
    assert [topic["scores"]["RR"] for topic in answer["second"]["topics"]] == [1, 0]
    assert_differences(answer)


def without_name(evaluation):
    return {key: value for key, value in evaluation.items() if key != "name"}


def test_an_index_is_compared_with_itself_under_other_options(speur, kennisbank, source, file):
    topics = source / "corpora/kennisbank/topics.jsonl"
    ids = [json.loads(line)["_id"] for line in topics.read_text(encoding="utf-8").splitlines()][:30]
    everything = sorted(speur.ids(kennisbank))
    rng = random.Random(3)
    qrels = {topic: dict.fromkeys(rng.sample(everything, 12), 1) for topic in ids}
    truth = ["--topics", topics, "--qrels", file("qrels", qrels_text(qrels))]
    answer = speur.json("evaluate", kennisbank, "--compare", "match=all,b=0.2,k1=2", *truth)
    assert_differences(answer)
    assert answer["second"]["name"] == "match=all,b=0.2,k1=2"
    settings = file("ander.json", {"ranking": {"k1": 2, "b": 0.2}})
    same = speur.json("evaluate", kennisbank, "--match", "all", "--settings", settings, *truth)
    assert without_name(answer["second"]) == without_name(same)
    assert without_name(answer["first"]) != without_name(answer["second"])


def test_options_that_are_not_compared_hold_for_both_sides(speur, kennisbank, source):
    corpus = source / "corpora/kennisbank"
    answer = speur.json("evaluate", kennisbank, "--match", "all", "--compare", "b=0.75",
                        "--topics", corpus / "topics.jsonl", "--qrels", corpus / "topics.qrels")
    assert without_name(answer["first"]) == without_name(answer["second"])


def test_other_field_weights_rank_as_an_index_that_has_them(speur, plain, file, tmp_path):
    settings = file("titel.json", {"weights": {"title": 6}})
    speur("index", tmp_path / "index", plain / "records.jsonl", "--schema", plain / "schema.json",
          "--settings", settings)
    truth = truth_of(plain)
    expected = without_name(speur.json("evaluate", tmp_path / "index", *truth))
    for other in ("weights.title=6", settings):
        answer = speur.json("evaluate", plain / "index", "--compare", other, *truth)
        assert without_name(answer["second"]) == expected
        assert answer["differences"]["RR"] == {"mean": 0.5, "low": 0.5, "high": 0.5, "better": 40,
                                               "worse": 0, "proven": True}
    answer = speur.json("evaluate", plain / "index", "--settings", settings, *truth)
    assert without_name(answer) == expected


def test_related_items_are_compared_under_other_options(speur, index, file):
    qrels = file("qrels", qrels_text({"deda": {"iama": 1}, "iama": {"deda": 1}}))
    answer = speur.json("evaluate", index, "--related", "--qrels", qrels,
                        "--compare", "related.title=2,related.facets=0")
    assert_differences(answer)


# --- how it looks -------------------------------------------------------------------------------


def test_means_and_topics_are_shown(speur, index, truth):
    answer = speur.json("evaluate", index, *truth)
    text = speur("evaluate", index, *truth).out
    assert "2 topics" in text and re.search(r"nothing relevant.*: t3$", text, re.MULTILINE)
    for name, mean in answer["means"].items():
        values = rf"{mean['mean']:.4f} +{mean['low']:.4f} to {mean['high']:.4f}"
        assert re.search(rf"^{name} +{values}$", text, re.MULTILINE)
    assert not re.search(r"^t1 ", text, re.MULTILINE)
    text = speur("evaluate", index, "--per-topic", *truth).out
    for topic in answer["topics"]:
        values = " +".join(f"{topic['scores'][name]:.4f}" for name in METRICS)
        assert re.search(rf"^{topic['id']} +{values}  {topic['text']}$", text, re.MULTILINE)


def test_a_comparison_shows_both_means_and_the_first_fives(speur, index, truth, file):
    args = [index, "--compare", file("een.run", run_text(RUN)), *truth]
    answer = speur.json("evaluate", *args)
    text = speur("evaluate", *args).out
    for name, difference in answer["differences"].items():
        values = [f"{answer[side]['means'][name]['mean']:.4f}" for side in ("first", "second")]
        values += [re.escape(f"{difference['mean']:+.4f}")]
        assert re.search(rf"^{name} +{' +'.join(values)} .* {difference['better']} / "
                         rf"{difference['worse']}$", text, re.MULTILINE)
    assert "t2: data delen" in text and "1 Leidraad data delen" in text
    assert "? Ånieuw bericht" in text


def test_a_comparison_without_differences_says_so(speur, index, truth):
    assert "No topic changed." in speur("evaluate", index, "--compare", "b=0.75", *truth).out


LOOKS = [["evaluate"], ["evaluate", "--compare", "match=all,b=0.5"], ["tune"]]


@pytest.mark.parametrize("args", LOOKS, ids=" ".join)
def test_text_fits_80_columns_and_no_line_ends_in_spaces(speur, plain, args):
    text = speur(args[0], plain / "index", *args[1:], *truth_of(plain)).out
    assert not [line for line in text.splitlines() if len(line) > 80]
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_an_explanation_fits_80_columns(speur, kennisbank):
    text = speur("explain", kennisbank, "data-analyse \"open data\" -privacy deel*", "deda").out
    assert not [line for line in text.splitlines() if len(line) > 80]


def test_no_file_can_steer_the_terminal(speur, file):
    qrels = file("qrels", "\x1b[31mrood 0 a 1\n\x1b[31mweg 0 a 0\n")
    topics = file("topics.tsv", "\x1b[31mrood\t\x1b[2Jtekst\n\x1b[31mweg\tx\n")
    run = file("een.run", "\x1b[31mrood Q0 \x1b[31mb 1 1 x\n")
    args = ["--run", run, "--topics", topics, "--qrels", qrels, "--per-topic"]
    for options in ([], ["--compare", file("ander.run", "\x1b[31mrood Q0 a 1 1 x\n")]):
        assert "\x1b" not in speur("evaluate", *args, *options).out


def test_a_long_name_of_a_ranker_is_cut_between_characters(speur, file):
    qrels = file("qrels", qrels_text(QRELS))
    for name in ("éééééééééééé", "eéééééééééééé"):
        run = file(f"{name}.run", run_text(RUN))
        text = speur("evaluate", "--run", run, "--per-topic", "--qrels", qrels).out
        assert re.search(rf"^{name[:5]}[é…]* +nDCG@10", text, re.MULTILINE)


class Page(HTMLParser):
    """Checks that elements are closed in the order in which they were opened."""

    VOID = {"meta", "br", "link", "img"}

    def __init__(self, text):
        super().__init__()
        self.open = []
        self.seen = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, (tag, self.getpos())


@pytest.mark.parametrize("options", [[], ["--compare", "match=all"]], ids=str)
def test_a_report_is_a_page_of_html_with_plots(speur, kennisbank, file, tmp_path, options):
    topics = file("topics.tsv", "a\t<b>data</b> & \"meer\"\nb\tethiek\nc\tdata delen\n")
    qrels = file("qrels", qrels_text({"a": {"deda": 3}, "b": {"deda": 1}, "c": {"x<y": 1}}))
    speur("evaluate", kennisbank, "--topics", topics, "--qrels", qrels, *options,
          "--html", tmp_path / "uit.html")
    text = (tmp_path / "uit.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.seen.count("svg") == 2 and "script" not in page.seen
    assert "http" not in text
    assert "De Ethische Data Assistent" in text


def test_a_report_of_runs_needs_no_index(speur, file, tmp_path):
    run = file("een.run", run_text(RUN))
    speur("evaluate", "--run", run, "--compare", run, "--html", tmp_path / "uit.html",
          "--qrels", file("qrels", qrels_text(QRELS)))
    Page((tmp_path / "uit.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command, options", [
    ("evaluate", ["--topics", "--qrels", "--run", "--compare", "--settings", "--html", "--run-out"]),
    ("tune", ["--topics", "--qrels", "--metric", "--out"]),
    ("explain", ["QUERY", "ID", "--match", "--settings"]),
])
def test_help(speur, command, options):
    text = speur(command, "--help").out
    assert all(option in text for option in options)
    assert not [line for line in text.splitlines() if len(line) > 80]


# --- wrong usage --------------------------------------------------------------------------------


WRONG = [
    ([], "INDEX or --run"),
    (["{index}", "--run", "{run}"], "INDEX or --run"),
    (["{nowhere}", "--run", "{run}"], "INDEX or --run"),
    (["--run", "{nowhere}"], "{nowhere}"),
    (["--run", "{folder}"], "{folder}"),
    (["--run", "{bad}"], "{bad}:2: "),
    (["{index}", "--settings", "{nowhere}"], "{nowhere}"),
    (["{index}", "--settings", "{bad}"], "{bad}"),
    (["{index}", "--settings", "{steep}"], "'b' is 0 to 1"),
    (["{index}", "--compare", "{nowhere}"], "{nowhere}"),
    (["{index}", "--compare", "{steep}"], "'b' is 0 to 1"),
    (["{index}", "--compare", "{bad}"], "{bad}:2: "),
    (["{index}", "--compare", "zachtheid=1"], "zachtheid"),
    (["{index}", "--compare", "weights.titel=1"], "titel"),
    (["{index}", "--compare", "weights.title=0.05"], "0.1 to 100"),
    (["{index}", "--compare", "related.thema=1"], "thema"),
    (["{index}", "--compare", "b=9"], "'b'"),
    (["{index}", "--compare", "b=veel"], "b=veel"),
    (["{index}", "--compare", "b="], "b="),
    (["{index}", "--compare", "b=nan"], "b=nan"),
    (["{index}", "--compare", "k1=inf"], "k1=inf"),
    (["{index}", "--compare", "match=x"], "match=x"),
    (["{index}", "--compare", "b=0.5,match"], "match"),
    (["{index}", "--compare", 'ra"ar=1'], 'ra"ar'),
    (["--run", "{run}", "--compare", "b=0.5"], "--compare"),
    (["--run", "{run}", "--compare", "{steep}"], "--compare"),
    (["--run", "{run}", "--settings", "{steep}"], "--settings"),
    (["{index}", "--html", "{nowhere}/uit.html"], "{nowhere}/uit.html"),
    (["{index}", "--run-out", "{nowhere}/uit.run"], "{nowhere}/uit.run"),
]


@pytest.mark.parametrize("args, message", WRONG, ids=lambda value: str(value)[:60])
def test_wrong_usage_is_said_in_one_line(speur, index, file, tmp_path, truth, args, message):
    names = {"index": index, "nowhere": tmp_path / "nergens", "folder": tmp_path,
             "run": file("een.run", run_text(RUN)), "bad": file("fout.run", "a Q0 b 1 1 x\nniets\n"),
             "steep": file("steil.json", {"ranking": {"b": 9}})}
    answer = speur("evaluate", *[arg.format(**names) for arg in args], *truth, status=2)
    assert message.format(**names) in answer.err
    assert answer.err.count("\n") == 1 and answer.err.startswith("speur: ")


@pytest.mark.parametrize("topics, qrels, message", [
    (None, "a 0 b 1\n", "--topics"),
    ("", "a 0 b 1\n", "no topic"),
    ("a\tb\nzonder tab\n", "a 0 b 1\n", "topics:2: "),
    ('{"_id": "a"}\n', "a 0 b 1\n", "topics:1: "),
    ("a\tb\n", "", "no judgement"),
    ("a\tb\n", "a 0 b goed\n", "qrels:1: "),
    ("a\tb\n", "a 0 b 1\n\na 0\n", "qrels:3: "),
    ("a\tb\n", "a 0 b 0\n", "no topic has a relevant document"),
    ("a\tb\n", "c 0 b 1\n", "no topic has a relevant document"),
])
def test_files_that_do_not_serve_are_said_in_one_line(speur, index, file, topics, qrels, message):
    args = ["--topics", file("topics", topics)] if topics is not None else []
    answer = speur("evaluate", index, *args, "--qrels", file("qrels", qrels), status=2)
    assert message in answer.err and answer.err.count("\n") == 1


@pytest.mark.parametrize("command, args, message", [
    ("evaluate", ["{index}", "--topics", "{topics}"], "--qrels"),
    ("evaluate", ["{index}", "-k", "veel"], "veel"),
    ("evaluate", ["{index}", "--relevant-from", "veel"], "veel"),
    ("evaluate", ["{index}", "--match", "geen"], "geen"),
    ("tune", ["{index}", "--metric", "mooi"], "mooi"),
    ("tune", ["{index}", "--metric", "unjudged"], "unjudged"),
    ("tune", [], "INDEX"),
    ("tune", ["{index}", "--topics", "{topics}"], "--qrels"),
    ("explain", ["{index}", "data"], "ID"),
    ("explain", ["{index}", "data", "nergens"], "no document 'nergens'"),
])
def test_options_that_cannot_be_read_are_named(speur, index, file, command, args, message):
    names = {"index": index, "topics": file("topics.tsv", "a\tb\n")}
    assert message in speur(command, *[arg.format(**names) for arg in args], status=2).err


def test_files_that_are_missing_are_named(speur, index, truth, tmp_path):
    for at in (1, 3):
        args = truth[:at] + [tmp_path / "nergens"] + truth[at + 1:]
        assert str(tmp_path / "nergens") in speur("evaluate", index, *args, status=2).err


@pytest.mark.parametrize("command", ["evaluate", "tune", "explain"])
def test_an_index_that_is_missing(speur, tmp_path, truth, command):
    args = ["data", "deda"] if command == "explain" else truth
    answer = speur(command, tmp_path / "nergens", *args, status=4)
    assert "there is no index here" in answer.err and str(tmp_path / "nergens") in answer.err


def test_evaluating_needs_no_place_for_temporary_files_unless_weights_differ(speur, plain, tmp_path):
    environment = os.environ | {"TMPDIR": str(tmp_path / "nergens")}
    args = ["evaluate", plain / "index", *truth_of(plain)]
    answer = speur(*args, "--compare", "weights.title=2", env=environment, status=2)
    assert str(tmp_path / "nergens") in answer.err
    speur(*args, env=environment)


# --- tuning and settings ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tuned(speur, plain, tmp_path_factory):
    """What tuning the plain index gives, and the settings that it writes."""
    folder = tmp_path_factory.mktemp("tuned")
    scratch = folder / "scratch"
    scratch.mkdir()
    answer = speur.json("tune", plain / "index", *truth_of(plain), "--out", folder / "beter.json",
                        env=os.environ | {"TMPDIR": str(scratch)})
    assert not list(scratch.iterdir())
    return answer, folder / "beter.json"


def test_a_gain_that_holds_is_written_as_settings(tuned):
    answer, settings = tuned
    assert answer["proven"] and answer["held_out"]["differences"]["nDCG@10"]["proven"]
    assert answer["settings"] == json.loads(settings.read_text())
    assert answer["steps"][0]["parameter"] == "weights.title"
    assert answer["steps"][0]["to"] == answer["settings"]["weights"]["title"] > 1
    topics = [topic["id"] for half in ("tuning", "held_out")
              for topic in answer[half]["first"]["topics"]]
    assert len(topics) == len(set(topics)) == 40


def test_settings_found_by_tuning_make_a_better_index(speur, plain, tuned, tmp_path):
    _, settings = tuned
    index = tmp_path / "index"
    make = ["index", index, plain / "records.jsonl", "--schema", plain / "schema.json"]
    speur(*make)
    assert speur.json("evaluate", index, *truth_of(plain))["means"]["RR"]["mean"] == 0.5
    answer = speur(*make, "--settings", settings, status=4)
    assert "--replace" in answer.err
    speur(*make, "--settings", settings, "--replace")
    assert speur.json("evaluate", index, *truth_of(plain))["means"]["RR"]["mean"] == 1
    speur(*make, "--settings", settings)  # the same settings again change nothing
    assert speur.ids(index, "onderwerp3", "--settings", settings) == ["goed3", "fout3"]


@pytest.mark.parametrize("out", [[], ["--out"]], ids=["shown", "written"])
def test_a_gain_that_holds_is_told_with_what_to_do(speur, plain, tmp_path, out):
    options = [*out, tmp_path / "beter.json"] if out else []
    text = speur("tune", plain / "index", *truth_of(plain), *options).out
    assert re.search(r"^weights\.title +1 -> ", text, re.MULTILINE)
    assert "The gain holds." in text
    assert ("--replace --settings" in text) == bool(out) and ("--out" in text) == (not out)


def test_where_no_gain_is_proven_no_settings_are_written(speur, plain, file, tmp_path):
    rng = random.Random(1)
    qrels = {f"q{number}": {f"{rng.choice(['goed', 'fout'])}{number}": 1} for number in range(40)}
    args = ["tune", plain / "index", "--topics", plain / "topics.tsv",
            "--qrels", file("qrels", qrels_text(qrels)), "--out", tmp_path / "beter.json"]
    assert not speur.json(*args)["proven"]
    text = speur(*args).out
    assert "No gain is proven" in text or "No setting does better" in text
    assert not (tmp_path / "beter.json").exists()


def test_too_few_topics_cannot_be_tuned_on(speur, index, truth):
    assert "at least four topics" in speur("tune", index, *truth, status=2).err


def test_a_missing_directory_is_said_before_the_work(speur, plain, tmp_path):
    out = tmp_path / "weg" / "beter.json"
    answer = speur("tune", plain / "index", *truth_of(plain), "--out", out, status=2)
    assert "there is no directory" in answer.err and str(out.parent) in answer.err


def test_an_interrupt_ends_tuning_and_leaves_nothing(speur, plain, tmp_path):
    process = speur.start("tune", plain / "index", *truth_of(plain), "--out", tmp_path / "beter.json",
                          env={**os.environ, "TMPDIR": str(tmp_path)})
    deadline = time.monotonic() + 30
    while not any(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    answer = speur.end(process, 60)
    assert answer.status == 2 and "interrupted" in answer.err
    assert not any(tmp_path.iterdir())


def test_related_items_are_tuned(speur, index, file):
    qrels = {"deda": {"iama": 1}, "iama": {"deda": 1}, "datakwaliteit": {"leidraad-delen": 1},
             "leidraad-delen": {"datakwaliteit": 1}, "proef-water": {"deda": 1}}
    answer = speur.json("tune", index, "--related", "--qrels", file("qrels", qrels_text(qrels)),
                        "--metric", "rr")
    assert answer["metric"] == "RR"
    assert all(re.fullmatch(r"related\.(title|facets|relations)|b|k1", step["parameter"])
               for step in answer["steps"])


def test_searching_with_another_ranking_takes_effect_at_once(speur, index, file):
    def scores(*args):
        return {hit["id"]: hit["score"] for hit in speur.json("search", index, "ethiek", *args)["hits"]}

    flat = scores("--settings", file("vlak.json", {"ranking": {"k1": 0, "title": 0, "opening": 0, "semantic": 0}}))
    assert set(flat) == set(scores()) and flat != scores()
    assert len(set(flat.values())) == 1  # with k1 0 it only matters that a word is there
    same = file("zelfde.json", {"ranking": {"k1": 1.2, "b": 0.75}, "weights": {"title": 2}})
    assert scores("--settings", same) == scores()


def test_related_items_with_another_ranking(speur, index, file):
    nothing = file("niets.json", {"ranking": {"related": {"title": 0, "mentions": 0, "semantic": 0,
                                                          "facets": 0, "relations": 0}}})
    items = speur.json("related", index, "deda", "--settings", nothing)["items"]
    assert items[0]["score"] == 1  # the best match by words
    assert items != speur.json("related", index, "deda")["items"]


@pytest.mark.parametrize("args", [["search", "{}", "data"], ["related", "{}", "deda"],
                                  ["explain", "{}", "data", "deda"]], ids=lambda args: args[0])
def test_other_weights_than_the_index_has_are_refused_with_the_remedy(speur, index, file, args):
    settings = file("zwaar.json", {"weights": {"title": 8}})
    answer = speur(*[arg.format(index) for arg in args], "--settings", settings, status=2)
    assert f"--replace --settings {settings}" in answer.err and "'title'" in answer.err
    assert answer.err.count("\n") == 1


def test_an_index_keeps_its_settings(speur, tmp_path, records_file, file):
    index = tmp_path / "index"
    settings = file("zwaar.json", {"weights": {"title": 8}, "ranking": {"k1": 0}})
    speur("index", index, records_file([{"id": "a", "title": "vis", "body": "x"}]),
          "--settings", settings)
    speur("index", index, records_file([{"id": "b", "body": "vis vis vis"}]))
    hits = speur.json("search", index, "vis")["hits"]
    assert len({hit["score"] for hit in hits}) == 1
    speur("search", index, "vis", "--settings", settings)
    bad = file("steil.json", {"ranking": {"b": 9}})
    answer = speur("index", tmp_path / "nieuw", records_file([]), "--settings", bad, status=2)
    assert str(bad) in answer.err and not (tmp_path / "nieuw").exists()


# --- explaining ---------------------------------------------------------------------------------


def value_of(part):
    """What the parts of an explanation come to, worked out anew."""
    if not part["matches"] or part["kind"] == "filter":
        return 0
    if part["kind"] in ("title", "opening", "semantic"):
        return part["value"]
    if part["kind"] == "stem":
        return part["idf"] * part["saturation"]
    values = [value_of(smaller) for smaller in part.get("parts", [])]
    if part["kind"] == "best":
        return max(values)
    return sum(values) * part.get("factor", 1)


@pytest.mark.parametrize("query", [
    "Hoe start ik een dataproject?", "data-analyse", '"open data" delen', "titel:ethiek data*",
    "(ethiek OF privacy) EN algoritme", "data -privacy", "data thema:ethiek", "overheid overheid",
])
@pytest.mark.parametrize("options", [[], ["--match", "all"]], ids=str)
def test_an_explanation_adds_up_to_the_score_of_the_search(speur, kennisbank, query, options):
    hits = speur.json("search", kennisbank, *options, "--", query)["hits"]
    for hit in hits[:5]:
        explanation = speur.json("explain", kennisbank, *options, "--", query, hit["id"])
        assert explanation["matches"]
        assert value_of(explanation) == pytest.approx(explanation["value"], rel=1e-9)
        assert explanation["value"] == pytest.approx(hit["score"], abs=ROUNDED)


def test_a_document_that_is_not_found_is_worth_nothing(speur, index):
    explanation = speur.json("explain", index, "ethiek", "nieuws")
    assert explanation["value"] == 0 and not explanation["matches"]
    assert "no match" in speur("explain", index, "ethiek", "nieuws").out


def first_stem(part):
    """The numbers of the first stem in an explanation, however deep it stands."""
    if "stem" in part:
        return part
    return next(filter(None, map(first_stem, part.get("parts", []))), None)


def test_an_explanation_for_people_has_the_numbers(speur, index):
    stem = first_stem(speur.json("explain", index, "ethiek", "deda"))
    text = speur("explain", index, "ethiek", "deda").out
    assert f"{stem['value']:.4f}  ethiek" in text and f"{stem['idf']:.4f} idf" in text
    assert f"in {stem['holding']} of {stem['documents']} documents" in text
    assert "k1 1.2, b 0.75" in text
    for field, times in stem["occurrences"].items():
        assert f"{times} x in {field}" in text


def test_an_explanation_with_another_ranking(speur, index, file):
    flat = file("vlak.json", {"ranking": {"k1": 0, "title": 0, "opening": 0, "semantic": 0}})
    explanation = speur.json("explain", index, "ethiek", "deda", "--settings", flat)
    assert first_stem(explanation)["saturation"] == 1
    assert "k1 0, b 0.75" in speur("explain", index, "ethiek", "deda", "--settings", flat).out
