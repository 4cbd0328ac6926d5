# SPDX-License-Identifier: GPL-2.0-or-later
"""Making, changing and keeping an index; what records may be."""
import dataclasses
import datetime
import decimal
import enum
import gc
import json
import os
import pathlib
import pickle
import threading
import time
import warnings

import pytest
import speur
from conftest import KENNISBANK, PRODUCTS


def ids(index, query="", **options):
    return [hit.id for hit in index.search(query, relax=False, **options)]


# --- making and opening ---------------------------------------------------------------------------


def test_what_is_added_is_found_at_once_and_after_opening_again(place):
    with speur.Index.create(place) as index:
        assert index.add({"id": "woo", "title": "Wet open overheid"}) is True
        assert ids(index, "overheden") == ["woo"]
    with speur.Index.open(place) as index:
        assert ids(index, "overheden") == ["woo"]
        assert index.path == place
        assert index.stats().documents == 1


def test_paths_are_str_or_path_and_outlast_a_change_of_directory(place, monkeypatch):
    monkeypatch.chdir(place.parent)
    with speur.Index.create("index.speur") as index:
        monkeypatch.chdir("/")
        index.add({"id": "a", "title": "Leidraad"})
        assert ids(index) == ["a"]
    assert ids(speur.Index(str(place))) == ["a"]
    with pytest.raises(TypeError):
        speur.Index.open(None)
    with pytest.raises((TypeError, ValueError)):
        speur.Index.open("a\0b")


def test_errors_of_making_and_opening(place):
    with pytest.raises(speur.IndexError, match="no index"):
        speur.Index.open(place)
    speur.Index.create(place)
    with pytest.raises(speur.IndexError, match="exists already"):
        speur.Index.create(place)
    with speur.Index.create(place, replace=True) as index:
        assert ids(index) == []


def test_a_closed_index_says_so_and_its_answers_stay_good(place):
    with speur.Index.create(place) as index:
        index.add({"id": "a", "title": "Leidraad", "published": "2024-05-17"})
        results = index.search("leidraad", facets=["tier"])
        assert not index.closed
    assert index.closed
    assert results[0].document["published"] == datetime.date(2024, 5, 17)
    assert json.loads(results.to_json())["total"] == 1
    for call in (index.search, index.stats, index.documents, lambda: index.schema,
                 lambda: index.document("a"), lambda: index.related("a")):
        with pytest.raises(speur.IndexError, match="closed"):
            call()
    index.close()
    assert repr(index).startswith("<closed>")


def test_an_index_is_pickled_by_its_path(products):
    again = pickle.loads(pickle.dumps(products))
    assert ids(again) == ids(products)


def test_another_schema_may_be_a_schema_a_mapping_or_a_file(place, tmp_path):
    definition = {"name": "eigen", "roles": {"title": "naam"},
                  "fields": [{"name": "naam", "kind": "text"}]}
    file = tmp_path / "schema.json"
    file.write_text(json.dumps(definition))
    for schema in (definition, speur.Schema(definition), file, str(file)):
        with speur.Index.create(place, schema, replace=True) as index:
            index.add({"id": 1, "naam": "Leidraad"})
            assert index.document("1").title == "Leidraad"
            assert index.schema == speur.Schema(definition)
    with pytest.raises(speur.SchemaError, match="kind"):
        speur.Index.create(tmp_path / "other", {"fields": [{"name": "a", "kind": "nope"}]})
    with pytest.raises(FileNotFoundError):
        speur.Index.create(tmp_path / "other", tmp_path / "absent.json")


# --- records --------------------------------------------------------------------------------------


class Level(enum.Enum):
    STARTER = "starter"


@dataclasses.dataclass
class Link:
    type: str
    id: str


@dataclasses.dataclass
class Product:
    id: int
    title: str
    published: datetime.date
    level: Level
    theme: "set[str]"
    relations: "list[Link]"
    url: pathlib.PurePosixPath
    summary: "str | None" = None


