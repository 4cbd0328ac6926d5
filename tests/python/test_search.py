# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers: what they hold, in which words and offsets, and how they look."""
import datetime
import json
import os
import re
import subprocess

import pytest
import speur
from conftest import PRODUCTS


def ids(results):
    return [hit.id for hit in results]


# --- search ---------------------------------------------------------------------------------------


def test_every_option_reaches_the_library(products):
    search = products.search
    assert ids(search("ethiek", filters={"tier": ["rijk"]})) == ["iama"]
    assert ids(search("ethiek", filters={"tier": "rijk"})) == ["iama"]
    assert list(search("ethiek").facets) == []
    assert list(search("ethiek", facets="tier").facets) == ["tier"]
    assert list(search("ethiek", facets=["level", "tier"]).facets) == ["level", "tier"]
    assert ids(search("", sort="title")) == ["deda", "cafe", "datakwaliteit", "iama"]
    assert ids(search("", sort="newest"))[:3] == ["datakwaliteit", "iama", "deda"]
    assert search("ethiek poster").total > search("ethiek poster", match="all").total == 1
    assert search("ethiek poster", match="all").applied.match == "all"
    assert ids(search("ethiek", limit=1, offset=1)) == ids(search("ethiek"))[1:2]
    assert search("ethiek", limit=1, offset=1)[0].rank == 2
    assert search("ethiek", limit=0).total == 3
    assert search("etiek", correct=False).suggestion == ""
    assert search("etiek").suggestion == "ethiek"
    assert search("zzzzz", filters={"tier": ["rijk"]}, relax=False).total == 0
    assert search("poster", filters={"tier": ["rijk"]}).applied.relaxation == ("filters",)
    assert search("dpia").applied.synonyms and not search("dpia", synonyms=False).applied.synonyms
    assert search("ethiek", snippet_bytes=0)[0].snippet == ""
    flat = speur.Ranking(k1=0)
    assert search("ethiek", ranking=flat)[0].score != search("ethiek")[0].score


def test_hits_come_without_their_documents_if_asked(products):
    whole = products.search("ethiek", facets=["tier"])
    bare = products.search("ethiek", facets=["tier"], documents=False)
    assert [(hit.rank, hit.id, hit.score) for hit in bare] == \
        [(hit.rank, hit.id, hit.score) for hit in whole]
    assert bare.total == whole.total and bare.facets == whole.facets
    for hit in bare:
        assert (hit.title, hit.url, hit.snippet, hit.document.fields) == ("", "", "", {})
        assert hit.to_dict()["fields"] == {}


def test_labels_and_messages_come_in_two_languages(products):
    dutch = products.search('"ethiek', facets=["tier"])
    english = products.search('"ethiek', facets=["tier"], language="en")
    schema = products.schema
    assert dutch.facets["tier"].label == schema.label("tier") == "Overheidslaag"
    assert english.facets["tier"].label == schema.label("tier", language="en") != "Overheidslaag"
    assert schema.label("tier", "gemeente", language="en") == "Municipality"
    assert dutch.diagnostics[0].message != english.diagnostics[0].message


@pytest.mark.parametrize("options, error, text", [
    ({"limit": -1}, ValueError, "limit: expected 0 or more, got -1"),
    ({"limit": 2**80}, ValueError, "limit: .* too large"),
    ({"limit": 1.5}, TypeError, "limit: expected int, got float"),
    ({"limit": True}, TypeError, "limit: expected int, got bool"),
    ({"synonyms": 1}, TypeError, "synonyms: expected bool, got int"),
    ({"sort": "nieuwste"}, ValueError, "sort: 'nieuwste' is none of 'relevance', 'newest', 'title'"),
    ({"sort": None}, TypeError, "sort: expected str, got NoneType"),
    ({"filters": ["tier"]}, TypeError, "filters: expected a mapping, got list"),
    ({"filters": {"tier": b"rijk"}}, TypeError, "filters: expected str, got bytes"),
    ({"filters": {"tier": [None]}}, TypeError, "filters: expected str, date or int, got NoneType"),
    ({"facets": [b"tier"]}, TypeError, "facets: .* got bytes"),
    ({"filters": {"kleur": ["rood"]}}, speur.RequestError, "'kleur' is no facet"),
    ({"facets": ["kleur"]}, speur.RequestError, "'kleur' is no facet"),
    ({"ranking": {"k1": 1}}, TypeError, "ranking: expected speur.Ranking, got dict"),
    ({"limt": 3}, TypeError, "limt"),
])
def test_wrong_options_say_what_is_wrong(products, options, error, text):
    with pytest.raises(error, match=text):
        products.search("ethiek", **options)
    if options != {"limt": 3}:
        with pytest.raises(error, match=text):
            products.explain("ethiek", "deda", **options)
    with pytest.raises(TypeError, match="positional"):
        products.search("ethiek", {"tier": ["rijk"]})


