# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever it is given, the command answers or says clearly what is wrong, and never crashes.

Every run goes through the fixture `speur`, which fails on a signal, a sanitizer's report, an exit
status outside the contract, text that is no UTF-8 and a run that takes too long.
"""
import json
import os
import pty
import re
import tempfile
from pathlib import Path

import pytest

GOOD = b'{"id": "goed", "title": "Gewoon document"}'
BOM = b"\xef\xbb\xbf"
LIMIT = 16 << 20  # bytes in one record
DEEP = 100_000


def record(**members):
    return json.dumps({"id": "raar"} | members).encode()


def case(name, *values):
    return pytest.param(*values, id=name)


def steers_a_terminal(text):
    """Whether the text has a control character that is no line end."""
    return re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text) is not None


# --- JSON Lines ---------------------------------------------------------------------------------

REFUSED_LINES = [
    case("half an object", b'{"id": "raar"', "malformed JSON"),
    case("two objects", b'{"id": "a"}{"id": "b"}', "malformed JSON"),
    case("old Mac line end", b'{"id": "a"}\r{"id": "b"}', "malformed JSON"),
    case("single quotes", b"{'id': 'raar'}", "malformed JSON"),
    case("comment", b"// niets", "malformed JSON"),
    case("NaN", b'{"id": "raar", "title": NaN}', "malformed JSON"),
    case("NUL byte", b'{"id": "raar", "title": "a\x00b"}', "malformed JSON"),
    case("only NUL bytes", b"\x00" * 1000, "malformed JSON"),
    case("raw escape byte", b'{"id": "raar", "title": "a\x1b[31mb"}', "malformed JSON"),
    case("lone high surrogate", b'{"id": "raar", "title": "\\ud83d"}', "malformed JSON"),
    case("lone low surrogate", b'{"id": "raar", "title": "\\ude00 x"}', "malformed JSON"),
    case("surrogate as bytes", b'{"id": "raar", "title": "\xed\xa0\xbd"}', "UTF-8 at byte 26"),
    case("Latin-1", '{"id": "raar", "title": "één"}'.encode("latin-1"), "invalid UTF-8 at byte 26"),
    case("overlong", b'{"id": "raar", "title": "\xc0\xaf"}', "invalid UTF-8 at byte 26"),
    case("beyond Unicode", b'{"id": "raar", "title": "\xf4\x90\x80\x80"}', "invalid UTF-8"),
    case("cut in a character", b'{"id": "raar", "title": "\xe2\x82', "invalid UTF-8"),
    case("compressed", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "invalid UTF-8"),
    case("byte order mark inside", b'{"id": \xef\xbb\xbf"raar"}', "malformed JSON"),
    case("deep lists", b'{"id": "raar", "x": ' + b"[" * DEEP + b"]" * DEEP + b"}", "nested deeper"),
    case("deep objects", b'{"a":' * DEEP + b"1" + b"}" * DEEP, "nested deeper"),
    case("deep and unfinished", b"[" * DEEP, "malformed JSON"),
    case("a number too large for JSON", b'{"id": "raar", "title": 1e999}', "number"),
    case("number too large, elsewhere", b'{"id": "raar", "x": -1e999}', "number"),
    case("empty object", b"{}", "no id"),
    case("list", b"[]", "a record is a JSON object"),
    case("text", b'"raar"', "a record is a JSON object"),
    case("number", b"42", "a record is a JSON object"),
    case("null", b"null", "a record is a JSON object"),
    case("no id", b'{"title": "naamloos"}', "no id"),
    case("null id", b'{"id": null}', "no id"),
    case("empty id", b'{"id": ""}', "no id"),
    case("blank id", b'{"id": " \\t "}', "no id"),
    case("list as id", b'{"id": ["a"]}', "'id': expected a text"),
    case("object as id", b'{"id": {"a": 1}}', "'id': expected a text"),
    case("id of 10 kB", json.dumps({"id": "x" * 10_000}).encode(), "10000 bytes; at most 200"),
    case("id with a line end", b'{"id": "a\\nb"}', "the id has a control character"),
    case("id with an escape", b'{"id": "a\\u001b[2Jb"}', "the id has a control character"),
    case("id with NUL", b'{"id": "a\\u0000b"}', "the id has a control character"),
    case("facet value of 10 kB", record(theme="x" * 10_000), "'theme' has a value of 10000 bytes"),
    case("facet value with an escape", record(theme="\x1b[31m"), "value with a control character"),
    case("list in a list", record(theme=[["ethiek"]]), "'theme': expected a text or a list"),
    case("object as title", record(title={"nl": "x"}), "'title': expected a text"),
    case("two titles", record(title=["een", "twee"]), "'title' takes one value, 2 were given"),
    case("unknown level", record(level="expert"), "unknown value 'expert'; values are: starter,"),
    case("no date", record(published="gisteren"), "'gisteren' is no date; write 2024-05-17"),
    case("30 February", record(published="2024-02-30"), "is no date"),
    case("year with five digits", record(published="20245"), "is no date"),
    case("negative year", record(published="-2024-01-01"), "is no date"),
    case("relation without id", record(relations=[{"type": "zie ook"}]), "relation"),
    case("relation to a long id", record(relations=["x" * 10_000]), "10000 bytes"),
    case("list as relation", record(relations=[["a"]]), "'relations': expected a text"),
]


@pytest.mark.parametrize("line, message", REFUSED_LINES)
def test_refused_line(speur, tmp_path, line, message):
    source = tmp_path / "raar.jsonl"
    source.write_bytes(GOOD + b"\n" + line + b"\n" + GOOD.replace(b"goed", b"ook goed") + b"\n")
    answer = speur("index", tmp_path / "index", source, status=3)
    (refusal,) = answer.err.splitlines()
    assert refusal.startswith(f"{source}:2: ") and message in refusal
    assert len(refusal) < 1000 and not steers_a_terminal(refusal)
    assert speur.ids(tmp_path / "index") == ["goed", "ook goed"]


ODD_LINES = [
    case("NUL as an escape", record(title="a\0b")),
    case("control characters", record(title="".join(map(chr, range(1, 32))))),
    case("emoji", record(title="Dataproject 🚀👩🏽‍💻🏳️‍🌈")),
    case("surrogate pair", b'{"id": "raar", "title": "\\ud83d\\ude80"}'),
    case("right to left", record(title="مشروع البيانات \u202egnisserp\u202c שלום")),
    case("zero width", record(title="data\u200bproject \u200d\u200e\ufeff")),
    case("combining marks", record(title="e" + "\u0301" * 5_000)),
    case("noncharacters", record(title="\uffff\ufdd0\U0010ffff")),
    case("line separators", record(title="a\u2028b\u2029c\x85d")),
    case("HTML", record(title="<script>alert(1)</script>", body="<img src=x onerror=alert(1)>")),
    case("escape sequences", record(title="\x1b[31mrood\x1b]0;weg\x07", body="\x9b2J")),
    case("title of 100 kB", record(title="woord " * 17_000)),
    case("word of 2 MB", record(body="x" * 2_000_000)),
    case("half a million words", record(body="een twee drie vier " * 125_000)),
    case("only punctuation", record(title="!?.,;:-_" * 1000)),
    case("web address of 10 kB", record(url="https://voorbeeld.nl/" + "x" * 10_000)),
    case("null everywhere", record(title=None, theme=None, tier=[None], level=None, url=None,
                                   published=None, relations=None, keywords=[None, None])),
    case("null in relations", record(relations=[None])),
    case("empty lists", record(title=[], theme=[], tier=[], relations=[])),
    case("numbers and booleans", record(title=12.5, theme=[1, True], tier=False, published=2024)),
    case("number with 300 digits", b'{"id": "raar", "title": ' + b"9" * 300 + b"}"),
    case("duplicate keys", b'{"id": "a", "title": "een", "id": "raar", "title": "twee"}'),
    case("name of 10 kB", record(**{"x" * 10_000: "y"})),
    case("unknown names", record(**{str(n): n for n in range(5_000)})),
    case("10,000 facet values", record(theme=[f"thema {n}" for n in range(10_000)])),
    case("theme of 90 steps", record(theme="/".join("ab" * 45))),
    case("theme of slashes", record(theme="///", tier="/")),
    case("the same value 10,000 times", record(theme=["ethiek"] * 10_000)),
    case("id of 200 bytes", record(id="é" * 100)),
    case("points at itself", record(relations=["raar", "raar", {"type": "", "id": "raar"}])),
    case("points at nobody", record(relations=["bestaat niet"])),
    case("written like a term", record(id="QXTHEME:a", theme="XTHEME:ethiek")),
]


@pytest.mark.parametrize("line", ODD_LINES)
def test_odd_line_is_indexed_and_shown(speur, tmp_path, line):
    source = tmp_path / "raar.jsonl"
    source.write_bytes(line + b"\n" + GOOD + b"\n")
    index = tmp_path / "index"
    assert "2 added" in speur("index", index, source).out
    (name,) = set(speur.ids(index)) - {"goed"}
    assert speur.json("get", index, name)["id"] == name
    for args in (["search", index, "-n", 20], ["search", index, "script rood data een x"],
                 ["complete", index, "a"], ["get", index, name], ["related", index, name]):
        assert not steers_a_terminal(speur(*args).out)
    for hit in speur.json("search", index, "alert OF img OF rood OF een")["hits"]:
        assert not re.search(r"<(?!/?mark>)", hit["snippet"])


def test_the_last_of_duplicate_keys_counts(speur, tmp_path):
    (tmp_path / "raar.jsonl").write_bytes(b'{"id": "a", "title": "een", "title": "twee"}')
    speur("index", tmp_path / "index", tmp_path / "raar.jsonl")
    assert speur.json("get", tmp_path / "index", "a")["title"] == "twee"


ODD_FILES = [  # content, added, refused
    case("empty", b"", 0, 0),
    case("only a byte order mark", BOM, 0, 0),
    case("only blank lines", b"\n \r\n\t\n" * 100_000, 0, 0),
    case("byte order mark", BOM + GOOD + b"\n", 1, 0),
    case("byte order mark on a later line", GOOD + b"\n" + BOM + GOOD, 2, 0),
    case("CRLF", GOOD + b"\r\n" + GOOD.replace(b"goed", b"b") + b"\r\n", 2, 0),
    case("no line end", GOOD, 1, 0),
    case("UTF-16", GOOD.decode().encode("utf-16"), 0, 1),
    case("one list over several lines", b"[\n" + GOOD + b",\n" + GOOD + b",\n]", 0, 4),
    case("line of 50 MB", GOOD + b'\n{"id": "' + b"x" * 50_000_000 + b'"}\n' + GOOD, 2, 1),
    case("50 MB without a line end", b"x" * 50_000_000, 0, 1),
    case("50 MB of open brackets", b"[" * 50_000_000, 0, 1),
    case("a line at the limit", record(x="x" * (LIMIT - 100)), 1, 0),
    case("100,000 bad lines", b"{\n" * 100_000, 0, 100_000),
    case("every byte", bytes(range(256)) * 800, 0, 801),
]


@pytest.mark.parametrize("content, added, refused", ODD_FILES)
def test_odd_file(speur, tmp_path, content, added, refused):
    source = tmp_path / "raar.jsonl"
    source.write_bytes(content)
    answer = speur("index", tmp_path / "index", source, status=0 if refused == 0 else 3)
    counts = re.search(r"(\d+) added, (\d+) updated, (\d+) refused", answer.out)
    assert int(counts[1]) + int(counts[2]) == added
    assert int(counts[3]) == refused
    assert (added + refused == 0) == ("there was no record to index" in answer.err)
    assert all(len(line) < 1000 for line in answer.err.splitlines()[:100])
    if content.count(b"x") > LIMIT:
        assert f"longer than {LIMIT} bytes" in answer.err
    speur("search", tmp_path / "index")


# --- Markdown -----------------------------------------------------------------------------------

BILLION_LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(
    f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]\n" for n in range(1, 12))
NESTED_MAPS = "".join(" " * n + "a:\n" for n in range(4_000))

REFUSED_NOTES = [
    case("billion laughs", BILLION_LAUGHS, "front matter: more than 10000 values"),
    case("list that holds itself", "a: &a [*a]\n", "front matter: "),
    case("tab as indentation", "a:\n\tb: c\n", "front matter: "),
    case("unclosed quote", 'title: "open\n', "front matter: "),
    case("unclosed list", "theme: [a, b\n", "front matter: "),
    case("colon in a value", "title: a: b: c\n", "front matter: "),
    case("unknown anchor", "title: *nergens\n", "front matter: "),
    case("list instead of names", "- a\n- b\n", "front matter: expected 'name: value' lines"),
    case("text instead of names", "zomaar tekst\n", "front matter: expected 'name: value' lines"),
    case("list as a name", "? [a, b]\n: c\n", "front matter: a name is a text"),
    case("100,000 open brackets", "a: " + "[" * DEEP + "\n", "front matter: "),
    case("4,900 nested lists", "a: " + "[" * 4_900 + "]" * 4_900 + "\n", "front matter: "),
    case("4,900 dashes", "- " * 4_900 + "a\n", "front matter: "),
    case("4,000 nested maps", NESTED_MAPS, "front matter: "),
    case("40 nested maps", "".join(" " * n + "a:\n" for n in range(40)) + " " * 40 + "b: c\n",
         "front matter: nested deeper than 32 levels"),
    case("20,000 names", "".join(f"n{n}: 1\n" for n in range(20_000)), "more than 10000 values"),
    case("no date", "published: gisteren\n", "'gisteren' is no date"),
    case("unknown level", "level: expert\n", "unknown value 'expert'"),
    case("unknown level that steers", 'level: "\\u009b2J"\n', "level"),
    case("map as title", "title: {nl: x}\n", "'title': expected a text"),
    case("long id", f"id: {'x' * 10_000}\n", "the id has 10000 bytes"),
]


@pytest.mark.parametrize("front_matter, message", REFUSED_NOTES)
def test_refused_note(speur, tmp_path, front_matter, message):
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "goed.md").write_text("# Gewoon\n")
    (folder / "raar.md").write_text(f"---\n{front_matter}---\n\nTekst.\n", encoding="utf-8")
    answer = speur("index", tmp_path / "index", folder, status=3)
    (refusal,) = answer.err.splitlines()
    assert re.match(re.escape(f"{folder}/raar.md:") + r"\d+: ", refusal) and message in refusal
    assert len(refusal) < 1000 and not steers_a_terminal(refusal)
    assert speur.ids(tmp_path / "index") == ["goed"]


def test_a_mistake_in_front_matter_is_told_with_its_line(speur, tmp_path):
    (tmp_path / "raar.md").write_text("---\ntitle: goed\ntheme:\n\t- fout\n---\n")
    assert "raar.md:4: front matter" in speur("index", tmp_path / "index", tmp_path / "raar.md",
                                              status=3).err


ODD_NOTES = [
    case("empty", b""),
    case("only a byte order mark", BOM),
    case("byte order mark", BOM + b"---\ntitle: Goed\n---\nTekst\n"),
    case("CRLF", b"---\r\ntitle: Goed\r\n---\r\nTekst\r\n"),
    case("empty front matter", b"---\n---\n"),
    case("only the first dashes", b"---"),
    case("unclosed front matter", b"---\ntitle: open\n\nEn verder tekst.\n"),
    case("dots close as well", b"---\ntitle: Goed\n...\nTekst\n"),
    case("null everywhere", b"---\ntitle:\ntheme: ~\ntier: [null, ]\nlevel: null\n---\n"),
    case("duplicate names", b"---\ntitle: een\ntitle: twee\n---\n"),
    case("unknown tag", b"---\ntitle: !!python/object/apply:os.system [ls]\n---\n"),
    case("NUL bytes", b"# a\x00b\n\x00\n"),
    case("script in the heading", b"# <script>alert(1)</script> kop\n\n<b>vet</b>\n"),
    case("HTML page", b"<!doctype html><html><body onload=alert(1)><p>Tekst</body></html>"),
    case("escape sequences", b"# \x1b[31mrood\x1b[0m\n\n\x1b]0;weg\x07 \xc2\x9b2J\n"),
    case("steering entities", b"# &#27;[31m &#x9b;2J\n\n&#27;[2J\n"),
    case("entities that are no characters", b"# &#xD800; &#x110000; &#0; &#9999999;\n\n&#xD800;\n"),
    case("unknown entity", b"# &bestaatniet; &amp;lt;\n"),
    case("50,000 open brackets", b"[" * 50_000),
    case("50,000 asterisks", b"*" * 50_000 + b"a" + b"*" * 50_000),
    case("50,000 quotes deep", b">" * 50_000 + b" tekst"),
    case("2,000 lists deep", b"".join(b" " * (2 * n) + b"- a\n" for n in range(2_000))),
    case("50,000 back-ticks", b" `" * 25_000),
    case("table of 10,000 columns", b"|a" * 10_000 + b"|\n" + b"|-" * 10_000 + b"|\n"),
    case("300,000 links", b"[a](b)" * 300_000),
    case("only a code block", b"```\n" + b"x\n" * 1000),
    case("right to left", "# مشروع \u202eabc\n\nשלום\u200b\n".encode()),
]


@pytest.mark.parametrize("content", ODD_NOTES)
def test_odd_note_is_indexed_and_shown(speur, tmp_path, content):
    (tmp_path / "map").mkdir()
    (tmp_path / "map/raar.md").write_bytes(content)
    index = tmp_path / "index"
    assert "1 added" in speur("index", index, tmp_path / "map").out
    assert speur.ids(index) == ["raar"]
    for args in (["search", index], ["search", index, "rood alert a"], ["get", index, "raar"]):
        assert not steers_a_terminal(speur(*args).out)


def test_binary_file_named_md(speur, tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "map/plaatje.md").write_bytes(b"PNG\n\n" + bytes(range(256)) * 100)
    answer = speur("index", tmp_path / "index", tmp_path / "map", status=3)
    assert "plaatje.md:4: invalid UTF-8" in answer.err


# --- files and folders --------------------------------------------------------------------------


def test_links_in_a_folder(speur, tmp_path):
    folder = tmp_path / "map"
    (folder / "onder").mkdir(parents=True)
    (folder / "goed.md").write_text("# Goed\n")
    (folder / "onder/terug").symlink_to("..")  # a circle of folders
    (folder / "rond").symlink_to("rond2")  # a circle of links
    (folder / "rond2").symlink_to("rond")
    (folder / "nergens.md").symlink_to("bestaat-niet.md")
    (folder / "ook-goed.md").symlink_to("goed.md")
    (folder / "map.md").mkdir()
    (folder / "map.md/diep.md").write_text("# Diep\n")
    (folder / ".verborgen").mkdir()
    (folder / ".verborgen/geheim.md").write_text("# Geheim\n")
    os.mkfifo(folder / "pijp.md")
    speur("index", tmp_path / "index", folder)
    assert set(speur.ids(tmp_path / "index")) == {"goed", "ook-goed", "map.md/diep"}


def test_a_note_that_is_a_circle_of_links(speur, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "goed.md").write_text("# Goed\n")
    (folder / "rond.md").symlink_to("rond.md")
    answer = speur("index", tmp_path / "index", folder, status=None)
    assert answer.status in (0, 3) and (answer.status == 0 or "rond.md" in answer.err)
    assert speur.ids(tmp_path / "index") == ["goed"]


def test_a_folder_without_notes(speur, tmp_path):
    (tmp_path / "map").mkdir()
    assert "no record to index" in speur("index", tmp_path / "index", tmp_path / "map").err


@pytest.mark.parametrize("name", ["\x1b[31mrood.md", "regel\neinde.md", "\udcff.md", "\x9b2J.md"],
                         ids=ascii)
def test_odd_file_names(speur, tmp_path, name):
    """A name may steer a terminal just as a text may; a name that is no UTF-8 makes no id."""
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / name).write_text("# Goed\n")
    (folder / ("x" + name)).write_text("---\npublished: gisteren\n---\n")
    answer = speur("index", tmp_path / "index", folder, status=3)
    assert not steers_a_terminal(answer.err)
    speur("search", tmp_path / "index")


def unprivileged():
    """How to run the command as somebody who may not read everything."""
    return {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}


@pytest.fixture
def open_folder():
    """A folder that others may enter too."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        yield Path(folder)