def test_records_hold_what_programs_hold(place):
    record = Product(7, "Leidraad", datetime.date(2024, 5, 17), Level.STARTER,
                     {"ethiek", "juridisch"}, [Link("zie ook", "8")], pathlib.PurePosixPath("/a/b"))
    as_dict = {"id": "8", "titel": "Naslag", "datum": datetime.datetime(2023, 1, 2, 3, 4),
               "keywords": (word for word in ("een", "twee")), "body": decimal.Decimal("1.5"),
               "modified": float("nan")}
    with speur.Index.create(place) as index:
        assert index.add(record) and index.add(as_dict)
        kept = index.document("7")
        assert kept["published"] == datetime.date(2024, 5, 17)
        assert kept["theme"] == ("ethiek", "juridisch")
        assert kept["level"] == "starter"
        assert [(each.type, each.id) for each in kept.relations] == [("zie ook", "8")]
        assert kept["url"] == "/a/b" and "summary" not in kept
        other = index.document("8")
        assert other["title"] == "Naslag" and other["published"] == datetime.date(2023, 1, 2)
        assert other["keywords"] == ("een", "twee") and other.first("body") == "1.5"
        assert "modified" not in other


@pytest.mark.parametrize("record, error, text", [
    (["id", "a"], TypeError, "not list"),
    ("{}", TypeError, "not str"),
    ({"id": "a", "title": b"Leidraad"}, TypeError, "bytes"),
    ({"id": "a", "title": object()}, TypeError, "object"),
    ({"title": "zonder id"}, speur.DocumentError, "no id"),
    ({"id": "a", "level": "expert"}, speur.DocumentError, "level"),
    ({"id": "a", "published": "gisteren"}, speur.DocumentError, "published"),
    ({"id": "a", "title": "\ud800"}, speur.DocumentError, "surrogate"),
])
def test_records_that_cannot_be_read_change_nothing(place, record, error, text):
    with speur.Index.create(place) as index:
        with pytest.raises(error, match=text):
            index.add(record)
        assert index.stats().documents == 0
        assert index.add({"id": "b", "title": "Na een fout"})


def test_a_document_goes_from_one_index_to_another(products, place):
    with speur.Index.create(place) as index:
        assert index.add_all(products.documents()).added == len(PRODUCTS)
        for product in PRODUCTS:
            assert index.document(product["id"]) == products.document(product["id"])
    with speur.Index.create(place, replace=True) as index:
        index.add_all(document.to_dict() for document in products.documents())
        for product in PRODUCTS:
            assert index.document(product["id"]) == products.document(product["id"])


# --- many at once ---------------------------------------------------------------------------------


def test_add_all_is_one_commit_and_tells_how_far_it_is(place):
    with speur.Index.create(place) as index:
        index.add({"id": "n3", "title": "Oud"})
        before = index.stats().revision
        seen = []

        def progress(done):
            seen.append((done.added, done.updated, done.refused))
            assert index.stats().documents == 1  # nothing shows before the end

        done = index.add_all(({"id": f"n{i}", "title": "Leidraad"} for i in range(5)),
                             progress=progress)
        assert (done.added, done.updated, done.refused) == seen[-1] == (4, 1, 0)
        assert len(seen) == 5
        assert index.stats().revision == before + 1
        assert sorted(ids(index, "leidraad")) == [f"n{i}" for i in range(5)]


def test_a_bad_record_ends_add_all_unless_it_may_be_left_out(place):
    records = [{"id": "a", "title": "Goed"}, {"id": "b", "level": "expert"}, {"id": "c"}]
    with speur.Index.create(place) as index:
        with pytest.raises(speur.DocumentError, match="record:2: .*level"):
            index.add_all(records)
        assert index.stats().documents == 0
        told = []
        done = index.add_all(records, strict=False, on_refusal=told.append)
        assert (done.added, done.refused) == (2, 1)
        assert done.refusals == tuple(told)
        assert told[0].line == 2 and "level" in told[0].reason


