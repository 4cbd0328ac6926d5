# SPDX-License-Identifier: GPL-2.0-or-later
"""check, repair, reindex, snapshot and sync."""
import datetime
import os
import tarfile
from pathlib import Path

import pytest
from conftest import PRODUCTS

HERE = Path(__file__).parent


@pytest.fixture
def old_index(tmp_path):
    """An index of three documents in format 2, as the version of that format made it."""
    with tarfile.open(HERE / "format-2.tar.xz") as archive:
        archive.extractall(tmp_path)
    return tmp_path / "oud.speur"


def test_a_sound_index_is_said_to_be(speur, index):
    answer = speur.json("check", index)
    assert answer["sound"] and answer["documents"] == len(PRODUCTS) and answer["findings"] == []
    assert speur("check", index, "--quick").out.endswith(": sound\n")


def test_a_damaged_file_is_found(speur, own_index):
    file = own_index / "termlist.glass"
    size = file.stat().st_size
    with file.open("r+b") as bytes_:
        for at in range(100, size, 256):
            bytes_.seek(at)
            bytes_.write(b"onzin")
    answer = speur("check", own_index, "--json", status=5).json()
    assert not answer["sound"]
    assert {finding["kind"] for finding in answer["findings"]} & {"structure", "document"}


def test_an_index_of_an_older_format_is_told_and_made_anew_without_its_sources(speur, old_index):
    refused = speur("search", old_index, "woo", status=4)
    assert "format '2'" in refused.err and "speur reindex" in refused.err
    found = speur("check", old_index, "--json", status=5).json()["findings"]
    assert [finding["kind"] for finding in found][0] == "settings"
    assert "format '2'" in found[0]["what"]
    answer = speur.json("reindex", old_index)
    assert answer["documents"] == 3 and answer["lost"] == []
    assert any("format '2'" in difference for difference in answer["differences"])
    assert speur.json("check", old_index)["sound"]
    document = speur.json("get", old_index, "woo")
    assert document["title"] == "Wet open overheid (Woo)" and document["tier"] == ["rijk", "gemeente"]
    assert document["relations"] == [{"type": "zie ook", "id": "avg"}]


def test_repair_of_a_sound_index_changes_no_answer(speur, own_index):
    before = speur.ids(own_index, "")
    assert speur.json("repair", own_index) == {"documents": len(PRODUCTS), "differences": [], "lost": []}
    assert speur.ids(own_index, "") == before


def test_a_snapshot_answers_as_the_index_did(speur, own_index, tmp_path):
    before = speur.ids(own_index, "")
    speur("snapshot", own_index, tmp_path / "kopie")
    speur("remove", own_index, "deda")
    assert speur.ids(tmp_path / "kopie", "") == before
    assert speur.json("check", tmp_path / "kopie")["sound"]
    assert "exists already" in speur("snapshot", own_index, tmp_path / "kopie", status=4).err


def test_sync_brings_over_what_differs(speur, own_index, records_file):
    unchanged = speur("sync", own_index, records_file(PRODUCTS), "--full").out
    assert "0 added, 0 updated, 6 unchanged, 0 removed, 0 refused" in unchanged
    changed = [PRODUCTS[0] | {"title": "Anders"}, *PRODUCTS[1:3], {"id": "nieuw", "title": "Nieuw"}]
    counts = "1 added, 1 updated, 2 unchanged, {} removed, 0 refused"
    assert counts.format(0) in speur("sync", own_index, records_file(changed)).out
    assert len(speur.ids(own_index, "")) == 7
    again = speur("sync", own_index, records_file(changed), "--full").out
    assert "0 added, 0 updated, 4 unchanged, 3 removed, 0 refused" in again
    assert sorted(speur.ids(own_index, "")) == ["datakwaliteit", "deda", "iama", "nieuw"]
    refused = speur("sync", own_index, records_file([{"title": "zonder id"}]), "--full", status=3)
    assert "nothing was removed" in refused.err
    assert len(speur.ids(own_index, "")) == 4


GONE = {"id": "deda", "deleted": True}


