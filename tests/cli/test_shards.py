# SPDX-License-Identifier: GPL-2.0-or-later
"""Several indexes as one, in directories and behind Xapian's own servers, and copies kept up by its
replication. The servers run on this machine, as long as a test does."""
import json
import os
import shutil
import socket
import subprocess
import time

import pytest
from conftest import PRODUCTS, to_lines

TOOLS = ["xapian-tcpsrv", "xapian-replicate-server", "xapian-replicate"]
QUERIES = ["", "data", "ethiek", "ethi*", "\"proef met sensoren\"", "title:data -leidraad", "gegevns",
           "mensenrechten algoritmes", "afspraken maken", "tier:rijk"]


@pytest.fixture(scope="module", autouse=True)
def tools():
    for tool in TOOLS:
        assert shutil.which(tool), f"{tool} is not there; install xapian-tools"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    """A program of Xapian's that listens; `stop` and `start` it at will."""

    def __init__(self, *command, port=None):
        self.port = port or free_port()
        self.command = [*map(str, command[:1]), "--interface", "127.0.0.1", "--port",
                        str(self.port), *map(str, command[1:])]
        self.start()

    def start(self):
        # In a group of its own: it answers each connection in a process of its own.
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, start_new_session=True)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.process.poll() is None, f"{self.command} ended"
            time.sleep(0.02)
        pytest.fail(f"{self.command} does not listen")

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, 15)
            self.process.wait(10)


@pytest.fixture
def serve():
    """Starts a server, which ends with the test."""
    started = []

    def start(*command, **options):
        started.append(Server(*command, **options))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def shards(speur, tmp_path, records_file):
    """Two indexes, and one of the same documents as they are numbered in both together."""
    records = {"een": PRODUCTS[0::2], "twee": PRODUCTS[1::2], "alles": PRODUCTS}
    for name, own in records.items():
        speur("index", tmp_path / name, records_file(own, f"{name}.jsonl"))
        forget(tmp_path / name)
    return tmp_path


def forget(index):
    """What `speur index` learns of a small index; of a list of shards nobody has learnt anything."""
    (index / "related.speur").unlink()


def stub(path, *lines):
    path.write_text("".join(line + "\n" for line in lines))
    return path


@pytest.fixture
def served(shards, serve):
    """The two behind servers: the file that names them, and the servers."""
    servers = [serve("xapian-tcpsrv", shards / name) for name in ("een", "twee")]
    return stub(shards / "ver", *(f"remote 127.0.0.1:{each.port}" for each in servers)), servers


def told_by(speur, index):
    """Whatever an index can be asked, as JSON."""
    told = []
    variants = [[], ["--filter", "tier=gemeente"], ["--sort", "newest"], ["--sort", "title"]]
    for query in QUERIES:
        for more in variants if query in ("", "ethi*") else variants[:1]:
            answer = speur.json("search", index, query, "--facets", "type,theme,tier,published", *more)
            del answer["took_ms"]
            told.append(answer)
    for typed in ("d", "e", "proef", "hand"):
        told.append(speur.json("complete", index, typed))
    for product in PRODUCTS[:3]:
        told.append(speur.json("related", index, product["id"]))
        told.append(speur.json("get", index, product["id"]))
        told.append(speur.json("explain", index, "data proef*", product["id"]))
    told.append(speur.json("duplicates", index, "--threshold", 0.5))
    return told


def test_shards_in_directories_answer_as_one_index(speur, shards):
    both = stub(shards / "samen", "# twee", "auto een", f"glass {shards / 'twee'}")
    assert told_by(speur, both) == told_by(speur, shards / "alles")


def test_shards_behind_servers_answer_as_one_index(speur, shards, served):
    far, _ = served
    assert told_by(speur, far) == told_by(speur, shards / "alles")


def test_near_and_far_go_together_and_learn_together(speur, shards, served):
    _, servers = served
    mixed = stub(shards / "gemengd", "auto een", f"remote 127.0.0.1:{servers[1].port}")
    assert told_by(speur, mixed) == told_by(speur, shards / "alles")
    speur("optimize", mixed)
    speur("optimize", shards / "alles")
    assert (shards / "gemengd.related.speur").exists()
    assert told_by(speur, mixed) == told_by(speur, shards / "alles")
    assert speur.json("stats", mixed)["learnt"] == len(PRODUCTS)


def test_what_is_hidden_stays_hidden_in_each_shard(speur, tmp_path, records_file, serve):
    """The same tokens have another number in each index."""
    def record(name, *access):
        return {"id": name, "title": f"Nota {name}", "body": f"geheim{name}", "access": list(access)}

    first = [record("a", "hr"), record("c", "raad"), record("e")]
    second = [record("b", "raad"), record("d", "hr"), record("f")]
    speur("index", tmp_path / "een", records_file(first, "een.jsonl"))
    speur("index", tmp_path / "twee", records_file(second, "twee.jsonl"))
    ports = [serve("xapian-tcpsrv", tmp_path / name).port for name in ("een", "twee")]
    near = stub(tmp_path / "samen", "auto een", "auto twee")
    far = stub(tmp_path / "ver", *(f"remote 127.0.0.1:{port}" for port in ports))
    for index in (near, far):
        assert sorted(speur.ids(index, "nota", "--viewer", "hr")) == ["a", "d", "e", "f"]
        assert sorted(speur.ids(index, "nota", "--viewer", "raad")) == ["b", "c", "e", "f"]
        assert sorted(speur.ids(index, "geheim*", "--viewer", "")) == ["e", "f"]
        assert "b" not in speur.ids(index, "geheimb", "--viewer", "hr")