def runs_unprivileged(speur, folder):
    try:
        return speur("--version", status=None, cwd=folder, **unprivileged()).status == 0
    except (PermissionError, OSError):
        return False


@pytest.mark.parametrize("name", ["geheim.jsonl", "geheim.md", "map", "schema"])
def test_unreadable_files(speur, open_folder, name):
    if not runs_unprivileged(speur, open_folder):
        pytest.skip("others may not run this command; /proc/self/mem stands in below")
    secret = open_folder / ("geheim.jsonl" if name == "schema" else name)
    if name == "map":
        secret.mkdir()
        (secret / "goed.md").write_text("# Goed\n")
        (secret / "dicht").mkdir(mode=0)
        (secret / "geheim.md").touch(mode=0)
    else:
        secret.touch(mode=0)
    args = ["--schema", secret, "/dev/null"] if name == "schema" else [secret]
    answer = speur("index", open_folder / "index", *args, status=None, **unprivileged())
    if name == "map":  # what can be read is indexed
        assert answer.status == 3 and "geheim.md" in answer.err and "1 added" in answer.out
    elif name == "geheim.md":
        assert answer.status in (2, 3) and "geheim.md" in answer.err
    else:
        assert answer.status == 2 and "cannot be read" in answer.err


def test_a_file_that_breaks_while_it_is_read(speur, tmp_path):
    """Root may open anything, but nobody may read the first page of memory."""
    answer = speur("index", tmp_path / "index", "/proc/self/mem", "--format", "jsonl", status=2)
    assert "/proc/self/mem" in answer.err
    assert os.listdir(tmp_path) == []


