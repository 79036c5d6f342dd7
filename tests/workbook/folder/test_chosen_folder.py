"""A person may say where their work is kept, and the choice is found at every later start."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder import chosen_folder, settings
from vigwidgets.workbook.folder.data_folder import DataFolder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home of somebody who named no folder."""
    for name in ("VIG_DATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "Zoë Müller"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


def test_without_a_choice_the_system_says_where(home: Path):
    assert settings.chosen() is None
    assert home in DataFolder.find().root.parents


def test_what_was_chosen_is_found_at_the_next_start(home: Path):
    chosen_folder.choose(home / "Mes films" / "été")
    assert DataFolder.find().root == home / "Mes films" / "été"


def test_what_a_command_or_the_environment_names_goes_before(home: Path, monkeypatch: pytest.MonkeyPatch):
    chosen_folder.choose(home / "chosen")
    assert DataFolder.find(home / "given").root == home / "given"
    monkeypatch.setenv("VIG_DATA", str(home / "named"))
    assert DataFolder.find().root == home / "named"


@pytest.mark.parametrize("content", [b"", b"films", b"\xff\xfe\x00"])
def test_a_damaged_note_is_as_good_as_none(home: Path, content: bytes):
    chosen_folder.choose(home / "chosen")
    settings.settings_file().write_bytes(content)
    assert settings.chosen() is None


@pytest.mark.parametrize("form", ["{}", ' "{}" ', "'{}'\n"])
def test_a_pasted_path_is_understood(home: Path, form: str):
    assert chosen_folder.examine(form.format(home / "work")).root == home / "work"


def test_a_home_sign_is_understood(home: Path):
    assert chosen_folder.examine("~/work").root == home / "work"


def test_a_folder_with_other_things_gets_one_of_ours_inside(home: Path):
    (home / "holiday.jpg").touch()
    assert chosen_folder.examine(str(home)).root == home / chosen_folder.OWN_NAME


def test_a_folder_that_holds_a_workbook_is_taken_as_it_is(home: Path):
    (home / "journal.db").touch()
    assert chosen_folder.examine(str(home)).root == home


@pytest.mark.parametrize("text", ["", "   ", "films", "../films", "a\0b"])
def test_what_is_no_whole_path_is_refused(home: Path, text: str):
    with pytest.raises(InvalidValue, match="whole path"):
        chosen_folder.examine(text)


def test_a_file_is_no_folder(home: Path):
    (home / "file").touch()
    with pytest.raises(InvalidValue, match="Choose"):
        chosen_folder.examine(str(home / "file" / "inside"))


def test_examining_makes_nothing(home: Path):
    chosen_folder.examine(str(home / "new" / "deep"))
    assert not (home / "new").exists()


def test_a_cloud_folder_is_named(home: Path):
    assert chosen_folder.examine(str(home / "OneDrive - School" / "work")).distant == "OneDrive"


def test_preparing_makes_the_folder_for_this_person_only(home: Path):
    data = chosen_folder.prepare(chosen_folder.examine(str(home / "new" / "deep")))
    assert data.films.is_dir()
    if os.name != "nt":
        assert data.root.stat().st_mode & 0o777 == 0o700


def first_start(*, words: str = "") -> DataFolder:
    """Return the folder of a first start, where something was written or nothing."""
    data = DataFolder.find().make()
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        if words:
            prompt = Prompt("my_film.what_i_did", "my_film", "What did I do?")
            journal.save_reflection(prompt, words, revision_id="r", sitting="s", sequence=1)
    return data


def test_an_empty_folder_is_left_and_gone(home: Path):
    left, chosen = first_start(), chosen_folder.prepare(chosen_folder.examine(str(home / "Work")))
    chosen_folder.choose(chosen.root)
    assert chosen_folder.leave(left, chosen) == chosen
    assert not left.root.exists()
    assert DataFolder.find() == chosen


def test_what_was_written_while_somebody_chose_keeps_its_folder(home: Path):
    left, chosen = first_start(words="I waited."), chosen_folder.prepare(chosen_folder.examine(str(home / "Work")))
    chosen_folder.choose(chosen.root)
    assert chosen_folder.leave(left, chosen) == left
    assert DataFolder.find() == left
    with Journal.open(left.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        kept = journal.reflection("my_film.what_i_did")
    assert kept is not None
    assert kept.text == "I waited."


def test_a_journal_that_cannot_be_asked_keeps_its_folder(home: Path):
    left, chosen = first_start(), chosen_folder.prepare(chosen_folder.examine(str(home / "Work")))
    left.journal.write_bytes(b"no journal" * 1000)
    assert chosen_folder.leave(left, chosen) == left
    assert left.journal.read_bytes() == b"no journal" * 1000
