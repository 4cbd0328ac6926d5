# SPDX-License-Identifier: GPL-2.0-or-later
"""Compiles and runs every code block of README.md and compares what it prints with what stands there.

A block ```cpp or ```python is a program; a block ```console holds commands behind "$ " and what they print. All
run in one directory, in order. Times and rates may differ. Python is run where its package was built. A block
```sh is for the reader's own machine: it names scripts, which must exist.
"""
import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(os.environ["SPEUR_SOURCE"])
BUILD = pathlib.Path(os.environ["SPEUR_BUILD"])
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def without_times(text):
    text = re.sub(r"[0-9.,]+ (ms|s)\b", r"N \1", text)
    text = re.sub(r"[0-9.,]+ docs/s", "N docs/s", text)
    text = re.sub(r'"took_ms":[0-9.]+', '"took_ms":N', text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def flags_of_build():
    cache = (BUILD / "CMakeCache.txt").read_text(encoding="utf-8")
    line = next(line for line in cache.splitlines() if line.startswith("CMAKE_CXX_FLAGS:"))
    return line.split("=", 1)[1].split()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("readme")
    (path / "corpora").symlink_to(ROOT / "corpora")
    return path


def environment():
    command = pathlib.Path(os.environ["SPEUR"]).parent
    return {**os.environ, "PATH": f"{command}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}


def run(command, place):
    return subprocess.run(command, cwd=place, capture_output=True, text=True, env=environment(),
                          shell=isinstance(command, str), timeout=300)


def run_program(code, place):
    (place / "program.cpp").write_text(code, encoding="utf-8")
    built = run(["g++", "-std=c++20", *flags_of_build(), "program.cpp", "-o", "program",
                 f"-I{ROOT / 'include'}", f"-L{BUILD}", "-lspeur", f"-Wl,-rpath,{BUILD}"], place)
    assert built.returncode == 0, built.stderr
    return run(["./program"], place)


def run_python(code, place):
    package = {"PYTHONPATH": str(BUILD / "python")}
    return subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, text=True,
                          env={**environment(), **package}, timeout=300)


def commands_of(block):
    """Pairs of a command (with its lines that end in a backslash) and the text below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    for part in parts:
        command, _, output = re.match(r"((?:[^\n]*\\\n)*[^\n]*)(\n|$)(.*)", part, re.DOTALL).groups()
        yield command, output


def test_the_first_screen_has_running_code_and_its_output():
    first_screen = "\n".join(README.splitlines()[:40])
    assert "```cpp" in first_screen and "```text" in first_screen


def test_programs_print_what_the_readme_says(place):
    programs = [i for i, (language, _) in enumerate(BLOCKS) if language == "cpp"]
    assert programs
    for i in programs:
        done = run_program(BLOCKS[i][1], place)
        assert done.returncode == 0, done.stderr
        if i + 1 < len(BLOCKS) and BLOCKS[i + 1][0] == "text":
            assert without_times(done.stdout) == without_times(BLOCKS[i + 1][1])


@pytest.mark.skipif(not (BUILD / "python").exists(), reason="the Python package is not built here")
def test_python_prints_what_the_readme_says(place):
    programs = [i for i, (language, _) in enumerate(BLOCKS) if language == "python"]
    assert programs
    for i in programs:
        done = run_python(BLOCKS[i][1], place)
        assert done.returncode == 0, done.stderr
        assert BLOCKS[i + 1] == ("text", done.stdout)
        assert len(BLOCKS[i][1].splitlines()) <= 5


def test_commands_print_what_the_readme_says(place):
    count = 0
    for language, block in BLOCKS:
        if language != "console":
            continue
        for command, expected in commands_of(block):
            done = run(command, place)
            assert done.returncode == 0, done.stderr
            assert without_times(done.stdout + done.stderr) == without_times(expected)
            count += 1
    assert count >= 3


def test_scripts_and_files_that_are_named_exist():
    for language, block in BLOCKS:
        if language == "sh":
            for line in block.strip().splitlines():
                assert (ROOT / line.split()[0]).exists(), line
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / link).exists(), link


def test_every_language_is_known():
    known = {"cpp", "python", "text", "console", "sh", "json", "cmake"}
    assert {language for language, _ in BLOCKS} <= known