@pytest.mark.parametrize("typed", ["\ud800\udfff", "\0", '"' * 50, "((((", "-", "a" * 100_000, "🐟" * 99,
                                   "titel:", "niet -en of", "\u202e", "%s{}", "\n\r\t"])
def test_whatever_is_typed_gives_an_answer(products, typed):
    results = products.search(typed)
    for diagnostic in results.diagnostics:
        assert 0 <= diagnostic.begin <= diagnostic.end <= len(typed)
    assert isinstance(results.query, str)
    json.loads(results.to_json())
    speur.analyze(typed)


def test_queries_are_str(products):
    for query in (b"ethiek", None, 3, ["ethiek"]):
        with pytest.raises(TypeError, match="query: expected str"):
            products.search(query)
    with pytest.raises(TypeError, match="id: expected str, got bytes"):
        products.document(b"deda")


def test_dates_go_in_and_come_out(products):
    document = products.document("deda")
    assert document["published"] == document.date("published") == datetime.date(2017, 6, 1)
    july = products.document("iama")
    assert july["published"] == "2021-07" and july.date("published") == datetime.date(2021, 7, 1)
    assert products.document("cafe")["published"] is None
    assert products.document("cafe").date("published") is None
    with pytest.raises(ValueError, match="no date"):
        document.date("tier")
    for day in (datetime.date(2017, 6, 1), datetime.datetime(2017, 6, 1, 12), "2017-06-01"):
        assert ids(products.search("", filters={"published": day})) == ["deda"]
        assert ids(products.search("", filters={"published": [day, 2021]})) == ["iama", "deda"]


def test_offsets_count_characters(products):
    title = products.search("café")[0].title
    assert title == PRODUCTS[3]["title"]
    assert [title[begin:end] for begin, end in title.marks] == ["café"]
    snippet = products.search("vis café")[0].snippet
    marked = {snippet[begin:end] for begin, end in snippet.marks}
    assert marked and marked <= {"café", "vis"}
    query = 'één "ethiek'
    diagnostic = products.search(query).diagnostics[0]
    assert query[diagnostic.begin:diagnostic.end] == '"'


def test_marked_text_is_text(products):
    title = products.search("café")[0].title
    assert isinstance(title, str) and title.upper() == str(title).upper()
    assert title.html == "Één <mark>café</mark> &lt;beta&gt; &amp; meer" == title.__html__()
    assert f"{title}" == str(title) and json.dumps(title) == json.dumps(str(title))
    import copy
    import pickle
    for again in (pickle.loads(pickle.dumps(title)), copy.deepcopy(title)):
        assert again == title and again.marks == title.marks
    with pytest.raises(AttributeError):
        title.marks = ()


# --- what all results have ------------------------------------------------------------------------


def parts(value):
    """A value and all that it is made of."""
    yield value
    if isinstance(value, (tuple, list)):
        for each in value:
            yield from parts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from parts(each)
    elif hasattr(value, "__match_args__"):
        for name in value.__match_args__:
            yield from parts(getattr(value, name))