def test_an_exception_takes_everything_back(place):
    def records():
        yield {"id": "a", "title": "Leidraad"}
        raise RuntimeError("bron viel weg")

    with speur.Index.create(place) as index:
        with pytest.raises(RuntimeError, match="bron"):
            index.add_all(records())
        with pytest.raises(ZeroDivisionError):
            index.add_all([{"id": "a", "title": "x"}], progress=lambda done: 1 / 0)
        assert index.stats().documents == 0
        assert index.add({"id": "a", "title": "Leidraad"})


def test_import_reads_files_as_the_command_does(place, tmp_path):
    file = tmp_path / "records.jsonl"
    file.write_text('{"id": "a", "title": "Leidraad"}\n{"id": }\n{"id": "b", "title": "Naslag"}\n')
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "woo.md").write_text("---\ntitle: Wet open overheid\ndate: 2022-05-01\n---\nOpen.\n")
    with speur.Index.create(place) as index:
        done = index.import_records(file)
        assert (done.added, done.refused) == (2, 1)
        assert done.refusals[0].line == 2 and done.refusals[0].file == str(file)
        assert str(done.refusals[0]).startswith(f"{file}:2: malformed JSON")
        assert index.import_records(folder).added == 1
        assert index.search("overheden")[0].document["published"] == datetime.date(2022, 5, 1)
        with pytest.raises(speur.DocumentError, match=":2:"):
            index.import_records(file, strict=True)
        with pytest.raises(speur.ImportError, match="no such file"):
            index.import_records(tmp_path / "absent.jsonl")
        with pytest.raises(ValueError, match="'csv' is none of 'auto'"):
            index.import_records(file, format="csv")


def test_records_say_what_is_gone(tmp_path):
    file = tmp_path / "feed.jsonl"
    file.write_text('{"id": "a"}\n{"id": "b", "deleted": true}\n{"id": "c", "deleted": "ja"}\n')
    said = list(speur.open_records(file))
    assert said[1] == speur.Removal("b") and said[1].id == "b"
    assert [type(each) for each in said] == [speur.Document, speur.Removal, speur.Refusal]
    with speur.Index.create(tmp_path / "index") as index:
        index.add_all([{"id": "a", "title": "Een"}, {"id": "b", "title": "Twee"}])
        done = index.import_records(file)
        assert (done.added, done.updated, done.removed, done.refused) == (0, 1, 1, 1)
        assert ids(index) == ["a"]
        told = []
        done = index.add_all([{"id": "b"}, {"id": "a", "deleted": True}, speur.Removal("a"),
                              speur.Removal("nergens"), {"id": "c", "deleted": False}, said[0]],
                             progress=told.append)
        assert (done.added, done.updated, done.removed, done.refused) == (3, 0, 1, 0)
        assert [each.removed for each in told] == [0, 1, 1, 1, 1, 1]
        assert sorted(ids(index)) == ["a", "b", "c"]
        with pytest.raises(speur.DocumentError, match="'a' is gone; remove it"):
            index.add({"id": "a", "deleted": True})
        with pytest.raises(speur.DocumentError, match="record:1: 'deleted': expected true"):
            index.add_all([{"id": "a", "deleted": "ja"}])
        file.write_text('{"id": "b", "deleted": true}\n{"id": "b", "title": "Terug"}\n')
        assert index.sync(file) == speur.SyncResult(1, 0, 0, 1, ())
        assert index.document("b").title == "Terug"


def test_threads_that_build_an_index_make_no_difference(tmp_path):
    answers = []
    for threads in (1, 3):
        with speur.Index.create(tmp_path / f"{threads}.speur") as index:
            index.import_records(KENNISBANK / "documents.jsonl", threads=threads)
            answers.append(index.search("gegevens delen", limit=200, snippet_bytes=0).hits)
            with pytest.raises(ValueError, match="threads: expected 1 to 64"):
                index.writer(threads=0)
    assert len(answers[0]) > 50
    assert answers[0] == answers[1]


