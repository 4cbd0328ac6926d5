# SPDX-License-Identifier: GPL-2.0-or-later
"""What the command answers for somebody who may not see everything."""
import pytest

RECORDS = [
    {"id": "open", "title": "Wet open overheid", "body": "Iedereen mag vragen stellen.", "tier": ["rijk"],
     "relations": [{"type": "zie ook", "id": "geheim"}]},
    {"id": "geheim", "title": "Fusie van de waterleidingen", "body": "Een fusieplan over drinkwater.",
     "tier": ["waterschap"], "access": ["raad", "Bestuur"]},
]


@pytest.fixture
def portal(speur, tmp_path, records_file):
    speur("index", tmp_path / "portal", records_file(RECORDS))
    return tmp_path / "portal"


def test_who_reads_the_files_sees_all_and_a_viewer_what_his_tokens_open(speur, portal):
    assert sorted(speur.ids(portal, "")) == ["geheim", "open"]
    assert speur.ids(portal, "", "--viewer", "") == ["open"]
    assert speur.ids(portal, "", "--viewer", "bestuur,hr") == ["open"]  # no other case, no other word
    assert sorted(speur.ids(portal, "", "--viewer", "hr,Bestuur")) == ["geheim", "open"]


@pytest.mark.parametrize("command, args, seen", [
    ("complete", ["fu"], ["completions"]),
    ("duplicates", ["--threshold", "0.5"], ["groups"]),
])
def test_nothing_hidden_is_proposed(speur, portal, command, args, seen):
    answer = speur.json(command, portal, *args, "--viewer", "")
    assert answer[seen[0]] == []


def test_nothing_hidden_is_counted_corrected_related_or_explained(speur, portal):
    answer = speur.json("search", portal, "fusieplam", "--viewer", "")
    assert answer["suggestion"] == "" and answer["total"] == 0
    assert speur.json("search", portal, "fusieplam")["suggestion"] == "fusieplan"
    facets = speur.json("search", portal, "", "--viewer", "")["facets"]
    assert [value["value"] for value in facets["tier"]] == ["rijk"]
    assert speur.json("related", portal, "open", "--viewer", "")["items"] == []
    assert speur.json("stats", portal, "--viewer", "")["documents"] == 1
    for command in (["get", portal, "geheim"], ["related", portal, "geheim"],
                    ["explain", portal, "fusie", "geheim"]):
        hidden = speur(*command, "--viewer", "", status=2)
        absent = speur(*[{"geheim": "weg"}.get(part, part) for part in command], "--viewer", "", status=2)
        assert hidden.err == absent.err.replace("'weg'", "'geheim'")