def test_the_numbers_name_the_shards(speur, shards, served):
    far, servers = served
    stats = speur.json("stats", far)
    assert stats["documents"] == len(PRODUCTS)
    assert stats["shards"] == [{"name": f"127.0.0.1:{each.port}", "documents": 3} for each in servers]
    assert f"127.0.0.1:{servers[1].port}" in speur("stats", far).out
    assert "shards" not in speur.json("stats", shards / "alles")


def test_a_shard_that_is_away_is_said_and_may_come_back(speur, served):
    far, servers = served
    servers[1].stop()
    for args in (["search", far, "data"], ["related", far, "deda"], ["stats", far]):
        answer = speur(*args, status=4)
        assert f"127.0.0.1:{servers[1].port}" in answer.err and "not there" in answer.err
    servers[1].start()
    assert len(speur.ids(far, "")) == len(PRODUCTS)


def test_a_shard_is_changed_where_it_is(speur, shards, served, records_file):
    far, _ = served
    record = records_file([{"id": "nieuw", "title": "Nieuw"}], "nieuw.jsonl")
    for args in (["index", far, record], ["index", far, record, "--replace"], ["remove", far, "deda"],
                 ["check", far], ["reindex", far], ["repair", far], ["sync", far, record],
                 ["snapshot", far, shards / "kopie"]):
        answer = speur(*args, status=4)
        assert "made of shards" in answer.err
    assert not (shards / "kopie").exists()
    speur("index", shards / "twee", record)
    assert speur.ids(far, "nieuw") == ["nieuw"]


@pytest.mark.parametrize("line, message", [
    ("auto nergens", "nergens' is not there"),
    ("auto zelf", "names itself"),
    ("auto kring", "names itself"),
    ("remote 127.0.0.1:1", "127.0.0.1:1' is not there"),
    ("remote 127.0.0.1", "line 1"),
    ("remote 127.0.0.1:70000", "line 1"),
    ("remote :xapian-progsrv een", "line 1"),
    ("inmemory", "line 1"),
    ("auto", "line 1"),
    ("\x00\xff" * 5000, "line 1"),
    ("# niets", "names no shard"),
    ("auto een/..", "not there"),
])
def test_what_names_no_shards_is_refused(speur, shards, line, message, monkeypatch):
    monkeypatch.chdir(shards)
    stub(shards / "kring", "auto zelf")
    answer = speur("search", stub(shards / "zelf", line), "data", status=4)
    assert message in answer.err and len(answer.err) < 1000


def test_shards_of_different_schemas_are_refused(speur, shards, source, records_file):
    schema = json.loads((source / "lib/document/default_schema.json").read_text(encoding="utf-8"))
    field = next(each for each in schema["fields"] if each["name"] == "summary")
    field["weight"] = 3
    other = shards / "schema.json"
    other.write_text(json.dumps(schema))
    speur("index", shards / "anders", records_file(PRODUCTS[:1], "a.jsonl"), "--schema", other)
    both = stub(shards / "samen", "auto een", "auto anders")
    answer = speur("search", both, "data", status=4)
    assert "different schemas" in answer.err and "'summary'" in answer.err and "anders" in answer.err


def replicate(port, name, to):
    subprocess.run(["xapian-replicate", "--host", "127.0.0.1", "--port", str(port), "--master", name,
                    "--one-shot", "--reader-time", "0", "--quiet", to], check=True, timeout=60)


def test_a_replica_answers_as_its_master_does(speur, shards, serve, records_file):
    server = serve("xapian-replicate-server", shards)
    replica = shards / "kopie"
    replicate(server.port, "alles", replica)
    assert told_by(speur, replica) == told_by(speur, shards / "alles")
    record = records_file([{"id": "nieuw", "title": "Nieuw bericht over data"}], "nieuw.jsonl")
    speur("index", shards / "alles", record)
    replicate(server.port, "alles", replica)
    assert "nieuw" in speur.ids(replica, "data")
    assert told_by(speur, replica) == told_by(speur, shards / "alles")
    speur("index", shards / "alles", record, shards / "een.jsonl", "--replace")
    replicate(server.port, "alles", replica)
    assert sorted(speur.ids(replica, "")) == ["datakwaliteit", "deda", "leidraad-delen", "nieuw"]
    both = stub(shards / "samen", "auto twee", "auto kopie")
    assert len(speur.ids(both, "")) == 7
    assert "made of shards" in speur("index", replica, record, status=4).err
