# SPDX-License-Identifier: GPL-2.0-or-later
"""`pip install ./bindings/python` without an index, into an environment of its own."""
import os
import subprocess
import sys
import zipfile

import pytest
from conftest import KENNISBANK, PACKAGE

PROGRAM = """
import pathlib, sys
import speur
home = pathlib.Path(speur.__file__).parent
assert pathlib.Path(sys.prefix) in home.parents, home
loaded = [line.split()[-1] for line in open("/proc/self/maps") if "speur" in line.rsplit("/", 1)[-1]]
assert loaded and all(pathlib.Path(each).parent == home for each in loaded), loaded
with speur.Index.create(sys.argv[1]) as index:
    index.import_records(sys.argv[2])
    print(index.search("Hoe komt een pilot in productie?")[0].title)
"""


def run(*command, **environment):
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True,
                          env={**clean, **environment})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Debian's packages, and speur. The module that was built for the tests is taken as it is; SPEUR_PREBUILT
    set to nothing has it built anew, which takes minutes."""
    path = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--system-site-packages", path)
    prebuilt = os.environ.get("SPEUR_PREBUILT", os.environ["SPEUR_BUILD"])
    run(path / "bin" / "pip", "install", "--no-build-isolation", "--no-index", PACKAGE,
        SPEUR_PREBUILT=prebuilt)
    return path


def test_an_installed_package_needs_nothing_of_the_build(environment, tmp_path):
    out = run(environment / "bin" / "python", "-W", "error", "-X", "dev", "-c", PROGRAM,
              tmp_path / "index", KENNISBANK / "documents.jsonl")
    assert out.strip()


def test_types_are_installed(environment, tmp_path):
    program = tmp_path / "program.py"
    program.write_text("import speur\nreveal_type(speur.Index.open('x').search('y')[0].title)\n")
    out = run(environment / "bin" / "python", "-m", "mypy", "--strict", "--cache-dir", tmp_path, program)
    assert "MarkedText" in out


def test_a_wheel_holds_what_it_should(tmp_path):
    run(sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-index", "--no-deps",
        "--wheel-dir", tmp_path, PACKAGE,
        SPEUR_PREBUILT=os.environ.get("SPEUR_PREBUILT", os.environ["SPEUR_BUILD"]))
    wheel = next(tmp_path.glob("speur-*.whl"))
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {f"speur/{file.name}" for file in (PACKAGE / "speur").iterdir() if file.is_file()}
    assert modules <= names and any(name.startswith("speur/_speur.cpython") for name in names)
