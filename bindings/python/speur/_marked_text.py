# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import html
from typing import Any


class MarkedText(str):
    """A str that knows where it matches what was typed.

    Everything that takes a str takes it. Jinja and Markdown-safe templates show its `html`, as do
    notebooks.
    """

    __slots__ = ("_marks",)
    _marks: tuple[tuple[int, int], ...]

    def __new__(cls, text: str, marks: tuple[tuple[int, int], ...] = ()) -> MarkedText:
        self = super().__new__(cls, text)
        self._marks = marks
        return self

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Where it matches: pairs of begin and end in characters, in order, never overlapping."""
        return self._marks

    @property
    def html(self) -> str:
        """The text as HTML: escaped, with each match between <mark> and </mark>."""
        pieces = []
        at = 0
        for begin, end in self._marks:
            pieces += [_escaped(self[at:begin]), "<mark>", _escaped(self[begin:end]), "</mark>"]
            at = end
        return "".join(pieces) + _escaped(self[at:])

    def __html__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        return self.html

    def __getnewargs__(self) -> Any:
        return str(self), self._marks


def _escaped(text: str) -> str:
    return html.escape(str(text)).replace("&#x27;", "&#39;")
