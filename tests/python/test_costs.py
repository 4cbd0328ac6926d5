# SPDX-License-Identifier: GPL-2.0-or-later
"""What the bindings cost on top of the library, in time and in memory. Python is run as users run it,
without the checks that slow it down."""
from conftest import KENNISBANK

OVERHEAD = """
import sys, time
import speur

def read(results):
    size = 0
    for hit in results:
        size += hit.rank + len(hit.id) + len(hit.title) + len(hit.snippet) + len(hit.url)
    for counts in results.facets.values():
        for each in counts:
            size += each.count + len(each.label)
    return size

with speur.Index.create(sys.argv[1]) as index:
    index.import_records(sys.argv[2])
    queries = ("ethiek op tijd", "Hoe komt een pilot in productie?", "open data gemeente")
    in_library = {query: [] for query in queries}
    on_top = {query: [] for query in queries}
    for _ in range(400):
        for query in queries:
            begin = time.perf_counter()
            results = index.search(query, facets=["tier", "theme", "level"])
            assert len(results) == 10
            read(results)
            took = results.took_ms / 1000
            del results
            in_library[query].append(took)
            on_top[query].append(time.perf_counter() - begin - took)
    # Whatever else runs on the machine only adds to a time: the least is the nearest to what it costs.
    print(sum(map(min, on_top.values())), sum(map(min, in_library.values())))
"""

MEMORY = """
import gc, sys
import speur

def in_use():
    gc.collect()
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096, sys.getallocatedblocks()

with speur.Index.create(sys.argv[1]) as index:
    index.add_all({"id": str(i), "title": f"Leidraad {i}", "tier": "gemeente", "published": "2024-05-17"}
                  for i in range(5))

    def search(times):
        for i in range(times):
            results = index.search("leidraad", facets=["tier"], limit=2)
            hit = results[0]
            (hit.title, hit.snippet.html, hit.document["published"], results.facets["tier"][0])
            if i % 100 == 0:
                (results.to_dict(), results.to_records(), index.related(hit.id, limit=1).to_json())
                try:
                    index.search("leidraad", facets=["absent"])
                except speur.RequestError:
                    pass

    search(10_000)
    before = in_use()
    search(100_000)
    after = in_use()
    print(after[0] - before[0], after[1] - before[1])
"""


def test_a_search_costs_little_more_than_in_cpp(python, place):
    on_top, in_library = map(float, python(OVERHEAD, place, KENNISBANK / "documents.jsonl").split())
    share = on_top / in_library
    assert share < 0.15, f"reading an answer takes {share:.1%} on top of the search"


def test_memory_stays_flat_over_a_hundred_thousand_searches(python, place):
    grown, blocks = map(int, python(MEMORY, place).split())
    assert grown < 1_000_000, f"{grown} bytes more"
    assert blocks < 100, f"{blocks} objects more"
