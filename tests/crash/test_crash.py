# SPDX-License-Identifier: GPL-2.0-or-later
"""Nothing that was committed is ever lost: not when the process is killed, nor when the disk fails.

CRASH_ROUNDS says how often it is killed (30), and with FAIL_EVERY_WRITE=1 the disk fails from each write on in
turn; tests/README.md has the figures of long runs.
"""
import errno
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

COMMAND = Path(os.environ["SPEUR"])
DRIVER = Path(os.environ["SPEUR_CRASH_DRIVER"])
FAILING_DISK = Path(os.environ["SPEUR_FAILING_DISK"])
ROUNDS = int(os.environ.get("CRASH_ROUNDS", "30"))
FAIL_AT = [1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 40, 60, 100, 140, 170, 250]
if "FAIL_EVERY_WRITE" in os.environ:
    FAIL_AT = range(1, 1000)


def speur(*args, status=0, **options):
    run = subprocess.run([COMMAND, *map(str, args)], capture_output=True, text=True, timeout=120, **options)
    assert run.returncode == status, f"{args}: status {run.returncode}\n{run.stdout}\n{run.stderr}"
    return run.stdout


def write_records(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def index(tmp_path):
    path = tmp_path / "portal.speur"
    speur("index", path, write_records(tmp_path / "none.jsonl", [{"id": "d0", "title": "Gids d0 versie0"}]))
    return path


def state_of(index):
    """The version of each document, by its title."""
    answer = json.loads(speur("search", index, "--json", "-n", 10_000, "--facets", "none"))
    return {hit["id"]: int(hit["title"].rpartition("versie")[2]) for hit in answer["hits"]}


def said(line):
    return {name: int(version) for name, version in (pair.split("=") for pair in line.split()[1:])}


def possible_states(lines, before):
    """The last state said to be durable, and one whose commit was begun after that."""
    states = [before]
    for line in lines:
        if line.startswith("committed"):
            states = [said(line)]
        elif line.startswith("committing"):
            states.append(said(line))
    return states


def assert_sound(index):
    assert json.loads(speur("check", index, "--json"))["findings"] == []


def test_what_was_committed_is_there_after_a_kill_at_any_moment(index):
    chance = random.Random(2026)
    state = state_of(index)
    commits = 0
    for round_number in range(ROUNDS):
        process = subprocess.Popen([DRIVER, index, str(round_number)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        time.sleep(chance.uniform(0.01, 1.2))
        assert process.poll() is None, process.stderr.read()
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=60)
        lines = [line for line in out.split("\n")[:-1]]
        commits += sum(line.startswith("committed") for line in lines)
        found = state_of(index)
        assert found in possible_states(lines, state), f"round {round_number}"
        assert_sound(index)
        state = found
    assert commits > 0
    print(f"{ROUNDS} rounds, {commits} commits")


def records_of(sentences):
    return [{"id": f"d{number}", "title": f"Gids d{number} versie1", "body": "De gemeente legt uit. " * sentences}
            for number in range(40)]


@pytest.mark.skipif("SPEUR_SANITIZED" in os.environ, reason="Xapian leaks where a write fails, and a sanitizer wants to be loaded before the disk")
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["disk full", "input/output error"])
@pytest.mark.parametrize("sentences, arguments", [(50, []), (50, ["--replace"]), (2500, ["--replace"])],
                         ids=["add", "replace", "replace in parts"])
def test_a_failing_disk_is_said_and_loses_nothing(index, tmp_path, error, sentences, arguments):
    before = state_of(index)
    after_all = before | {record["id"]: 1 for record in records_of(sentences)}
    records = write_records(tmp_path / "more.jsonl", records_of(sentences))
    failed = 0
    statuses = {4}
    if error == errno.EIO:
        statuses.add(-signal.SIGABRT)  # Xapian writes values in a destructor
    for after in FAIL_AT:
        environment = os.environ | {"LD_PRELOAD": str(FAILING_DISK), "FAIL_PATH": str(index),
                                    "FAIL_AFTER": str(after), "FAIL_ERRNO": str(error)}
        run = subprocess.run([COMMAND, "index", index, records, *arguments], capture_output=True, text=True,
                             timeout=120, env=environment)
        if run.returncode == 0:
            break
        failed += 1
        assert run.returncode in statuses, run.stderr
        assert run.returncode < 0 or str(index) in run.stderr
        assert "damaged" not in run.stderr  # nobody is to rebuild what is sound
        assert state_of(index) in (before, after_all), f"after {after}"
        assert_sound(index)
    assert failed >= 3
    print(f"failed {failed} times")


@pytest.mark.skipif(os.geteuid() == 0, reason="who may do everything may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(index, tmp_path):
    records = write_records(tmp_path / "more.jsonl", RECORDS)
    index.chmod(0o555)
    try:
        speur("index", index, records, status=4)
        assert len(state_of(index)) == 1
    finally:
        index.chmod(0o755)
