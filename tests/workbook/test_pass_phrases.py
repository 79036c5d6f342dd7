"""Pass phrases: kept as hashes alone, heeded at once, and what has to end is written down until it has."""

from __future__ import annotations

import json
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue, JournalUnavailable, NotFound
from vigwidgets.core.reflection import Prompt
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook import pass_phrases
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.erasing import erase_everything
from vigwidgets.workbook.keeping.leaving import finish_leaving
from vigwidgets.workbook.keeping.moving import lock_at_once
from vigwidgets.workbook.pass_phrases import PassPhrases

PHRASE = "slow river lamp garden"


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").make()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make hashes that take little time; how much the real ones take is told by their settings."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    nobodys = hasher.hash("known to nobody")
    monkeypatch.setattr(pass_phrases, "_hasher", lambda: hasher)
    monkeypatch.setattr(pass_phrases, "_hash_of_nobodys", lambda: nobodys)


def text_of(journal: Journal) -> None:
    prompt = Prompt("welcome.hope", "welcome", "What do you hope for?")
    journal.save_reflection(prompt, "Something", revision_id="r1", sitting="s", sequence=1)


def journal_of(data: DataFolder, person_id: str) -> Journal:
    return Journal.open(data.journal_location(), person=Person(person_id), framework=frameworks.load())


def test_only_the_hash_is_kept_and_this_person_alone_can_read_it(data: DataFolder) -> None:
    PassPhrases(data).keep("Ada", PHRASE)
    text = data.pass_phrases.read_text("utf-8")
    assert "river" not in text
    assert json.loads(text)[0]["hash"].startswith("$argon2id$")
    assert stat.S_IMODE(data.pass_phrases.stat().st_mode) == 0o600


def test_hashes_are_as_slow_as_the_standard_for_small_machines_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    hasher = pass_phrases._hasher()
    assert hasher.type.name == "ID"
    assert (hasher.time_cost, hasher.memory_cost, hasher.parallelism) >= (3, 65536, 4)