def answers(products):
    judgements = {"t": {"deda": 2, "iama": 0}}
    run = speur.evaluation.search_run(products, {"t": "ethiek"})
    first = speur.evaluation.evaluate("een", {"t": "ethiek"}, judgements, run)
    second = speur.evaluation.evaluate("twee", {"t": "ethiek"}, judgements, {})
    return [products.search('"etiek café', facets=["tier", "theme"], filters={"tier": ["gemeente"]}),
            products.search("dpia datakwaliteit"),
            products.related("deda"), products.explain("ethiek", "deda"), products.stats(),
            products.schema, products.document("deda"), speur.analyze("data-analyse van de datalaag"),
            speur.Synonyms("a = b\nc"), products.duplicates(threshold=0.5), first, speur.evaluation.compare(first, second),
            speur.evaluation.compare(first, second).most_changed(), speur.Refusal("f", 1, "r"), speur.Removal("x")]


def test_results_do_not_change_and_look_like_dataclasses(products):
    kinds = set()
    for value in parts(answers(products)):
        if not hasattr(value, "__match_args__"):
            assert isinstance(value, (str, int, float, bool, type(None), tuple, list, dict,
                                      datetime.date)), type(value)
            assert not isinstance(value, bytes)
            continue
        kinds.add(type(value).__name__)
        assert type(value).__module__ == "speur" and type(value).__doc__
        assert repr(value).startswith(type(value).__name__ + "(")
        assert len(repr(value)) < 2500
        for name in value.__match_args__:
            with pytest.raises(AttributeError):
                setattr(value, name, None)
        with pytest.raises(AttributeError):
            value.something_new = 1
        assert value == value and not value != value and value != 3
        assert isinstance(value.to_dict(), dict)
        json.dumps(value.to_dict())
    assert len(kinds) >= 30, kinds


def test_equal_results_are_equal_and_hash_alike(products):
    one, other = products.search("ethiek", facets=["tier"]), products.search("ethiek", facets=["tier"])
    assert one.hits == other.hits and one.facets == other.facets
    assert one[0] != one[1]
    count = one.facets["tier"][0]
    assert {count: 1}[other.facets["tier"][0]] == 1
    match one[0]:
        case speur.Hit(rank, id):
            assert (rank, id) == (1, one[0].id)


def test_sequences(products):
    for sequence in (products.search("ethiek"), products.related("deda"),
                     products.search("", facets=["tier"]).facets["tier"]):
        all_of_them = list(sequence)
        assert len(sequence) == len(all_of_them) > 1 and bool(sequence)
        assert sequence[0] == all_of_them[0] and sequence[-1] == all_of_them[-1]
        assert sequence[1:] == tuple(all_of_them[1:]) and sequence[::-1] == tuple(all_of_them[::-1])
        for place in (len(sequence), -len(sequence) - 1):
            with pytest.raises(IndexError):
                sequence[place]
        with pytest.raises(TypeError):
            sequence["0"]
    assert not products.search("zzzzz")


def test_a_part_keeps_what_it_needs(place):
    import gc
    with speur.Index.create(place) as index:
        index.add_all(PRODUCTS)
        results = index.search("ethiek", facets=["tier"])
        hit, count = results[0], results.facets["tier"][0]
        reason = index.related("deda")[0].reasons[0]
        document = hit.document
    before = (repr(hit), repr(count), str(reason), document.to_json())
    del results
    gc.collect()
    import shutil
    shutil.rmtree(place)
    for _ in range(1000):
        bytearray(1000)
    assert (repr(hit), repr(count), str(reason), document.to_json()) == before