def test_open_records_reads_one_by_one(tmp_path):
    reader = speur.open_records(KENNISBANK / "documents.jsonl")
    first = next(reader)
    assert isinstance(first, speur.Document) and first.title
    assert 0 < reader.bytes_read < (KENNISBANK / "documents.jsonl").stat().st_size
    assert len(list(reader)) == 279
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a", "title": "te lang"}\n{"id": "b", "theme": [[["x"]]]}\n{"id": "c"}\n')
    kinds = [type(each) for each in speur.open_records(file, max_record_bytes=29)]
    assert kinds == [speur.Refusal, speur.Refusal, speur.Document]
    with pytest.raises(StopIteration):
        next(speur.open_records(tmp_path, format="markdown"))


# --- a writer -------------------------------------------------------------------------------------


def test_a_writer_commits_at_the_end_or_takes_back(place):
    index = speur.Index.create(place)
    with index.writer() as writer:
        writer.add({"id": "a", "title": "Leidraad"})
        assert ids(index) == []
        writer.commit()
        assert ids(index) == ["a"]
        writer.add({"id": "b", "title": "Naslag"})
        writer.rollback()
        writer.add({"id": "c", "title": "Gids"})
        assert writer.remove("a") is True and writer.remove("a") is False
    assert ids(index) == ["c"]
    with pytest.raises(KeyError):
        with index.writer() as writer:
            writer.remove("c")
            raise KeyError("toch niet")
    assert ids(index) == ["c"]
    with pytest.raises(speur.IndexError, match="closed"):
        writer.add({"id": "d"})
    assert index.remove("c") is True and index.remove("c") is False
    assert ids(index) == []


def test_one_writer_at_a_time(place):
    index = speur.Index.create(place)
    with index.writer():
        begin = time.monotonic()
        with pytest.raises(speur.LockError, match="another process is writing"):
            index.writer(lock_timeout=0.3)
        assert 0.25 < time.monotonic() - begin < 5
        waiting = threading.Thread(target=index.add, args=({"id": "later", "title": "x"},))
        waiting.start()
        time.sleep(0.2)
    waiting.join()
    assert ids(index) == ["later"]
    assert issubclass(speur.LockError, speur.IndexError)
    with pytest.raises(ValueError):
        index.writer(lock_timeout=-1)


def test_replacing_shows_at_once_and_whole(place):
    index = speur.Index.create(place)
    index.add({"id": "oud", "title": "Oud"})
    schema = speur.Schema({"fields": [{"name": "naam", "kind": "text"}], "roles": {"title": "naam"}})
    with speur.IndexWriter.replace(place, schema) as writer:
        writer.add({"id": "nieuw", "naam": "Nieuw"})
        assert ids(index) == ["oud"]
    assert ids(index) == ["nieuw"]
    assert index.search("nieuw")[0].document.title == "Nieuw"  # by the new schema
    with speur.IndexWriter.open_or_create(place) as writer:
        assert writer.schema == schema
    with speur.IndexWriter.open_or_create(place.with_name("ander"), schema) as writer:
        writer.add({"id": "a", "naam": "Eerste"})
    assert ids(speur.Index.open(place.with_name("ander"))) == ["a"]


def test_rebuilding_with_other_settings(products, place):
    heavy = products.schema.with_settings({"weights": {"title": 8}})
    told = []
    with products.rebuild(place, heavy, progress=told.append) as index:
        assert len(told) == len(PRODUCTS)
        assert index.schema == heavy
        assert sorted(ids(index)) == sorted(ids(products))
    with speur.Index.open(place) as index, index.rebuild(place) as again:
        assert sorted(ids(again)) == sorted(ids(index)) == sorted(ids(products))


def test_synonyms_of_the_portal(place):
    with speur.Index.create(place) as index:
        index.add({"id": "a", "title": "Fietsenstalling"})
        assert ids(index, "rijwielhok") == []
        read = index.set_synonyms("rijwielhok = fietsenstalling\nzonder teken\n")
        assert ids(index, "rijwielhok") == ["a"]
        assert index.search("rijwielhok").applied.synonyms[0].also == ("fietsenstalling",)
        assert [each.line for each in read.warnings] == [2]


