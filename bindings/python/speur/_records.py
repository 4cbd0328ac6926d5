# SPDX-License-Identifier: GPL-2.0-or-later
"""Records: what a file or a program holds before it is a document."""
from __future__ import annotations

import dataclasses
import datetime
import enum
import json
import numbers
import os
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from . import _speur
from ._types import Path, Record, RecordFormat, SchemaLike


def schema_from(schema: SchemaLike | None) -> _speur.Schema:
    """The schema that is meant: by itself, by a mapping, or by the path of a JSON file."""
    if schema is None:
        return _speur.Schema.knowledge_product()
    if isinstance(schema, _speur.Schema):
        return schema
    if isinstance(schema, Mapping):
        return _speur.Schema(schema)
    return _speur.Schema.from_file(schema)


def open_records(source: Path, schema: SchemaLike | None = None, *, format: RecordFormat = "auto",
                 max_record_bytes: int = 16 << 20, max_depth: int = 32,
                 since: str | datetime.date | None = None) -> _speur.RecordReader:
    """Opens a file or folder of records, to read them one by one.

    Args:
        source: a file of JSON Lines, a Markdown file with YAML front matter, or a folder of such.
        schema: what documents have; None for the built-in schema of a knowledge product.
        format: 'jsonl', 'markdown', or 'auto': a folder or a .md file is Markdown.
        max_record_bytes: a longer line or file is refused, in bytes.
        max_depth: deeper nested JSON is refused, in levels.
        since: a day: skip what the source says was the same already before it. A line says so by
            the first field of the schema's role `date`, a Markdown file by when it was written or
            put in its folder. What does not say when it changed is read.

    Returns:
        An iterator of Document; of Removal, where a record says by "deleted": true that a document
        is gone; and of Refusal, for records that do not fit the schema.

    Raises:
        ImportError: there is no such file or folder, or it cannot be read.
        RequestError: `since` is no date, or the lines of the source have none in this schema.
    """
    options = {"format": format, "max_record_bytes": max_record_bytes, "max_depth": max_depth,
               "since": since}
    return _speur.open_records(source, schema_from(schema), options)


def to_json(record: Record) -> str:
    """A record as the JSON object that would stand on a line of JSON Lines."""
    if isinstance(record, Mapping):
        members = record
    elif dataclasses.is_dataclass(record) and not isinstance(record, type):
        members = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    else:
        raise TypeError(f"a record is a mapping, a dataclass or a Document, not {_type(record)}")
    try:
        return json.dumps({name: value for name, value in members.items() if not _missing(value)},
                          default=_plain)
    except ValueError as error:  # what contains itself
        raise _speur.DocumentError(str(error)) from None


def _missing(value: Any) -> bool:
    """Whether this is a NaN or NaT, as tables have them where nothing is known."""
    return isinstance(value, (float, datetime.date)) and value != value


def _plain(value: Any) -> Any:
    """What JSON has for a value that it does not know."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise TypeError("a record holds str, not bytes; decode them first")
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if hasattr(value, "item"):  # a number of NumPy
        return value.item()
    if isinstance(value, (numbers.Number, uuid.UUID)):
        return str(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"a record holds no {_type(value)}")


def _type(value: object) -> str:
    return type(value).__name__