def test_an_index_that_may_not_be_written(speur, open_folder):
    if not runs_unprivileged(speur, open_folder):
        pytest.skip("others may not run this command")
    (open_folder / "goed.jsonl").write_bytes(GOOD)
    speur("index", open_folder / "index", open_folder / "goed.jsonl")
    assert speur.json("search", open_folder / "index", **unprivileged())["total"] == 1
    tries = [speur.start(*args, **unprivileged()) for args in (
        ["index", open_folder / "index", open_folder / "goed.jsonl"],
        ["remove", open_folder / "index", "goed"])]
    for answer in map(speur.end, tries):
        assert answer.status == 4 and str(open_folder / "index") in answer.err
        assert "another process" not in answer.err  # which would be a search in vain


@pytest.mark.parametrize("args, status, message", [
    case("missing source", ["index", "{new}", "{tmp}/nergens.jsonl"], 2, "no such file or folder"),
    case("empty name of a source", ["index", "{new}", ""], 2, "no such file or folder"),
    case("empty name of an index", ["index", "", "{index}"], 4, "index"),
    case("no index has no name", ["search", ""], 4, "index"),
    case("folder as JSON Lines", ["index", "{new}", "{tmp}", "--format", "jsonl"], 2, "a folder"),
    case("folder as schema", ["index", "{new}", "{tmp}", "--schema", "{tmp}"], 2, "cannot be read"),
    case("nothing as schema", ["index", "{new}", "{tmp}", "--schema", "/dev/null"], 2, "no JSON"),
    case("name of 10 kB", ["index", "{new}", "x" * 10_000], 2, ""),
    case("index name of 10 kB", ["search", "x" * 10_000], 4, ""),
    case("index through a file", ["search", "/dev/null/index"], 4, "Not a directory"),
    case("device as index", ["stats", "/dev/null"], 4, "no index"),
    case("device as source", ["index", "{new}", "/dev/null"], 0, "no record"),
    case("-n -1", ["search", "{index}", "-n", "-1"], 2, "-1"),
    case("--offset -1", ["search", "{index}", "--offset", "-1"], 2, "-1"),
    case("related -n -1", ["related", "{index}", "deda", "-n", "-1"], 2, "-1"),
    case("-n 1.5", ["search", "{index}", "-n", "1.5"], 2, "1.5"),
    case("-n nothing", ["search", "{index}", "-n", ""], 2, "limit"),
    case("-n at the end", ["search", "{index}", "-n"], 2, "limit"),
    case("-n 0", ["search", "{index}", "-n", "0"], 0, ""),
    case("-n huge", ["search", "{index}", "-n", "18446744073709551615"], 0, ""),
    case("--offset huge", ["search", "{index}", "--offset", "18446744073709551615"], 0, ""),
    case("both huge", ["search", "{index}", "-n", "9" * 19, "--offset", "9" * 19], 0, ""),
    case("related -n huge", ["related", "{index}", "deda", "-n", "9" * 19], 0, ""),
    case("-f without =", ["search", "{index}", "-f", "tier"], 2, "FACET=VALUE"),
    case("-f nothing", ["search", "{index}", "-f", ""], 2, "FACET=VALUE"),
    case("-f =", ["search", "{index}", "-f", "="], 2, "FACET=VALUE"),
    case("-f without a value", ["search", "{index}", "-f", "tier="], 0, ""),
    case("-f with two =", ["search", "{index}", "-f", "tier=a=b"], 0, ""),
    case("-f unknown facet", ["search", "{index}", "-f", "lang=nl"], 2, "'lang' is no facet"),
    case("-f on a text field", ["search", "{index}", "-f", "title=x"], 2, "'title' is no facet"),
    case("-f value of 10 kB", ["search", "{index}", "-f", "theme=" + "x" * 10_000], 0, ""),
    case("-f no UTF-8", ["search", "{index}", "-f", b"theme=\xff\xfe"], 0, ""),
    case("-f an escape", ["search", "{index}", "-f", "theme=\x1b[31m"], 0, ""),
    case("-f no date", ["search", "{index}", "-f", "published=gisteren"], 0, ""),
    case("-f 1,000 times", ["search", "{index}"] + ["-f", "theme=x"] * 1_000, 0, ""),
    case("--facets unknown", ["search", "{index}", "--facets", "x"], 2, "'x' is no facet"),
    case("--facets commas", ["search", "{index}", "--facets", ",,"], 2, "facets are: type"),
    case("--facets no UTF-8", ["search", "{index}", "--facets", b"\xff"], 2, "is no facet"),
    case("--facets twice the same", ["search", "{index}", "--facets", "tier,tier"], 0, ""),
    case("--sort unknown", ["search", "{index}", "--sort", "willekeurig"], 2, "willekeurig"),
    case("--json with a value", ["search", "{index}", "--json=misschien"], 2, "json"),
    case("id of 10 kB", ["get", "{index}", "x" * 10_000], 2, "no document"),
    case("id no UTF-8", ["get", "{index}", b"\xff\xfe"], 2, "no document"),
    case("empty id", ["related", "{index}", ""], 2, "no document"),
    case("remove an empty id", ["remove", "{index}", ""], 0, "no document"),
    case("remove an id of 10 kB", ["remove", "{index}", "x" * 10_000], 0, "no document"),
    case("complete nothing", ["complete", "{index}", ""], 0, ""),
    case("complete -n -1", ["complete", "{index}", "d", "-n", "-1"], 2, "-1"),
    case("complete -n huge", ["complete", "{index}", "d", "-n", "9" * 19], 0, ""),
    case("complete -f no UTF-8", ["complete", "{index}", "d", "-f", b"theme=\xff"], 0, ""),
    case("complete -f an escape", ["complete", "{index}", "d", "-f", "\x1b[31m"], 2, "FACET"),
    case("analyze nothing", ["analyze", ""], 0, ""),
    case("analyze no UTF-8", ["analyze", b"\xff\xfe data \xed\xa0\x80"], 0, ""),
    case("analyze an escape", ["analyze", "\x1b[31mrood\x9b2J"], 0, ""),
    case("analyze a long word", ["analyze", "persoonsgegevens" * 5_000], 0, ""),
    case("analyze hyphens", ["analyze", "a-" * 30_000], 0, ""),
    case("analyze dots", ["analyze", "a." * 30_000], 0, ""),
    case("analyze @", ["analyze", "a@b." * 10_000], 0, ""),
])
def test_odd_command_line(speur, index, tmp_path, args, status, message):
    names = {"{index}": str(index), "{new}": str(tmp_path / "new"), "{tmp}": str(tmp_path)}

    def filled(arg):
        if isinstance(arg, str):
            for name, value in names.items():
                arg = arg.replace(name, value)
        return arg

    args = [filled(arg) for arg in args]
    answer = speur(*args, status=status)
    assert message in answer.err[:12_000]
    assert not steers_a_terminal(answer.out)
    if status == 0 and args[0] in ("search", "complete", "related", "analyze"):
        answer = speur(args[0], "--json", *args[1:]).json()
        assert answer


