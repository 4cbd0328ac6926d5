# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds every include of lib/ and include/ against the table in lib/README.md."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIB = ROOT / "lib"
PUBLIC = ROOT / "include" / "speur"

# How an include gives away a library that only some rooms may see.
LIBRARIES = {
    "ICU": re.compile(r"unicode/(u[a-z0-9]+|bytestream|coll|normalizer2|brkiter)\.h$"),
    "md4c": re.compile(r"md4c\.h$"),
    "yaml-cpp": re.compile(r"yaml-cpp/"),
    "Eigen": re.compile(r"Eigen/"),
    "Xapian": re.compile(r"xapian\.h$"),
}
EVERYBODYS = {"error.hpp"}


def cells(row):
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def names(cell):
    return {name.strip(" `/") for name in cell.split(",") if name.strip()}


def read_table():
    text = (LIB / "README.md").read_text(encoding="utf-8")
    section = text.split("## Who may include whom")[1].split("\n## ")[0]
    rows = [cells(line) for line in section.splitlines() if line.startswith("| `")]
    return {
        row[0].strip("`/"): {"may": names(row[1]), "public": names(row[2]), "only": names(row[3])}
        for row in rows
    }


def includes(file):
    pattern = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)
    return pattern.findall(file.read_text(encoding="utf-8"))


def library_of(include):
    return next((name for name, sign in LIBRARIES.items() if sign.search(include)), None)


def problem_with(room, include, table):
    """Why `room` may not include this, or None."""
    rights = table[room]
    library = library_of(include)
    if library:
        return None if library in rights["only"] else f"{library} is not for {room}/"
    if include.startswith("speur/"):
        header = include.removeprefix("speur/")
        owners = [name for name, other in table.items() if header in other["public"]]
        if header in EVERYBODYS or header in rights["may"] or room in owners:
            return None
        return None if set(owners) & rights["may"] else f"{header} is of {owners}, not for {room}/"
    other = include.split("/")[0]
    if "/" not in include or other not in table or other == room:
        return None
    return None if other in rights["may"] else f"{room}/ may not include {other}/"


def check_rooms(table):
    for file in sorted(LIB.rglob("*.?pp")):
        parts = file.relative_to(LIB).parts
        if len(parts) != 2 or parts[0] not in table:
            yield f"{file.relative_to(ROOT)}: no room owns it"
            continue
        for include in includes(file):
            if problem := problem_with(parts[0], include, table):
                yield f"{file.relative_to(ROOT)}: {problem}"
    for room in table:
        if not (LIB / room).is_dir():
            yield f"lib/README.md: there is no room {room}/"


def check_public_face(table):
    owned = [header for rights in table.values() for header in rights["public"]]
    for file in sorted(PUBLIC.glob("*")):
        if file.name not in EVERYBODYS and owned.count(file.name) != 1:
            yield f"include/speur/{file.name}: exactly one room owns a header"
        for include in includes(file):
            if "/" in include and not include.startswith("speur/"):
                yield f"include/speur/{file.name}: <{include}> is neither speur's nor standard"
            if library_of(include) or include.endswith(".h"):
                yield f"include/speur/{file.name}: <{include}> is no standard header"
    for header in owned:
        if not (PUBLIC / header).is_file():
            yield f"lib/README.md: there is no include/speur/{header}"


def check_sources_are_listed():
    cmake = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    for file in sorted(LIB.rglob("*.cpp")):
        if str(file.relative_to(ROOT)) not in cmake:
            yield f"{file.relative_to(ROOT)}: CMakeLists.txt does not build it"


def check_output():
    """Only tools/ may print or end the program."""
    forbidden = re.compile(r"\b(std::cout|std::cerr|printf|fmt::print|std::exit|abort)\b\s*[(<;]")
    for file in sorted(LIB.rglob("*.?pp")):
        if forbidden.search(file.read_text(encoding="utf-8")):
            yield f"{file.relative_to(ROOT)}: the library never prints or exits"


def main():
    table = read_table()
    assert len(table) >= 10, "the table in lib/README.md was not understood"
    problems = [*check_rooms(table), *check_public_face(table), *check_sources_are_listed(),
                *check_output()]
    # The test itself: what the table forbids must be found.
    assert problem_with("unicode", "search/search.hpp", table)
    assert problem_with("document", "xapian.h", table)
    assert problem_with("analysis", "speur/search.hpp", table)
    assert problem_with("query", "unicode/uchar.h", table)
    assert not problem_with("search", "query/query.hpp", table)
    print("\n".join(problems) or f"{len(table)} rooms, all includes as lib/README.md says")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
