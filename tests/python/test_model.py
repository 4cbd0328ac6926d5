# SPDX-License-Identifier: GPL-2.0-or-later
"""Random collections, changes and queries through the bindings: the answers are those of the model in
tests/property, which the library is held against in C++ as well. SEED repeats a run."""
import os
import random

import pytest
import speur
import speur_model as model

VOCABULARY = ["berg", "bergor", "vis", "visor", "zand", "wolk", "wind", "melk"]
PREFIXES = ["be", "bergo", "vis", "wi", "zz"]
TIERS = ["gemeente", "provincie", "rijk", "allen"]
THEMES = ["a", "a/b", "a/b/c", "a/d", "e", "e/b"]
MATURITIES = ["", "pilot", "productie", "standaard"]
DATES = ["", "2023", "2024-05", "2024-05-17", "2024-06-01"]
FACETS = ["tier", "theme", "maturity", "published"]

SCHEMA = {"roles": {"title": "title"}, "fields": [
    {"name": "title", "kind": "text", "weight": 3}, {"name": "body", "kind": "text"},
    {"name": "tier", "kind": "facet", "values": ["gemeente", "provincie", "rijk",
        {"value": "allen", "implies": ["gemeente", "provincie", "rijk"]}]},
    {"name": "theme", "kind": "facet", "facet": "hierarchical"},
    {"name": "maturity", "kind": "facet", "facet": "ordinal",
     "values": ["pilot", "productie", "standaard"]},
    {"name": "published", "kind": "facet", "facet": "date"}]}

SEED = int(os.environ.get("SEED", random.randrange(10**9)))
RUNS = 40


class Chance(random.Random):
    """What the model is asked, by chance."""

    def words(self, most):
        return self.choices(VOCABULARY, k=self.randint(0, most))

    def some(self, values):
        return set(self.sample(values, self.randint(0, 2)))

    def product(self):
        return {"title": self.words(3), "body": self.words(8), "tiers": self.some(TIERS),
                "themes": self.some(THEMES), "maturity": self.choice(MATURITIES),
                "published": self.choice(DATES)}

    def item(self):
        kind = self.choice([model.Kind.word, model.Kind.word, model.Kind.phrase,
                            model.Kind.title_word, model.Kind.prefix, model.Kind.both,
                            model.Kind.without, model.Kind.tier])
        first = {model.Kind.prefix: PREFIXES, model.Kind.tier: TIERS}.get(kind, VOCABULARY)
        return model.Item(kind, self.choice(first), self.choice(VOCABULARY))

    def query(self):
        rows = [[self.item() for _ in range(self.randint(1, 4))] for _ in range(self.randint(0, 2))]
        match_all = self.random() < 0.5
        return model.Query(rows, match_all), match_all

    def filters(self):
        facets = zip(FACETS, (TIERS, THEMES, MATURITIES[1:], DATES[1:]))
        chosen = {facet: self.some(values) for facet, values in facets if self.random() < 0.5}
        return {facet: values for facet, values in chosen.items() if values}


def record(id, product):
    return {"id": id, "title": " ".join(product["title"]), "body": " ".join(product["body"]),
            "tier": product["tiers"], "theme": product["themes"],
            "maturity": product["maturity"] or None, "published": product["published"] or None}


def grow(index, chance):
    """Adds, updates and removes by chance, over several commits, in the ways there are."""
    products = {}
    for _ in range(chance.randint(1, 3)):
        fresh = {f"d{chance.randrange(20)}": chance.product() for _ in range(chance.randint(0, 12))}
        done = index.add_all(record(id, product) for id, product in fresh.items())
        assert done.added == len(fresh.keys() - products.keys())
        assert done.updated == len(fresh.keys() & products.keys())
        products |= fresh
        with index.writer() as writer:
            for id in (f"d{chance.randrange(20)}" for _ in range(chance.randint(0, 3))):
                assert writer.remove(id) == (products.pop(id, None) is not None)
    return {id: model.Product(**product) for id, product in products.items()}


def shown(counts, facet, filters):
    """Of dates, months and days are listed where they are chosen only."""
    if facet != "published":
        return counts
    return {value: count for value, count in counts.items()
            if len(value) == 4 or value in filters.get(facet, ())}


@pytest.mark.parametrize("run", range(RUNS))
def test_answers_are_those_of_the_model(place, run):
    chance = Chance(SEED + run)
    with speur.Index.create(place, SCHEMA) as index:
        products = grow(index, chance)
        for _ in range(8):
            (query, match_all), filters = chance.query(), chance.filters()
            expected_ids, expected_counts = model.answer(products, query, filters)
            results = index.search(query.text(), match="all" if match_all else "any",
                                   filters=filters, facets=FACETS, limit=100, relax=False)
            said = f"SEED={SEED + run}: {query.text()!r} {filters}"
            assert {hit.id for hit in results} == expected_ids, said
            assert results.total == len(expected_ids), said
            for facet, counts in results.facets.items():
                found = {each.value: each.count for each in counts if each.count}
                expected = shown(expected_counts.get(facet, {}), facet, filters)
                assert found == expected, f"{said}: {facet}"


@pytest.mark.parametrize("run", range(RUNS // 2))
def test_the_ranking_is_that_of_the_model(place, run):
    chance = Chance(SEED + run)
    with speur.Index.create(place, SCHEMA) as index:
        products = grow(index, chance)
        words = sorted(set(chance.choices(VOCABULARY, k=chance.randint(1, 4))))
        hits = index.search(" ".join(words), limit=100)
        if not hits:
            return
        factor = hits[0].score / model.score(products, hits[0].id, words)
        for hit in hits:
            assert hit.score == pytest.approx(factor * model.score(products, hit.id, words)), SEED
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
