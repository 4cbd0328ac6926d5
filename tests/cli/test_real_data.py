# SPDX-License-Identifier: GPL-2.0-or-later
"""Facet counts on real collections, against a count that reads the sources by itself.

The collections are no part of the project. SPEUR_DATA says where they are (default: ../shared/data
beside the repository); without them these tests are skipped. What is counted here follows from the
sources, the schema files' tables in corpora/*/README.md and nothing of speur's code.
"""
import gzip
import json
import os
import re
import tarfile
from collections import Counter
from pathlib import Path

import pytest
import yaml

SOURCE = Path(os.environ.get("SPEUR_SOURCE", Path(__file__).parents[2]))
DATA = Path(os.environ.get("SPEUR_DATA", SOURCE / "../shared/data"))

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no real collections: {DATA} is no folder (set SPEUR_DATA to it)")


# --- reading the sources ------------------------------------------------------------------------


def as_list(value):
    values = value if isinstance(value, list) else [value]
    return [str(one).strip() for one in values if one is not None and str(one).strip()]


def first_of(record, *paths):
    """The values under the first of the paths ("meta.sources.ADR") that has any."""
    for path in paths:
        value = record
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if found := as_list(value):
            return found
    return []


def with_ancestors(values, separator):
    found = set()
    for value in values:
        steps = value.split(separator)
        found.update(separator.join(steps[:n]) for n in range(1, len(steps) + 1))
    return found


TOPICS = {"mens en recht": ["fundamentele-rechten", "bias-en-non-discriminatie",
                            "menselijke-controle", "privacy-en-gegevensbescherming",
                            "transparantie"],
          "organisatie": ["governance", "publieke-inkoop", "duurzaamheid"],
          "data en techniek": ["data", "technische-robuustheid-en-veiligheid"]}
TOPIC_PATHS = {topic: f"{group}/{topic}" for group, topics in TOPICS.items() for topic in topics}
APPLICATIONS = {"ai-systeem": "ai-systeem",
                "ai-systeem-voor-algemene-doeleinden": "ai-systeem/algemene-doeleinden",
                "ai-model-voor-algemene-doeleinden": "ai-model/algemene-doeleinden"}


def algoritmekader_facets(front):
    topics = ["fundamentele-rechten" if topic == "grondrechten" else topic
              for topic in first_of(front, "onderwerp")]
    same = ["categorie", "levenscyclus", "rollen", "vereiste", "maatregel", "risicogroep",
            "transparantieverplichting", "systeemrisico"]
    return {name: set(first_of(front, name)) for name in same} | {
        "onderwerp": with_ancestors((TOPIC_PATHS[topic] for topic in topics), "/"),
        "soort_toepassing": with_ancestors(
            (APPLICATIONS[one] for one in first_of(front, "soort-toepassing")), "/"),
        "rol_ai_verordening": set(first_of(front, "rol-ai-act")),
        "onderzoekskader_adr": with_ancestors(first_of(front, "sources.ADR", "bronnen.ADR"), "."),
        "toetsingskader_ark": with_ancestors(first_of(front, "sources.ARK"), ".")}


