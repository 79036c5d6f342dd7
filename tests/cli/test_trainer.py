"""`vig trainer`: the phrase never stands on the command line, and a removal says what it takes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said, command, environment_of
from vigwidgets import words
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.pass_phrases import PassPhrases

PHRASE = "slow river lamp garden"
Vig = Callable[..., Said]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the next command one line on standard input."""
    return lambda line: monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n"))


def test_a_trainer_is_added_listed_given_another_phrase_and_removed(
    vig: Vig, types: Callable[[str], None], data: Path
) -> None:
    assert vig("trainer", "list", "--json").json == []
    assert not data.exists(), "a look makes nothing"
    types(PHRASE)
    added = vig("trainer", "add", "Ada", "--json").json
    assert added["name"] == "Ada"
    assert vig("trainer", "list", "--json").json == [added]
    assert "Ada" in vig("trainer", "list").out
    types("quite another phrase")
    assert vig("trainer", "add", "ada", "--json").json == added
    assert PassPhrases(DataFolder(data)).person("Ada", "quite another phrase") == Person(added["id"])
    assert "erases all that they kept" in vig("trainer", "remove", "Ada", "--json").refused("bad_request")
    assert vig("trainer", "list", "--json").json == [added]
    assert vig("trainer", "remove", "Ada", "--yes", "--json").json == added
    assert vig("trainer", "list").out == ""
    vig("trainer", "remove", "Ada", "--yes", "--json").refused("not_found")


def test_the_owner_sets_a_phrase_of_their_own(vig: Vig, types: Callable[[str], None], data: Path) -> None:
    types(PHRASE)
    assert "'owner'" in vig("trainer", "owner").out
    assert PassPhrases(DataFolder(data)).person("owner", PHRASE) == Person(LOCAL_OWNER)


@pytest.mark.parametrize(("line", "code"), [("too short", "invalid_value"), ("", "bad_request")])
def test_a_phrase_that_is_none_is_refused(
    vig: Vig, types: Callable[[str], None], data: Path, line: str, code: str
) -> None:
    types(line)
    vig("trainer", "add", "Ada", "--json").refused(code)
    assert not (data / "pass-phrases.json").exists()


def test_a_phrase_on_the_command_line_is_no_phrase(vig: Vig) -> None:
    vig("trainer", "add", "Ada", PHRASE, "--json").refused("bad_request")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of this kind")
@pytest.mark.parametrize(("again", "status"), [(PHRASE, 0), ("something else here", 2)])
def test_at_a_terminal_it_is_asked_for_twice_and_not_shown(data: Path, again: str, status: int) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command("trainer", "add", "Ada"), stdin=theirs, stdout=theirs, stderr=theirs, env=environment_of(),
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    said = words.load()["cli"]
    shown = b""
    for asked, answer in ((said["phrase_ask"], PHRASE), (said["phrase_again"], again)):
        while asked.encode() not in shown:
            shown += os.read(ours, 1000)
        os.write(ours, f"{answer}\n".encode())
    while more := _read(ours):
        shown += more
    assert process.wait() == status
    os.close(ours)
    assert b"river" not in shown
    assert b"something else" not in shown
    assert (data / "pass-phrases.json").exists() is (status == 0)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1000)
    except OSError:  # Linux says so when the other end is closed
        return b""