# --- queries ------------------------------------------------------------------------------------

QUERIES = [  # query, a piece of a diagnostic or None
    case("empty", "", None),
    case("blank", " \t\n ", None),
    case("only OF EN NIET", "OF EN NIET", None),
    case("only OR AND NOT", "OR AND NOT OR", None),
    case("only minus signs", "- - -", "geen woorden"),
    case("only stop words", "de het een en van ik", None),
    case("only punctuation", "?!.,;:", "geen woorden"),
    case("unclosed quote", '"data delen', "aanhalingsteken"),
    case("lone quote", '"', "aanhalingsteken"),
    case("empty phrase", '""', "geen woorden"),
    case("three quotes", '"data" "', "aanhalingsteken"),
    case("open brackets", "((((data", "haakje"),
    case("closing brackets", "data))))", "haakje"),
    case("crossed brackets", ")(data)(", "haakje"),
    case("empty brackets", "()", "geen woorden"),
    case("operator first", "EN data", "ontbreekt een woord"),
    case("operator last", "data OF", "ontbreekt een woord"),
    case("two operators", "data EN OF ethiek", "ontbreekt een woord"),
    case("NOT last", "data NIET", "ontbreekt een woord"),
    case("only an exclusion", "-data", None),
    case("minus minus", "data --ethiek", None),
    case("star", "*", "geen woorden"),
    case("star first", "*data", None),
    case("one letter and a star", "d*", "twee letters"),
    case("unknown field", "bestaatniet:data", "is geen veld"),
    case("field that is only kept", "url:data", "kun je niet zoeken"),
    case("field without words", "title:", None),
    case("only a colon", ":", "geen woorden"),
    case("colons", "a:b:c:d", "is geen veld"),
    case("10,000 characters", "dataproject " * 834, "te lang"),
    case("one word of 10,000 characters", "x" * 10_000, None),
    case("100,000 characters", "data " * 20_000, "te lang"),
    case("10,000 open brackets", "(" * 10_000 + "data", "te veel haakjes"),
    case("10,000 pairs of brackets", "(" * 10_000 + "data" + ")" * 10_000, "te veel haakjes"),
    case("10,000 NOTs", "NIET " * 10_000 + "data", None),
    case("10,000 minus signs", "-" * 10_000 + "data", None),
    case("10,000 quotes", '"' * 10_001, None),
    case("10,000 ORs", "a OF " * 10_000 + "a", "te lang"),
    case("1,000 prefixes", "da* " * 1_000, "te lang"),
    case("emoji", "🙂 👩🏽‍💻", "geen woorden"),
    case("emoji and a word", "data 🙂", None),
    case("combining marks", "e" + "\u0301" * 1_000, None),
    case("right to left", "\u202eatad\u202c שלום", None),
    case("zero width", "data\u200bproject \u200d \ufeff", None),
    case("invalid UTF-8", b"data \xff\xfe", "ongeldige tekens"),
    case("only invalid UTF-8", b"\xff\xfe\xfd", "ongeldige tekens"),
    case("surrogate as bytes", b"data \xed\xa0\x80", "ongeldige tekens"),
    case("cut in a character", b"data \xe2\x82", "ongeldige tekens"),
    case("invalid UTF-8 in a phrase", b'"data \xff delen"', "ongeldige tekens"),
    case("escape sequence", "\x1b[31mrood:data\x1b[0m", None),
    case("controls", "data\x01\x02\x7f\x9bdelen", None),
    case("HTML", "<script>alert('data')</script>", None),
    case("SQL", "'; DROP TABLE documents; --", None),
    case("formats", "%s%n%d {} {0} {:>99999999}", None),
    case("path", "../../etc/passwd", None),
    case("digits", "9" * 1_000, None),
    case("non-breaking spaces", "data\u00a0delen\u2003ethiek", None),
]


