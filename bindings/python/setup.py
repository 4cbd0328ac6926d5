# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds the compiled module with CMake, from the whole repository, with the library inside.

Environment: SPEUR_PREBUILT, a build directory of CMake with SPEUR_BUILD_PYTHON=ON that is taken as it
is; CMAKE_ARGS, more arguments for CMake.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = pathlib.Path(__file__).resolve().parents[2]


def cmake(*arguments):
    subprocess.run(["cmake", *map(str, arguments)], check=True)


def version():
    lists = ROOT / "CMakeLists.txt"
    if not lists.exists() or "project(speur " not in lists.read_text(encoding="utf-8"):
        sys.exit("speur is built from its repository; the C++ sources are not here")
    return re.search(r"project\(speur VERSION ([0-9.]+)", lists.read_text(encoding="utf-8"))[1]


def pybind11_arguments():
    """Where pybind11 is, if it was installed as a package of Python; else CMake finds Debian's."""
    try:
        import pybind11
    except ImportError:
        return []
    return [f"-Dpybind11_DIR={pybind11.get_cmake_dir()}"]


class BuildWithCMake(build_ext):
    def build_extension(self, ext):
        prebuilt = os.environ.get("SPEUR_PREBUILT")
        build = pathlib.Path(prebuilt or self.build_temp).resolve()
        if not prebuilt:
            self.build_module(build)
        # The module's own place, without "speur/".
        prefix = pathlib.Path(self.get_ext_fullpath(ext.name)).resolve().parents[1]
        cmake("--install", build, "--component", "python", "--prefix", prefix)

    @staticmethod
    def build_module(build):
        generator = ["-G", "Ninja"] if shutil.which("ninja") else []
        cmake("-S", ROOT, "-B", build, *generator, "-DCMAKE_BUILD_TYPE=Release",
              "-DBUILD_SHARED_LIBS=OFF", "-DCMAKE_POSITION_INDEPENDENT_CODE=ON",
              "-DSPEUR_BUILD_PYTHON=ON", "-DSPEUR_BUILD_TOOLS=OFF", "-DSPEUR_BUILD_TESTS=OFF",
              f"-DPython3_EXECUTABLE={sys.executable}", *pybind11_arguments(),
              *shlex.split(os.environ.get("CMAKE_ARGS", "")))
        cmake("--build", build, "--target", "speur_python", "--parallel",
              len(os.sched_getaffinity(0)))


setup(version=version(), ext_modules=[Extension("speur._speur", sources=[])],
      cmdclass={"build_ext": BuildWithCMake})
