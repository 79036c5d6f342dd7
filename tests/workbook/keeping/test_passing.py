"""Files that only pass through grow in order, belong to one person, and are called off by taking their card away."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import Any

import pytest

from vigwidgets.core.access import Person
from vigwidgets.core.errors import Cancelled, JournalUnavailable, StorageFull
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping import passing
from vigwidgets.workbook.keeping.passing import Passing, folder_of, forget_passing

ANNA, BEN = Person("anna"), Person("ben")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A data folder with nothing in it."""
    return DataFolder(tmp_path / "data").make()


@pytest.fixture
def begun(data: DataFolder) -> Passing:
    """A file of Anna's with five bytes."""
    made = Passing.make(data, ANNA, suffix=".film")
    made.begin()
    assert made.append(b"first", offset=0)
    return made


@pytest.mark.parametrize("offset", [0, 4, 6, -1])
def test_bytes_that_do_not_follow_on_are_not_written(begun: Passing, offset: int) -> None:
    assert not begun.append(b"again", offset=offset)
    assert begun.path.read_bytes() == b"first"


def test_bytes_that_follow_on_are(begun: Passing) -> None:
    assert begun.append(bytearray(b"second"), offset=5)
    assert begun.path.read_bytes() == b"firstsecond"
    assert begun.size_bytes() == 11


def test_nobody_else_on_this_machine_can_read_it(begun: Passing) -> None:
    assert begun.path.stat().st_mode & 0o777 == 0o600
    assert begun.path.parent.stat().st_mode & 0o777 == 0o700


def test_what_was_discarded_cannot_be_gone_on_with(begun: Passing) -> None:
    begun.discard()
    begun.discard()
    with pytest.raises(Cancelled, match="Begin again"):
        begun.append(b"more", offset=5)
    with pytest.raises(Cancelled, match="Begin again"):
        begun.size_bytes()
    assert list(begun.path.parent.iterdir()) == []


def test_what_lost_its_bytes_only_cannot_be_gone_on_with_either(begun: Passing) -> None:
    begun.path.unlink()
    with pytest.raises(Cancelled, match="Begin again"):
        begun.append(b"more", offset=5)
    assert not begun.path.exists()


def test_forgetting_takes_all_of_one_persons_and_nothing_of_anothers(data: DataFolder, begun: Passing) -> None:
    bens = Passing.make(data, BEN, suffix=".film")
    bens.begin()
    (begun.path.parent / ".half-made").write_bytes(b"xy")
    assert forget_passing(data, ANNA) == (2, 7)
    assert not folder_of(data, ANNA).exists()
    assert not begun.is_wanted()
    assert bens.is_wanted()
    assert forget_passing(data, ANNA) == (0, 0)


def held_open(monkeypatch: pytest.MonkeyPatch, path: Path) -> threading.Event:
    """Have the system refuse to remove the file, as Windows does while it is open, until the event is set."""
    closed, real = threading.Event(), Path.unlink

    def unlink(self: Path, *given: Any, **named: Any) -> None:
        if self == path and not closed.is_set():
            raise PermissionError(errno.EACCES, "in use")
        real(self, *given, **named)

    monkeypatch.setattr(Path, "unlink", unlink)
    return closed


def test_forgetting_waits_for_whoever_still_has_a_file_open_and_sees_the_card_gone(
    data: DataFolder, begun: Passing, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = held_open(monkeypatch, begun.path)

    def reader() -> None:
        while begun.is_wanted():
            pass
        closed.set()

    reading = threading.Thread(target=reader)
    reading.start()
    assert forget_passing(data, ANNA) == (1, 5)
    reading.join()


def test_a_file_that_stays_open_is_told_in_a_sentence_and_is_not_wanted_any_more(
    data: DataFolder, begun: Passing, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_open(monkeypatch, begun.path)
    monkeypatch.setattr(passing, "LETTING_GO_SECONDS", 0)
    with pytest.raises(JournalUnavailable, match="cannot be read and written"):
        forget_passing(data, ANNA)
    assert not begun.is_wanted()


def test_a_full_disk_leaves_no_card_behind(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Passing.make(data, ANNA, suffix=".film")

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(passing, "_make_empty", full)
    with pytest.raises(StorageFull, match="The disk is full"):
        made.begin()
    with pytest.raises(StorageFull, match="The disk is full"):
        Passing.make(data, ANNA, suffix=".film")
    assert list(folder_of(data, ANNA).iterdir()) == []
