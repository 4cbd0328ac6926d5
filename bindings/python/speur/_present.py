# SPDX-License-Identifier: GPL-2.0-or-later
"""How results look and behave in Python: repr, comparison, dicts, rows for tables, HTML in notebooks.

Their classes are C++'s; each names its fields in __match_args__. What stands here is added to them when
the package is imported.
"""
from __future__ import annotations

import reprlib
from collections.abc import Callable
from html import escape
from typing import Any

from . import _speur
from ._marked_text import MarkedText

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 80
_short.maxtuple = _short.maxdict = 4
_short.maxlevel = 3


# --- of every class ---------------------------------------------------------------------------------


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__match_args__}


def _call(value: Any, fields: dict[str, Any]) -> str:
    inside = ", ".join(f"{name}={_short.repr(field)}" for name, field in fields.items())
    return f"{type(value).__name__}({inside})"


def _repr(self: Any) -> str:
    return _call(self, _fields(self))


def _eq(self: Any, other: object) -> bool:
    if type(self) is not type(other):
        return NotImplemented
    return self is other or _fields(self) == _fields(other)


def _hash(self: Any) -> int:
    return hash((type(self), *_fields(self).values()))


def _to_dict(self: Any) -> dict[str, Any]:
    """The fields as a dict of plain values."""
    return {name: _plain(field) for name, field in _fields(self).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, MarkedText):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value.to_dict() if hasattr(value, "to_dict") else value


# --- repr -------------------------------------------------------------------------------------------


def _results_repr(self: _speur.SearchResults) -> str:
    return _call(self, {"query": self.query, "total": self.total,
                        "hits": tuple(hit.id for hit in self), "facets": tuple(self.facets)})


def _related_repr(self: _speur.RelatedItems) -> str:
    return _call(self, {"id": self.id, "items": tuple(item.id for item in self)})


def _document_repr(self: _speur.Document) -> str:
    return _call(self, {"id": self.id, "fields": tuple(self.fields)})


def _schema_repr(self: _speur.Schema) -> str:
    return _call(self, {"name": self.name, "fields": tuple(field.name for field in self.fields)})


def _evaluation_repr(self: _speur.Evaluation) -> str:
    means = ", ".join(f"{self.name_of(metric)}={each.mean:.4f}"
                      for metric, each in self.means.items())
    return f"Evaluation({self.name!r}, {len(self.topics)} topics, {means})"


def _comparison_repr(self: _speur.Comparison) -> str:
    ndcg = self.differences["ndcg"]
    return (f"Comparison({self.first.name!r}, {self.second.name!r}, "
            f"{self.first.name_of('ndcg')} {ndcg.estimate.mean:+.4f})")


def _tuning_repr(self: _speur.Tuning) -> str:
    return _call(self, {"metric": self.metric, "proven": self.proven, "steps": self.steps})


def _explanation_str(self: _speur.Explanation) -> str:
    return "\n".join(_tree(self, 0))


def _tree(part: _speur.Explanation, depth: int) -> list[str]:
    words = {"sum": "the sum of", "all": "all of", "best": "the best of", "filter": "filter"}
    said = words.get(part.kind, "")
    if part.kind == "scaled":
        said = f"{part.factor:g} times"
    if part.kind == "stem" and part.stem is not None:
        said = (f"stem {part.stem.stem} = {part.stem.idf:.4f} idf "
                f"* {part.stem.saturation:.4f} saturation")
    if not part.matches:
        said = "no match"
    name = f"{part.text}: " if part.text else ""
    lines = [f"{'  ' * depth}{part.value:.4f}  {name}{said}"]
    for each in part.parts if part.matches else ():
        lines += _tree(each, depth + 1)
    return lines


# --- rows for tables --------------------------------------------------------------------------------


def _row_of(document: _speur.Document, schema: _speur.Schema) -> dict[str, Any]:
    return {field.name: document[field.name] for field in schema.fields
            if field.kind not in ("text", "relation") and field.name != schema.roles.url}


def _results_records(self: _speur.SearchResults) -> list[dict[str, Any]]:
    """The hits as rows of a table: `pandas.DataFrame(results.to_records())`.

    Returns:
        A dict per hit: rank, id, score, title, url, snippet, and every field that is no text.
    """
    schema = self.schema
    return [{"rank": hit.rank, "id": hit.id, "score": hit.score, "title": str(hit.title),
             "url": hit.url, "snippet": str(hit.snippet), **_row_of(hit.document, schema)}
            for hit in self]


def _counts_records(self: _speur.FacetCounts) -> list[dict[str, Any]]:
    """The values as rows of a table: `pandas.DataFrame(counts.to_records())`."""
    return [each.to_dict() for each in self]


def _related_records(self: _speur.RelatedItems) -> list[dict[str, Any]]:
    """The items as rows of a table: `pandas.DataFrame(items.to_records())`."""
    return [{"rank": item.rank, "id": item.id, "score": item.score, "title": item.title,
             "reasons": tuple(map(str, item.reasons))} for item in self]