def test_dicts_are_the_json_of_the_command(tmp_path):
    file = tmp_path / "products.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in PRODUCTS))

    def command(*args):
        done = subprocess.run([os.environ["SPEUR"], *map(str, args)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if "--json" in args else None

    command("index", tmp_path / "index", file)
    products = speur.Index.open(tmp_path / "index")

    def without_time(answer):
        return {name: value for name, value in answer.items() if name != "took_ms"}

    results = products.search("ethiek", facets=["tier", "theme"], filters={"tier": ["gemeente"]})
    assert without_time(results.to_dict()) == without_time(command(
        "search", tmp_path / "index", "ethiek", "--json", "--facets", "tier,theme", "-f", "tier=gemeente"))
    assert results.to_dict() == json.loads(results.to_json())
    assert [hit.to_dict() for hit in results] == results.to_dict()["hits"]
    related = products.related("deda")
    assert related.to_dict() == command("related", tmp_path / "index", "deda", "--json")
    assert [item.to_dict() for item in related] == related.to_dict()["items"]
    assert products.explain("ethiek", "deda").to_dict() == command(
        "explain", tmp_path / "index", "ethiek", "deda", "--json")
    assert products.document("deda").to_dict() == command("get", tmp_path / "index", "deda", "--json")


def test_records_are_rows_of_a_table(products):
    results = products.search("ethiek", facets=["tier"])
    rows = results.to_records()
    assert [row["id"] for row in rows] == ids(results)
    assert len({tuple(row) for row in rows}) == 1, "every row has the same columns"
    row = next(row for row in rows if row["id"] == "deda")
    assert row["published"] == datetime.date(2017, 6, 1) and row["tier"] == ("gemeente",)
    assert row["rank"] >= 1 and type(row["title"]) is str and "body" not in row
    counts = results.facets["tier"].to_records()
    assert counts[0] == {"value": "gemeente", "label": "Gemeente", "count": 2, "selected": False}
    assert products.related("deda").to_records()[0]["reasons"]


def test_pandas_takes_them(products):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(products.search("ethiek").to_records())
    assert list(frame["id"]) == ids(products.search("ethiek"))
    with_gaps = pandas.DataFrame([{"id": "a", "title": "x", "modified": pandas.Timestamp("2024-05-17")},
                                  {"id": "b", "title": "y", "modified": pandas.NaT}])
    import tempfile
    with tempfile.TemporaryDirectory() as folder, speur.Index.create(folder + "/i") as index:
        index.add_all(with_gaps.to_dict("records"))
        assert index.document("a")["modified"] == datetime.date(2024, 5, 17)
        assert "modified" not in index.document("b")


def test_notebooks_show_html_that_is_safe(products):
    import xml.etree.ElementTree as tree
    seen = 0
    for value in parts(answers(products)):
        if not hasattr(value, "_repr_html_"):
            continue
        seen += 1
        text = value._repr_html_()
        assert "<beta>" not in text
        tree.fromstring("<div>" + text.replace("<br>", "<br/>") + "</div>")
    assert seen > 10
    hit = products.search("deda")[0]
    assert '<a href="https://voorbeeld.nl/deda">' in hit._repr_html_()


HOSTILE = '<script>alert("ethiek")</script> ethiek <img src=x onerror=alert(1)> & \'meer\''


def test_html_in_documents_comes_out_as_text(place):
    with speur.Index.create(place) as index:
        index.add({"id": "a", "title": HOSTILE, "body": HOSTILE, "theme": HOSTILE, "url": HOSTILE,
                   "organisation": HOSTILE, "published": "2024-05-17"})
        index.add({"id": "b", "title": HOSTILE + " 2", "summary": HOSTILE, "theme": HOSTILE})
        results = index.search("ethiek " + HOSTILE, facets=["theme", "organisation"])
        assert len(results) == 2 and all(map(len, results.facets.values()))
        pages = [value._repr_html_() for value in parts([results, *results, index.related("a"),
                 index.document("a"), index.complete("eth"), index.explain("ethiek", "a")])
                 if hasattr(value, "_repr_html_")]
        pages += [hit["snippet"] for hit in results.to_dict()["hits"]]
        pages += [each.text.html for each in index.complete("script")]
        assert len(pages) > 10
        for page in pages:
            assert not re.search("<script|<img|<a ", page), page
        assert any("&lt;script&gt;" in page for page in pages)
        assert "<mark>ethiek</mark>" in results[0].snippet.html


def test_time_and_length_of_a_query_have_limits(products):
    results = products.search("ethiek", time_limit=60, facets=["tier"])
    assert results.complete and results.exact_total and results.total == 3
    assert results.to_dict()["complete"] is True
    assert products.search("ethiek", time_limit=1e-9).complete  # of one block all is looked at
    with pytest.raises(ValueError, match="time_limit: expected 0 or more seconds"):
        products.search("ethiek", time_limit=-1)
    with pytest.raises(TypeError, match="limits: expected speur.QueryLimits, got dict"):
        products.search("ethiek", limits={"words": 1})
    assert products.search("poster ethiek").total > 1
    cut = products.search("poster ethiek", limits=speur.QueryLimits(words=1))
    assert cut.total == 1 and len(cut.diagnostics) == 1
    assert speur.QueryLimits().words == 200 and speur.QueryLimits().bytes == 10_000


def test_an_answer_that_time_cut_short_says_so(place):
    with speur.Index.create(place) as index:
        index.add_all({"id": str(i), "title": "Data"} for i in range(5000))
        results = index.search("data", time_limit=1e-6)
        assert not results.complete and not results.exact_total
        assert len(results) == 10 and results.total == 4095
        assert "niet alles is doorzocht" in results._repr_html_()
        assert index.search("data").complete and index.search("data").total == 5000


def test_links_of_notebooks_never_run_anything(place):
    with speur.Index.create(place) as index:
        index.add({"id": "a", "title": "Klik", "url": "javascript:alert(1)"})
        index.add({"id": "b", "title": "Klik", "url": 'https://x/"><script>'})
        text = index.search("klik")._repr_html_() + index.related("a")._repr_html_()
        assert "javascript:" not in text and "<script>" not in text


def test_versions_collapse_into_one_hit(place):
    with speur.Index.create(place) as index:
        index.add_all([*PRODUCTS, {**PRODUCTS[0], "id": "deda-2",
                                   "relations": [{"type": "vervangt", "id": "deda"}]}])
        results = index.search("ethiek", collapse="versions")
        assert (results.total, results.total_hits) == (4, 3)
        hit = next(hit for hit in results if hit.id.startswith("deda"))
        assert hit.collapsed.count == 1 and hit.collapsed.ids[0] in ("deda", "deda-2")
        assert hit.to_dict()["collapsed"] == hit.collapsed.to_dict()
        assert index.search("ethiek").total_hits == 4
        assert index.search("ethiek", collapse="level").total_hits < 4
        with pytest.raises(speur.RequestError):
            index.search("ethiek", collapse="tier")


def test_use_makes_items_related(place):
    with speur.Index.create(place) as index:
        index.add_all([{"id": "brood", "title": "Brood bakken"}, {"id": "tuin", "title": "Gras maaien"}])
        event = {"seed": "brood", "item": "tuin", "date": datetime.date(2025, 5, 1)}
        assert not index.related("brood")
        assert index.record_use([event] * 12 + [{**event, "item": "weg"}]) == (12, 1)
        (item,) = index.related("brood")
        assert item.id == "tuin" and [str(reason) for reason in item.reasons] == ["Vaak samen gelezen"]
        assert not index.related("brood", ranking=speur.Ranking(related_use=0))
        with pytest.raises(speur.RequestError, match="visitor"):
            index.record_use([{**event, "visitor": "x"}])


# --- duplicates -----------------------------------------------------------------------------------


def test_duplicates_come_in_groups(place):
    with speur.Index.create(place) as index:
        index.add_all([*PRODUCTS, {**PRODUCTS[0], "id": "kopie", "published": "2024"}])
        (group,) = index.duplicates()
        assert group.likeness == 1 and [each.id for each in group] == ["deda", "kopie"]
        assert group[1] == group.documents[-1] and group[1].nearest == "deda"
        assert (group[1].title, group[1].url, group[1].date) == (
            PRODUCTS[0]["title"], PRODUCTS[0]["url"], "2024")
        assert group.to_dict()["documents"][0] == group[0].to_dict()
        assert index.duplicates(ids=["kopie"], threshold=1.0, limit=3) == (group,)
        assert index.duplicates(ids=["iama"]) == ()
        with pytest.raises(speur.RequestError):
            index.duplicates(threshold=0.2)
        with pytest.raises(speur.RequestError):
            index.duplicates(ids=["weg"])


# --- related, explain, analyse, schema ------------------------------------------------------------


def test_related_items_say_why(products):
    related = products.related("deda", limit=2)
    assert related.id == "deda" and len(related) == 2 and related[0].id == "iama"
    reasons = {reason.kind: reason for reason in related[0].reasons}
    assert set(reasons) == {"terms", "facet", "relation"}
    assert reasons["relation"].values == ("zie ook",) and not reasons["relation"].incoming
    assert str(reasons["relation"]) == reasons["relation"].text()
    assert reasons["relation"].text(language="en") != reasons["relation"].text()
    assert related[0].title == PRODUCTS[1]["title"]
    assert related.grouped_by == "" and related.groups == ()
    grouped = products.related("iama", limit=1, group_by="organisation")
    assert len(grouped) == 1 and grouped.grouped_by == "organisation"
    assert sum(len(group.items) for group in grouped.groups) >= 1
    assert grouped.groups[0].items[0].title and grouped.groups[0].score > 0
    assert grouped.to_dict()["groups"][0]["value"] == grouped.groups[0].value
    with pytest.raises(speur.RequestError, match="no facet"):
        products.related("deda", group_by="thema")
    varied = [item.id for item in products.related("deda", diversity=1)]
    assert sorted(varied) == sorted(item.id for item in products.related("deda", diversity=0))
    assert 0 < products.diversity(varied) <= 1 and products.diversity(["deda"]) == 0
    with pytest.raises(speur.RequestError, match="0 to 1"):
        products.related("deda", diversity=2)
    no_relations = speur.Ranking(related_relations=0, related_title=0, related_facets=0)
    assert products.related("deda", ranking=no_relations)[0].score != related[0].score
    with pytest.raises(speur.RequestError, match="no document 'absent'"):
        products.related("absent")


def test_related_items_of_several_documents_or_a_text(products):
    def related(*args, **options):
        return ids(products.related(*args, **options))

    assert related("deda", "iama") and not {"deda", "iama"} & set(related("deda", "iama"))
    first = related("deda")[0]
    assert first not in related("deda", exclude=[first, "absent"])
    assert related("deda", filters={"tier": "rijk"}) == ["iama", "datakwaliteit"]
    assert products.related(text="Wij willen iets doen met ethiek").id == ""
    assert "deda" in related(text="Wij willen iets doen met ethiek")
    assert related() == related(text="") == []
    with pytest.raises(TypeError):
        products.related(1)


def test_an_explanation_adds_up_to_the_score(products):
    for hit in products.search("ethiek data"):
        explanation = products.explain("ethiek data", hit.id)
        assert explanation.value == pytest.approx(hit.score)
        assert explanation.kind in ("sum", "all", "best")
        assert sum(part.value for part in explanation.parts) == pytest.approx(hit.score)
        assert str(explanation).startswith(f"{hit.score:.4f}")
    with pytest.raises(speur.RequestError):
        products.explain("ethiek", "absent")


def test_analysis(products):
    text = "Één data-analyse van overheden"
    tokens = speur.analyze(text)
    assert [text[token.begin:token.end] for token in tokens] == ["Één", "data-analyse", "van", "overheden"]
    assert tokens[3].term == "overheid" and tokens[3].rule == "lexicon"
    assert tokens[2].stop_word
    assert [text[part.begin:part.end] for part in tokens[1].parts] == ["data", "analyse"]
    compound = speur.analyze("datakwaliteit")[0].compound
    assert [part.word for part in compound] == ["data", "kwaliteit"]
    assert speur.analyzer_fingerprint() == products.stats().analyzer
    with pytest.raises(TypeError):
        speur.analyze(b"data")


def test_synonyms():
    assert speur.Synonyms.government().find(["woo"])
    own = speur.Synonyms("lakken > anonimiseren\n! woo\n")
    assert own.find(["anonimiseren"]) == () and own.is_blocked(["woo"])
    assert own.find([token.term for token in speur.analyze("lakken")]) == ("anonimiseren",)


def test_schemas():
    schema = speur.Schema.knowledge_product()
    assert speur.Schema(schema.to_dict()) == speur.Schema(schema.to_json()) == schema
    import pickle
    assert pickle.loads(pickle.dumps(schema)) == schema
    fields = {field.name: field for field in schema.fields}
    assert fields["title"].kind == "text" and fields["title"].weight == 2 and not fields["title"].many
    assert fields["theme"].facet.kind == "hierarchical" and fields["theme"].facet.separator == "/"
    interbestuurlijk = next(each for each in fields["tier"].facet.values
                            if each.value == "interbestuurlijk")
    assert "gemeente" in interbestuurlijk.implies
    assert schema.roles.title == "title" and schema.roles.date == ("modified", "published")
    tuned = schema.with_settings({"ranking": {"b": 0.5}, "weights": {"title": 3}})
    assert tuned.ranking == speur.Ranking(b=0.5) and tuned.settings()["weights"]["title"] == 3
    assert tuned.with_settings(schema.settings()) == schema
    for wrong in ({"weights": {"absent": 1}}, '{"ranking": {"b": 7}}', "{"):
        with pytest.raises(speur.SchemaError):
            schema.with_settings(wrong)
    with pytest.raises(speur.SchemaError, match="k1"):
        speur.Ranking(k1=-1)
    with pytest.raises(TypeError, match="'k2' is no option"):
        speur.Ranking(k2=1)
    with pytest.raises(speur.RequestError):
        schema.label("absent")


def test_documents(products):
    document = products.document("deda")
    assert document.title == "De Ethische Data Assistent" and document.url.endswith("/deda")
    assert document["title"] == document.first("title") and document.values("title") == (document.title,)
    assert document["theme"] == ("ethiek", "dataproject/starten") and document["access"] == ()
    assert "theme" in document and "access" not in document and 3 not in document
    assert document.first("access") == "" and document.values("absent") == ()
    with pytest.raises(KeyError):
        document["absent"]
    document.fields["title"] = ("anders",)
    assert document.title == "De Ethische Data Assistent"


# --- facets as asked, completion ------------------------------------------------------------------


def test_a_facet_request_says_which_values_come_and_how(products):
    def values(**options):
        facet = products.search(facets=[speur.FacetRequest("published", **options)]).facets["published"]
        return [value.value for value in facet], facet.different

    assert values() == (["2023", "2021", "2017"], 3)
    assert values(order="label", limit=2) == (["2017", "2021"], 3)
    assert values(unit="month") == (["2023-01", "2021-07", "2017-06"], 3)
    assert values(unit="day", containing="06-") == (["2017-06-01"], 1)
    assert ids(products.search(filters={"published": "2021..2023-06"}, sort="newest")) == \
        ["datakwaliteit", "iama"]
    assert ids(products.search(filters={"maturity": "opgeschaald.."}, sort="title")) == ["deda", "iama"]
    with pytest.raises(TypeError, match="FacetRequest"):
        products.search(facets=[1])
    with pytest.raises(ValueError, match="unit"):
        speur.FacetRequest("published", unit="week")


def test_a_total_need_not_be_exact(products):
    fast = products.search("ethiek", exact_total=False)
    assert not fast.exact_total and fast.total <= products.search("ethiek").total == 3
    assert ids(fast) == ids(products.search("ethiek"))


def test_what_is_typed_is_completed_by_what_the_filters_leave(kennisbank):
    completions = kennisbank.complete("priv", limit=5)
    assert completions[0].text == "privacy" and completions[0].kind == "phrase"
    assert [str(completion.text)[begin:end].lower() for completion in completions
            for begin, end in completion.text.marks] == ["priv"] * 5
    assert completions[0].to_dict()["documents"] == completions[0].documents
    narrowed = kennisbank.complete("priv", filters={"theme": ["ethiek"]})
    assert 0 < narrowed[0].documents < completions[0].documents
    assert kennisbank.complete("") == ()
    with pytest.raises(speur.RequestError, match="kleur"):
        kennisbank.complete("a", filters={"kleur": ["rood"]})


def test_warming_up_and_a_small_cache_change_no_answer(kennisbank):
    small = speur.Index.open(kennisbank.path, cache_bytes=1000)
    large = speur.Index.open(kennisbank.path)
    for index in (small, large):
        index.warm_up()
        assert ids(index.search("ethiek algoritme")) == ids(kennisbank.search("ethiek algoritme"))
    assert large.stats().memory > small.stats().memory > 0
