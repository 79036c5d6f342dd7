"""Many processes on one journal, and processes killed while they write."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.thoroughly import usually

WRITER = Path(__file__).with_name("writer.py")


def start(place, name, manner):
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(place), name, manner],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.timeout(120)
def test_eight_processes_lose_nothing_double_nothing_and_never_hear_of_locks(empty_place, opened, make):
    journal = opened(empty_place)
    journal.add_film(make.film(id="shared"))
    writers = [start(empty_place, f"w{number}", "together") for number in range(8)]
    told = [writer.communicate(timeout=100) for writer in writers]
    assert [complaint for _, complaint in told if complaint] == []
    own = {f"w{number}-{at}" for number in range(8) for at in range(30)}
    shared = {f"everybody-{at}" for at in range(30)}
    assert sorted(mark.id for mark in journal.marks("shared")) == sorted(own | shared)
    assert sorted(revision.text for revision in journal.revisions("prompt")) == [f"w{at} 29" for at in range(8)]


@pytest.mark.timeout(120)
def test_eight_processes_may_make_one_journal_at_once(empty_place, opened):
    script = (
        "import sys; from pathlib import Path; from vigwidgets import frameworks\n"
        "from vigwidgets.core.access import Person; from vigwidgets.journal import Journal\n"
        "where = sys.argv[1] if '://' in sys.argv[1] else Path(sys.argv[1])\n"
        "sys.stdin.readline()\n"
        "print(Journal.open(where, person=Person('ann'), framework=frameworks.load()).films())"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(empty_place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    told = [maker.communicate("go\n", timeout=100) for maker in makers]
    assert told == [("[]\n", "")] * 8
    assert opened(empty_place).films() == []


def kill_while_writing(place, name):
    """Return the lines a writer had got out when it was killed, at a random moment after its first."""
    with start(place, name, "forever") as writer:
        lines = [writer.stdout.readline()]
        moment = time.monotonic() + random.uniform(0, 0.05)
        while time.monotonic() < moment:
            lines.append(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()  # not communicate(), which passes over what readline() has fetched ahead
        complaint = writer.stderr.read()
    assert complaint == ""
    # The last line may have been cut off in the middle of a word.
    return [line for line in [*lines, *rest.splitlines(keepends=True)] if line.endswith("\n")]


def check_after_kills(place, journal, *, times):
    for number in range(times):
        name = f"w{number}"
        told = [line.split() for line in kill_while_writing(place, name)]
        acknowledged = {words[1] for words in told if words[0] == "mark"}
        letters = max((int(words[1]) for words in told if words[0] == "letters"), default=0)
        stored = {mark.id for mark in journal.marks("shared") if mark.id.startswith(f"{name}-")}
        assert acknowledged
        assert acknowledged <= stored
        # What was sent but not answered may be there too, whole: one request at most.
        assert len(stored - acknowledged) <= 1
        kept = [revision for revision in journal.revisions("prompt") if revision.id == f"revision-{name}"]
        assert max((len(revision.text) for revision in kept), default=0) >= letters


@pytest.mark.timeout(300)
def test_what_was_called_stored_survives_a_kill_at_any_moment(place, opened, make):
    journal = opened(place)
    journal.add_film(make.film(id="shared"))
    check_after_kills(place, journal, times=10)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_what_was_called_stored_survives_many_kills(file, opened, make):
    journal = opened(file)
    journal.add_film(make.film(id="shared"))
    check_after_kills(file, journal, times=usually(16, thorough=200))


@pytest.mark.timeout(120)
def test_a_journal_is_whole_after_its_only_writer_was_killed(file, opened, make):
    first = opened(file)
    first.add_film(make.film(id="shared"))
    first.close()
    told = [line.split() for line in kill_while_writing(file, "w")]
    again = opened(file)
    assert {words[1] for words in told if words[0] == "mark"} <= {mark.id for mark in again.marks("shared")}
    again.remove_film("shared")
    assert again.films() == []