def _evaluation_records(self: _speur.Evaluation) -> list[dict[str, Any]]:
    """The topics as rows of a table: `pandas.DataFrame(evaluation.to_records())`."""
    return [{"id": topic.id, "text": topic.text, 
             **{str(metric): value for metric, value in topic.scores.items()}} for topic in self.topics]


# --- HTML in notebooks ------------------------------------------------------------------------------


def _table(head: list[str], rows: list[list[str]]) -> str:
    cells = "".join(f"<th>{each}</th>" for each in head)
    body = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def _link(url: str, content: str) -> str:
    if not url.startswith(("http://", "https://")):  # never a link that runs something
        return content
    return f'<a href="{escape(url)}">{content}</a>'


def _hit_html(self: _speur.Hit) -> str:
    return (f"<p><b>{self.rank}. {_link(self.url, self.title.html)}</b><br>"
            f"{self.snippet.html}</p>")


def _results_html(self: _speur.SearchResults) -> str:
    suggestion = f"<p>Bedoelde u <i>{escape(self.suggestion)}</i>?</p>" if self.suggestion else ""
    counts = "".join(_counts_html(facet) for facet in self.facets.values())
    incomplete = "" if self.complete else ", niet alles is doorzocht"
    return (f"<p>{escape(self.query)}: {self.total} resultaten in {self.took_ms:.1f} ms"
            f"{incomplete}</p>"
            f"{suggestion}{''.join(map(_hit_html, self))}{counts}")


def _counts_html(self: _speur.FacetCounts) -> str:
    return _table([escape(self.label), ""], [
        [f"<b>{escape(each.label)}</b>" if each.selected else escape(each.label), str(each.count)]
        for each in self])


def _related_html(self: _speur.RelatedItems) -> str:
    return _table(["", "", ""], [
        [str(item.rank), _link(item.document.url, escape(item.title)),
         "<br>".join(escape(str(reason)) for reason in item.reasons)] for item in self])


def _document_html(self: _speur.Document) -> str:
    rows = [[escape(name), "<br>".join(map(escape, values))]
            for name, values in self.fields.items()]
    return _table(["id", escape(self.id)], rows)


def _evaluation_html(self: _speur.Evaluation) -> str:
    return _table([escape(self.name), f"{len(self.topics)}", "95 %"], [
        [self.name_of(metric), f"{each.mean:.4f}", f"{each.low:.4f} – {each.high:.4f}"]
        for metric, each in self.means.items()])


def _comparison_html(self: _speur.Comparison) -> str:
    head = ["", escape(self.first.name), escape(self.second.name), "±", "95 %", ""]
    rows = []
    for metric, difference in self.differences.items():
        estimate = difference.estimate
        rows.append([self.first.name_of(metric), f"{self.first.means[metric].mean:.4f}",
                     f"{self.second.means[metric].mean:.4f}", f"{estimate.mean:+.4f}",
                     f"{estimate.low:+.4f} – {estimate.high:+.4f}",
                     f"{difference.better} / {difference.worse}"])
    return _table(head, rows)


def _explanation_html(self: _speur.Explanation) -> str:
    return f"<pre>{escape(str(self))}</pre>"


_own: dict[type, dict[str, Callable[..., Any]]] = {
    _speur.SearchResults: {"__repr__": _results_repr, "_repr_html_": _results_html,
                           "to_records": _results_records},
    _speur.Hit: {"_repr_html_": _hit_html},
    _speur.FacetCounts: {"_repr_html_": _counts_html, "to_records": _counts_records},
    _speur.RelatedItems: {"__repr__": _related_repr, "_repr_html_": _related_html,
                          "to_records": _related_records},
    _speur.Document: {"__repr__": _document_repr, "_repr_html_": _document_html},
    _speur.Schema: {"__repr__": _schema_repr},
    _speur.Evaluation: {"__repr__": _evaluation_repr, "_repr_html_": _evaluation_html,
                        "to_records": _evaluation_records},
    _speur.Comparison: {"__repr__": _comparison_repr, "_repr_html_": _comparison_html},
    _speur.Tuning: {"__repr__": _tuning_repr},
    _speur.Explanation: {"__str__": _explanation_str, "_repr_html_": _explanation_html},
}


def _complete(cls: type) -> None:
    added: dict[str, Callable[..., Any]] = {"__repr__": _repr, "__eq__": _eq, "__hash__": _hash}
    if "to_dict" not in vars(cls):
        added["to_dict"] = _to_dict
    for name, function in {**added, **_own.get(cls, {})}.items():
        setattr(cls, name, function)


for _class in vars(_speur).values():
    if isinstance(_class, type) and hasattr(_class, "__match_args__"):
        _complete(_class)
