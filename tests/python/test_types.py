# SPDX-License-Identifier: GPL-2.0-or-later
"""Types and docstrings: what is said of the package is what it is."""
import doctest
import enum
import inspect
import re
import subprocess
import sys

import pytest
import speur
from conftest import PACKAGE


def run(*command, cwd):
    done = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True,
                          cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_is_content_with_the_package_and_its_examples(tmp_path):
    run("mypy", "--strict", "--cache-dir", tmp_path, PACKAGE / "speur",
        *sorted(PACKAGE.glob("examples/*.py")), cwd=PACKAGE)


def test_the_stubs_are_those_of_the_module(tmp_path):
    run("mypy.stubtest", "speur._speur", cwd=tmp_path)


def test_wrong_programs_are_refused(tmp_path):
    """What users are told by their editor."""
    file = tmp_path / "wrong.py"
    file.write_text("""
import speur
index = speur.Index.open("x")
index.search("a", sort="nieuwste")
index.search("a", {"tier": "rijk"})
index.search(b"a")
index.search("a")[0].titel
index.search("a")[0].rank = 3
speur.Hit(1)
index.add(["a"])
""")
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path, file],
                          capture_output=True, text=True, cwd=PACKAGE)
    lines = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert lines == set(range(4, 11)), done.stdout


def public():
    """Everything public with a docstring: (name, object)."""
    for module in (speur, speur.evaluation):
        for name in sorted(module.__all__):
            value = getattr(module, name)
            if inspect.isclass(value):
                yield name, value
                for member, of_class in vars(value).items():
                    if not member.startswith("_"):
                        yield f"{name}.{member}", getattr(value, member)
            elif callable(value) and inspect.getmodule(value) and not hasattr(value, "__origin__"):
                yield name, value


DOCUMENTED = dict(public())


def test_all_that_is_public_is_looked_at():
    assert len(DOCUMENTED) > 200
    assert {"Index.search", "Hit.title", "Schema.from_file", "evaluate", "analyze"} <= set(DOCUMENTED)


def test_everything_has_a_docstring():
    assert [name for name, value in DOCUMENTED.items() if not inspect.getdoc(value)] == []


def test_the_example_in_the_docstring_prints_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tried = doctest.testmod(speur)
    assert tried.attempted >= 4 and tried.failed == 0


def parameters(value):
    try:
        found = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return []
    return [each for each in found if each.name not in ("self", "cls", "args", "kwargs")]


@pytest.mark.parametrize("name", [name for name, value in DOCUMENTED.items()
                                  if inspect.isroutine(value) and len(parameters(value)) > 1])
def test_parameters_are_documented(name):
    """Args: names every parameter; where it refers to another function, that one does."""
    doc = inspect.getdoc(DOCUMENTED[name])
    if name == "Comparison.most_changed":
        pytest.skip("one parameter with a default")
    section = re.search(r"Args:\n((?:    .*\n?|\n)+)", doc)
    assert section, doc
    documented = {word for names in re.findall(r"^    ([\w*, ]+):", section[1], re.MULTILINE)
                  for word in re.split(r"[*, ]+", names)}
    for parameter in parameters(DOCUMENTED[name]):
        assert parameter.name in documented, f"{name}: {parameter.name}"


def test_options_are_by_keyword_only():
    for method, positional in ((speur.Index.search, 2), (speur.Index.related, 2),
                               (speur.Index.add_all, 2), (speur.Index.import_records, 2),
                               (speur.Index.create, 2), (speur.evaluation.evaluate, 4),
                               (speur.evaluation.tune, 3), (speur.open_records, 2)):
        kinds = [each.kind for each in parameters(method)]
        assert all(kind in (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
                   for kind in kinds[positional:]), method
        assert inspect.Parameter.KEYWORD_ONLY in kinds, method


def test_star_import_leaves_pythons_own_errors_alone():
    names = {}
    exec("from speur import *", names)
    assert "Index" in names and names.get("IndexError") is None and names.get("ImportError") is None
    assert issubclass(speur.IndexError, speur.Error) and not issubclass(speur.IndexError, IndexError)
    assert not isinstance(speur.Error, enum.EnumMeta)