def front_matter(path):
    # As text: "2.20" is a paragraph and no number.
    match = re.match(r"---\n(.*?)^---$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return (yaml.load(match[1], yaml.BaseLoader) or {}) if match else {}


def read_algoritmekader(folder):
    documents = {}
    for path in folder.rglob("*.md"):
        if path.is_file():
            front = front_matter(path)
            (name,) = as_list(front.get("id")) or [str(path.relative_to(folder).with_suffix(""))]
            assert name not in documents, f"two pages called {name}"
            documents[name] = algoritmekader_facets(front)
    return documents


def iso_date(written):
    """As yyyy-mm-dd; nothing for what is no date."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", written):
        return written
    if match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", written):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    return None


def overheid_facets(record):
    facets = {name: set(first_of(record, path)) for name, path in [
        ("kind", "kind"), ("tags", "meta.tags"), ("themes", "meta.themes"),
        ("organisation", "meta.conducted_by"), ("rollen", "meta.rollen")]}
    facets["type"] = set(first_of(record, "meta.type", "meta.content_type", "meta.categorie"))
    facets["source"] = with_ancestors(first_of(record, "source"), "/")
    facets["onderzoekskader_adr"] = with_ancestors(
        first_of(record, "meta.sources.ADR", "meta.bronnen.ADR"), ".")
    for name, paths in [("date", ["meta.date", "meta.Date", "meta.date_added"]),
                        ("conducted", ["meta.date_conducted"])]:
        dates = [iso_date(written) for written in first_of(record, *paths)]
        if None in dates:
            return None
        facets[name] = with_ancestors(dates, "-")
    return facets


def read_overheid(file):
    """The documents, and the numbers of the lines with a date that is none."""
    documents, refused = {}, []
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            facets = overheid_facets(record)
            if facets is None:
                refused.append(number)
            else:
                documents[record["id"]] = facets
    return documents, refused


# --- counting -----------------------------------------------------------------------------------


def passes(document, filters):
    return all(document[facet] & set(values) for facet, values in filters.items())


def expected_counts(documents, filters):
    """Per facet how many documents have each value; its own filter does not count for a facet."""
    facets = next(iter(documents.values()))
    counts = {}
    for facet in facets:
        others = {name: values for name, values in filters.items() if name != facet}
        counts[facet] = Counter(value for document in documents.values()
                                if passes(document, others) for value in document[facet])
    return counts


def check_counts(speur, index, documents, filters, dates=()):
    args = [part for facet, values in filters.items() for value in values
            for part in ("-f", f"{facet}={value}")]
    answer = speur.json("search", index, "--facets", "all", "-n", 0, *args)
    assert answer["total"] == sum(passes(document, filters) for document in documents.values())
    expected = expected_counts(documents, filters)
    assert set(answer["facets"]) == set(expected)
    for facet, counts in answer["facets"].items():
        selected = set(filters.get(facet, []))
        shown = {value: count for value, count in expected[facet].items()
                 if facet not in dates or len(value) == 4}
        shown |= {value: expected[facet][value] for value in selected}  # even when there is none
        assert {entry["value"]: entry["count"] for entry in counts} == shown, facet
        assert {entry["value"] for entry in counts if entry["selected"]} == selected


@pytest.fixture(scope="module")
def algoritmekader(speur, tmp_path_factory):
    """The index, and its documents as counted here."""
    folder = tmp_path_factory.mktemp("algoritmekader")
    with tarfile.open(DATA / "algoritmekader/markdown.tar.gz") as archive:
        archive.extractall(folder)
    index = folder / "index"
    speur("index", index, folder / "docs", "--schema",
          SOURCE / "corpora/algoritmekader/schema.json", timeout=300)
    return index, read_algoritmekader(folder / "docs")


@pytest.fixture(scope="module")
def overheid(speur, tmp_path_factory):
    """The index, its documents, the lines refused and what the command said of them."""
    folder = tmp_path_factory.mktemp("overheid")
    file = folder / "docs.jsonl"
    file.write_bytes(gzip.decompress((DATA / "overheid/docs.jsonl.gz").read_bytes()))
    answer = speur("index", folder / "index", file, "--schema",
                   SOURCE / "corpora/overheid/schema.json", status=None, timeout=300)
    return folder / "index", *read_overheid(file), answer


def test_algoritmekader_documents(speur, algoritmekader):
    index, documents = algoritmekader
    assert len(documents) > 200
    assert set(speur.ids(index)) == set(documents)


@pytest.mark.parametrize("filters", [
    {},
    {"levenscyclus": ["ontwerp"]},
    {"levenscyclus": ["ontwerp", "uitfaseren"]},
    {"onderwerp": ["mens en recht"]},
    {"onderwerp": ["mens en recht/fundamentele-rechten"]},
    {"onderwerp": ["organisatie", "data en techniek/data"], "rollen": ["jurist"]},
    {"rollen": ["projectleider", "ontwikkelaar"], "levenscyclus": ["monitoring-en-beheer"]},
    {"vereiste": ["awb-01-zorgvuldigheidsbeginsel"]},
    {"vereiste": ["grw-02-non-discriminatie"], "rollen": ["jurist"], "onderwerp": ["organisatie"]},
    {"soort_toepassing": ["ai-systeem"], "risicogroep": ["verboden-ai"]},
    {"soort_toepassing": ["ai-model"], "rol_ai_verordening": ["importeur", "distributeur"],
     "systeemrisico": ["geen-systeemrisico"]},
    {"categorie": ["handreiking", "factsheet"]},
    {"onderzoekskader_adr": ["SV"], "toetsingskader_ark": ["1", "3.06"]},
    {"categorie": ["register"], "onderzoekskader_adr": ["IB.1"]},
], ids=str)
def test_algoritmekader_counts(speur, algoritmekader, filters):
    check_counts(speur, *algoritmekader, filters)


def test_overheid_documents(speur, overheid):
    index, documents, refused, answer = overheid
    assert len(documents) > 3000
    assert answer.status == (3 if refused else 0)
    told = [int(line.split("docs.jsonl:")[1].split(":")[0]) for line in answer.err.splitlines()]
    assert told == refused
    assert set(speur.ids(index)) == set(documents)


@pytest.mark.parametrize("filters", [
    {},
    {"kind": ["kennisproduct"]},
    {"kind": ["overheid-technisch"], "source": ["VNG-Realisatie", "Geonovum"]},
    {"source": ["MinBZK/Algoritmekader"], "rollen": ["jurist"]},
    {"source": ["MinBZK"], "onderzoekskader_adr": ["SV", "PRI.5"]},
    {"tags": ["api", "privacy"]},
    {"tags": ["utrecht"], "themes": ["navigatie", "formulieren"]},
    {"type": ["nieuws", "standaard"], "kind": ["overheid-technisch"]},
    {"date": ["2023"]},
    {"date": ["2022-03", "2024"], "kind": ["kennisproduct", "overheid-technisch"]},
    {"date": ["2023-03-31"], "source": ["Logius-standaarden"]},
    {"organisation": ["gemeente Utrecht"], "date": ["2023", "2025"], "conducted": ["2025"]},
    {"themes": ["toegankelijkheid"], "organisation": ["VNG", "Valsplat"]},
], ids=str)
def test_overheid_counts(speur, overheid, filters):
    index, documents, _, _ = overheid
    check_counts(speur, index, documents, filters, dates=("date", "conducted"))


@pytest.mark.parametrize("query", ["privacy", "hoe publiceer ik een algoritme", '"open source"'])
def test_counts_of_a_search_are_those_of_its_hits(speur, overheid, query):
    index, documents, _, _ = overheid
    found = {name: documents[name] for name in speur.ids(index, query)}
    answer = speur.json("search", index, query, "-n", 0, "--facets", "kind,source,tags")
    assert answer["total"] == len(found) > 10
    for facet, counts in answer["facets"].items():
        assert {entry["value"]: entry["count"] for entry in counts} == Counter(
            value for document in found.values() for value in document[facet])


def test_overheid_newest_first(speur, overheid):
    index, documents, _, _ = overheid
    latest = lambda name: max(documents[name]["date"] or documents[name]["conducted"] or {""})
    order = [latest(name) for name in speur.ids(index, "--sort", "newest")]
    assert order == sorted(order, reverse=True)
