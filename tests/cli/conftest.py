# SPDX-License-Identifier: GPL-2.0-or-later
"""What every test of the command shares: a way to run it, and small collections to run it on.

Environment: SPEUR is the command (default: the release build), SPEUR_SOURCE the repository.
"""
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("SPEUR_SOURCE", Path(__file__).parents[2]))
COMMAND = Path(os.environ.get("SPEUR", SOURCE / "build/release/tools/speur/speur"))

# Traces that a crash or a sanitizer leaves behind.
CRASHES = ("Sanitizer", "runtime error:", "terminate called", "Segmentation fault", "Assertion")
STATUSES = {0, 2, 3, 4, 5}


@dataclass
class Answer:
    """How one run of the command ended."""

    status: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


def checked(args, status, out, err):
    """The answer, unless the run broke the promise that holds for whatever it is given."""
    text = err.decode("utf-8", "replace")
    assert status >= 0, f"killed by signal {-status}: {str(args)[:300]}\n{text[:2000]}"
    for trace in CRASHES:
        assert trace not in text, text[:4000]
    assert status in STATUSES, f"exit status {status}: {str(args)[:300]}\n{text[:2000]}"
    if status in (2, 4):
        assert text.strip(), f"exit status {status} without a message"
        assert not out, f"an error goes to standard error: {out[:200]!r}"
    return Answer(status, (out or b"").decode("utf-8"), text)


class Speur:
    """Runs the command: speur("search", index, "privacy") is an Answer."""

    path = COMMAND

    def __call__(self, *args, status=0, timeout=60, **popen):
        answer = self.end(self.start(*args, **popen), timeout)
        if status is not None:
            assert answer.status == status, f"status {answer.status}: {answer.err[:2000]}"
        return answer

    def start(self, *args, **popen):
        """A run that goes on beside the test; `end` waits for it."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        options = {"stdin": subprocess.DEVNULL} | pipes | popen
        return subprocess.Popen([self.path, *map(as_argument, args)], **options)

    @staticmethod
    def end(process, timeout=60):
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            pytest.fail(f"no end within {timeout} s: {process.args}"[:300])
        return checked(process.args, process.returncode, out, err)

    def json(self, command, *args, **options):
        return self(command, "--json", *args, **options).json()

    def ids(self, index, *args):
        """The ids of all documents that a search finds, in its order."""
        found = self.json("search", index, "-n", 10_000, "--facets", "none", *args)
        return [hit["id"] for hit in found["hits"]]


def as_argument(value):
    return value if isinstance(value, bytes) else str(value)


@pytest.fixture(scope="session")
def speur():
    if not COMMAND.exists():
        pytest.fail(f"{COMMAND} is not there; build it, or set SPEUR to the command")
    return Speur()


@pytest.fixture(scope="session")
def source():
    """The root of the repository."""
    return SOURCE


def to_lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def records_file(tmp_path):
    """Writes records as JSON Lines and gives the path of the file."""

    def write(records, name="records.jsonl"):
        path = tmp_path / name
        path.write_text(to_lines(records), encoding="utf-8")
        return path

    return write


# Six knowledge products in which every kind of facet, relation and date occurs.
PRODUCTS = [
    {"id": "deda", "title": "De Ethische Data Assistent", "short_title": "DEDA",
     "summary": "Een gesprek over ethiek bij een dataproject.",
     "body": "Met een poster bespreek je de ethische kanten van data.",
     "type": ["instrument"], "theme": ["ethiek", "dataproject/starten"], "tier": ["gemeente"],
     "level": "starter", "maturity": "standaard", "organisation": ["Utrecht Data School"],
     "url": "https://voorbeeld.nl/deda", "published": "2017-06-01", "keywords": ["ethiek"],
     "language": ["nl"], "relations": [{"type": "zie ook", "id": "iama"}]},
    {"id": "iama", "title": "Impact Assessment Mensenrechten en Algoritmes",
     "summary": "Een gesprek over mensenrechten bij algoritmes.",
     "body": "Het instrument helpt bij het afwegen van grondrechten en ethiek.",
     "type": ["instrument"], "theme": ["ethiek/mensenrechten", "algoritmes en ai"],
     "tier": ["rijk"], "level": "gevorderd", "maturity": "opgeschaald", "published": "2021-07"},
    {"id": "datakwaliteit", "title": "Handreiking datakwaliteit",
     "summary": "Stap voor stap naar betere data.", "body": "Meet hoe goed de gegevens zijn.",
     "type": ["handreiking"], "theme": ["datamanagement/datakwaliteit"],
     "tier": ["interbestuurlijk"], "level": "gevorderd", "published": "2023-01-15"},
    {"id": "proef-water", "title": "Proef met sensoren bij het waterschap",
     "body": "Een proef met data over waterstanden.", "type": ["praktijkvoorbeeld"],
     "theme": ["dataproject/opschalen"], "tier": ["waterschap"], "maturity": "pilot",
     "published": "2023-05-20"},
    {"id": "leidraad-delen", "title": "Leidraad data delen", "summary": "Afspraken over delen.",
     "body": "Zo maak je afspraken over het delen van data & gegevens <veilig>.",
     "type": ["leidraad", "handreiking"], "theme": ["data delen/afspraken"],
     "tier": ["gemeente", "provincie"], "level": "koploper", "published": "2022"},
    {"id": "nieuws", "title": "Ånieuw bericht", "body": "Kort bericht zonder datum."},
]


@pytest.fixture(scope="session")
def index(speur, tmp_path_factory):
    """A small index that no test changes."""
    folder = tmp_path_factory.mktemp("products")
    (folder / "products.jsonl").write_text(to_lines(PRODUCTS), encoding="utf-8")
    speur("index", folder / "index", folder / "products.jsonl")
    return folder / "index"


@pytest.fixture
def own_index(index, tmp_path):
    """A copy of the small index, for a test that changes it."""
    return Path(shutil.copytree(index, tmp_path / "own"))


@pytest.fixture(scope="session")
def kennisbank(speur, tmp_path_factory):
    """An index of the bundled collection, for the look of real answers."""
    path = tmp_path_factory.mktemp("kennisbank") / "index"
    speur("index", path, SOURCE / "corpora/kennisbank/documents.jsonl")
    return path
