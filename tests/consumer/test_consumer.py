# SPDX-License-Identifier: GPL-2.0-or-later
"""Installs the library, and builds programs outside the tree against it."""
import json
import os
import pathlib
import subprocess

import pytest

BUILD = os.environ["SPEUR_BUILD"]
PROJECT = pathlib.Path(__file__).parent / "project"


def run(*command, **options):
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    path = tmp_path_factory.mktemp("prefix")
    run("cmake", "--install", BUILD, "--prefix", path)
    return path


def library_directory(prefix):
    return next(prefix.glob("lib/**/libspeur.so")).parent


def flags_of_build():
    """What a sanitized library asks of the programs that link it."""
    cache = (pathlib.Path(BUILD) / "CMakeCache.txt").read_text(encoding="utf-8")
    line = next(line for line in cache.splitlines() if line.startswith("CMAKE_CXX_FLAGS:"))
    return line.split("=", 1)[1].split()


def check(program, prefix, tmp_path):
    environment = {**os.environ, "LD_LIBRARY_PATH": str(library_directory(prefix))}
    answer, error = run(program, tmp_path / "index", env=environment).splitlines()
    answer = json.loads(answer)
    assert [hit["id"] for hit in answer["hits"]] == ["woo"]
    assert {"value": "gemeente", "label": "Gemeente", "count": 1, "selected": False} in answer["facets"]["tier"]
    assert "no index here" in error


def test_find_package(prefix, tmp_path):
    build = tmp_path / "build"
    run("cmake", "-G", "Ninja", "-S", PROJECT, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DCMAKE_CXX_FLAGS={' '.join(flags_of_build())}")
    run("cmake", "--build", build)
    check(build / "portal", prefix, tmp_path)


def test_pkg_config(prefix, tmp_path):
    environment = {**os.environ, "PKG_CONFIG_PATH": str(library_directory(prefix) / "pkgconfig")}
    flags = run("pkg-config", "--cflags", "--libs", "speur", env=environment).split()
    assert not any(str(pathlib.Path(BUILD)) in flag for flag in flags)
    program = tmp_path / "portal"
    run("g++", *flags_of_build(), PROJECT / "main.cpp", "-o", program, *flags)
    check(program, prefix, tmp_path)


def test_installed_command_finds_its_library(prefix):
    assert run(prefix / "bin" / "speur", "--version").startswith("speur ")


def test_public_headers_stand_alone(prefix, tmp_path):
    for header in sorted((prefix / "include" / "speur").glob("*.hpp")):
        source = tmp_path / "alone.cpp"
        source.write_text(f"#include <speur/{header.name}>\n", encoding="utf-8")
        run("g++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
            f"-I{prefix / 'include'}", source)