@pytest.mark.parametrize("query, message", QUERIES)
def test_odd_query(speur, index, query, message):
    answer = speur.json("search", index, "-n", 3, "--", query, timeout=20)
    assert isinstance(answer["total"], int) and len(answer["hits"]) <= 3
    length = len(query if isinstance(query, bytes) else query.encode())
    for diagnostic in answer["diagnostics"]:
        assert 0 <= diagnostic["begin"] <= diagnostic["end"] <= length
        assert len(diagnostic["message"]) < 300
    assert len(answer["diagnostics"]) <= 100  # nobody reads thousands
    if message:
        assert message in " ".join(diagnostic["message"] for diagnostic in answer["diagnostics"])
    text = speur("search", index, "-n", 3, "--lang", "en", "--", query, timeout=20).out
    assert not steers_a_terminal(text)


@pytest.mark.parametrize("typed", [pytest.param(each.values[0], id=each.id) for each in QUERIES])
def test_odd_typing(speur, index, typed):
    answer = speur.json("complete", index, "--", typed, timeout=20)
    assert len(answer["completions"]) <= 8
    for completion in answer["completions"]:
        assert completion["documents"] > 0 and "<mark>" in completion["html"]
    assert not steers_a_terminal(speur("complete", index, "--", typed, timeout=20).out)


