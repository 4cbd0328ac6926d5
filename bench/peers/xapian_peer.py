#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Xapian as its getting-started guide sets it up, for Dutch."""
import contextlib
import tempfile

import peer
import xapian

EXPANSION_TERMS = 40
ID_PREFIX = "Q"  # Xapian's convention for a unique id
NO_QUERY_LANGUAGE = 0  # a topic is words; a hyphen or a capital OR in it is no command


def id_term(identity):
    return ID_PREFIX + identity


def fill(path, documents):
    database = xapian.WritableDatabase(path, xapian.DB_CREATE_OR_OVERWRITE)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("dutch"))
    for each in documents:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(each["title"])
        generator.increase_termpos()
        generator.index_text(each["text"])
        document.add_boolean_term(id_term(each["id"]))
        document.set_data(each["id"])
        database.add_document(document)
    database.close()


def query_parser(database):
    parser = xapian.QueryParser()
    parser.set_database(database)
    parser.set_stemmer(xapian.Stem("dutch"))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_OR)
    return parser


def ranked(database, query, limit):
    enquire = xapian.Enquire(database)
    enquire.set_query(query)
    matches = enquire.get_mset(0, limit)
    return [(match.document.get_data().decode(), match.weight) for match in matches]


def search(database, parser, text, limit):
    return ranked(database, parser.parse_query(text, NO_QUERY_LANGUAGE), limit)


def related(database, seed, limit):
    relevant = xapian.RSet()
    for posting in database.postlist(id_term(seed)):
        relevant.add_document(posting.docid)
    expansion = xapian.Enquire(database).get_eset(EXPANSION_TERMS, relevant)
    words = [item.term for item in expansion if not item.term.startswith(ID_PREFIX.encode())]
    found = ranked(database, xapian.Query(xapian.Query.OP_OR, words), limit + 1)
    return [(identity, score) for identity, score in found if identity != seed][:limit]


@contextlib.contextmanager
def opened(documents):
    with tempfile.TemporaryDirectory() as directory:
        fill(directory, documents)
        database = xapian.Database(directory)
        parser = query_parser(database)
        yield peer.Engine(
            search=lambda text, limit: search(database, parser, text, limit),
            related=lambda seed, limit: related(database, seed, limit),
        )


if __name__ == "__main__":
    peer.main("xapian", f"Xapian {xapian.version_string()}", opened)