def test_sync_removes_what_the_source_says_is_gone(speur, own_index, records_file):
    feed = [GONE, {"id": "nergens", "deleted": True}, PRODUCTS[1]]
    counts = "0 added, 0 updated, {} unchanged, {} removed, 0 refused"
    assert counts.format(2, 1) in speur("sync", own_index, records_file(feed)).out
    assert counts.format(3, 0) in speur("sync", own_index, records_file(feed)).out
    assert len(speur.ids(own_index, "")) == 5
    back = speur("sync", own_index, records_file([GONE, PRODUCTS[0]])).out
    assert "1 added, 0 updated, 1 unchanged, 0 removed" in back
    odd = speur("sync", own_index, records_file([GONE | {"deleted": "ja"}, GONE]), status=3)
    assert "records.jsonl:1: 'deleted': expected true" in odd.err and "1 removed, 1 refused" in odd.out
    assert "deda" not in speur.ids(own_index, "")


def test_index_removes_what_a_record_says_is_gone(speur, own_index, tmp_path, records_file):
    feed = records_file([PRODUCTS[0] | {"id": "kopie"}, {"id": "kopie", "deleted": True}, GONE])
    answer = speur("index", own_index, feed, "--warn-duplicates")
    assert "1 added, 0 updated, 2 removed, 0 refused" in answer.out and not answer.err
    assert sorted(speur.ids(own_index, "")) == sorted(each["id"] for each in PRODUCTS[1:])
    again = speur("index", own_index, records_file([GONE]))
    assert "0 added, 0 updated, 0 refused" in again.out and not again.err
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "iama.md").write_text("---\ndeleted: true\n---\n# Ingetrokken\n")
    assert "1 removed" in speur("sync", own_index, pages).out
    assert "iama" not in speur.ids(own_index, "")


def test_sync_since_looks_only_at_what_changed(speur, own_index, records_file):
    source = records_file([PRODUCTS[0] | {"title": "Oud", "modified": "2026-10-31"},
                           PRODUCTS[1] | {"title": "Nieuw", "modified": "2026-11-01"},
                           PRODUCTS[2] | {"title": "Ooit"}])
    answer = speur("sync", own_index, source, "--since", "2026-11-01").out
    assert answer.endswith(": 0 added, 2 updated, 0 unchanged, 0 removed, 0 refused, 1 skipped\n")
    assert speur.json("get", own_index, "deda")["title"] == PRODUCTS[0]["title"]
    assert speur.json("get", own_index, "datakwaliteit")["title"] == "Ooit"
    assert "1 updated, 2 unchanged, 0 removed, 0 refused\n" in speur("sync", own_index, source).out


def test_sync_since_skips_files_by_their_time(speur, own_index, tmp_path):
    (tmp_path / "nu.md").write_text("---\nmodified: 2020-01-01\n---\n# Nu")
    (tmp_path / "later.md").write_text("# Later")
    days = [datetime.date.today() + datetime.timedelta(days=days) for days in (0, 3, 6)]
    moment = datetime.datetime(days[2].year, days[2].month, days[2].day).timestamp()
    os.utime(tmp_path / "later.md", (moment, moment))
    counts = "{} added, 0 updated, {} unchanged, 0 removed, 0 refused, {} skipped"
    assert counts.format(1, 0, 1) in speur("sync", own_index, tmp_path, "--since", days[1]).out
    assert counts.format(1, 1, 0) in speur("sync", own_index, tmp_path, "--since", days[0]).out


@pytest.mark.parametrize("options, message", [
    (["--since", "gisteren"], "since 'gisteren': that is no date; write 2026-11-01"),
    (["--since", "2026-02-30"], "'2026-02-30'"),
    (["--since", ""], "since '': that is no date"),
    (["--since", "2026-11-01", "--full"], "do not go together"),
])
def test_sync_says_which_since_it_cannot_take(speur, own_index, records_file, options, message):
    answer = speur("sync", own_index, records_file(PRODUCTS[:1]), *options, status=2)
    assert message in answer.err
    assert len(speur.ids(own_index, "")) == len(PRODUCTS)
