# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeping an index trustworthy: is it sound, what can be saved, a copy of it, and making it anew."""
from __future__ import annotations

import json
from dataclasses import dataclass

from . import _speur
from ._records import schema_from
from ._types import Path, SchemaLike


@dataclass(frozen=True)
class Finding:
    """Something in an index that is not as it should be."""

    kind: str
    """'structure', 'settings' (see `reindex`), 'document', 'postings', 'vocabulary' or 'sidecar'."""
    where: str
    """A document's id, a term, or a file; may be empty."""
    what: str


@dataclass(frozen=True)
class CheckReport:
    """What `check` found."""

    documents: int
    revision: int
    findings: tuple[Finding, ...]
    """The first 1,000."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True)
class Loss:
    """A document that could not be saved."""

    document: str
    """Its id, or its number where the id is lost too."""
    why: str


@dataclass(frozen=True)
class RebuildReport:
    """What `reindex` and `repair` did."""

    documents: int
    """In the index now."""
    differences: tuple[str, ...]
    """In what it was made with: format, analyser, schema."""
    lost: tuple[Loss, ...]


def check(path: Path, *, analyse: bool = True) -> CheckReport:
    """Looks whether all of an index is as it should be, and changes nothing.

    Args:
        path: of its directory.
        analyse: whether every document is analysed again, which takes as long as indexing, and all
            that it is found by is held against that.

    Raises:
        IndexError: there is no index.
        LockError: a writer has it for longer than ten seconds.
    """
    report = json.loads(_speur.check(path, analyse))
    return CheckReport(report["documents"], report["revision"],
                       tuple(Finding(**finding) for finding in report["findings"]))


def reindex(path: Path, schema: SchemaLike | None = None) -> RebuildReport:
    """Makes an index anew from the documents that it keeps; readers see the old one meanwhile.

    Also one that cannot be opened because another version of speur made it.

    Args:
        path: of its directory.
        schema: instead of its own.

    Raises:
        IndexError: a document cannot be read, or does not fit; then nothing has changed.
    """
    return _rebuilt(_speur.reindex(path, None if schema is None else schema_from(schema)))


def repair(path: Path) -> RebuildReport:
    """The same for an index that is damaged: what cannot be read is left out, and named.

    Raises:
        IndexError: not even its settings can be read.
    """
    return _rebuilt(_speur.repair(path))


def snapshot(path: Path, to: Path) -> int:
    """Copies one committed state of an index to a new directory, while others read and write.

    Args:
        path: the index.
        to: the new directory; nothing may be there yet.

    Returns:
        The revision that was copied.

    Raises:
        IndexError: `to` exists, or cannot be written.
    """
    return _speur.snapshot(path, to)


def _rebuilt(text: str) -> RebuildReport:
    report = json.loads(text)
    return RebuildReport(report["documents"], tuple(report["differences"]),
                         tuple(Loss(**loss) for loss in report["lost"]))