def test_changes_that_were_never_committed_are_said():
    with pytest.warns(ResourceWarning, match="never committed"):
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            import tempfile
            with tempfile.TemporaryDirectory() as folder:
                index = speur.Index.create(pathlib.Path(folder, "index"))
                writer = index.writer()
                writer.add({"id": "a", "title": "x"})
                del writer
                gc.collect()


def test_documents_and_membership(products):
    assert "deda" in products and "absent" not in products and 3 not in products
    assert products.document("absent") is None
    assert {document.id for document in products.documents()} == {each["id"] for each in PRODUCTS}


def test_the_tree_of_errors_is_that_of_cpp():
    header = (pathlib.Path(os.environ["SPEUR_SOURCE"]) / "include/speur/error.hpp").read_text()
    import re
    tree = dict(re.findall(r"class (\w+) : public (?:std::)?(\w+)", header))
    assert len(tree) >= 8
    for name, base in tree.items():
        found = getattr(speur, name)
        expected = Exception if base == "runtime_error" else getattr(speur, base)
        assert found.__bases__ == (expected,), name
        assert found.__module__ == "speur" and found.__doc__


# --- who may see what, and keeping it -----------------------------------------------------------


HIDDEN = {"id": "plan", "title": "Plan voor de fusie", "tier": "rijk", "access": ["raad"]}


def test_a_viewer_sees_what_his_tokens_open(tmp_path):
    with speur.Index.create(tmp_path / "index") as index:
        index.add_all([HIDDEN, {"id": "open", "title": "Open plan", "tier": "gemeente"}])
        seen = {"public": index, "none": index.viewed_by([]), "other": index.viewed_by(["Raad", "hr"]),
                "raad": index.viewed_by(["raad"]), "all": index.unrestricted()}
        assert {who: sorted(ids(view, "plan")) for who, view in seen.items()} == {
            "public": ["open"], "none": ["open"], "other": ["open"],
            "raad": ["open", "plan"], "all": ["open", "plan"]}
        assert "plan" not in index and "plan" in seen["raad"]
        assert index.stats().documents == 1 and seen["raad"].stats().documents == 2
        for who in ("public", "raad", "all"):
            assert ids(pickle.loads(pickle.dumps(seen[who])), "plan") == ids(seen[who], "plan")
        again = index.rebuild(tmp_path / "again")
        assert again.stats().documents == 1 and again.unrestricted().stats().documents == 2
        for view in seen.values():
            view.close()


def test_an_index_is_checked_copied_repaired_and_made_anew(tmp_path):
    with speur.Index.create(tmp_path / "index") as index:
        index.add(HIDDEN)
        revision = index.stats().revision
    report = speur.check(tmp_path / "index")
    assert report.sound and report.documents == 1 and report.revision == revision
    assert speur.snapshot(tmp_path / "index", tmp_path / "kopie") == revision
    assert speur.check(tmp_path / "kopie", analyse=False).sound
    assert speur.repair(tmp_path / "index") == speur.RebuildReport(1, (), ())
    schema = json.loads(speur.Schema.knowledge_product().to_json()) | {"ranking": {"k1": 2}}
    assert speur.reindex(tmp_path / "index", schema).differences == ("schema",)
    with pytest.raises(speur.IndexError, match="exists already"):
        speur.snapshot(tmp_path / "index", tmp_path / "kopie")


def test_sync_indexes_what_changed(tmp_path):
    source = tmp_path / "bron.jsonl"
    source.write_text("\n".join(json.dumps(each) for each in (HIDDEN, {"id": "open", "title": "Open"})))
    with speur.Index.create(tmp_path / "index") as index:
        assert index.sync(source) == speur.SyncResult(2, 0, 0, 0, ())
        source.write_text(json.dumps(HIDDEN | {"title": "Anders"}) + "\n" + json.dumps({"title": "geen id"}))
        result = index.sync(source, full=True)
        assert (result.added, result.updated, result.unchanged, result.removed) == (0, 1, 0, 0)
        assert [refusal.line for refusal in result.refusals] == [2]
        source.write_text(json.dumps(HIDDEN | {"title": "Anders"}))
        assert index.sync(source, full=True) == speur.SyncResult(0, 0, 1, 1, ())


