# SPDX-License-Identifier: GPL-2.0-or-later
"""speur makes Dutch government knowledge findable: search, facets and related items.

    >>> import speur
    >>> index = speur.Index.create("portal.speur", replace=True)
    >>> index.add({"id": "woo", "title": "Wet open overheid", "tier": "rijk"})
    True
    >>> for hit in index.search("overheden", facets=["tier"]):
    ...     print(hit.rank, hit.title)
    1 Wet open overheid

An Index is searched and changed; what it answers are values that do not change. Errors are an Error of
one tree; what a searcher types never causes one. `speur.evaluation` measures how good a ranking is.
"""
from __future__ import annotations

from . import _present as _present
from . import evaluation as evaluation
from ._index import Index
from ._maintenance import CheckReport, Finding, Loss, RebuildReport, check, reindex, repair, snapshot
from ._marked_text import MarkedText
from ._records import open_records
from ._speur import (Applied, AppliedSynonym, Collapsed, Completion, Diagnostic, Document, DocumentError,
                     Duplicate, DuplicateGroup, Error, EvaluationError, Explanation, FacetCount, FacetCounts, FacetRequest, FacetSpec, FacetValue,
                     Field, Hit, IndexStats, Label, LockError, QueryLimits, Ranking, Reason, RecordReader,
                     Refusal, Removal, RelatedGroup, RelatedItem, RelatedItems, RelatedReference, Relation,
                     RequestError, Roles, Schema, SchemaError, SearchResults, ShardError, ShardStats, StemScore, SynonymWarning, Synonyms, Token,
                     TokenPart, __version__, analyze, analyzer_fingerprint)
# Not in __all__, so that `from speur import *` leaves Python's own in place.
from ._speur import ImportError as ImportError
from ._speur import IndexError as IndexError
from ._types import ImportProgress, ImportResult, SyncResult
from ._writer import IndexWriter

__all__ = [
    "Applied", "AppliedSynonym", "Collapsed", "Completion", "Diagnostic", "Document", "DocumentError",
    "Duplicate", "DuplicateGroup", "Error", "EvaluationError", "Explanation", "FacetCount", "FacetCounts", "FacetRequest", "FacetSpec", "FacetValue",
    "Field", "Hit", "ImportProgress", "ImportResult", "Index", "IndexStats", "IndexWriter", "Label",
    "LockError", "MarkedText", "QueryLimits", "Ranking", "Reason", "RecordReader", "Refusal", "Removal", "RelatedGroup", "RelatedItem",
    "RelatedItems", "RelatedReference", "Relation", "RequestError", "Roles", "Schema", "SchemaError", "SearchResults",
    "ShardError", "ShardStats", "StemScore", "SynonymWarning", "Synonyms", "Token", "TokenPart", "__version__", "analyze",
    "analyzer_fingerprint", "evaluation", "open_records", "CheckReport", "Finding", "Loss", "RebuildReport",
    "SyncResult", "check", "reindex", "repair", "snapshot",
]
