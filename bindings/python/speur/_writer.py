# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes to an index."""
from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from types import TracebackType
from typing import Literal

from . import _speur
from ._records import schema_from, to_json
from ._speur import Document, DocumentError, Refusal, Removal, Schema, Synonyms
from ._types import ImportProgress, ImportResult, OnRefusal, Path, Progress, Record, SchemaLike

# What was done about a record.
Done = Literal["added", "updated", "removed", "unchanged"]


class IndexWriter:
    """Changes to an index that belong together.

    Nothing shows to readers, and nothing is durable, before `commit`. `with` commits at the end, or
    takes everything back when an exception comes out. One writer at a time may exist for an index,
    among all processes. Threads that share one wait for each other.
    """

    def __init__(self, path: Path, *, lock_timeout: float = 10, threads: int = 1,
                 _opened: _speur.Writer | None = None) -> None:
        """Opens an index for changes; the same as `IndexWriter.open`."""
        self._path = os.path.abspath(path)
        self._changed = False
        self._closed = True
        self._writer = _opened or _speur.Writer.open(self._path, lock_timeout, threads)
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, lock_timeout: float = 10, threads: int = 1) -> IndexWriter:
        """Opens the index at `path`.

        Args:
            path: of its directory.
            lock_timeout: how long to wait for another writer, in seconds.
            threads: how many build a new index, 1 to 64; with 1 none but this one. Documents added to
                an index that is not empty go in one by one.

        Raises:
            IndexError: it is missing, damaged, or made by another analyser.
            LockError: another writer has the index for longer than that.
        """
        return cls(path, lock_timeout=lock_timeout, threads=threads)

    @classmethod
    def open_or_create(cls, path: Path, schema: SchemaLike | None = None, *,
                       lock_timeout: float = 10, threads: int = 1) -> IndexWriter:
        """Opens the index at `path`, whatever its schema; where there is none, starts one.

        Args:
            path: of its directory.
            schema: of a new index; None for the built-in one.
            lock_timeout: how long to wait for another writer, in seconds.
            threads: how many build a new index, 1 to 64; with 1 none but this one. Documents added to
                an index that is not empty go in one by one.

        Raises:
            IndexError, LockError, SchemaError: as `open` and `Index.create`.
        """
        path = os.path.abspath(path)
        return cls(path, _opened=_speur.Writer.open_or_create(path, schema_from(schema),
                                                              lock_timeout, threads))

    @classmethod
    def replace(cls, path: Path, schema: SchemaLike | None = None, *,
                lock_timeout: float = 10, threads: int = 1) -> IndexWriter:
        """Starts a new, empty index beside `path`, which the commit puts in its place in one step.

        Args:
            path: of the directory; it may not exist yet.
            schema: of the new index; None for the built-in one.
            lock_timeout: how long to wait for another writer, in seconds.
            threads: how many build a new index, 1 to 64; with 1 none but this one. Documents added to
                an index that is not empty go in one by one.

        Raises:
            IndexError: there is something at `path` that is no index.
            LockError, SchemaError: as `open` and `Index.create`.
        """
        path = os.path.abspath(path)
        return cls(path, _opened=_speur.Writer.replace(path, schema_from(schema), lock_timeout,
                                                      threads))

    @property
    def schema(self) -> Schema:
        """The schema that documents must fit."""
        return self._writer.schema()

    def add(self, record: Record) -> bool:
        """Adds a document, or updates the one with the same id.

        Args:
            record: see `Index.add`.

        Returns:
            Whether it is new.

        Raises:
            DocumentError: it does not fit the schema; the index is then unchanged.
        """
        if isinstance(record, Document):
            added = self._writer.add_document(record)
        else:
            added = self._writer.add(to_json(record))
        self._changed = True
        return added

    def add_all(self, records: Iterable[Record | Removal | Refusal], *, strict: bool = True,
                on_refusal: OnRefusal | None = None,
                progress: Progress | None = None) -> ImportResult:
        """Adds or updates documents, and removes those that records say are gone.

        Args:
            records: see `Index.add_all`.
            strict: whether a record that does not fit the schema ends it; else it is left out.
            on_refusal: called with each Refusal that is left out.
            progress: called with an ImportProgress after every record.

        Returns:
            What was added, updated, removed and refused.

        Raises:
            DocumentError: `strict`, and a record does not fit; the text says which.
        """
        counts = dict.fromkeys(("added", "updated", "removed", "unchanged"), 0)
        refusals: list[Refusal] = []

        def so_far() -> ImportProgress:
            return ImportProgress(counts["added"], counts["updated"], counts["removed"], len(refusals))

        for number, record in enumerate(records, 1):
            done = self._take(record, number)
            if not isinstance(done, Refusal):
                counts[done] += 1
            elif strict:
                raise DocumentError(str(done))
            else:
                refusals.append(done)
                if on_refusal is not None:
                    on_refusal(done)
            if progress is not None:
                progress(so_far())
        return ImportResult(**vars(so_far()), refusals=tuple(refusals))

    def _take(self, record: Record | Removal | Refusal, number: int) -> Done | Refusal:
        """Does what a record says; `number` tells which it is, where it is refused."""
        if isinstance(record, Refusal):
            return record
        if isinstance(record, Removal):
            return "removed" if self.remove(record.id) else "unchanged"
        try:
            if isinstance(record, Document):
                return "added" if self.add(record) else "updated"
            done = self._writer.take(to_json(record))
        except DocumentError as error:
            return Refusal("record", number, str(error))
        self._changed = True
        return done

    def remove(self, id: str) -> bool:
        """Removes a document; False when there is none with this id."""
        self._changed = True
        return self._writer.remove(id)

    def set_synonyms(self, synonyms: Synonyms | str) -> Synonyms:
        """The portal's own synonyms, in place of those it gave before; see `Index.set_synonyms`."""
        if isinstance(synonyms, str):
            synonyms = Synonyms(synonyms)
        self._changed = True
        self._writer.set_synonyms(synonyms)
        return synonyms

    def commit(self) -> None:
        """Makes all changes since the last commit durable and visible, at once."""
        self._writer.commit()
        self._changed = False

    def rollback(self) -> None:
        """Forgets all changes since the last commit."""
        self._writer.rollback()
        self._changed = False

    def close(self) -> None:
        """Ends the writing, so that others can begin. What was not committed is forgotten."""
        self._closed = True
        self._changed = False
        self._writer.close()

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        try:
            if kind is None and not self._closed:
                self.commit()
        finally:
            self.close()

    def __del__(self) -> None:
        if self._changed and not self._closed:
            warnings.warn(f"changes to {self._path!r} were never committed: use the writer in `with`",
                          ResourceWarning, source=self)

    def __repr__(self) -> str:
        return f"{'<closed> ' if self._closed else ''}speur.IndexWriter({self._path!r})"
