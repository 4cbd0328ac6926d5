#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes what the speed of search engines is measured with: documents with six facets, and queries.

Documents are those of a collection, or as many as one likes made of its sentences. Facet values are
drawn, so that every collection has the same: theme (12, one to three a document), tier (6), maturity
(6), published (22 years), organisation (400) and type (18), some frequent and some rare. Queries are
drawn from the words, sentences and titles of the documents. All with one seed: the same collection
gives the same files. Out come documents.jsonl and one text file per kind of query, a query a line.
"""
import argparse
import gzip
import json
import random
import re
import sys
from pathlib import Path

KENNISBANK = Path(__file__).parents[3] / "corpora/kennisbank/documents.jsonl"
SEED = 20261123
TIERS = "gemeente provincie waterschap rijk uitvoeringsorganisatie interbestuurlijk".split()
MATURITIES = "verkenning experiment pilot productie opgeschaald standaard".split()
MIN_LETTERS = 5  # shorter words are mostly those that some engines leave out
SENTENCES = 12  # of a generated document


def lines(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from (line for line in file if line.strip())


def source_documents(path):
    for line in lines(path):
        record = json.loads(line)
        text = (record.get(field) or "" for field in ("summary", "body", "text"))
        yield {
            "id": str(record.get("_id") or record["id"]),
            "title": record.get("title") or "",
            "body": "\n".join(filter(None, text)),
        }


def sentences_of(text):
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+|\n+", text) if sentence]


def resampled(documents, count, draw):
    """So many documents, each with the title of one and sentences of many."""
    titles = [document["title"] for document in documents]
    pool = [sentence for document in documents for sentence in sentences_of(document["body"])]
    for number in range(count):
        body = " ".join(draw.choice(pool) for _ in range(SENTENCES))
        yield {"id": f"d{number}", "title": draw.choice(titles), "body": body}


def skewed(draw, count):
    """A number below `count`; low ones come up more often."""
    return int(count * draw.random() ** 2)


def with_facets(document, draw):
    themes = draw.sample(range(12), draw.choice((1, 1, 2, 3)))
    date = f"{2005 + 21 - skewed(draw, 22)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return document | {
        "theme": [f"thema {number}" for number in themes],
        "tier": [draw.choice(TIERS)],
        "maturity": draw.choice(MATURITIES),
        "published": date,
        "organisation": [f"organisatie {skewed(draw, 400)}"],
        "type": [f"soort {skewed(draw, 18)}"],
    }


def words_of(text):
    return [word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= MIN_LETTERS]


class Drawer:
    """Draws queries, each kind with a seed of its own, so that one more kind changes no other."""

    def __init__(self, documents, count):
        self.documents = documents
        self.count = count

    def drawn(self, kind, make):
        draw = random.Random(f"{SEED} {kind}")
        found = {}
        for _ in range(200 * self.count):
            if len(found) == self.count:
                break
            if query := make(draw, draw.choice(self.documents)):
                found[query] = None
        return list(found)


def some_sentence(draw, document):
    return draw.choice(sentences_of(document["body"]) or [""])


def one_word(draw, document):
    words = words_of(some_sentence(draw, document))
    return draw.choice(words) if words else None


def two_to_four_words(draw, document):
    words = list(dict.fromkeys(words_of(some_sentence(draw, document))))
    wanted = draw.randint(2, 4)
    return " ".join(draw.sample(words, wanted)) if len(words) >= wanted else None


def question(draw, document):
    """A sentence of six to fifteen words; where people's own questions are known, those are better."""
    sentence = some_sentence(draw, document)
    return sentence.strip() if 6 <= len(sentence.split()) <= 15 else None


def phrase(draw, document):
    pairs = re.findall(r"(?=\b([a-z]{5,} [a-z]{5,})\b)", some_sentence(draw, document))
    return f'"{draw.choice(pairs)}"' if pairs else None


def prefix(draw, document):
    word = one_word(draw, document)
    return f"{word[:4]}*" if word and re.fullmatch("[a-z]{6,}", word) else None


def misspelled(draw, document):
    """Two neighbouring letters swapped."""
    word = one_word(draw, document)
    if not word or len(word) < 8:
        return None
    at = draw.randint(2, len(word) - 3)
    return None if word[at] == word[at + 1] else (
        word[:at] + word[at + 1] + word[at] + word[at + 2:])


def typed(draw, document):
    """What stands in the search box before the query is finished."""
    words = words_of(document["title"])
    return draw.choice(words)[: draw.randint(1, 5)] if words else None


KINDS = {
    "one_word": one_word,
    "words": two_to_four_words,
    "questions": question,
    "phrases": phrase,
    "prefixes": prefix,
    "misspelled": misspelled,
    "typed": typed,
    "seeds": lambda draw, document: document["id"] if len(document["body"]) > 200 else None,
}


def write_lines(path, content):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in content)


def people_s_questions(path, count):
    texts = dict.fromkeys(" ".join(json.loads(line)["text"].split()) for line in lines(path))
    return list(texts)[:count]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=KENNISBANK,
                        help="JSON Lines: knowledge products or a BEIR corpus (the kennisbank)")
    parser.add_argument("--count", type=int, default=0,
                        help="make so many documents of its sentences (0: take those there are)")
    parser.add_argument("--queries", type=int, default=200, help="of each kind (200)")
    parser.add_argument("--questions", type=Path, help="BEIR queries: people's own questions")
    parser.add_argument("--out", type=Path, required=True, help="directory")
    return parser.parse_args()


def main():
    given = arguments()
    draw = random.Random(SEED)
    documents = list(source_documents(given.documents))
    if given.count:
        documents = list(resampled(documents, given.count, draw))
    given.out.mkdir(parents=True, exist_ok=True)
    write_lines(given.out / "documents.jsonl",
                (json.dumps(with_facets(document, draw), ensure_ascii=False)
                 for document in documents))
    drawer = Drawer(documents, given.queries)
    for kind, make in KINDS.items():
        write_lines(given.out / f"{kind}.txt", drawer.drawn(kind, make))
    if given.questions:
        write_lines(given.out / "questions.txt",
                    people_s_questions(given.questions, given.queries))
    print(f"{given.out}: {len(documents)} documents", file=sys.stderr)


if __name__ == "__main__":
    main()
