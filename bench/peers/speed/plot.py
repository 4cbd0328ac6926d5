#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A plot of what measure.py wrote down: plot.py DIR > speed.svg

A line for every question, from p50 (dot) to p99 (end) for every engine, on a scale of powers of ten.
"""
import math
import sys
from html import escape
from pathlib import Path

import table

COLOURS = {"speur": "#154273", "lucene": "#c04000", "xapian": "#2e7d32", "sqlite": "#777777",
           "postgres": "#8e24aa"}
LEFT, WIDTH, ROW, STEP, TOP = 300, 620, 14, 6, 60
LOWEST, HIGHEST = 0.01, 10_000  # ms


def x_of(milliseconds):
    part = math.log(max(milliseconds, LOWEST) / LOWEST) / math.log(HIGHEST / LOWEST)
    return LEFT + WIDTH * min(part, 1)


def text(x, y, content, anchor="start", size=11, colour="#222"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" '
            f'text-anchor="{anchor}">{escape(content)}</text>')


def scale(bottom):
    value = LOWEST
    while value <= HIGHEST:
        x = x_of(value)
        yield f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{bottom}" stroke="#ddd"/>'
        yield text(x, TOP - 12, f"{value:g} ms", "middle", 10, "#666")
        value *= 10


def line(cell, engine, y):
    half, _, most = cell.percentiles()
    colour = COLOURS.get(engine, "#000")
    yield (f'<line x1="{x_of(half):.1f}" y1="{y:.1f}" x2="{x_of(most):.1f}" y2="{y:.1f}" '
           f'stroke="{colour}" stroke-width="2"/>')
    yield f'<circle cx="{x_of(half):.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'


def legend(engines):
    for place, engine in enumerate(engines):
        yield text(LEFT + 90 * place, 20, f"● {engine}", colour=COLOURS.get(engine, "#000"))
    yield text(LEFT + 90 * len(engines), 20, "dot: p50, end of line: p99", size=10, colour="#666")


def svg(cells):
    engines = table.engines_in(cells)
    questions = table.in_order(cells, 0)
    height = ROW + STEP * len(engines)
    bottom = TOP + height * len(questions)
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 30}" '
           f'height="{bottom + 20}" font-family="sans-serif">')
    yield '<rect width="100%" height="100%" fill="#fff"/>'
    yield from legend(engines)
    yield from scale(bottom)
    for number, question in enumerate(questions):
        top = TOP + number * height
        yield text(LEFT - 12, top + height / 2, question, "end")
        for place, engine in enumerate(engines):
            if cell := cells.get((question, engine)):
                yield from line(cell, engine, top + 6 + STEP * place)
    yield "</svg>"


def main():
    print("\n".join(svg(table.read(Path(sys.argv[1]) / "times.jsonl"))))


if __name__ == "__main__":
    main()
