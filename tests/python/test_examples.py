# SPDX-License-Identifier: GPL-2.0-or-later
"""The worked examples, run as a reader would."""
import html.parser
import importlib.util
import json
import re
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

import pytest
from conftest import KENNISBANK, PACKAGE

EXAMPLES = PACKAGE / "examples"


def test_every_example_is_tried():
    assert {file.name for file in EXAMPLES.glob("*.py")} == {"folder.py", "portal.py", "settings.py"}


def test_a_folder_is_indexed_and_searched(python, tmp_path):
    folder = tmp_path / "notities"
    (folder / "sub").mkdir(parents=True)
    (folder / "woo.md").write_text("# Wet open overheid\n\nIedereen mag informatie opvragen.\n")
    (folder / "sub" / "dpia.md").write_text("---\ntitle: Een DPIA doen\n---\nBegin op tijd.\n")
    (folder / "kapot.md").write_text("---\ntitle: [\n---\n")
    out = python(EXAMPLES / "folder.py", folder, "overheden", "informatie",
                 options=("-W", "error", "-X", "dev"))
    assert "1. Wet open overheid" in out and "[informatie]" in out and "DPIA" not in out
    assert " 1. Een DPIA doen" in python(EXAMPLES / "folder.py", folder, "gegevensbeschermingseffectbeoordeling")


def test_settings_are_compared(python):
    out = python(EXAMPLES / "settings.py", KENNISBANK, options=("-W", "error", "-X", "dev"))
    assert "280 documents, 112 topics" in out
    assert re.search(r"^nDCG@10 +0\.\d{4} \(0\.\d{4} to 0\.\d{4}\)$", out, re.MULTILINE)
    assert re.search(r"^all words: -0\.\d{4}, proven", out, re.MULTILINE)
    assert re.search(r"^heavy titles: [+-]0\.\d{4}, (proven|may be chance)", out, re.MULTILINE)


# --- the portal, over HTTP ------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """The links of a page, with their texts, and all its text."""

    def __init__(self, text):
        super().__init__()
        self.links, self.open, self.text = [], None, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.open = [dict(attributes)["href"], "", "aria-current" in dict(attributes)]

    def handle_data(self, data):
        self.text += data
        if self.open:
            self.open[1] += data

    def handle_endtag(self, tag):
        if tag == "a":
            self.links.append(tuple(self.open))
            self.open = None

    def to(self, text):
        return next(link for link in self.links if link[1] == text)


@pytest.fixture(scope="module")
def portal(kennisbank):
    spec = importlib.util.spec_from_file_location("portal", EXAMPLES / "portal.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["portal"] = module
    spec.loader.exec_module(module)
    with module.Portal(kennisbank, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def get(portal, address):
    with urllib.request.urlopen(portal + address, timeout=20) as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        return Page(answer.read().decode())


def test_facets_are_links_that_narrow_and_widen(portal, kennisbank):
    start = get(portal, "/?" + urllib.parse.urlencode({"q": "ethiek"}))
    everything = kennisbank.search("ethiek").total
    assert f"{everything} resultaten" in start.text
    address, _, current = start.to("Gemeente")
    assert not current
    narrowed = get(portal, address)
    expected = kennisbank.search("ethiek", filters={"tier": ["gemeente"]}, facets=["tier", "level"])
    assert f"{expected.total} resultaten" in narrowed.text and expected.total < everything
    assert narrowed.to("Gemeente")[2]
    for count in expected.facets["level"]:  # the counts beside the links are what a click gives
        both = get(portal, narrowed.to(count.label)[0])
        assert f"{count.count} resultaten" in both.text
    assert f"{everything} resultaten" in get(portal, narrowed.to("Gemeente")[0]).text


def test_pages_follow_each_other(portal, kennisbank):
    seen, page = [], get(portal, "/?q=data")
    while True:
        seen += [link for link in page.links if link[0].startswith("/document")]
        if "Volgende" not in [link[1] for link in page.links]:
            break
        page = get(portal, page.to("Volgende")[0])
    assert len(seen) == len(set(seen)) == kennisbank.search("data").total


def test_a_document_has_related_items(portal, kennisbank):
    found = get(portal, "/?q=iama")
    address = next(link[0] for link in found.links if link[0] == "/document?id=iama")
    document = get(portal, address)
    items = kennisbank.related("iama", limit=5)
    assert [link[0] for link in document.links] == [
        "/document?" + urllib.parse.urlencode({"id": item.id}) for item in items]
    assert all(str(reason) in document.text for item in items for reason in item.reasons)


@pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "\ud83d", "a" * 3000, "'; drop", "%00",
                                   "((", "🐟"])
def test_what_is_typed_is_shown_and_does_nothing(portal, typed):
    quoted = urllib.parse.quote(typed, errors="surrogatepass")
    with urllib.request.urlopen(f"{portal}/?q={quoted}", timeout=20) as answer:
        text = answer.read().decode()
    assert "<script>" not in text and "resultaten" in text


def test_what_is_not_there_is_said(portal):
    for address in ("/document?id=absent", "/document", "/elders"):
        with pytest.raises(urllib.error.HTTPError) as error:
            get(portal, address)
        assert error.value.code == 404
        error.value.close()


def test_spelling_is_suggested_as_a_link(portal):
    page = get(portal, "/?q=privasy")
    assert "Bedoelde u" in page.text
    assert "resultaten" in get(portal, page.to("privacy")[0]).text
    assert json.dumps(page.links)


# --- the README -----------------------------------------------------------------------------------


def test_the_readme_prints_what_it_says(python, tmp_path):
    """All its programs, one after another in one session."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    programs = [block for language, block in blocks if language == "python"]
    expected = [block for language, block in blocks if language == "text"]
    assert len(programs) == len(expected) >= 5
    (tmp_path / "corpora").symlink_to(KENNISBANK.parent)
    program = tmp_path / "readme.py"
    program.write_text(f"import os\nos.chdir({str(tmp_path)!r})\n"
                       + "print('--')\n".join(programs), encoding="utf-8")
    assert python(program).split("--\n") == expected
    for link in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (PACKAGE / link).exists(), link
