# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of the Python package share: small collections, and runs of Python beside the test.

Environment: PYTHONPATH leads to the built package; SPEUR_SOURCE is the repository, SPEUR_BUILD its build
directory, SPEUR the command.
"""
import os
import pathlib
import subprocess
import sys

import pytest
import speur

SOURCE = pathlib.Path(os.environ.get("SPEUR_SOURCE", pathlib.Path(__file__).parents[2]))
PACKAGE = SOURCE / "bindings" / "python"
KENNISBANK = SOURCE / "corpora" / "kennisbank"

# Every kind of facet, relation and date occurs.
PRODUCTS = [
    {"id": "deda", "title": "De Ethische Data Assistent", "short_title": "DEDA",
     "summary": "Een gesprek over ethiek bij een dataproject.",
     "body": "Met een poster bespreek je de ethische kanten van data.",
     "type": ["instrument"], "theme": ["ethiek", "dataproject/starten"], "tier": ["gemeente"],
     "level": "starter", "maturity": "standaard", "organisation": ["Utrecht Data School"],
     "url": "https://voorbeeld.nl/deda", "published": "2017-06-01", "keywords": ["ethiek"],
     "relations": [{"type": "zie ook", "id": "iama"}]},
    {"id": "iama", "title": "Impact Assessment Mensenrechten en Algoritmes",
     "summary": "Een gesprek over mensenrechten bij algoritmes.",
     "body": "Het instrument helpt bij het afwegen van grondrechten en ethiek.",
     "type": ["instrument"], "theme": ["ethiek/mensenrechten", "algoritmes en ai"],
     "tier": ["rijk"], "level": "gevorderd", "maturity": "opgeschaald", "published": "2021-07"},
    {"id": "datakwaliteit", "title": "Handreiking datakwaliteit",
     "summary": "Stap voor stap naar betere data.", "body": "Meet hoe goed de gegevens zijn.",
     "type": ["handreiking"], "theme": ["datamanagement/datakwaliteit"],
     "tier": ["interbestuurlijk"], "level": "gevorderd", "published": "2023-01-15"},
    {"id": "cafe", "title": "Één café <beta> & meer", "summary": "Ideeën over ethiek in één café.",
     "body": "Een 🐟 in het café: de ethiek van één vis.", "type": ["nieuws"], "tier": ["gemeente"]},
]


@pytest.fixture
def place(tmp_path):
    """Where an index may be made."""
    return tmp_path / "index.speur"


@pytest.fixture(scope="session")
def products(tmp_path_factory):
    """A small index that no test changes."""
    with speur.Index.create(tmp_path_factory.mktemp("products") / "index.speur") as index:
        index.add_all(PRODUCTS)
        yield index


@pytest.fixture(scope="session")
def kennisbank(tmp_path_factory):
    """An index of the bundled collection, for the look of real answers."""
    with speur.Index.create(tmp_path_factory.mktemp("kennisbank") / "index.speur") as index:
        index.import_records(KENNISBANK / "documents.jsonl")
        yield index


@pytest.fixture(scope="session")
def python():
    """Runs Python: python(code or path, *arguments) is what it printed; it must end well."""

    def run(program, *args, options=(), timeout=300):
        named = [program] if isinstance(program, pathlib.Path) else ["-c", program]
        done = subprocess.run([sys.executable, *options, *named, *map(str, args)],
                              capture_output=True, text=True, timeout=timeout)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
