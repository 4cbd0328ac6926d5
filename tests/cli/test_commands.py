# SPDX-License-Identifier: GPL-2.0-or-later
"""What the subcommands promise: their answers, their JSON, their exit statuses."""
import json
import os
import pty
import re
import signal
import subprocess
import threading

import pytest
from conftest import PRODUCTS

ESCAPE = "\x1b"
WIDTH = 80
SUBCOMMANDS = ["index", "search", "complete", "related", "duplicates", "use", "get", "remove",
               "optimize", "check", "reindex", "repair", "snapshot", "sync", "stats", "analyze", "bench"]


def assert_readable(text):
    """Fits a terminal of 80 columns, but for a line that is one unbreakable id or URL."""
    assert ESCAPE not in text
    wide = [line for line in text.splitlines() if len(line) > WIDTH and len(line.split()) > 1]
    assert not wide, f"{len(wide)} wide lines, such as {wide[0]!r}"


def values_of(counts):
    return {entry["value"]: entry["count"] for entry in counts}


def on_terminal(speur, *args, **environment):
    """What the command writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | environment
    process = speur.start(*args, stdout=theirs, stderr=theirs, env=env | {"TERM": "xterm"})
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # the other side was closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    process.wait(timeout=60)
    return written.decode("utf-8")


# --- search -------------------------------------------------------------------------------------


def test_search_json_has_the_documented_shape(speur, index):
    answer = speur.json("search", index, "ethiek")
    assert list(answer) == ["query", "suggestion", "total", "exact_total", "complete",
                            "total_hits", "took_ms", "hits", "facets", "facet_values", "applied", "diagnostics"]
    assert answer["query"] == "ethiek"
    assert answer["total"] == len(answer["hits"]) == 2
    assert isinstance(answer["took_ms"], (int, float)) and answer["took_ms"] >= 0
    for rank, hit in enumerate(answer["hits"], 1):
        assert list(hit) == ["rank", "id", "score", "title", "url", "snippet", "fields"]
        assert hit["rank"] == rank and hit["score"] > 0
        assert isinstance(hit["fields"], dict)
    for counts in answer["facets"].values():
        for entry in counts:
            assert list(entry) == ["value", "label", "count", "selected"]
            assert isinstance(entry["count"], int) and isinstance(entry["selected"], bool)
    assert isinstance(answer["applied"], dict)
    assert answer["diagnostics"] == []


def test_search_fields_are_what_was_given(speur, index):
    hit = speur.json("search", index, "assistent")["hits"][0]
    assert hit["title"] == "De Ethische Data Assistent"
    assert hit["url"] == "https://voorbeeld.nl/deda"
    assert hit["fields"]["theme"] == ["ethiek", "dataproject/starten"]
    assert hit["fields"]["level"] == "starter"
    assert hit["fields"]["published"] == "2017-06-01"


def test_snippet_is_escaped_html_with_marks(speur, index):
    hit = speur.json("search", index, "afspraken delen veilig", "-n", 1)["hits"][0]
    assert hit["id"] == "leidraad-delen"
    assert "<mark>" in hit["snippet"]
    assert "<veilig>" not in hit["snippet"]
    body = speur.json("search", index, "veilig")["hits"][0]["snippet"]
    assert "&amp;" in body and "&lt;<mark>veilig</mark>&gt;" in body


def test_a_query_has_limits_in_time_and_length(speur, index):
    whole = speur.json("search", index, "ethiek data", "--time-limit", "60000")
    assert whole["complete"] is True and whole["diagnostics"] == []
    cut = speur.json("search", index, "ethiek data", "--max-words", "1")
    assert cut["total"] < whole["total"] and "te lang" in cut["diagnostics"][0]["message"]
    assert speur.json("search", index, "ethiek data", "--max-bytes", "6")["total"] == cut["total"]
    assert speur.json("search", index, "ethie*")["total"] > 0
    assert speur.json("search", index, "ethie*", "--max-expansions", "0")["total"] == 0
    said = speur.json("search", index, "ethie*", "--max-prefixes", "0")["diagnostics"]
    assert "sterretjes" in said[0]["message"]


def test_diagnostics_point_into_the_query(speur, index):
    query = 'café "open'
    (diagnostic,) = speur.json("search", index, query)["diagnostics"]
    assert list(diagnostic) == ["begin", "end", "message"]
    assert query.encode()[diagnostic["begin"]:diagnostic["end"]] == b'"'
    assert "aanhalingsteken" in diagnostic["message"]


@pytest.mark.parametrize("query, found", [
    ("", {"deda", "iama", "datakwaliteit", "proef-water", "leidraad-delen", "nieuws"}),
    ("ethiek", {"deda", "iama"}),
    ("ethiek -grondrechten", {"deda"}),
    ("ethiek NIET grondrechten", {"deda"}),
    ('"delen van data"', {"leidraad-delen"}),
    ("mensenrecht*", {"iama"}),
    ("proef OF poster", {"proef-water", "deda"}),
    ("ethiek EN poster", {"deda"}),
    ("title:handreiking", {"datakwaliteit"}),
    ("type:handreiking", {"datakwaliteit", "leidraad-delen"}),
    ("language:nl", {"deda"}),
    ("ANIEUW", {"nieuws"}),
])
def test_query_language(speur, index, query, found):
    assert set(speur.ids(index, "--", query)) == found


@pytest.mark.parametrize("filters, found", [
    (["tier=gemeente"], {"deda", "datakwaliteit", "leidraad-delen"}),
    (["tier=interbestuurlijk"], {"datakwaliteit"}),
    (["tier=gemeente", "tier=rijk"], {"deda", "iama", "datakwaliteit", "leidraad-delen"}),
    (["tier=gemeente", "level=gevorderd"], {"datakwaliteit"}),
    (["theme=ethiek"], {"deda", "iama"}),
    (["theme=ethiek/mensenrechten"], {"iama"}),
    (["theme=dataproject"], {"deda", "proef-water"}),
    (["published=2023"], {"datakwaliteit", "proef-water"}),
    (["published=2023-05"], {"proef-water"}),
    (["published=20-05-2023"], {"proef-water"}),
    (["maturity=proef"], {"proef-water"}),
    (["theme=bestaat niet"], set()),
])
def test_filters(speur, index, filters, found):
    args = [part for one in filters for part in ("-f", one)]
    assert set(speur.ids(index, *args)) == found


def test_a_selected_facet_shows_what_its_other_values_would_give(speur, index):
    args = ["-f", "level=gevorderd", "-f", "tier=rijk", "-n", 0]
    facets = speur.json("search", index, *args)["facets"]
    assert values_of(facets["level"]) == {"gevorderd": 2}
    assert values_of(facets["tier"]) == {"gemeente": 1, "provincie": 1, "waterschap": 1, "rijk": 2,
                                         "uitvoeringsorganisatie": 1, "interbestuurlijk": 1}
    assert values_of(facets["type"]) == {"instrument": 1, "handreiking": 1}
    entries = [entry for counts in facets.values() for entry in counts]
    selected = {entry["value"] for entry in entries if entry["selected"]}
    assert selected == {"gevorderd", "rijk"}


def test_facet_order_and_roll_up(speur, index):
    facets = speur.json("search", index, "-n", 0)["facets"]
    assert [value["value"] for value in facets["level"]] == ["starter", "gevorderd", "koploper"]
    assert [value["value"] for value in facets["published"]] == ["2023", "2022", "2021", "2017"]
    themes = [value["value"] for value in facets["theme"]]
    for theme in themes:
        if "/" in theme:
            assert themes.index(theme.rsplit("/", 1)[0]) < themes.index(theme)
    assert values_of(facets["theme"])["dataproject"] == 2


@pytest.mark.parametrize("asked, given", [
    ("none", []), ("theme", ["theme"]), ("tier,theme", ["tier", "theme"]),
])
def test_facets_that_are_asked_for(speur, index, asked, given):
    assert list(speur.json("search", index, "--facets", asked)["facets"]) == given


def test_all_facets_are_those_of_the_schema(speur, index):
    names = set(speur.json("search", index, "--facets", "all")["facets"])
    assert names == set(speur.json("stats", index)["facets"])
    assert names == set(speur.json("search", index)["facets"])


@pytest.mark.parametrize("sort, order", [
    ("newest", ["proef-water", "datakwaliteit", "leidraad-delen", "iama", "deda", "nieuws"]),
    ("title", ["nieuws", "deda", "datakwaliteit", "iama", "leidraad-delen", "proef-water"]),
])
def test_sort(speur, index, sort, order):
    assert speur.ids(index, "--sort", sort) == order


def test_relevance_puts_the_title_first(speur, index):
    assert speur.ids(index, "datakwaliteit gegevens")[0] == "datakwaliteit"


def test_pages_join_to_the_whole(speur, index):
    whole = speur.ids(index, "data")
    pages = []
    for offset in range(0, len(whole) + 2, 2):
        page = speur.json("search", index, "data", "-n", 2, "--offset", offset)
        assert page["total"] == len(whole)
        assert [hit["rank"] for hit in page["hits"]] == [
            offset + 1 + i for i in range(len(page["hits"]))]
        pages += [hit["id"] for hit in page["hits"]]
    assert pages == whole and len(whole) > 2


def test_search_for_people(speur, index):
    text = speur("search", index, "ethiek", "-f", "tier=gemeente").out
    assert "1 resultaat" in text
    assert "De Ethische Data Assistent" in text and "https://voorbeeld.nl/deda" in text
    assert re.search(r"\[x\] Gemeente +1$", text, re.MULTILINE)
    assert "<mark>" not in text
    english = speur("search", index, "ethiek", "--lang", "en").out
    assert "2 results" in english and "Municipality" in english


# --- complete -----------------------------------------------------------------------------------


def completions(speur, index, *args):
    return speur.json("complete", index, *args)["completions"]


def test_complete_json_has_the_documented_shape(speur, index):
    answer = speur.json("complete", index, "ET")
    assert list(answer) == ["completions"]
    assert answer["completions"] == [
        {"text": "ethiek", "html": "<mark>et</mark>hiek", "documents": 2, "kind": "phrase"},
        {"text": "De Ethische Data Assistent", "html": "De <mark>Et</mark>hische Data Assistent",
         "documents": 1, "kind": "title"}]


@pytest.mark.parametrize("args, given", [
    (["data d"], ["Leidraad data delen"]),
    (["ded"], ["DEDA"]),
    (["anie"], ["Ånieuw bericht"]),
    (["data "], ["data", "De Ethische Data Assistent", "Leidraad data delen"]),
    (["eth", "-f", "tier=gemeente"], ["ethiek", "De Ethische Data Assistent"]),
    (["eth", "-f", "tier=rijk"], ["ethiek"]),
    (["eth", "-f", "tier=gemeente", "-f", "level=koploper"], []),
    (["l", "-f", "tier=gemeente", "-f", "tier=rijk", "-n", 1], ["Leidraad data delen"]),
    (["d", "-n", 0], []),
    (["--", "-data assist"], ["De Ethische Data Assistent"]),
])
def test_completions(speur, index, args, given):
    assert [each["text"] for each in completions(speur, index, *args)] == given


def test_complete_for_people(speur, index):
    text = speur("complete", index, "eth").out
    assert re.search(r"^ +2  ethiek\n +1  De Ethische Data Assistent$", text, re.MULTILINE)
    assert "Geen aanvullingen" in speur("complete", index, "zzz").out
    assert "No completions" in speur("complete", index, "zzz", "--lang", "en").out


def test_versions_collapse(speur, tmp_path, records_file):
    versions = [{"id": f"gids-{n}", "title": "Gids", "relations": [{"type": "vervangt", "id": f"gids-{n - 1}"}]}
                for n in range(1, 15)]
    speur("index", tmp_path / "i", records_file([*versions, {"id": "los", "title": "Gids"}]))
    answer = speur.json("search", tmp_path / "i", "gids", "--collapse", "versions")
    assert (answer["total"], answer["total_hits"]) == (15, 2)
    first, second = answer["hits"]
    assert first["id"] == "gids-1" and "collapsed" not in second
    assert first["collapsed"] == {"count": 13, "ids": [f"gids-{n}" for n in range(2, 12)]}
    text = speur("search", tmp_path / "i", "gids", "--collapse", "versions").out
    assert "Ook gevonden: gids-2, gids-3" in text and "en nog 3" in text
    assert_readable(text)


def test_use_makes_items_related(speur, own_index, records_file):
    def related():
        return [item["id"] for item in speur.json("related", own_index, "nieuws")["items"]]

    event = {"seed": "nieuws", "item": "datakwaliteit", "date": "2025-05-01"}
    assert "datakwaliteit" not in related()
    events = records_file([event] * 12 + [event | {"item": "weg"}])
    assert speur("use", own_index, events).out == f"{own_index}: 12 recorded, 1 left out\n"
    assert "datakwaliteit" in related()
    assert "Vaak samen gelezen" in speur("related", own_index, "nieuws").out
    refused = speur("use", own_index, records_file([event, event | {"visitor": "x"}]), status=2).err
    assert "line 2: 'visitor' is not taken" in refused


# --- duplicates -----------------------------------------------------------------------------------


def with_copies(products):
    """The products, and nearly the same as two of them under other ids."""
    copies = [{**product, "id": product["id"] + "-kopie", "url": "https://voorbeeld.nl/kopie"}
              for product in products[:2]]
    copies[1]["body"] += " Nieuw."
    return [*products, *copies]


def test_duplicates_json_has_the_documented_shape(speur, tmp_path, records_file):
    speur("index", tmp_path / "dubbel", records_file(with_copies(PRODUCTS)))
    answer = speur.json("duplicates", tmp_path / "dubbel")
    assert list(answer) == ["groups"]
    first, second = answer["groups"]
    for group in (first, second):
        assert list(group) == ["likeness", "documents"]
        for document in group["documents"]:
            assert list(document) == ["id", "likeness", "nearest", "title", "url", "date"]
            assert document["likeness"] == group["likeness"]
    assert first["likeness"] == 1 > second["likeness"] > 0.8
    assert first["documents"][1] == {
        "id": "deda-kopie", "likeness": 1, "nearest": "deda", "title": "De Ethische Data Assistent",
        "url": "https://voorbeeld.nl/kopie", "date": "2017-06-01"}
    assert speur.json("duplicates", tmp_path / "dubbel", "iama")["groups"] == [second]
    assert speur.json("duplicates", tmp_path / "dubbel", "-n", 1)["groups"] == [first]
    assert speur.json("duplicates", tmp_path / "dubbel", "--threshold", 1)["groups"] == [first]


def test_duplicates_as_text(speur, tmp_path, records_file, index):
    assert speur("duplicates", index).out == "Geen documenten gevonden die bijna hetzelfde zijn.\n"
    speur("index", tmp_path / "dubbel", records_file(with_copies(PRODUCTS)))
    text = speur("duplicates", tmp_path / "dubbel").out
    assert text.startswith("2 groepen van documenten die bijna hetzelfde zijn\n\n 1. 100 % hetzelfde\n")
    assert "deda-kopie" in text and "proef-water" not in text
    assert speur("duplicates", tmp_path / "dubbel", "iama", "--lang", "en").out.startswith("1 group of")


def test_indexing_can_warn_of_duplicates(speur, tmp_path, records_file):
    path, everything = tmp_path / "dubbel", with_copies(PRODUCTS)
    first = speur("index", path, records_file(everything[:-1]), "--warn-duplicates")
    assert first.err == ("deda: 100 % the same as deda-kopie\n"
                         "deda-kopie: 100 % the same as deda\n")
    again = speur("index", path, records_file(everything[-1:]), "--warn-duplicates")
    assert re.fullmatch(r"iama-kopie: 9\d % the same as iama\n", again.err)
    assert speur("index", path, records_file(everything)).err == ""


# --- related, get, stats, analyze ---------------------------------------------------------------


def test_related_json_has_the_documented_shape(speur, index):
    answer = speur.json("related", index, "deda", "--diversity", 0)
    assert list(answer) == ["id", "items"]
    assert answer["id"] == "deda"
    assert "deda" not in [item["id"] for item in answer["items"]]
    for rank, item in enumerate(answer["items"], 1):
        assert list(item) == ["rank", "id", "score", "title", "reasons"]
        assert item["rank"] == rank and item["reasons"]
        for reason in item["reasons"]:
            assert list(reason)[:3] == ["kind", "field", "values"]
            assert reason["kind"] in ("relation", "mention", "question", "next_step",
                                      "counterpart", "facet", "terms")
            assert isinstance(reason["values"], list)
    scores = [item["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)


def test_related_says_why(speur, index):
    first = speur.json("related", index, "deda", "-n", 1)["items"]
    assert [item["id"] for item in first] == ["iama"]
    reasons = {(why["kind"], why["field"]): why["values"] for why in first[0]["reasons"]}
    assert reasons[("relation", "relations")] == ["zie ook"]
    assert "ethiek" in reasons[("facet", "theme")]
    text = speur("related", index, "deda").out
    assert "Zelfde thema: Ethiek" in text


def test_related_counts_with_a_relation_from_the_other_side(speur, index):
    items = speur.json("related", index, "iama")["items"]
    (deda,) = [item for item in items if item["id"] == "deda"]
    assert "relation" in {reason["kind"] for reason in deda["reasons"]}


def test_related_says_who_has_experience(speur, index):
    answer = speur.json("related", index, "iama", "-n", 1, "--by", "organisation")
    assert list(answer) == ["id", "items", "grouped_by", "groups"]
    assert len(answer["items"]) == 1 and answer["grouped_by"] == "organisation"
    for group in answer["groups"]:
        assert list(group) == ["value", "count", "score", "items"]
        assert group["count"] == len(group["items"]) > 0
        assert all(list(item) == ["id", "title"] for item in group["items"])
    scores = [group["score"] for group in answer["groups"]]
    assert scores and scores == sorted(scores, reverse=True)
    first = answer["groups"][0]
    text = speur("related", index, "iama", "--by", "organisation").out
    assert text.startswith("Wie heeft hier ervaring mee?\n\n")
    assert f" 1. {first['value']} ({first['count']})\n" in text
    assert first["items"][0]["id"] in text
    english = speur("related", index, "deda", "--by", "type", "--lang", "en").out
    assert english.startswith("Type of the related documents\n")
    assert "'thema' is no facet" in speur("related", index, "deda", "--by", "thema", status=2).err


def test_related_takes_a_share_of_variety(speur, index):
    assert "0 to 1" in speur("related", index, "deda", "--diversity", 2, status=2).err
    plain = speur.json("related", index, "deda", "--diversity", 0)["items"]
    varied = speur.json("related", index, "deda", "--diversity", 1)["items"]
    assert plain[0] == varied[0] and {each["id"] for each in plain} == {each["id"] for each in varied}


def test_get_gives_a_record_that_can_be_indexed_again(speur, index, tmp_path, records_file):
    record = speur.json("get", index, "deda")
    assert record["id"] == "deda"
    assert record["relations"] == [{"type": "zie ook", "id": "iama"}]
    speur("index", tmp_path / "again", records_file([record]))
    assert speur.json("get", tmp_path / "again", "deda") == record


def test_get_for_people(speur, index):
    text = speur("get", index, "deda").out
    assert "Titel\n  De Ethische Data Assistent" in text
    assert "zie ook: iama" in text
    assert "Government tier" in speur("get", index, "deda", "--lang", "en").out


def test_get_keeps_paragraphs_apart(speur, tmp_path, records_file):
    file = records_file([{"id": "a", "body": "Eerste alinea.\n\nTweede alinea."}])
    speur("index", tmp_path / "index", file)
    text = speur("get", tmp_path / "index", "a").out
    assert re.search(r"Eerste alinea\.\n\s*\n\s*Tweede alinea\.", text)


def test_stats_json_has_the_documented_shape(speur, index):
    stats = speur.json("stats", index)
    assert list(stats) == ["documents", "fields", "facets", "analyzer", "revision", "memory", "learnt",
                           "bytes"]
    assert stats["documents"] == 6
    assert stats["fields"]["title"] == 6 and stats["fields"]["url"] == 1
    assert stats["facets"]["tier"] == 6  # interbestuurlijk brings the others along
    assert stats["bytes"] >= 1000 and stats["revision"] >= 1 and stats["analyzer"]
    assert "documents  6" in speur("stats", index).out


def test_analyze_json_has_the_documented_shape(speur):
    text = "Één data-analyse, of 2 gemeenten 🙂 www.overheid.nl"
    answer = speur.json("analyze", text)
    assert list(answer) == ["tokens"]
    for token in answer["tokens"]:
        assert list(token) == ["text", "begin", "end", "term", "parts", "compound"]
        assert text.encode()[token["begin"]:token["end"]].decode() == token["text"]
        assert all(isinstance(part, str) for part in token["parts"])
    terms = {token["text"]: token["term"] for token in answer["tokens"]}
    assert terms["gemeenten"].startswith("gemeent") and terms["2"] == "2"
    parts = {token["text"]: token["parts"] for token in answer["tokens"]}
    assert len(parts["data-analyse"]) == 2 and parts["gemeenten"] == []


def test_analyze_treats_forms_of_a_word_alike(speur):
    def terms(text):
        return [token["term"] for token in speur.json("analyze", text)["tokens"]]

    assert terms("gemeente")[0] == terms("gemeenten")[0] == terms("GEMEENTEN")[0]
    assert terms("één") == terms("een")


def test_analyze_for_people_says_why(speur):
    text = speur("analyze", "het data-analyse").out
    assert "stop word" in text and "+ data" in text


# --- index and remove ---------------------------------------------------------------------------


def test_the_same_id_again_is_an_update(speur, own_index, records_file):
    file = records_file([{"id": "nieuws", "title": "Ander bericht"}, {"id": "extra"}])
    answer = speur("index", own_index, file)
    assert "1 added, 1 updated, 0 refused" in answer.out
    assert speur.json("get", own_index, "nieuws") == {"id": "nieuws", "title": "Ander bericht"}
    assert speur.json("stats", own_index)["documents"] == 7
    assert speur.ids(own_index, "Ånieuw") == []


def test_the_same_id_twice_in_one_source(speur, tmp_path, records_file):
    file = records_file([{"id": "a", "title": "eerste"}, {"id": "a", "title": "tweede"}])
    assert "1 added, 1 updated" in speur("index", tmp_path / "index", file).out
    assert speur.ids(tmp_path / "index", "eerste OF tweede") == ["a"]
    assert speur.json("get", tmp_path / "index", "a")["title"] == "tweede"


def test_removal(speur, own_index):
    answer = speur("remove", own_index, "deda", "bestaat-niet", "nieuws")
    assert "2 removed" in answer.out
    assert "bestaat-niet" in answer.err
    assert set(speur.ids(own_index)) == {"iama", "datakwaliteit", "proef-water", "leidraad-delen"}
    facets = speur.json("search", own_index, "-n", 0)["facets"]
    assert "starter" not in values_of(facets["level"])
    speur("get", own_index, "deda", status=2)


def test_several_sources_of_several_formats(speur, tmp_path, records_file):
    folder = tmp_path / "notes"
    (folder / "diep").mkdir(parents=True)
    (folder / "diep/a.md").write_text("---\ntitle: Uit een map\nthema: ethiek\n---\n\nTekst.\n")
    (tmp_path / "los.md").write_text("# Los bestand\n\nTekst.\n")
    file = records_file([{"id": "regel", "title": "Uit een regel"}])
    speur("index", tmp_path / "index", file, folder, tmp_path / "los.md")
    assert set(speur.ids(tmp_path / "index")) == {"regel", "diep/a", "los"}
    assert speur.json("get", tmp_path / "index", "los")["title"] == "Los bestand"
    assert speur.ids(tmp_path / "index", "-f", "theme=ethiek") == ["diep/a"]


def test_format_can_be_forced(speur, tmp_path, records_file):
    file = records_file([{"id": "regel", "title": "Toch regels"}], name="records.md")
    speur("index", tmp_path / "index", file, "--format", "jsonl")
    assert speur.ids(tmp_path / "index") == ["regel"]


def test_refused_records_are_named_counted_and_skipped(speur, tmp_path, records_file):
    file = records_file([{"id": "a"}, {"titel": "geen id"}, {"id": "b", "niveau": "expert"},
                         {"id": "c", "published": "gisteren"}, {"id": "d"}])
    answer = speur("index", tmp_path / "index", file, status=3)
    lines = answer.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{file}:{n}" for n in (2, 3, 4)]
    assert "no id" in lines[0] and "expert" in lines[1] and "gisteren" in lines[2]
    assert "2 added, 0 updated, 3 refused" in answer.out
    assert set(speur.ids(tmp_path / "index")) == {"a", "d"}


def test_strict_changes_nothing(speur, own_index, records_file):
    before = speur.json("stats", own_index)
    file = records_file([{"id": "erbij"}, {"id": "deda", "title": "Weg"}, {"titel": "geen id"}])
    answer = speur("index", own_index, file, "--strict", status=3)
    assert ":3: no id" in answer.err
    assert speur.json("stats", own_index) == before
    assert speur.json("get", own_index, "deda")["title"] == "De Ethische Data Assistent"


@pytest.mark.parametrize("options", [[], ["--replace"]])
def test_strict_leaves_no_new_index_behind(speur, tmp_path, records_file, options):
    file = records_file([{"id": "a"}, {"titel": "geen id"}])
    speur("index", tmp_path / "index", file, "--strict", *options, status=3)
    assert os.listdir(tmp_path) == [file.name]


def test_strict_replace_keeps_the_old_index(speur, own_index, records_file):
    before = speur.ids(own_index)
    file = records_file([{"id": "a"}, {"titel": "geen id"}])
    speur("index", own_index, file, "--strict", "--replace", status=3)
    assert speur.ids(own_index) == before


def test_a_source_that_is_not_there_leaves_no_index_behind(speur, tmp_path):
    speur("index", tmp_path / "index", tmp_path / "nergens.jsonl", status=2)
    assert os.listdir(tmp_path) == []


def test_a_missing_source_undoes_those_before_it(speur, own_index, tmp_path, records_file):
    before = speur.json("stats", own_index)
    speur("index", own_index, records_file([{"id": "a"}]), tmp_path / "nergens.jsonl", status=2)
    assert speur.json("stats", own_index) == before


def test_records_from_standard_input(speur, tmp_path):
    process = speur.start("index", tmp_path / "index", "/dev/stdin", stdin=subprocess.PIPE)
    process.stdin.write(b'{"id": "a", "title": "Uit een pijp"}\n')
    assert speur.end(process).status == 0
    assert speur.ids(tmp_path / "index") == ["a"]


def test_replace_drops_what_was_there(speur, own_index, records_file):
    speur("index", own_index, records_file([{"id": "enige"}]), "--replace")
    assert speur.ids(own_index) == ["enige"]
    assert not own_index.with_name("own.new").exists()


@pytest.mark.parametrize("options", [[], ["--replace"]])
def test_index_named_with_a_slash_at_the_end(speur, own_index, records_file, options):
    """As a shell completes the name of a directory."""
    speur("index", f"{own_index}/", records_file([{"id": "erbij"}]), *options)
    assert "erbij" in speur.ids(own_index)


def test_new_index_named_with_a_slash_at_the_end(speur, tmp_path, records_file):
    speur("index", f"{tmp_path}/nieuw/", records_file([{"id": "a"}]))
    assert speur.ids(tmp_path / "nieuw") == ["a"]


def test_replace_through_a_symbolic_link(speur, own_index, tmp_path, records_file):
    link = tmp_path / "link"
    link.symlink_to(own_index.name)
    speur("index", link, records_file([{"id": "enige"}]), "--replace")
    assert speur.ids(link) == ["enige"]


def test_replace_spares_a_neighbour_that_is_no_index(speur, own_index, records_file):
    neighbour = own_index.with_name("own.new")
    neighbour.mkdir()
    (neighbour / "van-mij.txt").write_text("niet weggooien")
    speur("index", own_index, records_file([{"id": "a"}]), "--replace", status=None)
    assert (neighbour / "van-mij.txt").read_text() == "niet weggooien"


SCHEMA = {"name": "klein", "roles": {"title": "titel", "snippet": ["titel"]},
          "fields": [{"name": "titel", "kind": "text"},
                     {"name": "soort", "kind": "facet", "label": {"nl": "Soort", "en": "Kind"}}]}


def write_schema(path, schema):
    path.write_text(schema if isinstance(schema, str) else json.dumps(schema))
    return path


def test_own_schema(speur, tmp_path, records_file):
    schema = write_schema(tmp_path / "schema.json", SCHEMA)
    file = records_file([{"id": "a", "titel": "Een", "soort": ["x", "y"]}])
    speur("index", tmp_path / "index", file, "--schema", schema)
    speur("index", tmp_path / "index", file, "--schema", schema)  # the same once more is fine
    answer = speur.json("search", tmp_path / "index", "een")
    assert values_of(answer["facets"]["soort"]) == {"x": 1, "y": 1}
    assert list(answer["facets"]) == ["soort"]


def test_another_schema_is_refused_until_replace(speur, own_index, tmp_path, records_file):
    schema = write_schema(tmp_path / "schema.json", SCHEMA)
    file = records_file([{"id": "a", "titel": "Een"}])
    answer = speur("index", own_index, file, "--schema", schema, status=4)
    assert "another schema" in answer.err and "--replace" in answer.err
    assert len(speur.ids(own_index)) == 6
    speur("index", own_index, file, "--schema", schema, "--replace")
    assert speur.ids(own_index) == ["a"]


@pytest.mark.parametrize("schema, message", [
    ("", "no JSON"),
    ("{", "no JSON"),
    ("[]", "is an object"),
    ({"fields": []}, "text field"),
    ({"fields": [{"name": "Titel", "kind": "text"}]}, "field 'Titel'"),
    ({"fields": [{"name": "t", "kind": "tekst"}]}, "field 't': 'kind' is one of"),
    ({"fields": [{"name": "t", "kind": "text"}, {"name": "t", "kind": "text"}]}, "used twice"),
    ({"fields": [{"name": "t", "kind": "text", "weigth": 2}]}, "no setting 'weigth'"),
    ({"fields": [{"name": "t", "kind": "text", "weight": -1}]}, "field 't': a weight"),
    ({"fields": [{"name": "t", "kind": "text"},
                 {"name": "o", "kind": "facet", "facet": "ordinal"}]}, "field 'o'"),
    ({"roles": {"title": "x"}, "fields": [{"name": "t", "kind": "text"}]}, "role 'title'"),
    pytest.param('{"fields": ' + "[" * 100_000 + "]" * 100_000 + "}", "field 1", id="deep"),
])
def test_a_schema_with_a_mistake_is_refused(speur, tmp_path, records_file, schema, message):
    path = write_schema(tmp_path / "schema.json", schema)
    answer = speur("index", tmp_path / "index", records_file([{"id": "a"}]), "--schema", path,
                   status=2)
    assert "schema.json" in answer.err[:2000] and message in answer.err[:2000]
    assert not (tmp_path / "index").exists()


# --- two at once --------------------------------------------------------------------------------


class HeldWriter:
    """A `speur index` that holds the lock: it waits for records that come out of a pipe."""

    def __init__(self, speur, index, pipe, *options):
        os.mkfifo(pipe)
        self.speur = speur
        self.process = speur.start("index", index, pipe, "--format", "jsonl", *options)
        self.records = open(pipe, "w", encoding="utf-8")  # until the command opens it too

    def finish(self, *records):
        self.records.writelines(json.dumps(record) + "\n" for record in records)
        self.records.close()
        return self.speur.end(self.process)


def test_a_second_writer_waits(speur, own_index, tmp_path, records_file):
    first = HeldWriter(speur, own_index, tmp_path / "pipe")
    second = speur.start("index", own_index, records_file([{"id": "tweede"}]))
    third = speur.start("remove", own_index, "nieuws")
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=0.5)
    assert len(speur.ids(own_index)) == 6  # readers do not wait
    first.finish({"id": "eerste"})
    assert speur.end(second).status == 0 and speur.end(third).status == 0
    assert {"eerste", "tweede"} < set(speur.ids(own_index))
    assert "nieuws" not in speur.ids(own_index)


def test_a_writer_that_waits_too_long_says_so(speur, own_index, tmp_path, records_file):
    first = HeldWriter(speur, own_index, tmp_path / "pipe")
    file = records_file([{"id": "tweede"}])
    waiting = [speur.start("index", own_index, file), speur.start("remove", own_index, "nieuws"),
               speur.start("index", own_index, file, "--replace")]
    for process in waiting:
        answer = speur.end(process, timeout=40)
        assert answer.status == 4
        assert "another process is writing" in answer.err
    assert first.finish({"id": "eerste"}).status == 0
    assert len(speur.ids(own_index)) == 7


def test_two_writers_of_an_index_that_is_not_there_yet(speur, tmp_path, records_file):
    index = tmp_path / "index"
    first = HeldWriter(speur, index, tmp_path / "pipe")
    second = speur.start("index", index, records_file([{"id": "tweede"}]))
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=0.3)
    assert first.finish({"id": "eerste"}).status == 0
    assert speur.end(second).status == 0
    assert set(speur.ids(index)) == {"eerste", "tweede"}


def test_a_killed_writer_leaves_the_old_state(speur, own_index, tmp_path, records_file):
    before = speur.json("stats", own_index)
    for options in ([], ["--replace"]):
        writer = HeldWriter(speur, own_index, tmp_path / f"pipe{len(options)}", *options)
        writer.records.writelines(f'{{"id": "half-{n}"}}\n' for n in range(2000))
        writer.records.flush()
        writer.process.send_signal(signal.SIGKILL)
        writer.process.communicate()
        writer.records.close()
        assert speur.json("stats", own_index)["documents"] == before["documents"]
    speur("index", own_index, records_file([{"id": "daarna"}]))
    speur("index", own_index, records_file([{"id": "enige"}]), "--replace")
    assert speur.ids(own_index) == ["enige"]


def generation(name, size, ids):
    return [{"id": f"{ids}-{n}", "title": f"Document {n}", "type": name} for n in range(size)]


@pytest.mark.parametrize("options, sizes", [
    (["--replace"], {"oud": 150, "nieuw": 230}),
    ([], {"oud": 200, "nieuw": 200}),  # updates of the same ids
])
def test_a_change_under_readers(speur, tmp_path, records_file, options, sizes):
    """Who reads meanwhile gets the old or the new state of the index, never a mixture."""
    files = {name: records_file(generation(name, size, name if options else "zelfde"), name)
             for name, size in sizes.items()}
    index = tmp_path / "index"
    speur("index", index, files["oud"], "--format", "jsonl")
    seen, failures, stop = set(), [], threading.Event()

    def read():
        while not stop.is_set():
            try:
                answer = speur.json("search", index, "document", "-n", 500, "--facets", "type")
                (name,) = {value for hit in answer["hits"] for value in hit["fields"]["type"]}
                assert answer["total"] == len(answer["hits"]) == sizes[name]
                assert values_of(answer["facets"]["type"]) == {name: sizes[name]}
                seen.add(name)
            except BaseException as error:  # pytest.fail too
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(12):
        name = ("nieuw", "oud")[turn % 2]
        speur("index", index, files[name], "--format", "jsonl", *options)
    stop.set()
    for reader in readers:
        reader.join()
    assert not failures, failures[0]
    assert seen == set(sizes)


# --- exit statuses ------------------------------------------------------------------------------


@pytest.mark.parametrize("args, message", [
    ([], "subcommand"),
    (["zoek", "x"], "zoek"),
    (["search"], "INDEX"),
    (["index", "x"], "SOURCE"),
    (["get", "{index}"], "ID"),
    (["remove", "{index}"], "ID"),
    (["analyze"], "TEXT"),
    (["search", "{index}", "een", "twee"], "twee"),
    (["search", "{index}", "--bestaat-niet"], "--bestaat-niet"),
    (["search", "{index}", "-f", "tier"], "FACET=VALUE"),
    (["complete", "{index}"], "TYPED"),
    (["complete", "{index}", "a", "-f", "tier"], "FACET=VALUE"),
    (["complete", "{index}", "a", "-f", "titel=x"], "facets are: type, theme"),
    (["search", "{index}", "-f", "=gemeente"], "FACET=VALUE"),
    (["search", "{index}", "-f", "titel=x"], "facets are: type, theme"),
    (["search", "{index}", "--facets", "theme,titel"], "'titel' is no facet"),
    (["search", "{index}", "--sort", "oudste"], "relevance"),
    (["search", "{index}", "--collapse", "titel"], "'titel' is no facet"),
    (["search", "{index}", "--collapse", "theme"], "several values of 'theme'"),
    (["search", "{index}", "--lang", "fr"], "nl"),
    (["search", "{index}", "-n", "veel"], "veel"),
    (["get", "{index}", "bestaat-niet"], "no document 'bestaat-niet'"),
    (["related", "{index}", "bestaat-niet"], "no document 'bestaat-niet'"),
    (["use", "{index}"], "EVENTS"),
    (["use", "{index}", "/bestaat/niet.jsonl"], "cannot be read"),
    (["duplicates", "{index}", "bestaat-niet"], "no document 'bestaat-niet'"),
    (["duplicates", "{index}", "--threshold", "0.4"], "0.5 to 1"),
    (["duplicates", "{index}", "--threshold", "veel"], "veel"),
    (["index", "{index}", "/bestaat/niet.jsonl"], "no such file"),
    (["index", "{index}", "{index}", "--format", "jsonl"], "folder"),
    (["index", "{index}", "/bestaat/niet.jsonl", "--format", "xml"], "xml"),
    (["index", "{new}", "{index}", "--schema", "/bestaat/niet.json"], "cannot be read"),
])
def test_wrong_usage(speur, index, tmp_path, args, message):
    args = [arg.format(index=index, new=tmp_path / "new") for arg in args]
    assert message in speur(*args, status=2).err


def test_messages_for_people_have_no_internals(speur, index):
    """A list of names is enough; what they are mapped to inside is not for people."""
    for args in (["--sort", "oudste"], ["--match", "geen"], ["--lang", "fr"]):
        assert "->" not in speur("search", index, *args, status=2).err


def missing(path):
    return path / "nergens", "there is no index here"


def folder(path):
    (path / "map").mkdir()
    (path / "map/van-mij.txt").write_text("blijf af")
    return path / "map", "no index"


def plain_file(path):
    (path / "bestand").write_text("tekst")
    return path / "bestand", "no index"


def other_database(path):
    (path / "xapian").mkdir()
    (path / "xapian/iamglass").write_text("geen echte index")
    return path / "xapian", "xapian"


READ = [["search", "{}"], ["duplicates", "{}"], ["complete", "{}", "a"], ["get", "{}", "a"], ["related", "{}", "a"], ["stats", "{}"],
        ["remove", "{}", "a"]]


@pytest.mark.parametrize("make", [missing, folder, plain_file, other_database])
@pytest.mark.parametrize("args", READ, ids=lambda args: args[0])
def test_what_is_no_index_is_refused(speur, tmp_path, make, args):
    path, message = make(tmp_path)
    answer = speur(*[arg.format(path) for arg in args], status=4)
    assert message in answer.err and str(path) in answer.err


@pytest.mark.parametrize("options", [[], ["--replace"]])
@pytest.mark.parametrize("make", [folder, plain_file])
def test_indexing_never_overwrites_what_is_no_index(speur, tmp_path, records_file, make, options):
    path, message = make(tmp_path)
    before = path.read_text() if path.is_file() else os.listdir(path)
    assert message in speur("index", path, records_file([{"id": "a"}]), *options, status=4).err
    assert before == (path.read_text() if path.is_file() else os.listdir(path))


def test_an_index_in_a_folder_that_is_not_there(speur, tmp_path, records_file):
    answer = speur("index", tmp_path / "geen/map/index", records_file([{"id": "a"}]), status=4)
    assert "geen/map" in answer.err


@pytest.mark.parametrize("name", ["postlist.glass", "termlist.glass", "docdata.glass", "iamglass"])
@pytest.mark.parametrize("damage", ["emptied", "cut", "overwritten", "gone"])
def test_a_damaged_index(speur, own_index, name, damage):
    """Clearly said, or unharmed because this question needs none of it; never a crash."""
    file = own_index / name
    size = file.stat().st_size
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes({"emptied": b"", "cut": file.read_bytes()[:size // 2],
                          "overwritten": b"\xa5" * size}[damage])
    for args in (["search", own_index, "data"], ["complete", own_index, "d"], ["stats", own_index], ["get", own_index, "deda"],
                 ["related", own_index, "deda"], ["remove", own_index, "deda"]):
        answer = speur(*args, status=None)
        assert answer.status in (0, 4)
        assert answer.status == 0 or str(own_index) in answer.err
    if name in ("iamglass", "postlist.glass"):
        speur("search", own_index, "data", status=4)


def test_an_index_of_another_analyser(speur, own_index, records_file):
    fingerprint = speur.json("stats", own_index)["analyzer"].encode()
    file = own_index / "postlist.glass"
    data = file.read_bytes()
    assert fingerprint in data
    file.write_bytes(data.replace(fingerprint, b"X" + fingerprint[1:]))
    for args in (["search", own_index], ["stats", own_index], ["remove", own_index, "a"],
                 ["index", own_index, records_file([{"id": "a"}])]):
        answer = speur(*args, status=4)
        assert "analyser" in answer.err and "rebuild" in answer.err
    speur("index", own_index, records_file([{"id": "a"}]), "--replace")
    assert speur.ids(own_index) == ["a"]


@pytest.mark.parametrize("args", [["search", "{}", "--json"], ["stats", "{}"], ["analyze", "data"]],
                         ids=lambda args: args[0])
def test_an_answer_that_cannot_be_written(speur, index, args):
    """Who stores an answer, long or short, must learn that the disk is full."""
    with open("/dev/full", "wb") as full:
        answer = speur.end(speur.start(*[arg.format(index) for arg in args], stdout=full))
    assert answer.status != 0 and answer.err


# --- how it looks -------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [
    ["search", "{}", "Hoe start ik een dataproject?"],
    ["search", "{}", "privacy", "-f", "tier=gemeente", "--lang", "en"],
    ["search", "{}", "-n", "200"],
    ["search", "{}", "hoe kan ik er voor zorgen dat wij als organisatie het van elkaar weten en "
                     "dat wij het ook met elkaar hebben over wat er met de gegevens van ons gebeurt"],
    ["search", "{}", "dit-is-geen-veld-van-de-index-maar-lijkt-er-wel-op:privacy \"open"],
    ["related", "{}", "toolbox-verantwoord-datagebruik", "-n", "50"],
    ["get", "{}", "toolbox-verantwoord-datagebruik"],
    ["get", "{}", "toolbox-verantwoord-datagebruik", "--lang", "en"],
    ["duplicates", "{}", "--threshold", "0.5"],
    ["stats", "{}"],
    ["complete", "{}", "w"],
    ["analyze", "De onderzoeksrapportage over arbeidsongeschiktheidsverzekeringen en AI"],
])
def test_text_fits_80_columns(speur, kennisbank, args):
    assert_readable(speur(*[arg.format(kennisbank) for arg in args]).out)


def test_no_line_ends_in_spaces(speur, kennisbank):
    for args in (["search", kennisbank], ["complete", kennisbank, "w"], ["stats", kennisbank], ["analyze", "data"],
                 ["related", kennisbank, "toolbox-verantwoord-datagebruik"]):
        assert not re.search(r"[ \t]$", speur(*args).out, re.MULTILINE)


@pytest.mark.parametrize("args", [[]] + [[name] for name in SUBCOMMANDS], ids=str)
def test_help(speur, args):
    answer = speur(*args, "--help")
    assert "Usage: speur" in answer.out and "Exit status: 0 done; 2 wrong usage" in answer.out
    wanted = {(): SUBCOMMANDS, ("search",): ["--filter", "--facets", "--sort", "--offset", "-n"],
              ("index",): ["--schema", "--format", "--replace", "--strict"]}
    for word in wanted.get(tuple(args), []):
        assert word in answer.out
    assert_readable(answer.out)


def test_version(speur):
    assert re.fullmatch(r"speur \d+\.\d+\.\d+\n", speur("--version").out)


@pytest.mark.parametrize("args", [
    ["search", "{}", "ethiek"], ["complete", "{}", "eth"], ["related", "{}", "deda"], ["get", "{}", "deda"], ["stats", "{}"],
])
def test_colour_only_on_a_terminal(speur, index, args):
    args = [arg.format(index) for arg in args]
    assert ESCAPE not in speur(*args).out
    assert ESCAPE not in on_terminal(speur, *args, NO_COLOR="1")
    if args[0] != "stats":
        assert ESCAPE in on_terminal(speur, *args)
    assert ESCAPE not in on_terminal(speur, *args, "--json")


def test_progress_is_shown_on_a_terminal_only(speur, tmp_path, records_file):
    file = records_file({"id": str(n), "body": "woorden " * 50} for n in range(6000))
    shown = on_terminal(speur, "index", tmp_path / "shown", file)
    assert re.search(r"\d+ documents, \d+ docs/s", shown)
    quiet = speur("index", tmp_path / "quiet", file)
    assert "\r" not in quiet.err and "\r" not in quiet.out
    assert "6000 added" in quiet.out.replace(".", "").replace(",", "")


def test_filters_take_ranges_and_facets_come_as_asked(speur, index):
    everything = speur.json("search", index, "--facets", "maturity,published")["facets"]
    stages = [value["value"] for value in everything["maturity"]]
    later = speur.json("search", index, "-f", f"maturity={stages[1]}..", "--facets", "maturity")
    assert [value["selected"] for value in later["facets"]["maturity"]] == [False] + [True] * (len(stages) - 1)
    by_label = speur.json("search", index, "--facets", "maturity", "--facet-order", "label")
    labels = [value["label"].lower() for value in by_label["facets"]["maturity"]]
    assert labels == sorted(labels)
    one = speur.json("search", index, "--facets", "maturity", "--facet-values", 1)
    assert len(one["facets"]["maturity"]) == 1 and one["facet_values"]["maturity"] == len(stages)
    months = speur.json("search", index, "--facets", "published", "--date-unit", "month")
    assert all(len(value["value"]) == 7 for value in months["facets"]["published"])
    some = speur.json("search", index, "--facets", "maturity", "--facet-search", stages[0][:4].upper())
    assert stages[0] in [value["value"] for value in some["facets"]["maturity"]]