def test_whoever_knows_name_and_phrase_is_told_and_nobody_else(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    ada, bo = phrases.keep("Ada", PHRASE), phrases.keep("Bo", "another twelve letters")
    assert phrases.person("Ada", PHRASE) == Person(ada.id)
    assert phrases.person("  ada ", f" {PHRASE} ") == Person(ada.id)
    assert phrases.person("Bo", PHRASE) is None
    assert phrases.person("Cem", PHRASE) is None
    assert phrases.person("owner", PHRASE) is None
    assert ada.id != bo.id
    assert phrases.is_trainer(ada.id)
    phrases.keep_owner("the laptop is at home")
    assert phrases.person("Owner", "the laptop is at home") == Person(LOCAL_OWNER)
    assert not phrases.is_trainer(LOCAL_OWNER)
    assert [one.name for one in phrases.trainers()] == ["Ada", "Bo"]


def test_every_keyboards_letters_are_the_same(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    zoe = phrases.keep("Zoë", unicodedata.normalize("NFD", "größe über allem"))
    assert phrases.person(unicodedata.normalize("NFD", "zoë"), "größe über allem") == Person(zoe.id)


@pytest.mark.parametrize("phrase", ["", "short", "elevenchars", "   elevenchars   ", "x" * 1001])
def test_a_phrase_has_at_least_twelve_letters(data: DataFolder, phrase: str) -> None:
    with pytest.raises(InvalidValue, match="has 12 to 1000 letters"):
        PassPhrases(data).keep("Ada", phrase)
    assert not data.pass_phrases.exists()


@pytest.mark.parametrize(("name", "said"), [("", "A name has"), ("OWNER", "the owner signs in"), ("a" * 41, "A name")])
def test_a_trainer_has_a_name_that_is_not_the_owners(data: DataFolder, name: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        PassPhrases(data).keep(name, PHRASE)


def test_another_phrase_keeps_the_person_and_says_that_what_is_open_ends(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    ada = phrases.keep("Ada", PHRASE)
    assert phrases.ending() == []
    again = phrases.keep("ada", "quite another phrase")
    assert (again.id, again.name) == (ada.id, "Ada")
    assert phrases.person("Ada", PHRASE) is None
    assert phrases.ending() == [again]
    phrases.ended(again)
    assert phrases.ending() == []
    assert phrases.is_trainer(ada.id)


def test_what_was_changed_once_more_meanwhile_is_still_to_be_done(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    phrases.keep("Ada", PHRASE)
    first = phrases.keep("Ada", "quite another phrase")
    second = phrases.keep("Ada", "and one more phrase")
    phrases.ended(first)
    assert phrases.ending() == [second]


def test_another_process_is_heeded_at_once(data: DataFolder) -> None:
    server, command = PassPhrases(data), PassPhrases(data)
    assert not server.are_there()
    ada = command.keep("Ada", PHRASE)
    assert server.is_trainer(ada.id)
    command.remove("Ada")
    assert not server.is_trainer(ada.id)
    assert server.person("Ada", PHRASE) is None
    data.pass_phrases.unlink()
    assert server.ending() == []


@pytest.mark.parametrize("damage", ["", "{", '{"a": 1}', "[1]", '[{"id": "x"}]', '[{"id": 1, "name": 2, "hash": 3}]'])
def test_a_damaged_file_lets_nobody_in_and_is_not_written_over(data: DataFolder, damage: str) -> None:
    PassPhrases(data).keep("Ada", PHRASE)
    data.pass_phrases.write_text(damage, "utf-8")
    phrases = PassPhrases(data)
    assert phrases.person("Ada", PHRASE) is None
    assert not phrases.are_there()
    with pytest.raises(JournalUnavailable, match="damaged"):
        phrases.keep("Bo", PHRASE)
    assert data.pass_phrases.read_text("utf-8") == damage


def test_a_damaged_hash_lets_nobody_in(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    phrases.keep("Ada", PHRASE)
    data.pass_phrases.write_text(data.pass_phrases.read_text("utf-8").replace("$argon2id$", "$none$"), "utf-8")
    assert phrases.person("Ada", PHRASE) is None


def test_the_owner_is_no_trainer_to_be_removed(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    phrases.keep_owner(PHRASE)
    for name in ("owner", "Ada"):
        with pytest.raises(NotFound, match="no trainer of that name"):
            phrases.remove(name)


def test_whoever_is_removed_leaves_nothing_and_others_keep_theirs(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    ada, bo = phrases.keep("Ada", PHRASE), phrases.keep("Bo", PHRASE)
    for one in (ada, bo):
        with journal_of(data, one.id) as journal:
            text_of(journal)
    finish_leaving(data, phrases.remove("Ada"))
    with journal_of(data, ada.id) as hers, journal_of(data, bo.id) as his:
        assert (len(hers.texts()), len(his.texts())) == (0, 1)
    assert [one.name for one in phrases.trainers()] == ["Bo"]
    assert ada.id not in data.pass_phrases.read_text("utf-8")
    assert phrases.keep("Ada", PHRASE).id != ada.id, "who comes later is another person"


def test_where_a_server_runs_it_is_left_to_the_server(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    phrases = PassPhrases(data)
    phrases.keep("Ada", PHRASE)
    leaving = phrases.remove("Ada")
    monkeypatch.setattr("vigwidgets.workbook.keeping.leaving.erase_work_of", refuses)
    server: Callable[..., None] = lambda _seconds: phrases.ended(leaving)  # noqa: E731 - while the command waits
    monkeypatch.setattr("vigwidgets.workbook.keeping.leaving.time.sleep", server)
    with (data.runtime / "server.lock").open("wb+") as lock:
        assert lock_at_once(lock)
        finish_leaving(data, leaving)
        assert phrases.ending() == []


def refuses(*_: object) -> None:
    message = "the server erases"
    raise AssertionError(message)


def test_erase_everything_forgets_the_owners_phrase_and_not_the_trainers(data: DataFolder) -> None:
    phrases = PassPhrases(data)
    phrases.keep_owner(PHRASE)
    phrases.keep("Ada", PHRASE)
    with journal_of(data, LOCAL_OWNER) as journal:
        erase_everything(journal, Shelf(data.films), data, receipt_id="r")
    assert phrases.person("owner", PHRASE) is None
    assert phrases.person("Ada", PHRASE) is not None