def test_sync_since_looks_only_at_what_changed(tmp_path):
    source = tmp_path / "bron.jsonl"
    source.write_text("\n".join(json.dumps(each) for each in (
        {"id": "oud", "modified": "2026-10-01"}, {"id": "nieuw", "modified": "2026-11-01"}, {"id": "ooit"})))
    with speur.Index.create(tmp_path / "index") as index:
        for since in ("2026-11-01", datetime.date(2026, 11, 1), datetime.datetime(2026, 11, 1, 12)):
            done = index.sync(source, since=since)
            assert done.skipped == 1 and done.added + done.unchanged == 2
        assert ids(index) == ["nieuw", "ooit"]
        assert index.sync(source, full=True) == speur.SyncResult(1, 0, 2, 0, ())
        with pytest.raises(speur.RequestError, match="do not go together"):
            index.sync(source, full=True, since="2026-11-01")
        with pytest.raises(speur.RequestError, match="'gisteren': that is no date"):
            index.sync(source, since="gisteren")
        with pytest.raises(TypeError, match="since"):
            index.sync(source, since=1.5)
    reader = speur.open_records(source, since="2026-11-02")
    assert [each.id for each in reader] == ["ooit"] and reader.skipped == 2


def test_several_indexes_are_one_and_one_that_is_away_is_a_shard_error(tmp_path):
    for name in ("een", "twee"):
        with speur.Index.create(tmp_path / name) as shard:
            shard.add({"id": name, "title": f"Leidraad {name}", "tier": ["rijk"]})
    (tmp_path / "samen").write_text("auto een\nauto twee\n")
    with speur.Index.open(tmp_path / "samen", shard_timeout=0.5) as index:
        found = index.search("leidraad", facets=["tier"])
        assert {hit.id for hit in found} == {"een", "twee"}
        assert found.facets["tier"].values[0].count == 2
        shards = index.stats().shards
        assert [(each.name, each.documents) for each in shards] == [
            (str(tmp_path / "een"), 1), (str(tmp_path / "twee"), 1)]
        assert shards[0].to_dict() == index.stats().to_dict()["shards"][0]
        with pytest.raises(speur.IndexError, match="write to the shard itself"):
            index.add({"id": "drie", "title": "Drie"})
        (tmp_path / "twee").rename(tmp_path / "weg")
        with pytest.raises(speur.ShardError, match="twee") as raised:
            index.search("leidraad")
        assert isinstance(raised.value, speur.IndexError)
        (tmp_path / "weg").rename(tmp_path / "twee")
        assert index.search("leidraad").total == 2
    with pytest.raises(ValueError, match="shard_timeout"):
        speur.Index.open(tmp_path / "samen", shard_timeout=-1)


def test_a_schema_that_shards_get_together_shows_in_what_comes_after(tmp_path):
    first = {"fields": [{"name": "title", "kind": "text"}], "roles": {"title": "title"}}
    second = {"fields": first["fields"] + [{"name": "soort", "kind": "facet"}],
              "roles": first["roles"]}
    with speur.Index.create(tmp_path / "een", first) as shard:
        shard.add({"id": "een", "title": "Een"})
    (tmp_path / "samen").write_text("auto een\n")
    with speur.Index.open(tmp_path / "samen") as index:
        assert index.search("een").total == 1
        with speur.Index.create(tmp_path / "een", second, replace=True) as shard:
            shard.add({"id": "een", "title": "Een", "soort": ["nota"]})
        hit = index.search("een", facets=["soort"])[0]
        assert hit.document["soort"] == ("nota",)
