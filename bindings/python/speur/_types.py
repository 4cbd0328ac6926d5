# SPDX-License-Identifier: GPL-2.0-or-later
"""What arguments are allowed to be."""
from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol, Union

from ._speur import Document, FacetRequest, Refusal, Schema

Path = Union[str, "os.PathLike[str]"]
Language = Literal["nl", "en"]
Sort = Literal["relevance", "newest", "title"]
Match = Literal["any", "all"]
RecordFormat = Literal["auto", "jsonl", "markdown"]
Metric = Literal["ndcg", "reciprocal_rank", "recall", "average_precision", "precision", "unjudged"]

# A facet to count, or several.
Facets = Union[str, FacetRequest, Iterable[Union[str, FacetRequest]]]

# A value of a facet; several values widen.
FilterValue = Union[str, int, datetime.date]
Filters = Mapping[str, Union[FilterValue, Iterable[FilterValue]]]

SchemaLike = Union[Schema, Mapping[str, Any], Path]


class DataclassInstance(Protocol):
    """An object of any class that is a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Record = Union[Mapping[str, Any], DataclassInstance, Document]


@dataclass(frozen=True)
class ImportProgress:
    """How far an import is, in records."""

    added: int
    """Documents that are new."""
    updated: int
    """Documents whose id was there already."""
    removed: int
    """Documents that a record says are gone, of those that were there."""
    refused: int
    """Records that were left out."""


@dataclass(frozen=True)
class ImportResult(ImportProgress):
    """How an import ended, in records."""

    refusals: tuple[Refusal, ...]
    """The records that were left out, and why."""


@dataclass(frozen=True)
class SyncResult:
    """How an index was made as its source is, in documents."""

    added: int
    updated: int
    unchanged: int
    """As the source says already, or not there; not analysed again."""
    removed: int
    refusals: tuple[Refusal, ...]
    """The records that were left out, and why."""
    skipped: int = 0
    """Records that were not looked at, for `since`."""


Progress = Callable[[ImportProgress], object]
OnRefusal = Callable[[Refusal], object]
