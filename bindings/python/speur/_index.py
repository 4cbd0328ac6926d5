# SPDX-License-Identifier: GPL-2.0-or-later
"""An index, for searching and for changing."""
from __future__ import annotations

import datetime
import json
import os
import pathlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from . import _speur
from ._records import open_records, schema_from
from ._speur import (Completion, Document, DuplicateGroup, Explanation, IndexStats, QueryLimits, Ranking,
                     RecordReader, Refusal, RelatedItems, Removal, RequestError, Schema, SearchResults,
                     Synonyms)
from ._types import (Facets, Filters, ImportResult, Language, Match, OnRefusal, Path, Progress, Record,
                     RecordFormat, SchemaLike, Sort, SyncResult)
from ._writer import IndexWriter


class Index:
    """An index, for searching and for changing.

    Any number of threads may share one. Every call sees one committed state, the newest there is; an
    index may be changed or replaced meanwhile, by this process or another. A process that is forked
    may go on using it.

    What `add`, `add_all`, `import_records`, `remove` and `set_synonyms` change is durable, and shows to
    everybody, when they return; when they raise, nothing has changed. One commit takes some 25 ms,
    so many documents go by `add_all`, or by a `writer`.

    Make one by `Index.create` or `Index.open`; `with` closes it at the end.

    It shows what everybody may see: documents without access tokens. See `viewed_by`.
    """

    def __init__(self, path: Path, *, cache_bytes: int = 256 << 20, shard_timeout: float = 10,
                 _opened: _speur.OpenIndex | None = None,
                 _viewer: tuple[str, ...] | None = ()) -> None:
        """Opens an index; the same as `Index.open`."""
        self._path = os.path.abspath(path)
        self._viewer = _viewer
        self._index = _opened or _speur.OpenIndex.open(
            self._path, {"cache_bytes": cache_bytes, "shard_timeout": shard_timeout})

    @classmethod
    def create(cls, path: Path, schema: SchemaLike | None = None, *,
               replace: bool = False) -> Index:
        """Makes an empty index.

        Args:
            path: of the directory to make.
            schema: what documents have: a Schema, a mapping in the shape of a schema file, or the
                path of one; None for the built-in schema of a Dutch knowledge product.
            replace: whether an index that is there already makes place for this one.

        Raises:
            IndexError: something is there already, or the directory cannot be made.
            SchemaError: the schema breaks a rule.
        """
        path = os.path.abspath(path)
        if not replace:
            return cls(path, _opened=_speur.OpenIndex.create(path, schema_from(schema)))
        with IndexWriter.replace(path, schema):
            pass
        return cls(path)

    @classmethod
    def open(cls, path: Path, *, cache_bytes: int = 256 << 20, shard_timeout: float = 10) -> Index:
        """Opens an index.

        Args:
            path: of its directory; or of a file that names several indexes, its shards, which
                then are one: a line "auto DIRECTORY" or "remote HOST:PORT" for each. What is
                changed is changed in the shard itself.
            cache_bytes: how much memory may go to what was read for earlier searches, in bytes.
                Less makes searches slower, never different. Some ten bytes a document and facet
                come on top.
            shard_timeout: how many seconds the server of a shard may take to be reached, and to
                answer; a call may wait three times as long.

        Raises:
            IndexError: it is missing, damaged, or made by another analyser.
            ShardError: it is made of several, and one of them is not there. Every call may raise
                this; once the shard is back, the next call works.
        """
        return cls(path, cache_bytes=cache_bytes, shard_timeout=shard_timeout)

    def viewed_by(self, tokens: Iterable[str]) -> Index:
        """This index as somebody with these access tokens sees it.

        Where the schema gives a field the role `access`, a document with tokens in it is seen by who
        has one of them, and a document without by everybody. All calls answer as an index would that
        holds only what may be seen, in scores, counts, corrections and completions too; what
        `optimize` learnt is of all documents, and changes the order only. Changes and `optimize`,
        `record_use`, `rebuild` are of the whole index. Costs nothing by itself; who sees other
        documents than those before has the index read again.

        Args:
            tokens: those of the viewer; none for what everybody may see, as `Index.open` gives.
        """
        return self._as(tuple(tokens))

    def unrestricted(self) -> Index:
        """This index with all documents, whatever their access tokens."""
        return self._as(None)

    def _as(self, viewer: tuple[str, ...] | None) -> Index:
        opened = self._index.viewed_by(viewer or (), viewer is None)
        return Index(self._path, _opened=opened, _viewer=viewer)

    # --- reading ------------------------------------------------------------------------------------

    def search(self, query: str = "", *, filters: Filters | None = None,
               facets: Facets = (), sort: Sort = "relevance", match: Match = "any",
               synonyms: bool = True, correct: bool = True, relax: bool = True,
               collapse: str = "", limit: int = 10, offset: int = 0, exact_total: bool = True,
               language: Language = "nl", snippet_bytes: int = 240, documents: bool = True,
               ranking: Ranking | None = None, limits: QueryLimits | None = None,
               time_limit: float = 0) -> SearchResults:
        """The ranked documents for what somebody typed. Whatever that was, it gives an answer.

        Args:
            query: words, "a phrase", -without, field:word, begin*, OR/AND/NOT (also OF/EN/NIET) and
                parentheses. Empty: all documents.
            filters: facet values to keep: {"tier": ["gemeente", "rijk"]}. Several values of one
                facet widen, several facets narrow. Dates may be datetime.date. Of ordinals and
                dates also ranges: "pilot..", "2023-05..2024".
            facets: facets to count, by name or as FacetRequest. Each one costs time; name what the
                page shows.
            sort: 'relevance' (best first; newest first where no word can rank), 'newest' or 'title'.
            match: 'any' or 'all': how many of the words a document must have.
            synonyms: whether abbreviations and synonyms are searched as well.
            correct: whether a better spelling is looked for.
            relax: whether less is asked when nothing is found; `applied.relaxation` says what.
            collapse: what shows as one hit, the best of them: 'versions' of one document, by what
                the schema says, or what shares the value of this facet. `total` and facets still
                count documents, `total_hits` counts hits.
            limit: how many hits.
            offset: how many hits to skip first.
            exact_total: whether the total must be exact. Without it, and without facets, documents
                that cannot come on the page are passed over, which is faster.
            language: 'nl' or 'en': of labels and diagnostics.
            snippet_bytes: about how long a snippet is, in bytes of UTF-8; 0 for none.
            documents: whether hits come with what the index holds of them. Without, they have a
                rank, an id and a score only, which is faster: for whoever keeps the documents
                elsewhere.
            ranking: instead of the index's own.
            limits: how much of the query is taken, if not 10,000 bytes with 200 words.
            time_limit: how long to go on looking for matches, in seconds; 0: as long as it takes.
                When it is over, the answer has what was found by then, and says so: `complete`.
                It is looked at after every 4,096 documents; reading from disk beforehand and
                writing out hits afterwards come on top.

        Raises:
            RequestError: a facet or filter names no facet of this index, or `collapse` nothing to
                collapse by.
        """
        return self._index.search(query, _options(locals(), "query"))

    def complete(self, typed: str, *, filters: Filters | None = None,
                 limit: int = 8) -> tuple[Completion, ...]:
        """What the text typed so far may become, best first: phrases, then titles.

        Fast enough for every keystroke; but the first call after a commit reads all documents, some
        5 seconds for 100,000, while others wait for it: see `warm_up`.

        Args:
            typed: so far; the last word need not be complete. Nothing typed gives nothing.
            filters: those that are on: only what documents that pass them have is given.
            limit: how many completions, at most 100.

        Raises:
            RequestError: a filter names no facet of this index.
        """
        return self._index.complete(typed, _options(locals(), "typed"))

    def warm_up(self) -> None:
        """Makes ready what the first search and completion after a commit would wait for.

        Answers are the same without. Call it when a program starts and after a commit, on a thread
        of its own if need be.
        """
        self._index.warm_up()

    def related(self, *ids: str, text: str = "", limit: int = 10, exclude: Sequence[str] = (),
                filters: Filters | None = None, ranking: Ranking | None = None,
                diversity: float | None = None, group_by: str = "") -> RelatedItems:
        """Documents near to others, or to a text, each with the reasons why.

        Args:
            *ids: of one document, or of several (what a visitor read): near to all of them.
            text: that the documents are to be near to, such as "my project is about cameras".
            limit: how many items.
            exclude: ids of documents not to give.
            filters: only documents that pass, as in `search`.
            ranking: instead of the index's own.
            diversity: how much variety in type, organisation and content is worth, 0 (none) to 1,
                instead of `Ranking.related_diversity`.
            group_by: a facet to put the 100 nearest together by, as `groups`: with "organisation",
                who has experience with this.

        Raises:
            RequestError: there is no such document, or a filter or `group_by` names no facet.
        """
        return self._index.related(ids, text, _options(locals(), "ids", "text"))

    def diversity(self, ids: Sequence[str]) -> float:
        """How different the documents of a list are from each other, from 0 to 1.

        The mean over all pairs of 1 less their likeness, which is how near their latent semantic
        vectors are (intra-list diversity). Of fewer than two documents it is 0.

        Args:
            ids: of the documents; those that the index does not have are left out.
        """
        return self._index.diversity(ids)

    def duplicates(self, *, threshold: float = 0.8, ids: Sequence[str] = (),
                   limit: int = 0) -> tuple[DuplicateGroup, ...]:
        """Documents that are nearly the same, in groups, most alike first; none is missed.

        Looks at all documents each time, some 15 seconds for 200,000; with a threshold below 0.8
        many times as long.

        Args:
            threshold: how alike: 0.5 to 1. The likeness of two is how much of their words, taken
                together, both have; words count by their stems and the weights of their fields.
            ids: only groups that hold one of these documents, such as those just added.
            limit: at most so many groups, the most alike; 0: all.

        Raises:
            RequestError: the threshold is out of its range, or there is no such document.
        """
        return self._index.duplicates(_options(locals()))

    def record_use(self, events: Iterable[Mapping[str, str | datetime.date]]) -> tuple[int, int]:
        """Adds what visitors used together, which related items then count with.

        An event counts for half after 180 days, counted back from the newest one. One event does
        nothing yet, eleven do half of what they can. Kept in INDEX.use beside the index: of two
        documents a sum and the last day, and nothing of who it was.

        Args:
            events: {"seed": id, "item": id, "date": "2026-05-01"}: that the two were read one after
                the other. An event with anything else, such as a visitor, is refused.

        Returns:
            How many were recorded, and how many left out, of documents that the index does not have.

        Raises:
            RequestError: an event is not as above, or its date is none or still to come; then
                nothing is added.
            LockError: a writer has the index for longer than ten seconds.
        """
        return self._index.record_use("\n".join(json.dumps(dict(event), default=str)
                                                for event in events))

    def optimize(self) -> None:
        """Learns what related items use of the collection as a whole, and keeps it with the index.

        What documents are called, what sharing a facet value says, which words go together. Reads
        every document, about .1 ms each. Good for later states too: do it again when much changed.

        Raises:
            IndexError: it cannot be written.
        """
        self._index.optimize()

    def explain(self, query: str, id: str, **options: Any) -> Explanation:
        """How a document comes to its score; the sum of what is told is the score.

        Args:
            query: what was typed.
            id: of the document.
            **options: those of `search`.

        Raises:
            RequestError: there is no such document or facet.
        """
        return self._index.explain(query, id, options)

    def document(self, id: str) -> Document | None:
        """The document with this id as it was indexed, or None."""
        return self._index.document(id)

    def __contains__(self, id: object) -> bool:
        """Whether there is a document with this id."""
        return isinstance(id, str) and self._index.document(id) is not None

    def documents(self) -> RecordReader:
        """All documents, as they were in one committed state: an iterator.

        Changes meanwhile may end it with an IndexError.
        """
        return self._index.documents()

    def stats(self) -> IndexStats:
        """Numbers: documents, fields, facets, bytes."""
        return self._index.stats()

    @property
    def schema(self) -> Schema:
        """The schema that the index was made with."""
        return self._index.schema()

    @property
    def path(self) -> pathlib.Path:
        """Its directory."""
        return pathlib.Path(self._path)

    # --- changing -----------------------------------------------------------------------------------

    def writer(self, *, lock_timeout: float = 10, threads: int = 1) -> IndexWriter:
        """Changes that belong together: `with index.writer() as writer:` commits them at the end.

        Args:
            lock_timeout: how long to wait for another writer, in seconds.
            threads: how many build a new index, 1 to 64; with 1 none but this one. Documents added to
                an index that is not empty go in one by one.

        Raises:
            LockError: another writer has the index for longer than that.
        """
        return IndexWriter.open(self._path, lock_timeout=lock_timeout, threads=threads)

    def add(self, record: Record) -> bool:
        """Adds a document, or updates the one with the same id.

        Args:
            record: a mapping or dataclass with the names of the schema's fields, or those that its
                fields are called in records; or a Document. Values are str, numbers, datetime.date,
                or lists of them; other names are left out.

        Returns:
            Whether it is new.

        Raises:
            DocumentError: it does not fit the schema.
            LockError: another writer has the index for longer than ten seconds.
        """
        with self.writer() as writer:
            return writer.add(record)

    def add_all(self, records: Iterable[Record | Removal | Refusal], *, strict: bool = True,
                on_refusal: OnRefusal | None = None, progress: Progress | None = None,
                threads: int = 1) -> ImportResult:
        """Adds or updates documents, and removes those that records say are gone, all in one commit.

        Args:
            records: as `add` takes them; also {"id": ..., "deleted": True}, and what `open_records`
                gives. The order counts: a later one undoes an earlier one.
            strict: whether a record that does not fit the schema ends it; else it is left out.
            on_refusal: called with each Refusal that is left out.
            progress: called with an ImportProgress after every record.
            threads: how many build an index that is empty yet; see `writer`.

        Returns:
            What was added, updated, removed and refused.

        Raises:
            DocumentError: `strict`, and a record does not fit; the text says which.
            LockError: another writer has the index for longer than ten seconds.
        """
        with self.writer(threads=threads) as writer:
            return writer.add_all(records, strict=strict, on_refusal=on_refusal, progress=progress)

    def import_records(self, source: Path, *, format: RecordFormat = "auto", strict: bool = False,
                       on_refusal: OnRefusal | None = None,
                       progress: Progress | None = None, threads: int = 1) -> ImportResult:
        """Adds or updates the documents in a file or folder, all in one commit; removes those that
        it says are gone.

        Args:
            source: a file of JSON Lines, a Markdown file with YAML front matter, or a folder of such.
            format: 'jsonl', 'markdown', or 'auto': a folder or a .md file is Markdown.
            strict: whether a record that does not fit the schema ends it; else it is left out.
            on_refusal: called with each Refusal that is left out.
            progress: called with an ImportProgress after every record.
            threads: how many build an index that is empty yet; see `writer`.

        Returns:
            What was added, updated, removed and refused.

        Raises:
            ImportError: there is no such file or folder, or it cannot be read.
            DocumentError: `strict`, and a record does not fit; the text says which.
            LockError: another writer has the index for longer than ten seconds.
        """
        with self.writer(threads=threads) as writer:
            records = open_records(source, writer.schema, format=format)
            return writer.add_all(records, strict=strict, on_refusal=on_refusal, progress=progress)

    def sync(self, source: Path, *, full: bool = False, since: str | datetime.date | None = None,
             format: RecordFormat = "auto") -> SyncResult:
        """Makes the index as a source is, in one commit: only what differs is indexed, and what the
        source says is gone is removed.

        Args:
            source: as `import_records` takes it.
            full: whether what the source does not have is removed; nothing is when a record was
                refused.
            since: a day: look only at what the source says changed on it or later; see
                `open_records`. Not with `full`.
            format: 'jsonl', 'markdown', or 'auto'.

        Raises:
            ImportError: there is no such file or folder, or it cannot be read.
            LockError: another writer has the index for longer than ten seconds.
            RequestError: `since` is no date, or comes with `full`.
        """
        if full and since is not None:
            raise RequestError("full and since do not go together: what is skipped would be taken for "
                               "gone")
        records = open_records(source, self.schema, format=format, since=since)
        *counts, refusals, skipped = self._index.sync(records, full)
        added, updated, unchanged, removed = counts
        return SyncResult(added, updated, unchanged, removed, tuple(refusals), skipped)

    def remove(self, id: str) -> bool:
        """Removes a document; False when there is none with this id."""
        with self.writer() as writer:
            return writer.remove(id)

    def set_synonyms(self, synonyms: Synonyms | str) -> Synonyms:
        """The portal's own synonyms, in place of those it gave before. Nothing is indexed again.

        Args:
            synonyms: such as 'woo = wet open overheid'; see Synonyms.

        Returns:
            What was read, with `warnings` on lines that could not be.
        """
        with self.writer() as writer:
            return writer.set_synonyms(synonyms)

    def rebuild(self, path: Path, schema: SchemaLike | None = None, *,
                progress: Progress | None = None) -> Index:
        """Makes an index of these documents with another schema or other settings.

        Args:
            path: where; what is there is replaced, which may be this index itself.
            schema: instead of this index's own.
            progress: called with an ImportProgress after every document.

        Raises:
            DocumentError: a document does not fit the schema.
        """
        with IndexWriter.replace(path, self.schema if schema is None else schema) as writer:
            writer.add_all(self.unrestricted().documents(), progress=progress)
        return Index.open(path)._as(self._viewer)

    # --- keeping ------------------------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._index.closed

    def close(self) -> None:
        """Gives back its files and memory. Answers that were given stay good."""
        self._index.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def __reduce__(self) -> tuple[Callable[..., Index], tuple[str, tuple[str, ...] | None]]:
        return _reopened, (self._path, self._viewer)

    def __repr__(self) -> str:
        return f"{'<closed> ' if self.closed else ''}speur.Index({self._path!r})"


def _reopened(path: str, viewer: tuple[str, ...] | None) -> Index:
    return Index.open(path)._as(viewer)


def _options(given: dict[str, Any], *positional: str) -> dict[str, Any]:
    """The keyword arguments of a method, by name: its locals without the others."""
    for name in ("self", *positional):
        del given[name]
    return given