# --- a terminal ---------------------------------------------------------------------------------


def test_documents_do_not_steer_a_terminal(speur, tmp_path):
    """Colours of our own may reach it; what a document or a file name says may not."""
    evil = "\x1b]0;weg\x07\x1b[2J\u009b31m\x08\x0e"
    good = {"id": "a", "title": f"kop {evil}", "body": f"tekst {evil} rood", "keywords": [evil],
            "url": f"https://x{evil}",
            "relations": [{"type": evil, "id": "b"}]}
    bad = {"id": "c", "level": "\u009b2J"}
    (tmp_path / "raar.jsonl").write_text(
        "".join(json.dumps(one) + "\n" for one in (good, good | {"id": "b"}, bad)))
    written = b""
    index = tmp_path / "index"
    for args in (["index", index, tmp_path / "raar.jsonl"], ["search", index, "rood kop"],
                 ["complete", index, "k"], ["complete", index, "rood"], ["get", index, "a"],
                 ["related", index, "a"], ["stats", index]):
        ours, theirs = pty.openpty()
        process = speur.start(*args, stdout=theirs, stderr=theirs)
        os.close(theirs)
        try:
            while piece := os.read(ours, 1 << 16):
                written += piece
        except OSError:
            pass  # the command ended
        os.close(ours)
        assert process.wait(timeout=60) in (0, 3)
    text = re.sub(r"\x1b\[[0-9;]*m|\r\x1b\[K|\r|\x1b\[K", "", written.decode("utf-8"))
    assert not [ascii(line) for line in text.split("\n") if steers_a_terminal(line)]


def test_very_many_facet_values(speur, tmp_path):
    source = tmp_path / "veel.jsonl"
    with source.open("w") as lines:
        for n in range(2_000):
            themes = [f"hoofd {n % 50}/thema {n}/diep {m}" for m in range(10)]
            one = {"id": str(n), "theme": themes, "organisation": f"org {n}"}
            lines.write(json.dumps(one) + "\n")
    speur("index", tmp_path / "index", source)
    facets = speur.json("search", tmp_path / "index", "-n", 0, "-f", "theme=hoofd 7")["facets"]
    assert len(facets["theme"]) == 50 + 2_000 + 20_000 and len(facets["organisation"]) == 40
    text = speur("search", tmp_path / "index", "-n", 0, "-f", "theme=hoofd 7").out
    assert len(text.splitlines()) < 60
