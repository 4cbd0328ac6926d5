# SPDX-License-Identifier: GPL-2.0-or-later
"""What `speur bench` promises: which queries it asks, how often, and what it says of it. How long they
take is nobody's promise."""
import pytest


@pytest.fixture
def queries(tmp_path):
    """Writes queries, one a line, and gives the path of the file."""

    def write(*lines, end="\n"):
        path = tmp_path / "queries.txt"
        path.write_bytes(end.join(lines).encode() + end.encode())
        return path

    return write


def test_every_query_is_asked_as_often_as_was_said(speur, index, queries):
    report = speur.json("bench", index, "--queries", queries("ethiek", "data", "ethiek"),
                        "--repeat", 4)
    assert list(report) == ["cold_ms", "warm_up_ms", "first_ms", "again_ms", "per_second",
                            "threads", "memory", "queries"]
    assert [each["query"] for each in report["queries"]] == ["ethiek", "data", "ethiek"]
    assert all(len(each["ms"]) == 4 and min(each["ms"]) > 0 for each in report["queries"])
    assert report["per_second"] > 0 and report["memory"] > 0 and report["cold_ms"] > 0
    assert report["warm_up_ms"] == 0


def test_totals_are_those_of_a_search(speur, index, queries):
    lines = ["ethiek", '"data delen"', "begin*", "xyzzy", "afspraken"]
    report = speur.json("bench", index, "--queries", queries(*lines), "-f", "tier=gemeente",
                        "--facets", "theme,tier", "--facet-values", 2)
    for line, asked in zip(lines, report["queries"]):
        found = speur.json("search", index, line, "-f", "tier=gemeente")
        assert asked["total"] == found["total"]


def percentile(times, part):
    """By nearest rank, worked out in another way: the first time that enough are no longer than."""
    return next(time for time in sorted(times)
                if sum(other <= time for other in times) >= part * len(times))


@pytest.mark.parametrize("repeat", [1, 2, 5])
def test_percentiles_are_those_of_the_times(speur, index, queries, repeat):
    report = speur.json("bench", index, "--queries", queries("ethiek", "data", "afspraken"),
                        "--repeat", repeat)
    first = [each["ms"][0] for each in report["queries"]]
    again = [time for each in report["queries"] for time in each["ms"][1:]]
    for name, times in (("first_ms", first), ("again_ms", again)):
        for part, key in ((0.5, "p50"), (0.9, "p90"), (0.99, "p99"), (1, "max")):
            expected = percentile(times, part) if times else 0
            assert report[name][key] == pytest.approx(expected)


def test_threads_share_the_queries(speur, index, queries):
    lines = [f"data {number}" for number in range(50)]
    report = speur.json("bench", index, "--queries", queries(*lines), "--threads", 4, "--repeat", 3)
    assert report["threads"] == 4
    assert [each["query"] for each in report["queries"]] == lines
    assert all(len(each["ms"]) == 3 for each in report["queries"])
    assert len({each["total"] for each in report["queries"]}) == 1


def test_related_items_and_completions_can_be_asked(speur, index, queries):
    related = speur.json("bench", index, "--what", "related", "--queries", queries("deda"))
    assert related["queries"][0]["total"] == len(speur.json("related", index, "deda")["items"])
    typed = speur.json("bench", index, "--what", "complete", "--warm-up", "-n", 3,
                       "--queries", queries("da"))
    expected = speur.json("complete", index, "da", "-n", 3)["completions"]
    assert typed["queries"][0]["total"] == len(expected) > 0
    assert typed["warm_up_ms"] > 0


@pytest.mark.parametrize("option", ["--ids", "--no-total", "--no-correction", "--no-synonyms"])
def test_what_is_left_out_changes_no_page(speur, index, queries, option):
    report = speur.json("bench", index, "--queries", queries("ethiek"), option)
    assert report["queries"][0]["total"] == 2


def test_empty_lines_and_line_ends_of_windows_are_no_queries(speur, index, queries):
    report = speur.json("bench", index, "--queries", queries("ethiek", "", "data", end="\r\n"))
    assert [each["query"] for each in report["queries"]] == ["ethiek", "data"]


def test_text_for_people(speur, index, queries):
    out = speur("bench", index, "--queries", queries("ethiek", "niets hiervan", "xyzzy"),
                "--warm-up").out
    assert out.startswith("3 queries, 2 of which find nothing; asked 3 times by 1 thread\n")
    for line in ("asked first", "asked again", "open and answer one", "warm up",
                 "answers a second", "bytes of memory"):
        assert f"\n{line} " in out
    assert "Slowest, with what they find:" in out and "niets hiervan" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("options", [["--repeat", 0], ["--threads", 0]])
def test_at_least_once_and_by_one(speur, index, queries, options):
    answer = speur("bench", index, "--queries", queries("ethiek"), *options, status=2)
    assert "begin at 1" in answer.err


def test_what_cannot_be_asked_is_said(speur, index, queries, tmp_path):
    assert "cannot be read" in speur("bench", index, "--queries", tmp_path / "none", status=2).err
    assert "no queries" in speur("bench", index, "--queries", queries("", ""), status=2).err
    wrong = speur("bench", index, "--queries", queries("nergens"), "--what", "related", status=2)
    assert "no document 'nergens'" in wrong.err
    facet = speur("bench", index, "--queries", queries("data"), "--facets", "kleur", status=2)
    assert "kleur" in facet.err
    speur("bench", tmp_path / "none", "--queries", queries("data"), status=4)
