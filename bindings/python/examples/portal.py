# SPDX-License-Identifier: GPL-2.0-or-later
"""A small portal: a search page with facets as links, and a page per document with related items.

    python3 portal.py INDEX [PORT]

One index serves all threads. What visitors type is data: it is escaped in pages, and never an error.
"""
from __future__ import annotations

import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

import speur

FACETS = ("type", "theme", "tier", "level")
PAGE = 10
Choice = tuple[str, str]  # a facet and a value

STYLE = """body { font: 1em/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
main { display: flex; gap: 2em } nav { flex: 0 0 14em } nav ul { list-style: none; padding: 0 }
[aria-current] { font-weight: bold } mark { background: #fe9 }"""


class Request:
    """What a visitor asks: words, chosen facet values and a page, as the address has them."""

    def __init__(self, query_string: str) -> None:
        parts = parse_qsl(query_string)
        self.words = next((value for name, value in parts if name == "q"), "")
        self.chosen = frozenset((name, value) for name, value in parts if name in FACETS)
        pages = [value for name, value in parts if name == "page"]
        self.page = int(pages[0]) if pages and pages[0].isdecimal() and len(pages[0]) < 6 else 0

    def answer(self, index: speur.Index) -> speur.SearchResults:
        filters = {facet: [value for name, value in sorted(self.chosen) if name == facet]
                   for facet in {name for name, _ in self.chosen}}
        return index.search(self.words, filters=filters, facets=FACETS, limit=PAGE,
                            offset=self.page * PAGE)

    def link(self, *, words: str | None = None, toggled: Choice | None = None,
             page: int = 0) -> str:
        """The address of this request with other words, a value chosen or not, or another page."""
        chosen = self.chosen ^ {toggled} if toggled else self.chosen
        query = [("q", self.words if words is None else words), *sorted(chosen)]
        return "/?" + urlencode(query + ([("page", str(page))] if page else []))


def link(address: str, content: str, current: bool = False) -> str:
    return f'<a href="{escape(address)}"{" aria-current=true" if current else ""}>{content}</a>'


def page(title: str, body: str) -> str:
    return (f"<!doctype html><html lang=nl><meta charset=utf-8><title>{escape(title)}</title>"
            f"<style>{STYLE}</style><body><h1>{escape(title)}</h1>{body}")


def facet_list(request: Request, counts: speur.FacetCounts) -> str:
    items = "".join(
        f"<li>{link(request.link(toggled=(counts.field, each.value)), escape(each.label), each.selected)}"
        f" {each.count}</li>" for each in counts)
    return f"<h2>{escape(counts.label)}</h2><ul>{items}</ul>"


def search_page(index: speur.Index, request: Request) -> str:
    results = request.answer(index)
    said = "".join(f"<p>{escape(each.message)}</p>" for each in results.diagnostics)
    if results.suggestion:
        again = link(request.link(words=results.suggestion), escape(results.suggestion))
        said += f"<p>Bedoelde u {again}?</p>"
    hits = "".join(f"<li><h3>{link('/document?' + urlencode({'id': hit.id}), hit.title.html)}</h3>"
                   f"<p>{hit.snippet.html}</p></li>" for hit in results)
    more = ""
    if request.page:
        more += link(request.link(page=request.page - 1), "Vorige") + " "
    if (request.page + 1) * PAGE < results.total:
        more += link(request.link(page=request.page + 1), "Volgende")
    facets = "".join(facet_list(request, counts) for counts in results.facets.values())
    return page("Kennisportaal", (
        f'<form><input name=q value="{escape(request.words)}" aria-label=Zoekvraag>'
        f"<button>Zoek</button></form><p>{results.total} resultaten</p>{said}"
        f"<main><nav>{facets}</nav><div><ol start={request.page * PAGE + 1}>{hits}</ol>{more}</div>"
        f"</main>"))


def document_page(index: speur.Index, document: speur.Document) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>"
                   for name in ("summary", "body") for paragraph in document.values(name))
    related = "".join(
        f"<li>{link('/document?' + urlencode({'id': item.id}), escape(item.title))}<br>"
        + "<br>".join(escape(str(reason)) for reason in item.reasons) + "</li>"
        for item in index.related(document.id, limit=5))
    return page(document.title, f"{text}<h2>Zie ook</h2><ul>{related}</ul>")


class Portal(ThreadingHTTPServer):
    """Serves an index on this machine; port 0 takes one that is free."""

    def __init__(self, index: speur.Index, port: int = 8000) -> None:
        super().__init__(("127.0.0.1", port), Pages)
        self.index = index


class Pages(BaseHTTPRequestHandler):
    server: Portal

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/":
            self.send_page(200, search_page(self.server.index, Request(address.query)))
            return
        id = dict(parse_qsl(address.query)).get("id", "") if address.path == "/document" else ""
        document = self.server.index.document(id)
        if document is None:
            self.send_page(404, page("Niet gevonden", link("/", "Naar het begin")))
        else:
            self.send_page(200, document_page(self.server.index, document))

    def send_page(self, status: int, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing for each request."""


def main(path: str, port: str = "8000") -> None:
    with speur.Index.open(path) as index, Portal(index, int(port)) as portal:
        print(f"http://127.0.0.1:{portal.server_port}/")
        portal.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
