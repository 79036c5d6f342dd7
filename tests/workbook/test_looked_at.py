"""A chapter from elsewhere may run once its owner has looked at it, on this computer, and as long as it is the same."""

from __future__ import annotations

import errno
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import StorageFull
from vigwidgets.core.reflection import Prompt
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.folder import chosen_folder
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping import erasing
from vigwidgets.workbook.keeping.backup import make_backup
from vigwidgets.workbook.keeping.restore import restore
from vigwidgets.workbook.looked_at import LookedAt, NotLookedAt

OPENING = 'from vigwidgets import open_workbook\n\nbook = open_workbook("mine")'
DOES_MORE = "import os"


def chapter(*sources: str) -> ChapterCode:
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return ChapterCode.read(json.dumps({"cells": cells}).encode())


PLAIN, OWN = chapter(OPENING), chapter(OPENING, DOES_MORE)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").make()


def may(data: DataFolder, chapter_id: str, code: ChapterCode) -> bool:
    try:
        LookedAt(data).check(chapter_id, code)
    except NotLookedAt:
        return False
    return True


def test_what_came_with_the_workbook_is_not_asked_about_as_long_as_it_only_places_things(data: DataFolder) -> None:
    assert may(data, "welcome", PLAIN)
    assert may(data, "welcome", chapter())
    assert not may(data, "welcome", OWN)
    assert not data.looked_at.exists()


def test_what_came_from_elsewhere_is_asked_about_however_plain_it_is(data: DataFolder) -> None:
    assert not may(data, "mine", PLAIN)
    assert not may(data, "mine", chapter())
    assert not may(data, "mine", OWN)


def test_once_looked_at_it_may_run_and_so_may_whatever_only_places_things(data: DataFolder) -> None:
    LookedAt(data).remember("mine", OWN)
    assert may(data, "mine", OWN)
    assert may(data, "mine", PLAIN)
    assert may(data, "mine", chapter(OPENING, "book.ladder()"))


def test_another_line_of_its_own_is_asked_about_again_and_the_one_before_is_still_known(data: DataFolder) -> None:
    LookedAt(data).remember("mine", PLAIN)
    with pytest.raises(NotLookedAt, match="has not looked at the code") as first:
        LookedAt(data).check("mine", OWN)
    assert (first.value.found, first.value.before) == (OWN, True)
    LookedAt(data).remember("mine", OWN)
    assert not may(data, "mine", chapter(OPENING, "import sys"))
    LookedAt(data).remember("mine", chapter(OPENING, "import sys"))
    assert may(data, "mine", OWN)


def test_one_chapter_says_nothing_of_another(data: DataFolder) -> None:
    LookedAt(data).remember("mine", OWN)
    with pytest.raises(NotLookedAt, match="has not looked at the code") as asked:
        LookedAt(data).check("yours", OWN)
    assert asked.value.before is False
    assert not may(data, "yours", PLAIN)


def test_another_data_folder_knows_nothing_of_it(data: DataFolder, tmp_path: Path) -> None:
    LookedAt(data).remember("mine", OWN)
    assert not may(DataFolder(tmp_path / "other").make(), "mine", OWN)


def test_it_is_for_its_owner_only_and_holds_no_word_of_the_chapter(data: DataFolder) -> None:
    LookedAt(data).remember("mine", OWN)
    assert stat.S_IMODE(data.looked_at.stat().st_mode) == 0o600
    assert json.loads(data.looked_at.read_text("utf-8")) == {"mine": [OWN.digest]}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b'"mine"', b'{"mine": null}', b'{"mine": {"a": 1}}', b"\xff", b"[" * 100_000],
)
def test_a_file_that_cannot_be_read_says_that_nothing_was_looked_at(data: DataFolder, content: bytes) -> None:
    data.looked_at.write_bytes(content)
    assert not may(data, "mine", PLAIN)
    assert may(data, "welcome", PLAIN)
    LookedAt(data).remember("mine", OWN)
    assert may(data, "mine", OWN)


def test_a_folder_in_its_place_says_that_nothing_was_looked_at(data: DataFolder) -> None:
    data.looked_at.mkdir()
    assert not may(data, "mine", PLAIN)


def test_a_disk_without_room_changes_nothing(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    LookedAt(data).remember("mine", PLAIN)
    before = data.looked_at.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StorageFull, match="The disk is full"):
            LookedAt(data).remember("mine", OWN)
    assert data.looked_at.read_bytes() == before
    assert not may(data, "mine", OWN)
    assert [path.name for path in data.root.iterdir() if "looked" in path.name] == ["looked-at.json"]


# ---- what becomes of it


def opened(data: DataFolder, person: str = LOCAL_OWNER) -> Journal:
    return Journal.open(data.journal, person=Person(person), framework=frameworks.load())


def write(journal: Journal) -> None:
    journal.save_reflection(Prompt("p", "mine", "What?"), "A line.", revision_id="r", sitting="s", sequence=1)


def test_a_backup_carries_nothing_of_it_to_another_computer(data: DataFolder, tmp_path: Path) -> None:
    LookedAt(data).remember("mine", OWN)
    file = tmp_path / "work.vigwork.zip"
    with opened(data) as journal:
        write(journal)
        make_backup(journal, Shelf(data.films), file, films=True)
    with zipfile.ZipFile(file) as packed:
        assert packed.namelist()
        for name in packed.namelist():
            assert "looked" not in name
            assert OWN.digest.encode() not in packed.read(name)
    there = DataFolder(tmp_path / "there")
    restore(there, file, person=Person(LOCAL_OWNER))
    assert not there.looked_at.exists()
    assert not may(there, "mine", OWN)


def test_work_that_is_brought_back_leaves_what_was_looked_at_here(data: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "work.vigwork.zip"
    with opened(data) as journal:
        write(journal)
        make_backup(journal, Shelf(data.films), file, films=False)
    there = DataFolder(tmp_path / "there").make()
    LookedAt(there).remember("mine", OWN)
    restore(there, file, person=Person(LOCAL_OWNER))
    assert may(there, "mine", OWN)


def test_erasing_everything_forgets_it_and_somebody_elses_erasing_does_not(data: DataFolder) -> None:
    LookedAt(data).remember("mine", OWN)
    with opened(data, "anna") as annas:
        erasing.erase_everything(annas, Shelf(data.films), data, receipt_id="e1")
    assert may(data, "mine", OWN)
    with opened(data) as journal:
        receipt = erasing.erase_everything(journal, Shelf(data.films), data, receipt_id="e2")
    assert receipt.files == 1
    assert not data.looked_at.exists()
    assert not may(data, "mine", OWN)


def test_a_folder_that_was_not_chosen_after_all_goes_with_it(data: DataFolder, tmp_path: Path) -> None:
    LookedAt(data).remember("mine", OWN)
    chosen = DataFolder(tmp_path / "chosen").make()
    assert chosen_folder.leave(data, chosen) == chosen
    assert not data.root.exists()
    assert not may(chosen, "mine", OWN)
